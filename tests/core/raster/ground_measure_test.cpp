#include "raster/ground_measure.h"

#include <gtest/gtest.h>

namespace lacuna::raster {
namespace {

Grid gridIn(const char* code, std::array<double, 6> mapFromPixel) {
    Grid grid;
    grid.width = grid.height = 100;
    grid.georeferenced = true;
    grid.mapFromPixel = mapFromPixel;
    grid.crsWkt = *crsFromCode(code);
    return grid;
}

TEST(GroundMeasure, aDegreeOfLatitudeAtTheEquatorIsThatOfTheEllipsoid) {
    const GroundMeasure measure(gridIn("4326", {0, 1, 0, 50, 0, -1}));
    EXPECT_EQ(measure.unit(), GroundMeasure::Unit::Ellipsoid);
    // From 0° to 1° north on WGS 84, and a degree of the equator: 2πa/360.
    EXPECT_NEAR(measure.length({{10, 50}, {10, 49}}), 110574.389, 0.01);
    EXPECT_NEAR(measure.length({{10, 50}, {11, 50}}), 111319.491, 0.01);
    EXPECT_NEAR(measure.length({{10, 50}, {10, 49}, {10, 50}}), 2 * 110574.389, 0.02);
}

TEST(GroundMeasure, theProjectionsScaleIsTakenOut) {
    // On the central meridian UTM is 0.9996 of the truth; Web Mercator at 60° north doubles lengths.
    const GroundMeasure utm(gridIn("32616", {500000, 10, 0, 4480000, 0, -10}));
    EXPECT_NEAR(utm.length({{0, 0}, {0, 100}}), 1000 / 0.9996, 0.05);
    const GroundMeasure mercator(gridIn("3857", {0, 10, 0, 8399737.89, 0, -10}));
    EXPECT_NEAR(mercator.length({{0, 0}, {100, 0}}), 501, 1.5);
}

TEST(GroundMeasure, areasDoNotDependOnTheDirectionOfTheRing) {
    const GroundMeasure utm(gridIn("32616", {500000, 10, 0, 4480000, 0, -10}));
    const double square = utm.area({{0, 0}, {10, 0}, {10, 10}, {0, 10}});
    EXPECT_NEAR(square, 10000 / (0.9996 * 0.9996), 1);
    EXPECT_NEAR(utm.area({{0, 10}, {10, 10}, {10, 0}, {0, 0}}), square, 1e-6);
    EXPECT_NEAR(utm.perimeter({{0, 0}, {10, 0}, {10, 10}, {0, 10}}), 400 / 0.9996, 0.05);
    EXPECT_EQ(utm.area({{0, 0}, {10, 0}}), 0);
}

TEST(GroundMeasure, withoutACrsItIsThePlane) {
    Grid grid;
    grid.width = grid.height = 10;
    const GroundMeasure pixels(grid);
    EXPECT_EQ(pixels.unit(), GroundMeasure::Unit::Pixels);
    EXPECT_DOUBLE_EQ(pixels.length({{0, 0}, {3, 4}}), 5);
    EXPECT_DOUBLE_EQ(pixels.area({{0, 0}, {4, 0}, {0, 3}}), 6);
    EXPECT_DOUBLE_EQ(pixels.perimeter({{0, 0}, {4, 0}, {0, 3}}), 12);
    grid.georeferenced = true;
    grid.mapFromPixel = {0, 2, 0, 0, 0, -2};
    const GroundMeasure units(grid);
    EXPECT_EQ(units.unit(), GroundMeasure::Unit::MapUnits);
    EXPECT_DOUBLE_EQ(units.length({{0, 0}, {3, 4}}), 10);
}

}  // namespace
}  // namespace lacuna::raster
