#include "report/map_image.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gtest/gtest.h>

#include <numeric>

#include "report/map_figure.h"
#include "support/raster_files.h"
#include "support/scratch_folder.h"

namespace lacuna::report {
namespace {

const base::ClassTable classes{{1, "Water", {0, 0, 255}}, {2, "Woods", {0, 128, 0}}};

std::string writeMap(const support::ScratchFolder& folder, std::function<double(int, int)> value) {
    support::RasterFile file;
    file.width = 30;
    file.height = 20;
    file.bands = 1;
    file.type = GDT_Byte;
    file.value = [value](int, int row, int column) { return value(row, column); };
    return support::writeRaster(folder.file("map.tif"), file);
}

/// The palette indices of a picture.
std::vector<std::uint8_t> pixelsOf(const MapImage& image) {
    std::string text = image.png;
    const int bytes = CPLBase64DecodeInPlace(reinterpret_cast<GByte*>(text.data()));
    VSIFCloseL(VSIFileFromMemBuffer("/vsimem/shown.png", reinterpret_cast<GByte*>(text.data()), static_cast<vsi_l_offset>(bytes), FALSE));
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
    {
        GDALDatasetUniquePtr file(GDALDataset::Open("/vsimem/shown.png", GDAL_OF_RASTER));
        EXPECT_TRUE(file && file->GetRasterXSize() == image.width && file->GetRasterYSize() == image.height);
        const auto read = !file ? CE_Failure : file->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, image.width, image.height, pixels.data(), image.width, image.height, GDT_Byte, 0, 0, nullptr);
        EXPECT_EQ(read, CE_None);
    }
    VSIUnlink("/vsimem/shown.png");
    return pixels;
}

TEST(MapImage, aSmallMapsCellsBecomeSquares) {
    const support::ScratchFolder folder;
    const auto path = writeMap(folder, [](int row, int column) { return row < 10 ? 1 : column < 3 ? 0 : 2; });
    const auto image = mapImage(path, classes, 100, {});
    ASSERT_TRUE(image) << base::describe(image.error());
    EXPECT_EQ(image->width, 90);
    EXPECT_EQ(image->height, 60);
    EXPECT_EQ(image->countByValue[1], 300u);
    EXPECT_EQ(image->countByValue[2], 270u);
    EXPECT_EQ(image->countByValue[0], 30u);
    const auto pixels = pixelsOf(*image);
    for (int row = 0; row < 60; ++row)
        for (int column = 0; column < 90; ++column)
            ASSERT_EQ(pixels[static_cast<std::size_t>(row * 90 + column)], row < 30 ? 1 : column < 9 ? 0 : 2) << row << ' ' << column;
}

TEST(MapImage, aLargeMapsPixelsShowTheCommonestClassAndCountsStayExact) {
    const support::ScratchFolder folder;
    // In every 3 × 3 cells five are woods; the right edge is a column of cells without class but one.
    const auto path = writeMap(folder, [](int row, int column) { return column >= 27 ? (row == 0 && column == 27 ? 1 : 0) : (row * 3 + column) % 9 < 5 ? 2 : 1; });
    const auto image = mapImage(path, classes, 10, {});
    ASSERT_TRUE(image) << base::describe(image.error());
    EXPECT_EQ(image->width, 10);
    EXPECT_EQ(image->height, 7);
    EXPECT_EQ(std::accumulate(image->countByValue.begin(), image->countByValue.end(), std::uint64_t{0}), 600u);
    EXPECT_EQ(image->countByValue[0], 59u);
    const auto pixels = pixelsOf(*image);
    EXPECT_EQ(pixels[9], 1);
    EXPECT_EQ(pixels[19], 0);
}

TEST(MapImage, aFigureHasLegendScaleAndNorthOfWhatIsThere) {
    const support::ScratchFolder folder;
    const auto path = writeMap(folder, [](int, int) { return 2; });
    const auto image = mapImage(path, classes, 100, {});
    ASSERT_TRUE(image);
    const auto svg = mapFigure(*image, "").svg;
    EXPECT_NE(svg.find(">Woods<"), std::string::npos);
    EXPECT_EQ(svg.find(">Water<"), std::string::npos);
    EXPECT_NE(svg.find(">N<"), std::string::npos);
    EXPECT_NE(svg.find(">50 m<"), std::string::npos);  // 30 % of 300 m, rounded down
}

TEST(MapImage, stoppingAndMissingFilesAreSaid) {
    const support::ScratchFolder folder;
    std::stop_source stop;
    stop.request_stop();
    const auto path = writeMap(folder, [](int, int) { return 1; });
    const auto stopped = mapImage(path, classes, 100, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, base::ErrorCode::Cancelled);
    const auto none = mapImage(folder.file("none.tif"), classes, 100, {});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, base::ErrorCode::NotFound);
}

}  // namespace
}  // namespace lacuna::report
