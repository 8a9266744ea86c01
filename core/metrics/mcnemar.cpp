#include "metrics/mcnemar.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace lacuna::metrics {
namespace {

/// Below this many discordant pixels χ² is a poor approximation.
constexpr std::int64_t leastForChiSquare = 25;

/// P(X ≤ most) of a fair coin thrown `throws` times; every term is exact in a double for so few throws.
double binomialTail(std::int64_t most, std::int64_t throws) {
    double ways = 1, sum = 0;
    for (std::int64_t heads = 0; heads <= most; ++heads) {
        sum += ways;
        ways = ways * static_cast<double>(throws - heads) / static_cast<double>(heads + 1);
    }
    return std::ldexp(sum, -static_cast<int>(throws));
}

}  // namespace

McNemar mcNemar(std::int64_t firstOnly, std::int64_t secondOnly) {
    LACUNA_ASSERT(firstOnly >= 0 && secondOnly >= 0);
    McNemar test{firstOnly, secondOnly};
    const std::int64_t discordant = firstOnly + secondOnly;
    test.exact = discordant < leastForChiSquare;
    if (discordant == 0) return test;
    const double excess = std::max<double>(static_cast<double>(std::abs(firstOnly - secondOnly)) - 1, 0);
    test.statistic = excess * excess / static_cast<double>(discordant);
    // The upper tail of χ² with one degree of freedom is the two-sided tail of the normal distribution.
    test.p = test.exact ? std::min(1.0, 2 * binomialTail(std::min(firstOnly, secondOnly), discordant))
                        : std::erfc(std::sqrt(test.statistic / 2));
    return test;
}

}  // namespace lacuna::metrics
