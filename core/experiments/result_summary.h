#pragma once

#include <array>
#include <string>
#include <vector>

#include "experiments/experiment_plan.h"
#include "experiments/result_store.h"
#include "metrics/mcnemar.h"
#include "metrics/statistics.h"

namespace lacuna::experiments {

/// Finished tests that differ in their seed alone.
struct SeedGroup {
    Facts facts;          ///< all but the seed
    std::string variant;  ///< the method with its swept parameters: "mamol, last-6x2"
    std::vector<std::string> seeds;
    std::array<std::vector<double>, metricCount> values;  ///< by metricNames(), one a seed
    std::vector<nlohmann::json> activations;              ///< one a seed, where recorded

    /// Errors: none; the metric must be one of metricNames().
    metrics::RepeatedMean mean(const std::string& metric) const;
};

/// McNemar's test between two methods that judged the same pixels: same data, settings and seed.
struct Comparison {
    std::string data, train, test, seed;
    std::string first, second;  ///< variants
    metrics::McNemar mcNemar;
    double adjustedP = 1;  ///< by Holm over the pairs of the same data, settings and seed
};

struct Summary {
    std::vector<SeedGroup> groups;  ///< in the order of the plan
    std::vector<Comparison> comparisons;
    std::size_t finished = 0, planned = 0;  ///< tests
};

/// All finished tests of a plan. Errors: the store's.
base::Result<Summary> summarise(const Plan& plan, const ResultStore& store);

}  // namespace lacuna::experiments
