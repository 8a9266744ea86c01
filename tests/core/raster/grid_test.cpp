#include "raster/grid.h"

#include <gtest/gtest.h>

namespace lacuna::raster {
namespace {

TEST(Grid, mapAndPixelCoordinatesAreInverses) {
    Grid grid;
    grid.mapFromPixel = {100, 2, 0.5, 900, -0.25, -3};
    const auto map = grid.mapPoint(7.5, 11.25);
    EXPECT_DOUBLE_EQ(map[0], 100 + 15 + 5.625);
    const auto pixel = grid.pixelPoint(map[0], map[1]);
    EXPECT_NEAR(pixel[0], 7.5, 1e-12);
    EXPECT_NEAR(pixel[1], 11.25, 1e-12);
}

TEST(Grid, aCoarsenedGridCoversTheSamePlaceWithLargerCells) {
    Grid grid;
    grid.width = 33;
    grid.height = 16;
    grid.mapFromPixel = {0, 10, 0, 0, 0, -10};
    grid.pixelArea = 100;
    const auto coarse = coarsened(grid, 16);
    EXPECT_EQ(coarse.width, 3);
    EXPECT_EQ(coarse.height, 1);
    EXPECT_EQ(coarse.mapFromPixel[1], 160);
    EXPECT_EQ(coarse.mapFromPixel[5], -160);
    EXPECT_EQ(coarse.pixelArea, 25600);
}

}  // namespace
}  // namespace lacuna::raster
