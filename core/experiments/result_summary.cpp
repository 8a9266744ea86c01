#include "experiments/result_summary.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "experiments/fact_key.h"

namespace lacuna::experiments {
namespace {

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
        const auto isRight = [&](const Judged* each, std::size_t i) {
            return each->stored.predicted[i] == reference[i] + 1;
        };
        std::vector<Comparison> pairs;
        std::vector<double> p;
        for (std::size_t a = 0; a < members[c].size(); ++a)
            for (std::size_t b = a + 1; b < members[c].size(); ++b) {
                const auto *first = members[c][a], *second = members[c][b];
                std::int64_t firstOnly = 0, secondOnly = 0;
                for (std::size_t i = 0; i < reference.size(); ++i) {
                    firstOnly += isRight(first, i) && !isRight(second, i);
                    secondOnly += isRight(second, i) && !isRight(first, i);
                }
                pairs.push_back({key[0], key[1], key[2], key[3], variantOf(first->test->facts),
                                 variantOf(second->test->facts), metrics::mcNemar(firstOnly, secondOnly), 1});
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

}  // namespace lacuna::experiments
