#pragma once

#include <vector>

#include "experiments/result_summary.h"
#include "experiments/text_table.h"

namespace lacuna::experiments {

/// The groups' means as the table asks: a cell holds the metrics' means in per cent (κ × 100), the first with the half
/// width of its 95 % interval over the seeds. A cell that gathers groups of different facts shows the mean of their
/// means, without an interval. The best of a row is marked where the columns are variants of a method.
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
