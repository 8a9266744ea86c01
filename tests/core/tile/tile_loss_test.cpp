#include <gtest/gtest.h>

#include "loss/sensor_loss.h"
#include "small_scene.h"

namespace lacuna::tile {
namespace {

/// The scene's inputs with losses, by the texts of the command line.
Inputs withLosses(const SmallScene& scene, const std::vector<std::string>& lose, const std::vector<std::string>& degrade = {}) {
    auto inputs = scene.inputs();
    auto list = loss::readLosses(lose, degrade, {"hs", "lidar"}, scene.open().grid(), {});
    EXPECT_TRUE(list) << (list ? "" : base::describe(list.error()));
    inputs.losses.resize(2);
    if (!list) return inputs;
    for (auto& part : list->parts) inputs.losses[part.sensor == "hs" ? 0 : 1] = part;
    return inputs;
}

Tile tileOf(const SmallScene& scene, const Inputs& inputs, const raster::Window& window, int halo) {
    auto tile = readTile(scene.open(), inputs, window, halo, 0b11);
    EXPECT_TRUE(tile) << (tile ? "" : base::describe(tile.error()));
    return tile ? std::move(*tile) : Tile{};
}

TEST(TileLoss, aLostPixelIsOneWithoutDataOfThatSensorAlone) {
    const SmallScene scene;
    const raster::Window window{5, 3, 20, 12};
    const auto tile = tileOf(scene, withLosses(scene, {"hs=strips,every:6,width:2"}), window, 4);
    const auto area = tile.availability.size();
    for (std::size_t pixel = 0; pixel < area; ++pixel) {
        const int row = tile.originRow + static_cast<int>(pixel) / tile.width, column = tile.originColumn + static_cast<int>(pixel) % tile.width;
        const bool lost = column >= 0 && column % 6 < 2;
        ASSERT_EQ(tile.availability[pixel], scene.availability(row, column) & (lost ? 0b10 : 0b11)) << row << " " << column;
        for (std::size_t band = 0; band < 2; ++band)
            ASSERT_EQ(tile.planes[0].values[band * area + pixel],
                      lost ? 0 : scene.standardised(0, static_cast<int>(band), row, column));
        ASSERT_EQ(tile.planes[1].values[pixel], scene.standardised(1, 0, row, column));
    }
}

/// Every kind of degradation at once, with a lost part: what a pixel holds must not depend on the tile it is read with.
TEST(TileLoss, degradationsDoNotDependOnTheTile) {
    const SmallScene scene;
    const auto inputs = withLosses(scene, {"hs=clouds,share:0.2,size:6"},
                                   {"hs=noise:0.3,looks:3,dropped-bands:0.5,dead-detectors:0.1,shift-x:1.25,shift-y:-0.5,seed:5",
                                    "lidar=noise:0.1,offset:4,offset-share:0.4,offset-size:7"});
    const auto whole = tileOf(scene, inputs, {0, 0, scene.width(), scene.height()}, 4);
    for (const raster::Window window : {raster::Window{0, 0, 7, 9}, {11, 8, 16, 16}, {33, 21, 7, 9}, {20, 20, 1, 1}}) {
        const auto part = tileOf(scene, inputs, window, 4);
        const auto area = part.availability.size();
        for (std::size_t pixel = 0; pixel < area; ++pixel) {
            const int row = part.originRow + static_cast<int>(pixel) / part.width - whole.originRow;
            const int column = part.originColumn + static_cast<int>(pixel) % part.width - whole.originColumn;
            const auto same = static_cast<std::size_t>(row * whole.width + column);
            ASSERT_EQ(part.availability[pixel], whole.availability[same]) << row << " " << column;
            for (std::size_t sensor = 0; sensor < 2; ++sensor)
                for (std::size_t band = 0; band < static_cast<std::size_t>(part.planes[sensor].channels); ++band)
                    ASSERT_EQ(part.planes[sensor].values[band * area + pixel],
                              whole.planes[sensor].values[band * whole.availability.size() + same])
                        << row << " " << column << " " << sensor;
        }
    }
}

/// The leak rule where it begins: the same tile to the last bit, whatever stands where the sensor is lost.
TEST(TileLoss, whatALostPartHoldsReachesNoValueOfTheTile) {
    const SmallScene scene, other;
    for (const std::string degrade :
         {"lidar=noise:0.2", "lidar=looks:5", "lidar=offset:2,offset-share:0.5,offset-size:9", "lidar=dead-detectors:0.2", "lidar=shift-x:0.5",
          "lidar=shift-y:-1.25", "lidar=noise:0.2,looks:5,offset:2,offset-share:0.5,offset-size:9,shift-x:0.5,shift-y:-1.25"}) {
        const auto inputs = withLosses(scene, {"lidar=clouds,share:0.35,size:12,seed:3"}, {degrade});
        {
            GDALDatasetUniquePtr file(GDALDataset::Open(other.lidarPath().c_str(), GDAL_OF_RASTER | GDAL_OF_UPDATE));
            for (int row = 0; row < scene.height(); ++row)
                for (int column = 0; column < scene.width(); ++column) {
                    float value = static_cast<float>((row * 7919 + column * 104729) % 9001);
                    if (inputs.losses[1].lost->isLost(row, column))
                        ASSERT_EQ(file->GetRasterBand(1)->RasterIO(GF_Write, column, row, 1, 1, &value, 1, 1, GDT_Float32, 0, 0, nullptr), CE_None);
                }
        }
        for (const raster::Window window : {raster::Window{0, 0, 40, 30}, {7, 5, 9, 9}}) {
            const auto expected = tileOf(scene, inputs, window, 4), found = tileOf(other, inputs, window, 4);
            EXPECT_EQ(found.availability, expected.availability) << degrade;
            EXPECT_EQ(found.planes[1].values, expected.planes[1].values) << degrade;
        }
    }
}

TEST(TileLoss, severalFootprintsOfASensorAddUp) {
    const SmallScene scene;
    const auto inputs = withLosses(scene, {"lidar=strips,every:10,width:1", "lidar=strips,direction:rows,every:10,width:1"});
    EXPECT_NEAR(inputs.losses[1].lost->share(), 0.1 + 0.1 - 0.01, 1e-9);
    EXPECT_EQ(inputs.losses[1].describe(), "lidar lost in 19.0 % of the scene");
}

TEST(TileLoss, whatIsAskedOfAnUnknownSensorIsRefused) {
    const SmallScene scene;
    const auto grid = scene.open().grid();
    const std::vector<std::string> names{"hs", "lidar"};
    EXPECT_FALSE(loss::readLosses({"sar=clouds"}, {}, names, grid, {}));
    EXPECT_FALSE(loss::readLosses({}, {"sar=noise:1"}, names, grid, {}));
    EXPECT_FALSE(loss::readLosses({}, {"hs=noise:0"}, names, grid, {}));
    EXPECT_FALSE(loss::readLosses({}, {"hs"}, names, grid, {}));
    EXPECT_FALSE(loss::readLosses({}, {"hs=noise:1", "hs=looks:1"}, names, grid, {}));
}

}  // namespace
}  // namespace lacuna::tile
