#include "experiments/summary_tables.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "experiments/fact_key.h"

namespace lacuna::experiments {
namespace {

constexpr double significant = 0.05;

std::string hundredfold(double value, int decimals = 2) {
    return std::isnan(value) ? "–" : fmt::format("{:.{}f}", 100 * value, decimals);
}

std::string metricTitle(const std::string& metric) {
    static const std::map<std::string, std::string> titles = {
        {"oa", "OA %"}, {"aa", "AA %"}, {"kappa", "κ × 100"}, {"macro-f1", "macro-F1 %"}, {"mean-iou", "mIoU %"}};
    return titles.at(metric);
}

/// What one cell shows of one metric.
std::string shown(const std::vector<const SeedGroup*>& groups, const std::string& metric, bool withInterval) {
    std::vector<double> means;
    for (const auto* group : groups) means.push_back(group->mean(metric).mean);
    const auto text = hundredfold(metrics::repeatedMean(means).mean);
    if (!withInterval || groups.size() != 1) return text;
    const auto only = groups.front()->mean(metric);
    return std::isnan(only.high) ? text : fmt::format("{} ± {}", text, hundredfold(only.high - only.mean));
}

double meanOf(const std::vector<const SeedGroup*>& groups, const std::string& metric) {
    std::vector<double> means;
    for (const auto* group : groups) means.push_back(group->mean(metric).mean);
    return metrics::repeatedMean(means).mean;
}

/// The columns of the largest value; several when they are equal, none when there is one value.
std::vector<std::size_t> largest(const std::vector<double>& values, std::size_t firstColumn) {
    double best = -2;
    std::size_t known = 0;
    for (const double value : values) {
        if (std::isnan(value)) continue;
        best = std::max(best, value);
        ++known;
    }
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < values.size() && known > 1; ++i)
        if (values[i] == best) columns.push_back(firstColumn + i);
    return columns;
}

/// Whether a row's cells compete: they do where columns are variants of a method, not where scenes or settings differ.
bool compete(const std::vector<std::string>& columnFacts) {
    return std::none_of(columnFacts.begin(), columnFacts.end(), [](const std::string& fact) {
        return fact == "data" || fact.starts_with("train") || fact.starts_with("test");
    });
}

/// The facts and seeds of every group.
TextTable factTable(const std::vector<SeedGroup>& groups) {
    TextTable table;
    for (const auto& group : groups)
        for (const auto& [name, value] : group.facts)
            if (std::find(table.header.begin(), table.header.end(), name) == table.header.end())
                table.header.push_back(name);
    for (const auto& group : groups) {
        table.rows.push_back(keyOf(group.facts, table.header));
        table.rows.back().push_back(fmt::format("{}", fmt::join(group.seeds, " ")));
    }
    table.header.push_back("seeds");
    table.names = table.header.size();
    return table;
}

}  // namespace

TextTable pivot(const TableSpec& spec, const std::vector<SeedGroup>& groups) {
    Ordered rows, columns;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<const SeedGroup*>> cells;
    for (const auto& group : groups) {
        const auto row = rows.placeOf(keyOf(group.facts, spec.rows)),
                   column = columns.placeOf(keyOf(group.facts, spec.columns));
        cells[{row, column}].push_back(&group);
    }
    std::vector<std::string> titles;
    for (const auto& metric : spec.metrics) titles.push_back(metricTitle(metric));
    TextTable table{
        spec.title,
        fmt::format("Cells: {}, means over the seeds; ±: half width of the 95 % interval of the mean (Student's t).",
                    fmt::join(titles, " / ")),
        spec.rows.size(),
        spec.rows,
        {},
        {}};
    for (const auto& column : columns.keys)
        table.header.push_back(column.empty() ? fmt::format("{}", fmt::join(titles, " / "))
                                              : fmt::format("{}", fmt::join(column, ", ")));
    for (std::size_t row = 0; row < rows.keys.size(); ++row) {
        auto line = rows.keys[row];
        std::vector<double> values;
        for (std::size_t column = 0; column < columns.keys.size(); ++column) {
            const auto& cell = cells[{row, column}];
            std::vector<std::string> parts;
            for (std::size_t i = 0; i < spec.metrics.size(); ++i) parts.push_back(shown(cell, spec.metrics[i], i == 0));
            line.push_back(cell.empty() ? "–" : fmt::format("{}", fmt::join(parts, " / ")));
            values.push_back(meanOf(cell, spec.metrics.front()));
        }
        table.rows.push_back(std::move(line));
        table.best.push_back(compete(spec.columns) ? largest(values, spec.rows.size()) : std::vector<std::size_t>{});
    }
    return table;
}

TextTable figures(const std::vector<SeedGroup>& groups) {
    auto table = factTable(groups);
    table.title = "All figures";
    table.note =
        "Mean over the seeds [95 % interval of the mean, Student's t] (smallest – largest); in per cent, κ × 100.";
    for (const char* metric : {"oa", "aa", "kappa"}) table.header.push_back(metricTitle(metric));
    for (std::size_t i = 0; i < groups.size(); ++i)
        for (const char* metric : {"oa", "aa", "kappa"}) {
            const auto mean = groups[i].mean(metric);
            auto text = hundredfold(mean.mean);
            if (!std::isnan(mean.low))
                text += fmt::format(" [{}, {}] ({} – {})", hundredfold(mean.low), hundredfold(mean.high),
                                    hundredfold(mean.minimum), hundredfold(mean.maximum));
            table.rows[i].push_back(std::move(text));
        }
    return table;
}

TextTable rawFigures(const std::vector<SeedGroup>& groups) {
    auto table = factTable(groups);
    for (const auto& metric : metricNames())
        for (const char* what : {"", "_low", "_high", "_min", "_max"}) table.header.push_back(metric + what);
    for (std::size_t i = 0; i < groups.size(); ++i)
        for (const auto& metric : metricNames()) {
            const auto mean = groups[i].mean(metric);
            for (const double value : {mean.mean, mean.low, mean.high, mean.minimum, mean.maximum})
                table.rows[i].push_back(std::isnan(value) ? std::string() : fmt::format("{:.6f}", value));
        }
    return table;
}

TextTable meanRanks(const std::vector<SeedGroup>& groups) {
    Ordered settings, variants;
    std::map<std::pair<std::size_t, std::size_t>, double> overall;
    for (const auto& group : groups)
        overall[{settings.placeOf(keyOf(group.facts, {"data", "train", "test"})), variants.placeOf({group.variant})}] =
            group.mean("oa").mean;
    TextTable table{"Ranks of the methods", "", 1, {"method", "mean rank by OA", "first", "settings"}, {}, {}};
    const auto count = variants.keys.size();
    if (count < 2) return table;
    std::vector<double> sum(count, 0);
    std::vector<int> first(count, 0);
    int complete = 0;
    for (std::size_t s = 0; s < settings.keys.size(); ++s) {
        std::vector<double> values;
        for (std::size_t v = 0; v < count; ++v)
            if (const auto found = overall.find({s, v}); found != overall.end()) values.push_back(found->second);
        if (values.size() != count) continue;
        ++complete;
        const auto ranks = metrics::ranksOf(values);
        for (std::size_t v = 0; v < count; ++v) {
            sum[v] += ranks[v];
            first[v] += ranks[v] < 2;
        }
    }
    for (std::size_t v = 0; v < count && complete > 0; ++v)
        table.rows.push_back({variants.keys[v].front(), fmt::format("{:.2f}", sum[v] / complete),
                              fmt::format("{}", first[v]), fmt::format("{}", complete)});
    std::stable_sort(table.rows.begin(), table.rows.end(),
                     [](const auto& a, const auto& b) { return std::stod(a[1]) < std::stod(b[1]); });
    return table;
}

TextTable comparisonSummary(const std::vector<Comparison>& comparisons) {
    Ordered variants;
    struct Tally {
        int better = 0, worse = 0, neither = 0;
    };
    std::map<std::pair<std::size_t, std::size_t>, Tally> tallies;
    for (const auto& pair : comparisons) {
        const auto a = variants.placeOf({pair.first}), b = variants.placeOf({pair.second});
        const bool differs = pair.adjustedP < significant;
        const bool firstBetter = pair.mcNemar.firstOnly > pair.mcNemar.secondOnly;
        for (const bool turned : {false, true}) {
            auto& tally = turned ? tallies[{b, a}] : tallies[{a, b}];
            ++(!differs ? tally.neither : firstBetter != turned ? tally.better : tally.worse);
        }
    }
    TextTable table{"McNemar's test between methods",
                    "Settings and seeds in which the row's method is better – worse – neither, on the same test pixels "
                    "(p < 0.05 after Holm over the pairs of one setting and seed).",
                    1,
                    {"method"},
                    {},
                    {}};
    for (const auto& name : variants.keys) table.header.push_back("against " + name.front());
    for (std::size_t a = 0; a < variants.keys.size(); ++a) {
        std::vector<std::string> line = {variants.keys[a].front()};
        for (std::size_t b = 0; b < variants.keys.size(); ++b) {
            const auto found = tallies.find({a, b});
            line.push_back(found == tallies.end() ? ""
                                                  : fmt::format("{} – {} – {}", found->second.better,
                                                                found->second.worse, found->second.neither));
        }
        table.rows.push_back(std::move(line));
    }
    return table;
}

TextTable comparisonFigures(const std::vector<Comparison>& comparisons) {
    TextTable table{
        "McNemar's tests",
        "",
        6,
        {"data", "train", "test", "seed", "first", "second", "only_first_right", "only_second_right", "p", "p_holm"},
        {},
        {}};
    for (const auto& pair : comparisons)
        table.rows.push_back({pair.data, pair.train, pair.test, pair.seed, pair.first, pair.second,
                              fmt::format("{}", pair.mcNemar.firstOnly), fmt::format("{}", pair.mcNemar.secondOnly),
                              fmt::format("{:.4g}", pair.mcNemar.p), fmt::format("{:.4g}", pair.adjustedP)});
    return table;
}

}  // namespace lacuna::experiments
