#include "metrics/wilson.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lacuna::metrics {

Interval wilsonInterval(double share, double count) {
    constexpr double z = 1.959963984540054;
    if (!(count > 0)) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    const double centre = share + z * z / (2 * count);
    const double spread = z * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
    // Rounding alone could lead outside.
    return {std::max(0.0, (centre - spread) / (1 + z * z / count)), std::min(1.0, (centre + spread) / (1 + z * z / count))};
}

}  // namespace lacuna::metrics
