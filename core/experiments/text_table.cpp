#include "experiments/text_table.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

namespace lacuna::experiments {
namespace {

bool isBest(const TextTable& table, std::size_t row, std::size_t column) {
    if (row >= table.best.size()) return false;
    return std::find(table.best[row].begin(), table.best[row].end(), column) != table.best[row].end();
}

std::string forMarkdown(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        if (c == '|' || c == '*' || c == '_' || c == '<') safe += '\\';
        safe += c == '\n' ? ' ' : c;
    }
    return safe;
}

std::string forLatex(std::string_view text) {
    std::string safe;
    while (!text.empty()) {
        const auto replace = [&](std::string_view from, std::string_view to) {
            if (!text.starts_with(from)) return false;
            safe += to;
            text.remove_prefix(from.size());
            return true;
        };
        if (replace("\\", "\\textbackslash{}") || replace("~", "\\textasciitilde{}") ||
            replace("^", "\\textasciicircum{}") || replace("±", "$\\pm$") || replace("×", "$\\times$") ||
            replace("κ", "$\\kappa$") || replace("–", "--") || replace("η", "$\\eta$"))
            continue;
        if (std::string_view("%&_#${}").find(text.front()) != std::string_view::npos) safe += '\\';
        safe += text.front();
        text.remove_prefix(1);
    }
    return safe;
}

std::string forCsv(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

template <class Escape>
std::vector<std::string> escaped(const std::vector<std::string>& cells, const Escape& escape) {
    std::vector<std::string> safe;
    for (const auto& cell : cells) safe.push_back(escape(cell));
    return safe;
}

}  // namespace

std::string markdown(const TextTable& table) {
    std::string text = fmt::format("### {}\n\n", table.title);
    text += fmt::format("| {} |\n|", fmt::join(escaped(table.header, forMarkdown), " | "));
    for (std::size_t column = 0; column < table.header.size(); ++column)
        text += column < table.names ? " --- |" : " ---: |";
    text += '\n';
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto cells = escaped(table.rows[row], forMarkdown);
        for (std::size_t column = 0; column < cells.size(); ++column)
            if (isBest(table, row, column)) cells[column] = "**" + cells[column] + "**";
        text += fmt::format("| {} |\n", fmt::join(cells, " | "));
    }
    if (!table.note.empty()) text += fmt::format("\n{}\n", table.note);
    return text + '\n';
}

std::string latex(const TextTable& table) {
    std::string text = "\\begin{table}\n\\centering\n";
    text += fmt::format("\\caption{{{}{}}}\n", forLatex(table.title),
                        table.note.empty() ? "" : ". " + forLatex(table.note));
    const auto names = std::min(table.names, table.header.size());
    text += fmt::format("\\begin{{tabular}}{{{}{}}}\n\\hline\n", std::string(names, 'l'),
                        std::string(table.header.size() - names, 'r'));
    text += fmt::format("{} \\\\\n\\hline\n", fmt::join(escaped(table.header, forLatex), " & "));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto cells = escaped(table.rows[row], forLatex);
        for (std::size_t column = 0; column < cells.size(); ++column)
            if (isBest(table, row, column)) cells[column] = "\\textbf{" + cells[column] + "}";
        text += fmt::format("{} \\\\\n", fmt::join(cells, " & "));
    }
    return text + "\\hline\n\\end{tabular}\n\\end{table}\n\n";
}

std::string csv(const TextTable& table) {
    auto text = fmt::format("{}\n", fmt::join(escaped(table.header, forCsv), ","));
    for (const auto& row : table.rows) text += fmt::format("{}\n", fmt::join(escaped(row, forCsv), ","));
    return text;
}

}  // namespace lacuna::experiments
