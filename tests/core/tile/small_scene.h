#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "support/raster_files.h"
#include "support/scratch_folder.h"
#include "tile/tile_reader.h"

/// Two sensors of which every value is known: "hs" with two bands and a no-data corner, "lidar" with one band and a
/// no-data stripe of NaN.
namespace lacuna::tile {

class SmallScene {
public:
    explicit SmallScene(int width = 40, int height = 30) : width_(width), height_(height) {
        support::RasterFile hs;
        hs.width = width;
        hs.height = height;
        hs.noData = 0;
        hs.options = {"TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"};
        hs.value = [this](int band, int row, int column) { return stored(0, band, row, column); };
        support::writeRaster(hsPath(), hs);
        support::RasterFile lidar = hs;
        lidar.bands = 1;
        lidar.type = GDT_Float32;
        lidar.noData.reset();
        lidar.value = [this](int band, int row, int column) { return stored(1, band, row, column); };
        support::writeRaster(lidarPath(), lidar);
    }

    std::string hsPath() const { return folder_.file("hs.tif"); }
    std::string lidarPath() const { return folder_.file("lidar.tif"); }
    int width() const { return width_; }
    int height() const { return height_; }

    raster::RasterStack open() const {
        auto stack = raster::RasterStack::open({{"hs", {hsPath()}}, {"lidar", {lidarPath()}}});
        EXPECT_TRUE(stack) << (stack ? "" : base::describe(stack.error()));
        return std::move(*stack);
    }
    /// In the order of the files.
    Inputs inputs() const { return {{0, 1}, {{100, 200}, {-5}}, {{0.5f, 0.25f}, {2}}}; }

    bool holdsData(int sensor, int row, int column) const {
        if (row < 0 || column < 0 || row >= height_ || column >= width_) return false;
        return sensor == 0 ? row >= 6 || column >= 9 : column % 13 != 4;
    }
    /// What a tile holds of a pixel; 0 where there is no data, inside the scene and outside.
    float standardised(int sensor, int band, int row, int column) const {
        if (!holdsData(sensor, row, column)) return 0;
        const auto given = inputs();
        const auto s = static_cast<std::size_t>(sensor), b = static_cast<std::size_t>(band);
        return (static_cast<float>(stored(sensor, band, row, column)) - given.mean[s][b]) * given.inverse[s][b];
    }
    base::Availability availability(int row, int column) const {
        return static_cast<base::Availability>((holdsData(0, row, column) ? 1 : 0) |
                                               (holdsData(1, row, column) ? 2 : 0));
    }

private:
    double stored(int sensor, int band, int row, int column) const {
        if (!holdsData(sensor, row, column)) return sensor == 0 ? 0 : std::nan("");
        return sensor == 0 ? 1 + 1000 * band + 50 * row + column : 0.25 * row - 0.5 * column;
    }
    support::ScratchFolder folder_;
    int width_, height_;
};

/// Every value and availability bit of the tile is that of the scene; sensors outside `on` are empty.
inline void expectTileOf(const SmallScene& scene, const Tile& tile, const raster::Window& window, int halo,
                         base::Availability on = 0b11) {
    ASSERT_EQ(tile.width, window.width + 2 * halo);
    ASSERT_EQ(tile.height, window.height + 2 * halo);
    ASSERT_EQ(tile.originColumn, window.column - halo);
    ASSERT_EQ(tile.originRow, window.row - halo);
    ASSERT_EQ(tile.planes.size(), 2u);
    const auto area = static_cast<std::size_t>(tile.width) * static_cast<std::size_t>(tile.height);
    ASSERT_EQ(tile.availability.size(), area);
    for (int sensor = 0; sensor < 2; ++sensor) {
        const auto& plane = tile.planes[static_cast<std::size_t>(sensor)];
        if (!base::isPresent(on, sensor)) {
            EXPECT_TRUE(plane.values.empty());
            continue;
        }
        ASSERT_EQ(plane.channels, sensor == 0 ? 2 : 1);
        ASSERT_EQ(plane.values.size(), area * static_cast<std::size_t>(plane.channels));
    }
    std::size_t pixel = 0;
    for (int row = tile.originRow; row < tile.originRow + tile.height; ++row)
        for (int column = tile.originColumn; column < tile.originColumn + tile.width; ++column, ++pixel) {
            ASSERT_EQ(tile.availability[pixel], scene.availability(row, column) & on) << row << " " << column;
            for (int sensor = 0; sensor < 2; ++sensor) {
                const auto& plane = tile.planes[static_cast<std::size_t>(sensor)];
                for (int band = 0; band < plane.channels; ++band)
                    ASSERT_EQ(plane.values[static_cast<std::size_t>(band) * area + pixel],
                              scene.standardised(sensor, band, row, column))
                        << row << " " << column;
            }
        }
}

}  // namespace lacuna::tile
