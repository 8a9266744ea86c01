#include "report/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace lacuna::report {
namespace {

constexpr auto style = R"(
:root { color-scheme: light; --ink: #1f2933; --muted: #5f6c7b; --line: #d9dee4; --pale: #f4f6f8; --accent: #17567c; --bar: #cfe0ec; }
* { box-sizing: border-box; }
body { margin: 0; background: #e9ecef; color: var(--ink);
  font: 15px/1.55 "Source Sans 3", "Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans", Arial, sans-serif; }
main { max-width: 980px; margin: 0 auto; background: #fff; padding: 56px 72px 72px; }
header { border-bottom: 3px solid var(--accent); padding-bottom: 20px; margin-bottom: 24px; }
h1 { font-size: 32px; line-height: 1.2; margin: 0 0 6px; font-weight: 600; }
header p { margin: 0; color: var(--muted); }
header p.subtitle { font-size: 18px; color: var(--ink); margin-bottom: 10px; }
h2 { font-size: 22px; line-height: 1.3; margin: 48px 0 12px; padding-top: 10px; border-top: 1px solid var(--line); color: var(--accent); font-weight: 600; }
h3 { font-size: 17px; margin: 28px 0 8px; font-weight: 600; }
p { margin: 0 0 12px; max-width: 74ch; }
p.note { color: var(--muted); font-size: 13.5px; }
p.warning { border-left: 4px solid #c77700; background: #fdf5e6; padding: 8px 12px; }
nav { font-size: 14px; margin-bottom: 24px; }
nav a { color: var(--accent); text-decoration: none; margin-right: 18px; white-space: nowrap; }
.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 16px 0 24px; }
.key div { border: 1px solid var(--line); border-top: 3px solid var(--accent); padding: 12px 14px; }
.key b { display: block; font-size: 26px; line-height: 1.2; font-weight: 600; }
.key span { display: block; font-size: 13px; }
.key span.detail { color: var(--muted); }
table { border-collapse: collapse; width: 100%; margin: 4px 0 6px; font-size: 13.5px; font-variant-numeric: tabular-nums; }
caption { caption-side: top; text-align: left; font-weight: 600; padding: 10px 0 6px; }
th { text-align: left; font-weight: 600; border-bottom: 1.5px solid var(--ink); padding: 4px 10px 4px 0; vertical-align: bottom; }
td { border-bottom: 1px solid var(--line); padding: 4px 10px 4px 0; vertical-align: top; }
td.long { overflow-wrap: anywhere; }
th.figure, td.figure { text-align: right; white-space: nowrap; padding-left: 10px; }
th.figure + th:not(.figure), td.figure + td:not(.figure) { padding-left: 18px; }
tr.total td { border-top: 1.5px solid var(--ink); font-weight: 600; }
.swatch { display: inline-block; width: 11px; height: 11px; margin-right: 7px; border: 1px solid rgba(0,0,0,.25); vertical-align: -1px; }
.figures { display: grid; gap: 18px; margin: 12px 0; align-items: start; }
figure { margin: 0; }
figure svg { display: block; max-width: 100%; height: auto; }
figcaption { color: var(--muted); font-size: 13px; margin-top: 6px; }
pre { background: var(--pale); border: 1px solid var(--line); padding: 10px 12px; font: 12.5px/1.5 "DejaVu Sans Mono", Consolas, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; margin: 4px 0 14px; }
footer { margin-top: 48px; border-top: 1px solid var(--line); padding-top: 10px; color: var(--muted); font-size: 12.5px; }
@media (max-width: 700px) { main { padding: 28px 20px; } }
@page { size: A4; margin: 16mm 15mm 18mm; }
@media print {
  body { background: #fff; font-size: 10pt; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  h1, h2, h3, caption { break-after: avoid; }
  h1 { font-size: 22pt; }
  h2 { font-size: 14.5pt; margin-top: 26pt; }
  h3 { font-size: 11.5pt; }
  table { font-size: 8.5pt; }
  p.note, figcaption { font-size: 8.5pt; }
  .key { grid-template-columns: repeat(5, 1fr); gap: 6pt; }
  .key b { font-size: 15pt; }
  .key span { font-size: 8pt; }
  pre { font-size: 7.5pt; }
  figure, tr, .key, pre, p.warning { break-inside: avoid; }
  table.short { break-inside: avoid; }
  h3 + p, p:has(+ pre), p:has(+ .figures) { break-after: avoid; }
  footer { margin-top: 12pt; }
  thead { display: table-header-group; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)";

std::string escaped(const std::string& text) {
    std::string safe;
    for (const char c : cleaned(text)) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            default: safe += c;
        }
    }
    return safe;
}

std::string anchorOf(std::size_t section) { return fmt::format("section-{}", section + 1); }

/// A check sum or a path, say, which may be broken anywhere.
bool hasLongWord(const std::string& text) {
    constexpr std::size_t longest = 34;
    for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
        end = std::min(text.find(' ', at), text.size());
        if (end - at > longest) return true;
    }
    return false;
}

/// Writes one block behind the other.
class Writer {
public:
    void operator()(const Paragraph& paragraph) {
        static constexpr const char* kinds[] = {"", " class=\"note\"", " class=\"warning\""};
        text += fmt::format("<p{}>{}</p>\n", kinds[static_cast<int>(paragraph.kind)], escaped(paragraph.text));
    }
    void operator()(const Heading& heading) { text += fmt::format("<h3>{}</h3>\n", escaped(heading.text)); }
    void operator()(const CommandLine& line) { text += fmt::format("<pre>{}</pre>\n", escaped(line.text)); }
    void operator()(const KeyFigures& figures) {
        text += "<div class=\"key\">\n";
        for (const auto& figure : figures)
            text += fmt::format("<div><b>{}</b><span>{}</span><span class=\"detail\">{}</span></div>\n", escaped(figure.value),
                                escaped(figure.label), escaped(figure.detail));
        text += "</div>\n";
    }
    void operator()(const Figures& figures) {
        text += fmt::format("<div class=\"figures\" style=\"grid-template-columns:repeat({},minmax(0,1fr))\">\n", figures.columns);
        for (const auto& figure : figures.figures) {
            text += "<figure>\n" + figure.svg;
            if (!figure.caption.empty()) text += fmt::format("<figcaption>{}</figcaption>\n", escaped(figure.caption));
            text += "</figure>\n";
        }
        text += "</div>\n";
    }
    void operator()(const Table& table) {
        constexpr std::size_t shortTable = 20;  // rows that are kept on one page of paper
        text += table.rows.size() <= shortTable ? "<table class=\"short\">\n" : "<table>\n";
        if (!table.title.empty()) text += fmt::format("<caption>{}</caption>\n", escaped(table.title));
        text += "<thead><tr>";
        for (const auto& column : table.columns)
            text += fmt::format("<th scope=\"col\"{}>{}</th>", column.figures ? " class=\"figure\"" : "", escaped(column.title));
        text += "</tr></thead>\n<tbody>\n";
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            text += table.total && row + 1 == table.rows.size() ? "<tr class=\"total\">" : "<tr>";
            for (std::size_t i = 0; i < table.rows[row].size(); ++i) writeCell(table.rows[row][i], table.columns[i].figures);
            text += "</tr>\n";
        }
        text += "</tbody>\n</table>\n";
        if (!table.note.empty()) (*this)(Paragraph{table.note, Paragraph::Kind::Note});
    }

    std::string text;

private:
    void writeCell(const Cell& cell, bool figures) {
        std::string attributes = figures ? " class=\"figure\"" : hasLongWord(cell.text) ? " class=\"long\"" : "";
        if (std::isfinite(cell.bar)) {
            const double share = 100 * std::clamp(cell.bar, 0.0, 1.0);
            attributes += fmt::format(" style=\"background:linear-gradient(to right,var(--bar) {0:.1f}%,transparent {0:.1f}%)\"", share);
        }
        std::string swatch;
        if (cell.swatch)
            swatch = fmt::format("<span class=\"swatch\" style=\"background:#{:02x}{:02x}{:02x}\"></span>", (*cell.swatch)[0],
                                 (*cell.swatch)[1], (*cell.swatch)[2]);
        text += fmt::format("<td{}>{}{}</td>", attributes, swatch, escaped(cell.text));
    }
};

std::string byLine(const Document& document) {
    return document.author.empty() ? document.date : document.author + " · " + document.date;
}

}  // namespace

std::string html(const Document& document) {
    Writer writer;
    writer.text = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"generator\" content=\"{}\"/>\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
        escaped(document.program), escaped(document.title), style);
    writer.text += fmt::format("<header>\n<h1>{}</h1>\n", escaped(document.title));
    if (!document.subtitle.empty()) writer.text += fmt::format("<p class=\"subtitle\">{}</p>\n", escaped(document.subtitle));
    writer.text += fmt::format("<p>{}</p>\n</header>\n<nav>\n", escaped(byLine(document)));
    for (std::size_t i = 0; i < document.sections.size(); ++i)
        writer.text += fmt::format("<a href=\"#{}\">{}</a>\n", anchorOf(i), escaped(document.sections[i].title));
    writer.text += "</nav>\n";
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        writer.text += fmt::format("<section>\n<h2 id=\"{}\">{} {}</h2>\n", anchorOf(i), i + 1, escaped(document.sections[i].title));
        for (const auto& block : document.sections[i].blocks) std::visit(writer, block);
        writer.text += "</section>\n";
    }
    return writer.text + fmt::format("<footer>{} · {}</footer>\n</main>\n</body>\n</html>\n", escaped(document.program), escaped(document.date));
}

}  // namespace lacuna::report
