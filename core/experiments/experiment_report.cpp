#include "experiments/experiment_report.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/atomic_file.h"
#include "experiments/chart.h"
#include "experiments/summary_tables.h"

namespace lacuna::experiments {
namespace {

/// What every form of the report holds.
std::vector<TextTable> tablesOf(const Experiment& experiment, const Summary& summary) {
    std::vector<TextTable> tables;
    for (const auto& spec : experiment.tables) tables.push_back(pivot(spec, summary.groups));
    tables.push_back(meanRanks(summary.groups));
    tables.push_back(comparisonSummary(summary.comparisons));
    std::erase_if(tables, [](const TextTable& table) { return table.rows.empty(); });
    return tables;
}

}  // namespace

std::string reportText(const Experiment& experiment, const Summary& summary) {
    auto text =
        fmt::format("# {}\n\n{} of {} tests are finished.\n\n", experiment.title, summary.finished, summary.planned);
    for (const auto& table : tablesOf(experiment, summary)) text += markdown(table);
    return text;
}

base::Result<std::vector<std::string>> writeReport(const Experiment& experiment, const Summary& summary,
                                                   const std::string& folder) {
    std::vector<std::string> files;
    const auto write = [&](const std::string& ending, const std::string& content) -> base::Status {
        const auto path = (std::filesystem::path(folder) / (experiment.name + ending)).string();
        LACUNA_TRY_STATUS(base::writeTextFile(path, content));
        files.push_back(path);
        return {};
    };
    auto text = reportText(experiment, summary);
    for (const auto& chart : experiment.charts) {
        const auto svg = chartSvg(chart, summary.groups);
        if (svg.empty()) continue;
        LACUNA_TRY_STATUS(write("-" + chart.name + ".svg", svg));
        text += fmt::format("![{}]({}-{}.svg)\n\n", chart.title, experiment.name, chart.name);
    }
    std::string document;
    for (const auto& table : tablesOf(experiment, summary)) document += latex(table);
    for (const auto& spec : experiment.tables)
        LACUNA_TRY_STATUS(write("-" + spec.name + ".csv", csv(pivot(spec, summary.groups))));
    LACUNA_TRY_STATUS(write("-mcnemar.csv", csv(comparisonFigures(summary.comparisons))));
    LACUNA_TRY_STATUS(write(".csv", csv(rawFigures(summary.groups))));
    LACUNA_TRY_STATUS(write(".tex", document));
    LACUNA_TRY_STATUS(write(".md", text + markdown(figures(summary.groups))));
    return files;
}

}  // namespace lacuna::experiments
