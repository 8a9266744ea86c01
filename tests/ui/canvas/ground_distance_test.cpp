#include "ui/canvas/ground_distance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "test_layers.h"

namespace lacuna::ui {
namespace {

TEST(GroundDistance, aProjectedColumnIsAsWideAsItsPixel) {
    EXPECT_NEAR(metersPerColumn(test::utmGrid(100, 100, 20)), 20, 1e-9);
}

TEST(GroundDistance, aColumnInDegreesShrinksWithTheLatitude) {
    raster::Grid grid = test::plainGrid(10, 10);
    grid.georeferenced = true;
    grid.mapFromPixel = {10, 0.001, 0, 60.005, 0, -0.001};
    grid.crsWkt =
        "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],"
        "UNIT[\"degree\",0.0174532925199433]]";
    const double atEquator = 6371008.8 * 0.001 * std::numbers::pi / 180;
    EXPECT_NEAR(metersPerColumn(grid), atEquator / 2, 0.01);
}

TEST(GroundDistance, withoutGeoreferenceItIsUnknown) {
    EXPECT_EQ(metersPerColumn(test::plainGrid(10, 10)), 0);
    raster::Grid grid = test::utmGrid(10, 10, 20);
    grid.crsWkt = "not a CRS";
    EXPECT_EQ(metersPerColumn(grid), 0);
}

}  // namespace
}  // namespace lacuna::ui
