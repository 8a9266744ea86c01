#include "metrics/statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/error.h"

namespace lacuna::metrics {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Places of the values, by `before`.
template <class Before>
std::vector<std::size_t> placesBy(std::size_t count, Before before) {
    std::vector<std::size_t> places(count);
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::stable_sort(places.begin(), places.end(), before);
    return places;
}

}  // namespace

double studentT975(int degreesOfFreedom) {
    LACUNA_ASSERT(degreesOfFreedom >= 1);
    constexpr std::array<double, 12> exact = {12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469,
                                              2.3646,  2.3060, 2.2622, 2.2281, 2.2010, 2.1788};
    if (static_cast<std::size_t>(degreesOfFreedom) <= exact.size())
        return exact[static_cast<std::size_t>(degreesOfFreedom) - 1];
    // Cornish and Fisher's expansion around the normal distribution's point (Abramowitz and Stegun, 26.7.5).
    constexpr double z = 1.959963984540054, z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z;
    const double n = degreesOfFreedom;
    return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n) +
           (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
}

RepeatedMean repeatedMean(const std::vector<double>& values) {
    RepeatedMean result{static_cast<int>(values.size()), undefined, undefined, undefined, undefined, undefined};
    if (values.empty()) return result;
    const double n = static_cast<double>(values.size());
    result.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    result.minimum = *std::min_element(values.begin(), values.end());
    result.maximum = *std::max_element(values.begin(), values.end());
    if (values.size() < 2) return result;
    double squares = 0;
    for (const double value : values) squares += (value - result.mean) * (value - result.mean);
    const double spread = studentT975(result.count - 1) * std::sqrt(squares / (n - 1) / n);
    result.low = result.mean - spread;
    result.high = result.mean + spread;
    return result;
}

std::vector<double> holmAdjusted(const std::vector<double>& p) {
    std::vector<double> adjusted(p.size());
    double largest = 0;
    std::size_t left = p.size();
    for (const auto place : placesBy(p.size(), [&](auto a, auto b) { return p[a] < p[b]; })) {
        largest = std::max(largest, std::min(1.0, p[place] * static_cast<double>(left--)));
        adjusted[place] = largest;
    }
    return adjusted;
}

std::vector<double> ranksOf(const std::vector<double>& values) {
    std::vector<double> ranks(values.size());
    const auto places = placesBy(values.size(), [&](auto a, auto b) { return values[a] > values[b]; });
    for (std::size_t first = 0; first < places.size();) {
        std::size_t last = first;
        while (last + 1 < places.size() && values[places[last + 1]] == values[places[first]]) ++last;
        for (std::size_t i = first; i <= last; ++i) ranks[places[i]] = 1 + static_cast<double>(first + last) / 2;
        first = last + 1;
    }
    return ranks;
}

}  // namespace lacuna::metrics
