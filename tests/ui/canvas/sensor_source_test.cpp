#include "ui/canvas/sensor_source.h"

#include <gtest/gtest.h>

#include "test_rasters.h"

namespace lacuna::ui {
namespace {

const TileStyle gray{{false, 0, 0, 0}, {{{0, 255}, {0, 0}, {0, 0}}}};

struct SensorSourceTest : testing::Test {
    std::unique_ptr<SensorSource> open(const raster::Grid& grid, const raster::ModalityInfo& info) {
        auto source = SensorSource::open(grid, info, nullptr);
        EXPECT_TRUE(source) << (source ? "" : base::describe(source.error()));
        return source ? std::move(*source) : nullptr;
    }
    test::Rasters rasters;
};

TEST_F(SensorSourceTest, valuesAreStretchedToBrightness) {
    const raster::Grid grid = test::utmGrid(20, 10, 5);
    const auto source = open(grid, rasters.write("a.tif", grid, 1, [](int, int x, int) { return float(10 * x); }));
    const auto tile = source->tile({0, 0, 0}, gray, {});
    ASSERT_TRUE(tile);
    EXPECT_EQ(tile->size(), QSize(20, 10));
    EXPECT_EQ(tile->pixelColor(3, 4), QColor(30, 30, 30));
}

TEST_F(SensorSourceTest, threeBandsBecomeRedGreenAndBlue) {
    const raster::Grid grid = test::utmGrid(4, 4, 5);
    const auto source =
        open(grid, rasters.write("a.tif", grid, 3, [](int b, int, int) { return float(50 * (b + 1)); }));
    const TileStyle style{{true, 2, 1, 0}, {{{0, 255}, {0, 255}, {0, 255}}}};
    const auto tile = source->tile({0, 0, 0}, style, {});
    ASSERT_TRUE(tile);
    EXPECT_EQ(tile->pixelColor(1, 1), QColor(150, 100, 50));
}

TEST_F(SensorSourceTest, aPixelWithoutDataInAShownBandIsTransparent) {
    const raster::Grid grid = test::utmGrid(4, 4, 5);
    const auto source =
        open(grid, rasters.write("a.tif", grid, 1, [](int, int x, int) { return x == 2 ? -1.0F : 9.0F; }));
    const auto tile = source->tile({0, 0, 0}, gray, {});
    ASSERT_TRUE(tile);
    EXPECT_EQ(tile->pixelColor(2, 0).alpha(), 0);
    EXPECT_EQ(tile->pixelColor(1, 0).alpha(), 255);
    const auto sample = source->sample(0, {});
    ASSERT_TRUE(sample);
    EXPECT_EQ(sample->size(), 12U);
}

TEST_F(SensorSourceTest, aFileOnAnotherGridIsBroughtToTheScenes) {
    const raster::Grid grid = test::utmGrid(40, 40, 5);
    const raster::Grid coarse = test::utmGrid(10, 10, 20);
    const auto source = open(grid, rasters.write("a.tif", coarse, 1, [](int, int, int) { return 77.0F; }));
    EXPECT_TRUE(source->place(0).warped);
    const auto tile = source->tile({0, 0, 0}, gray, {});
    ASSERT_TRUE(tile);
    EXPECT_EQ(tile->size(), QSize(40, 40));
    EXPECT_EQ(tile->pixelColor(20, 20), QColor(77, 77, 77));
}

TEST_F(SensorSourceTest, outsideAWarpedFileTheSceneIsTransparent) {
    const raster::Grid grid = test::utmGrid(40, 40, 5);
    const raster::Grid half = test::utmGrid(5, 10, 20);  // the left half of the scene
    const auto source = open(grid, rasters.write("half.tif", half, 1, [](int, int, int) { return 77.0F; }));
    const auto tile = source->tile({0, 0, 0}, gray, {});
    ASSERT_TRUE(tile);
    EXPECT_EQ(tile->pixelColor(5, 20), QColor(77, 77, 77));
    EXPECT_EQ(tile->pixelColor(35, 20).alpha(), 0);
}

TEST_F(SensorSourceTest, aMissingFileIsNamed) {
    raster::ModalityInfo info;
    info.name = "sensor";
    info.files = {"not_there.tif"};
    const auto source = SensorSource::open(test::utmGrid(4, 4, 5), info, nullptr);
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, base::ErrorCode::NotFound);
    EXPECT_NE(source.error().message.find("not_there.tif"), std::string::npos);
}

TEST_F(SensorSourceTest, aBandThatIsNotThereIsAnError) {
    const raster::Grid grid = test::utmGrid(4, 4, 5);
    const auto source = open(grid, rasters.write("a.tif", grid, 1, [](int, int, int) { return 1.0F; }));
    EXPECT_FALSE(source->sample(1, {}));
    EXPECT_FALSE(source->tile({0, 0, 0}, {{true, 0, 1, 2}, {}}, {}));
}

}  // namespace
}  // namespace lacuna::ui
