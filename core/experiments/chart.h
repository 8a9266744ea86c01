#pragma once

#include <string>
#include <vector>

#include "experiments/result_summary.h"

namespace lacuna::experiments {

/// The chart as an SVG document; empty when no finished test belongs in it. Lines and bars show means over the seeds,
/// in per cent, with whiskers from the smallest to the largest; expert charts the share of tokens by block (rows) and
/// expert (columns), one panel a pattern of sensors (paper, Figure 5).
std::string chartSvg(const ChartSpec& spec, const std::vector<SeedGroup>& groups);

/// The expert chart alone. Groups without recorded activation are left out.
std::string expertChartSvg(const ChartSpec& spec, const std::vector<SeedGroup>& groups);

}  // namespace lacuna::experiments
