#include "tile/tile_plan.h"

#include <algorithm>
#include <cstdlib>

#include "base/error.h"

namespace lacuna::tile {
namespace {

constexpr std::int64_t previewCells = 768;  // half a second on two cores

raster::Window intersection(const raster::Window& a, const raster::Window& b) {
    const int left = std::max(a.column, b.column), right = std::min(a.column + a.width, b.column + b.width);
    const int top = std::max(a.row, b.row), bottom = std::min(a.row + a.height, b.row + b.height);
    return {left, top, std::max(0, right - left), std::max(0, bottom - top)};
}

bool isEmpty(const raster::Window& window) { return window.width <= 0 || window.height <= 0; }

int floorTo(int value, int step) { return value - value % step; }
int ceilTo(int value, int step) { return floorTo(value + step - 1, step); }

/// The window widened to whole cells of `stride`, kept in the grid.
raster::Window onCells(const raster::Window& window, int stride, const raster::Grid& grid) {
    const int left = floorTo(window.column, stride), top = floorTo(window.row, stride);
    const int right = std::min(grid.width, ceilTo(window.column + window.width, stride));
    const int bottom = std::min(grid.height, ceilTo(window.row + window.height, stride));
    return {left, top, right - left, bottom - top};
}

std::vector<raster::Window> cut(const raster::Window& area, int size) {
    std::vector<raster::Window> windows;
    for (int row = floorTo(area.row, size); row < area.row + area.height; row += size)
        for (int column = floorTo(area.column, size); column < area.column + area.width; column += size)
            windows.push_back(intersection({column, row, size, size}, area));
    return windows;
}

/// Squared distance of the centres, doubled coordinates.
std::int64_t distance(const raster::Window& a, const raster::Window& b) {
    const std::int64_t dx = 2 * (a.column - b.column) + a.width - b.width;
    const std::int64_t dy = 2 * (a.row - b.row) + a.height - b.height;
    return dx * dx + dy * dy;
}

void sortByDistance(std::vector<raster::Window>& windows, const raster::Window& focus) {
    std::stable_sort(windows.begin(), windows.end(),
                     [&](const auto& a, const auto& b) { return distance(a, focus) < distance(b, focus); });
}

}  // namespace

std::vector<PlannedTile> planTiles(const raster::Grid& grid, const PlanOptions& options) {
    LACUNA_ASSERT(options.stride >= 1 && options.tileSize >= 1);
    const int size = ceilTo(options.tileSize, options.stride);
    const auto focus = intersection(options.focus, grid.whole());
    std::vector<PlannedTile> plan;
    if (!isEmpty(focus) && options.previewStride > options.stride) {
        const int stride = ceilTo(options.previewStride, options.stride);
        auto windows = cut(onCells(focus, stride, grid), ceilTo(options.tileSize, stride));
        sortByDistance(windows, focus);
        for (const auto& window : windows) plan.push_back({window, stride, true});
    }
    std::vector<raster::Window> first, rest;
    for (const auto& window : cut(grid.whole(), size))
        (isEmpty(intersection(window, focus)) ? rest : first).push_back(window);
    sortByDistance(first, focus);
    for (const auto& window : first) plan.push_back({window, options.stride, false});
    for (const auto& window : rest) plan.push_back({window, options.stride, false});
    return plan;
}

int previewStrideFor(const raster::Window& focus, int stride) {
    const auto cells = [&](int step) {
        return (static_cast<std::int64_t>(focus.width) + step - 1) / step *
               ((static_cast<std::int64_t>(focus.height) + step - 1) / step);
    };
    int coarse = stride;
    while (cells(coarse) > previewCells) coarse += stride;
    return coarse == stride ? 0 : coarse;
}

std::vector<PlannedTile> strips(const PlannedTile& tile, int cells) {
    const int across = std::max(1, (tile.window.width + tile.stride - 1) / tile.stride);
    const int height = std::max(1, (cells + across - 1) / across) * tile.stride;
    const int bottom = tile.window.row + tile.window.height;
    std::vector<PlannedTile> parts;
    for (int row = tile.window.row; row < bottom; row += height)
        parts.push_back({{tile.window.column, row, tile.window.width, std::min(height, bottom - row)}, tile.stride, tile.preview});
    return parts;
}

int representative(int cell, int stride, int gridSize) { return std::min(cell * stride + stride / 2, gridSize - 1); }

}  // namespace lacuna::tile
