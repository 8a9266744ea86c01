#include "tile/tile_plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

namespace lacuna::tile {
namespace {

raster::Grid gridOf(int width, int height) {
    raster::Grid grid;
    grid.width = width;
    grid.height = height;
    return grid;
}

bool meets(const raster::Window& a, const raster::Window& b) {
    return a.column < b.column + b.width && b.column < a.column + a.width && a.row < b.row + b.height &&
           b.row < a.row + a.height;
}

std::int64_t centreDistance(const raster::Window& a, const raster::Window& b) {
    const std::int64_t x = 2 * a.column + a.width - 2 * b.column - b.width,
                       y = 2 * a.row + a.height - 2 * b.row - b.height;
    return x * x + y * y;
}

/// How often the tiles take each pixel.
std::vector<int> coverage(const raster::Grid& grid, const std::vector<PlannedTile>& plan, bool previews) {
    std::vector<int> taken(static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height));
    for (const auto& [window, stride, preview] : plan) {
        if (preview != previews) continue;
        for (int row = window.row; row < window.row + window.height; ++row)
            for (int column = window.column; column < window.column + window.width; ++column)
                ++taken[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.width) +
                        static_cast<std::size_t>(column)];
    }
    return taken;
}

/// Windows lie in the grid, and on whole cells of their stride.
void expectOnCells(const raster::Grid& grid, const PlannedTile& tile) {
    const auto& w = tile.window;
    ASSERT_GT(w.width, 0);
    ASSERT_GT(w.height, 0);
    ASSERT_GE(w.column, 0);
    ASSERT_GE(w.row, 0);
    ASSERT_LE(w.column + w.width, grid.width);
    ASSERT_LE(w.row + w.height, grid.height);
    ASSERT_EQ(w.column % tile.stride, 0);
    ASSERT_EQ(w.row % tile.stride, 0);
    ASSERT_TRUE(w.width % tile.stride == 0 || w.column + w.width == grid.width);
    ASSERT_TRUE(w.height % tile.stride == 0 || w.row + w.height == grid.height);
}

struct Case {
    raster::Grid grid;
    PlanOptions options;
};

std::vector<Case> manyCases() {
    std::vector<Case> cases;
    for (const auto& [width, height] : {std::pair{1, 1}, {5, 300}, {64, 64}, {65, 63}, {129, 40}})
        for (const int tileSize : {1, 7, 16, 64, 500})
            for (const int stride : {1, 2, 3, 10}) {
                if (tileSize == 1 && width * height > 5000) continue;
                for (const raster::Window focus : {raster::Window{},
                                                   {3, 2, 20, 15},
                                                   {-9, -9, 12, 11},
                                                   {0, 0, 999, 999},
                                                   {width - 1, height - 1, 1, 1},
                                                   {500, 0, 9, 9}})
                    for (const int preview : {0, stride, stride + 4, 32})
                        cases.push_back({gridOf(width, height), {tileSize, stride, focus, preview}});
            }
    return cases;
}

TEST(PlanTiles, everyPixelIsTakenOnceWhateverSizeStrideAndFocus) {
    for (const auto& [grid, options] : manyCases()) {
        const auto plan = planTiles(grid, options);
        for (const auto& tile : plan) expectOnCells(grid, tile);
        const auto taken = coverage(grid, plan, false);
        ASSERT_TRUE(std::all_of(taken.begin(), taken.end(), [](int times) { return times == 1; }))
            << grid.width << " × " << grid.height << ", tile " << options.tileSize << ", stride " << options.stride;
        for (const auto& tile : plan) {
            if (!tile.preview) {
                ASSERT_EQ(tile.stride, options.stride);
            }
        }
    }
}

TEST(PlanTiles, previewsComeFirstAndShowAllOfTheFocusOnce) {
    for (const auto& [grid, options] : manyCases()) {
        const auto plan = planTiles(grid, options);
        const bool inside = meets(options.focus, grid.whole());
        const bool expected = inside && options.previewStride > options.stride;
        ASSERT_EQ(plan.front().preview, expected);
        ASSERT_TRUE(std::is_partitioned(plan.begin(), plan.end(), [](const auto& tile) { return tile.preview; }));
        if (!expected) continue;
        for (const auto& tile : plan) {
            if (!tile.preview) continue;
            ASSERT_GE(tile.stride, options.previewStride);
            ASSERT_EQ(tile.stride % options.stride, 0);
        }
        const auto taken = coverage(grid, plan, true);
        for (int row = 0; row < grid.height; ++row)
            for (int column = 0; column < grid.width; ++column) {
                const int times = taken[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.width) +
                                        static_cast<std::size_t>(column)];
                ASSERT_LE(times, 1);
                if (meets(options.focus, {column, row, 1, 1})) {
                    ASSERT_EQ(times, 1);
                }
            }
    }
}

TEST(PlanTiles, tilesThatMeetTheFocusComeBeforeTheRestNearestFirst) {
    const raster::Window focus{70, 50, 60, 45};
    std::vector<raster::Window> windows;
    for (const auto& tile : planTiles(gridOf(256, 192), {32, 1, focus, 0})) windows.push_back(tile.window);
    const auto rest =
        std::partition_point(windows.begin(), windows.end(), [&](const auto& w) { return meets(w, focus); });
    EXPECT_TRUE(std::all_of(rest, windows.end(), [&](const auto& w) { return !meets(w, focus); }));
    EXPECT_EQ(rest - windows.begin(), 3 * 2);
    EXPECT_TRUE(std::is_sorted(windows.begin(), rest, [&](const auto& a, const auto& b) {
        return centreDistance(a, focus) < centreDistance(b, focus);
    }));
    EXPECT_TRUE(std::is_sorted(rest, windows.end(), [](const auto& a, const auto& b) {
        return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    }));
    EXPECT_EQ(windows.front(), (raster::Window{96, 64, 32, 32}));
}

TEST(PlanTiles, withoutAFocusTheTilesComeByRows) {
    const auto plan = planTiles(gridOf(5, 3), {2, 1, {}, 0});
    ASSERT_EQ(plan.size(), 6u);
    EXPECT_EQ(plan[0].window, (raster::Window{0, 0, 2, 2}));
    EXPECT_EQ(plan[2].window, (raster::Window{4, 0, 1, 2}));
    EXPECT_EQ(plan[5].window, (raster::Window{4, 2, 1, 1}));
}

TEST(PlanTiles, theTileSizeIsRoundedUpToTheStride) {
    const auto plan = planTiles(gridOf(30, 30), {8, 3, {}, 0});
    EXPECT_EQ(plan[0].window, (raster::Window{0, 0, 9, 9}));
}

TEST(PreviewStride, aPreviewTakesAtMost768PixelsWhateverTheShapeAndNotMuchFewer) {
    for (const raster::Window focus : {raster::Window{0, 0, 100, 100},
                                       {10, 10, 4000, 3000},
                                       {0, 0, 100000, 100000},
                                       {0, 0, 1000000, 1},
                                       {0, 0, 3, 90000}})
        for (const int stride : {1, 3, 10}) {
            const int coarse = previewStrideFor(focus, stride);
            const auto cells = [&](int step) {
                return ((focus.width + step - 1) / step) * static_cast<std::int64_t>((focus.height + step - 1) / step);
            };
            if (coarse == 0) {
                EXPECT_LE(cells(stride), 768);
                continue;
            }
            EXPECT_GT(coarse, stride);
            EXPECT_EQ(coarse % stride, 0);
            EXPECT_LE(cells(coarse), 768) << focus.width << " × " << focus.height << " at " << coarse;
            EXPECT_GT(cells(coarse - stride), 768) << focus.width << " × " << focus.height << " at " << coarse;
        }
}

TEST(TilePlan, stripsCoverATileOnceAndHaveAtLeastTheCellsAskedFor) {
    for (const int stride : {1, 3}) {
        const PlannedTile tile{{30, 60, 50, 47}, stride, false};
        const int across = (50 + stride - 1) / stride;
        const auto parts = strips(tile, 100);
        int row = tile.window.row;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto& window = parts[i].window;
            EXPECT_EQ(window.row, row);
            EXPECT_EQ(window.row % stride, 0);
            EXPECT_EQ(window.column, tile.window.column);
            EXPECT_EQ(window.width, tile.window.width);
            EXPECT_EQ(parts[i].stride, stride);
            if (i + 1 < parts.size()) {
                EXPECT_GE(across * (window.height / stride), 100);
            }
            row += window.height;
        }
        EXPECT_EQ(row, tile.window.row + tile.window.height);
        EXPECT_EQ(strips(tile, 1 << 20), std::vector{tile});
    }
}

TEST(PreviewStride, aSmallFocusNeedsNone) {
    EXPECT_EQ(previewStrideFor({0, 0, 27, 27}, 1), 0);
    EXPECT_EQ(previewStrideFor({}, 1), 0);
    EXPECT_EQ(previewStrideFor({0, 0, 270, 270}, 10), 0);
}

TEST(Representative, itLiesInItsCellAndInTheGrid) {
    for (int size = 1; size < 40; ++size)
        for (int stride = 1; stride < 12; ++stride)
            for (int cell = 0; cell * stride < size; ++cell) {
                const int pixel = representative(cell, stride, size);
                ASSERT_GE(pixel, cell * stride);
                ASSERT_LT(pixel, std::min(size, (cell + 1) * stride));
            }
    EXPECT_EQ(representative(2, 3, 100), 7);
    EXPECT_EQ(representative(3, 4, 13), 12);
}

}  // namespace
}  // namespace lacuna::tile
