#pragma once

#include <array>
#include <functional>
#include <vector>

#include "raster/grid.h"

namespace lacuna::samples {

/// A closed line in pixel coordinates (column, row); the last point joins the first.
using Ring = std::vector<std::array<double, 2>>;

/// Calls `take(row, column)` for the pixels of a grid of width × height whose centre lies in the polygon: inside an odd
/// number of its rings, so that holes need no orientation. A centre exactly on a border belongs to the polygon right of
/// it or below it, so that neighbours sharing a border never both take a pixel.
void coveredPixels(const std::vector<Ring>& rings, int width, int height, const std::function<void(int, int)>& take);

}  // namespace lacuna::samples
