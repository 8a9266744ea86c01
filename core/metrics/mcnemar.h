#pragma once

#include <cstdint>

namespace lacuna::metrics {

/// McNemar's test of two maps on the same reference pixels (McNemar 1947; Foody 2004 for maps): only pixels on which
/// one map is right and the other wrong count. p is the probability of a difference at least as large if neither map
/// were better; two-sided.
struct McNemar {
    std::int64_t firstOnly = 0;   ///< pixels only the first map has right (b)
    std::int64_t secondOnly = 0;  ///< pixels only the second map has right (c)
    double statistic =
        0;         ///< χ² with Edwards' continuity correction, one degree of freedom; 0 without discordant pixels
    double p = 1;  ///< in (0,1]; far below 1e-300 it may round to 0
    bool exact = false;  ///< p is from the binomial distribution (b + c < 25) instead of from χ²
};

/// Counts must not be negative.
McNemar mcNemar(std::int64_t firstOnly, std::int64_t secondOnly);

}  // namespace lacuna::metrics
