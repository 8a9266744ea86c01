#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "experiments/experiment_plan.h"
#include "experiments/result_store.h"
#include "experiments/text_table.h"
#include "metrics/statistics.h"

namespace lacuna::experiments {

/// Finished tests that differ in their seed alone.
struct SeedGroup {
    Facts facts;                     ///< all but the seed
    std::string variant;             ///< the method with its swept parameters: "mamol, last-6x2"
    std::vector<std::string> seeds;
    std::array<std::vector<double>, metricCount> values;  ///< by metricNames(), one a seed
    std::vector<nlohmann::json> activations;              ///< one a seed, where recorded

    /// Errors: none; the metric must be one of metricNames().
    metrics::RepeatedMean mean(const std::string& metric) const;
};

/// McNemar's test between two methods that judged the same pixels: same data, settings and seed.
struct Comparison {
    std::string data, train, test, seed;
    std::string first, second;       ///< variants
    metrics::McNemar mcNemar;
    double adjustedP = 1;            ///< by Holm over the pairs of the same data, settings and seed
};

struct Summary {
    std::vector<SeedGroup> groups;   ///< in the order of the plan
    std::vector<Comparison> comparisons;
    std::size_t finished = 0, planned = 0;  ///< tests
};

/// All finished tests of a plan. Errors: the store's.
base::Result<Summary> summarise(const Plan& plan, const ResultStore& store);

/// The groups' means as the table asks: a cell holds the metrics' means in per cent (κ × 100), the first with the half
/// width of its 95 % interval over the seeds. A cell that gathers groups of different facts shows the mean of their
/// means, without an interval.
TextTable pivot(const TableSpec& spec, const std::vector<SeedGroup>& groups);
/// A row for every group: seeds, and for OA, AA and κ mean, 95 % interval and range.
TextTable figures(const std::vector<SeedGroup>& groups);
/// The same of all metrics, a column for each number.
TextTable rawFigures(const std::vector<SeedGroup>& groups);
/// Mean rank of every variant by mean OA over the settings in which all were judged; empty below two variants.
TextTable meanRanks(const std::vector<SeedGroup>& groups);
/// For each pair of variants: settings and seeds in which the row's is better, worse, or neither (adjusted p < 0.05).
TextTable comparisonSummary(const std::vector<Comparison>& comparisons);
TextTable comparisonFigures(const std::vector<Comparison>& comparisons);

}  // namespace lacuna::experiments
