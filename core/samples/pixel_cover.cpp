#include "samples/pixel_cover.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lacuna::samples {
namespace {

/// Columns at which the horizontal through the row's pixel centres crosses the rings, ascending.
std::vector<double> crossings(const std::vector<Ring>& rings, double y) {
    std::vector<double> columns;
    for (const auto& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const auto& a = ring[i];
            const auto& b = ring[(i + 1) % ring.size()];
            // Half-open in y: a vertex on the line counts for one of its two edges only.
            if ((a[1] <= y) == (b[1] <= y)) continue;
            // From the upper end, so that both polygons of a shared border round it alike.
            const auto& from = a[1] < b[1] ? a : b;
            const auto& to = a[1] < b[1] ? b : a;
            columns.push_back(from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0]));
        }
    }
    std::sort(columns.begin(), columns.end());
    return columns;
}

/// First pixel whose centre is at or right of (below) the position, kept in 0 … size.
int firstCentre(double position, int size) {
    return static_cast<int>(std::clamp(std::ceil(position - 0.5), 0.0, static_cast<double>(size)));
}

}  // namespace

void coveredPixels(const std::vector<Ring>& rings, int width, int height, const std::function<void(int, int)>& take) {
    double top = std::numeric_limits<double>::infinity();
    double bottom = -top;
    for (const auto& ring : rings) {
        for (const auto& point : ring) {
            if (!std::isfinite(point[0]) || !std::isfinite(point[1])) return;
            top = std::min(top, point[1]);
            bottom = std::max(bottom, point[1]);
        }
    }
    if (!(top < bottom)) return;
    const int lastRow = firstCentre(bottom, height);
    for (int row = firstCentre(top, height); row < lastRow; ++row) {
        const auto columns = crossings(rings, row + 0.5);
        for (std::size_t i = 0; i + 1 < columns.size(); i += 2) {
            const int end = firstCentre(columns[i + 1], width);
            for (int column = firstCentre(columns[i], width); column < end; ++column) take(row, column);
        }
    }
}

}  // namespace lacuna::samples
