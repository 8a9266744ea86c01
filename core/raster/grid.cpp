#include "raster/grid.h"

#include "base/error.h"

namespace lacuna::raster {

std::array<double, 2> Grid::mapPoint(double column, double row) const {
    const auto& t = mapFromPixel;
    return {t[0] + column * t[1] + row * t[2], t[3] + column * t[4] + row * t[5]};
}

std::array<double, 2> Grid::pixelPoint(double x, double y) const {
    const auto& t = mapFromPixel;
    const double determinant = t[1] * t[5] - t[2] * t[4];
    LACUNA_ASSERT(determinant != 0);
    const double dx = x - t[0], dy = y - t[3];
    return {(t[5] * dx - t[2] * dy) / determinant, (t[1] * dy - t[4] * dx) / determinant};
}

Grid coarsened(const Grid& grid, int stride) {
    LACUNA_ASSERT(stride >= 1);
    Grid coarse = grid;
    coarse.width = grid.width / stride + (grid.width % stride != 0);
    coarse.height = grid.height / stride + (grid.height % stride != 0);
    for (int i : {1, 2, 4, 5}) coarse.mapFromPixel[static_cast<std::size_t>(i)] *= stride;
    coarse.pixelArea = grid.pixelArea * stride * stride;
    return coarse;
}

}  // namespace lacuna::raster
