#include "experiments/result_summary.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace lacuna::experiments {
namespace {

using Key = std::vector<std::string>;

constexpr double significant = 0.05;

bool isOfSettings(const std::string& name) {
    return name == "data" || name.starts_with("train") || name.starts_with("test") || name == "seed";
}

/// The method with its swept parameters.
std::string variantOf(const Facts& facts) {
    Key parts;
    for (const auto& [name, value] : facts)
        if (!isOfSettings(name)) parts.push_back(value);
    return fmt::format("{}", fmt::join(parts, ", "));
}

Key keyOf(const Facts& facts, const std::vector<std::string>& names) {
    Key key;
    for (const auto& name : names) key.push_back(factOf(facts, name));
    return key;
}

/// Keys in the order in which they first come.
class Ordered {
public:
    std::size_t placeOf(const Key& key) {
        const auto [place, isNew] = places_.try_emplace(key, keys.size());
        if (isNew) keys.push_back(key);
        return place->second;
    }
    std::vector<Key> keys;

private:
    std::map<Key, std::size_t> places_;
};

std::string hundredfold(double value, int decimals = 2) {
    return std::isnan(value) ? "–" : fmt::format("{:.{}f}", 100 * value, decimals);
}

std::string metricTitle(const std::string& metric) {
    static const std::map<std::string, std::string> titles = {
        {"oa", "OA %"}, {"aa", "AA %"}, {"kappa", "κ × 100"}, {"macro-f1", "macro-F1 %"}, {"mean-iou", "mIoU %"}};
    return titles.at(metric);
}

/// A finished test where it is compared with others.
struct Judged {
    const PlannedTest* test;
    StoredTest stored;
};

base::Result<std::vector<Comparison>> compare(const std::vector<Judged>& judged, const ResultStore& store) {
    Ordered contexts;
    std::vector<std::vector<const Judged*>> members;
    for (const auto& each : judged) {
        auto key = keyOf(each.test->facts, {"data", "train", "test", "seed"});
        key.push_back(each.stored.pixels);
        const auto place = contexts.placeOf(key);
        if (place == members.size()) members.emplace_back();
        members[place].push_back(&each);
    }
    std::vector<Comparison> all;
    for (std::size_t c = 0; c < members.size(); ++c) {
        if (members[c].size() < 2) continue;
        const auto& key = contexts.keys[c];
        LACUNA_TRY(reference, store.reference(key.back()));
        const auto isRight = [&](const Judged* each, std::size_t i) { return each->stored.predicted[i] == reference[i] + 1; };
        std::vector<Comparison> pairs;
        std::vector<double> p;
        for (std::size_t a = 0; a < members[c].size(); ++a)
            for (std::size_t b = a + 1; b < members[c].size(); ++b) {
                const auto *first = members[c][a], *second = members[c][b];
                std::uint64_t onlyFirst = 0, onlySecond = 0;
                for (std::size_t i = 0; i < reference.size(); ++i) {
                    onlyFirst += isRight(first, i) && !isRight(second, i);
                    onlySecond += isRight(second, i) && !isRight(first, i);
                }
                pairs.push_back({key[0], key[1], key[2], key[3], variantOf(first->test->facts), variantOf(second->test->facts),
                                 metrics::mcNemar(onlyFirst, onlySecond), 1});
                p.push_back(pairs.back().mcNemar.p);
            }
        const auto adjusted = metrics::holmAdjusted(p);
        for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i].adjustedP = adjusted[i];
        all.insert(all.end(), pairs.begin(), pairs.end());
    }
    return all;
}

std::vector<SeedGroup> grouped(const std::vector<Judged>& judged) {
    std::map<Facts, std::size_t> places;
    std::vector<SeedGroup> groups;
    for (const auto& each : judged) {
        auto facts = each.test->facts;
        std::erase_if(facts, [](const auto& fact) { return fact.first == "seed"; });
        const auto [place, isNew] = places.try_emplace(facts, groups.size());
        if (isNew) groups.push_back({facts, variantOf(facts), {}, {}, {}});
        auto& group = groups[place->second];
        group.seeds.push_back(factOf(each.test->facts, "seed"));
        for (std::size_t i = 0; i < metricCount; ++i) group.values[i].push_back(each.stored.metrics[i]);
        if (!each.stored.activation.is_null()) group.activations.push_back(each.stored.activation);
    }
    return groups;
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

/// The columns of the largest value; several when they are equal, none when there is one column.
std::vector<std::size_t> largest(const std::vector<double>& values, std::size_t firstColumn) {
    double best = -2;
    for (const double value : values)
        if (!std::isnan(value)) best = std::max(best, value);
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < values.size() && values.size() > 1; ++i)
        if (values[i] == best) columns.push_back(firstColumn + i);
    return columns;
}

/// The facts and seeds of every group.
TextTable factTable(const std::vector<SeedGroup>& groups) {
    TextTable table;
    for (const auto& group : groups)
        for (const auto& [name, value] : group.facts)
            if (std::find(table.header.begin(), table.header.end(), name) == table.header.end()) table.header.push_back(name);
    for (const auto& group : groups) {
        table.rows.push_back(keyOf(group.facts, table.header));
        table.rows.back().push_back(fmt::format("{}", fmt::join(group.seeds, " ")));
    }
    table.header.push_back("seeds");
    table.names = table.header.size();
    return table;
}

}  // namespace

metrics::RepeatedMean SeedGroup::mean(const std::string& metric) const {
    const auto& names = metricNames();
    const auto found = std::find(names.begin(), names.end(), metric);
    LACUNA_ASSERT(found != names.end());
    return metrics::repeatedMean(values[static_cast<std::size_t>(found - names.begin())]);
}

base::Result<Summary> summarise(const Plan& plan, const ResultStore& store) {
    Summary summary;
    std::vector<Judged> judged;
    for (const auto& run : plan.runs)
        for (const auto& test : run.tests) {
            ++summary.planned;
            LACUNA_TRY(stored, store.test(test.key));
            if (stored) judged.push_back({&test, std::move(*stored)});
        }
    summary.finished = judged.size();
    summary.groups = grouped(judged);
    LACUNA_TRY(comparisons, compare(judged, store));
    summary.comparisons = std::move(comparisons);
    return summary;
}

TextTable pivot(const TableSpec& spec, const std::vector<SeedGroup>& groups) {
    Ordered rows, columns;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<const SeedGroup*>> cells;
    for (const auto& group : groups) {
        const auto row = rows.placeOf(keyOf(group.facts, spec.rows)), column = columns.placeOf(keyOf(group.facts, spec.columns));
        cells[{row, column}].push_back(&group);
    }
    std::vector<std::string> titles;
    for (const auto& metric : spec.metrics) titles.push_back(metricTitle(metric));
    TextTable table{spec.title, fmt::format("Cells: {}, means over the seeds; ±: half width of the 95 % interval of the mean (Student's t).",
                                            fmt::join(titles, " / ")), spec.rows.size(), spec.rows, {}, {}};
    for (const auto& column : columns.keys) table.header.push_back(column.empty() ? fmt::format("{}", fmt::join(titles, " / ")) : fmt::format("{}", fmt::join(column, ", ")));
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
        table.best.push_back(largest(values, spec.rows.size()));
    }
    return table;
}

TextTable figures(const std::vector<SeedGroup>& groups) {
    auto table = factTable(groups);
    table.title = "All figures";
    table.note = "Mean over the seeds [95 % interval of the mean, Student's t] (smallest – largest); in per cent, κ × 100.";
    for (const char* metric : {"oa", "aa", "kappa"}) table.header.push_back(metricTitle(metric));
    for (std::size_t i = 0; i < groups.size(); ++i)
        for (const char* metric : {"oa", "aa", "kappa"}) {
            const auto mean = groups[i].mean(metric);
            auto text = hundredfold(mean.mean);
            if (!std::isnan(mean.low))
                text += fmt::format(" [{}, {}] ({} – {})", hundredfold(mean.low), hundredfold(mean.high), hundredfold(mean.minimum), hundredfold(mean.maximum));
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
        overall[{settings.placeOf(keyOf(group.facts, {"data", "train", "test"})), variants.placeOf({group.variant})}] = group.mean("oa").mean;
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
        table.rows.push_back({variants.keys[v].front(), fmt::format("{:.2f}", sum[v] / complete), fmt::format("{}", first[v]), fmt::format("{}", complete)});
    std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) { return std::stod(a[1]) < std::stod(b[1]); });
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
        const bool differs = pair.adjustedP < significant, firstBetter = pair.mcNemar.onlyFirst > pair.mcNemar.onlySecond;
        for (const bool turned : {false, true}) {
            auto& tally = turned ? tallies[{b, a}] : tallies[{a, b}];
            ++(!differs ? tally.neither : firstBetter != turned ? tally.better : tally.worse);
        }
    }
    TextTable table{"McNemar's test between methods",
                    "Settings and seeds in which the row's method is better – worse – neither, on the same test pixels (exact test, p < 0.05 "
                    "after Holm over the pairs of one setting and seed).", 1, {"method"}, {}, {}};
    for (const auto& name : variants.keys) table.header.push_back("against " + name.front());
    for (std::size_t a = 0; a < variants.keys.size(); ++a) {
        std::vector<std::string> line = {variants.keys[a].front()};
        for (std::size_t b = 0; b < variants.keys.size(); ++b) {
            const auto found = tallies.find({a, b});
            line.push_back(found == tallies.end() ? "" : fmt::format("{} – {} – {}", found->second.better, found->second.worse, found->second.neither));
        }
        table.rows.push_back(std::move(line));
    }
    return table;
}

TextTable comparisonFigures(const std::vector<Comparison>& comparisons) {
    TextTable table{"McNemar's tests", "", 6, {"data", "train", "test", "seed", "first", "second", "only_first_right", "only_second_right", "p", "p_holm"}, {}, {}};
    for (const auto& pair : comparisons)
        table.rows.push_back({pair.data, pair.train, pair.test, pair.seed, pair.first, pair.second, fmt::format("{}", pair.mcNemar.onlyFirst),
                              fmt::format("{}", pair.mcNemar.onlySecond), fmt::format("{:.4g}", pair.mcNemar.p), fmt::format("{:.4g}", pair.adjustedP)});
    return table;
}

}  // namespace lacuna::experiments
