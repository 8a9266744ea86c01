#include "output/geotiff_file.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>

#include "small_map.h"

namespace lacuna::output {
namespace {

GeoTiffContent floats(int bands, double noData) {
    GeoTiffContent content;
    content.type = GDT_Float32;
    content.noData = noData;
    for (int i = 0; i < bands; ++i) content.bandNames.push_back("band " + std::to_string(i));
    return content;
}

GeoTiffContent bytes() {
    GeoTiffContent content;
    content.bandNames = {"class"};
    content.overviews = "MODE";
    return content;
}

TEST(GeoTiffFile, textThatXmlWouldChangeIsMadeStorable) {
    EXPECT_EQ(storableText("  a b\n"), "a b");
    EXPECT_EQ(storableText("\t \n"), "");
    EXPECT_EQ(storableText("Bäume"), "Bäume");
}

TEST(GeoTiffFile, awkwardTextsAndNoGeoreferenceAreWrittenAndVerified) {
    const ScratchFolder folder;
    raster::Grid grid;
    grid.width = 5;
    grid.height = 3;
    auto content = bytes();
    content.bandNames = {" <class> & \"more\" \n"};
    content.metadata = {{"SENSORS", "  VNIR & <LiDAR>\n"}, {"DATE", ""}};
    content.categories = {"", " a ", "b\tc"};
    auto file = GeoTiffFile::create(folder.file("a.tif"), grid, std::move(content));
    ASSERT_TRUE(file) << file.error().message;
    const std::vector<std::uint8_t> values(15, 2);
    ASSERT_TRUE((*file)->write(grid.whole(), values.data()));
    const auto complete = (*file)->complete(nullptr);
    ASSERT_TRUE(complete) << complete.error().message;
    ASSERT_TRUE((*file)->commit());
}

TEST(GeoTiffFile, zeroAndNanCellsComeBackAsWritten) {
    const ScratchFolder folder;
    const auto grid = smallGrid(600, 3);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    std::vector<float> values(2 * 600 * 3, 0.5f);
    values[0] = nan;
    values[1] = 0;
    values[2] = -0.0f;
    values[3] = std::numeric_limits<float>::infinity();
    {
        auto file = GeoTiffFile::create(folder.file("a.tif"), grid, floats(2, nan));
        ASSERT_TRUE(file) << file.error().message;
        ASSERT_TRUE((*file)->write(grid.whole(), values.data()));
        const auto complete = (*file)->complete(nullptr);
        ASSERT_TRUE(complete) << complete.error().message;
        ASSERT_TRUE((*file)->commit());
    }
    GDALDatasetUniquePtr found(GDALDataset::Open(folder.file("a.tif").c_str()));
    ASSERT_TRUE(found);
    float first[4];
    ASSERT_EQ(found->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, 4, 1, first, 4, 1, GDT_Float32, 0, 0, nullptr), CE_None);
    EXPECT_TRUE(std::isnan(first[0]));
    EXPECT_EQ(first[1], 0);
    EXPECT_TRUE(std::isinf(first[3]));
    EXPECT_TRUE(std::isnan(found->GetRasterBand(2)->GetNoDataValue()));
    EXPECT_STREQ(found->GetRasterBand(2)->GetDescription(), "band 1");
    EXPECT_STREQ(found->GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE"), "BAND");
}

TEST(GeoTiffFile, cellsThatWereNeverWrittenAreNoData) {
    const ScratchFolder folder;
    const auto grid = smallGrid(1100, 700);
    auto file = GeoTiffFile::create(folder.file("a.tif"), grid, floats(1, std::numeric_limits<double>::quiet_NaN()));
    ASSERT_TRUE(file);
    const std::vector<float> values(100, 0.5f);
    ASSERT_TRUE((*file)->write({600, 0, 10, 10}, values.data()));
    const auto complete = (*file)->complete(nullptr);
    ASSERT_TRUE(complete) << complete.error().message;
}

TEST(GeoTiffFile, givingUpALargeFileWritesNothing) {
    const ScratchFolder folder;
    const auto begin = std::chrono::steady_clock::now();
    {
        const auto grid = smallGrid(200000, 100000);
        auto file = GeoTiffFile::create(folder.file("a.tif"), grid, bytes());
        ASSERT_TRUE(file) << file.error().message;
        const std::vector<std::uint8_t> values(512 * 512, 1);
        ASSERT_TRUE((*file)->write({512, 512, 512, 512}, values.data()));
    }
    EXPECT_TRUE(folder.names().empty());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST(GeoTiffFile, completeBlocksLeaveMemoryAtOnce) {
    const ScratchFolder folder;
    const auto grid = smallGrid(512 * 40, 512 * 8);
    auto file = GeoTiffFile::create(folder.file("a.tif"), grid, bytes());
    ASSERT_TRUE(file);
    const auto before = GDALGetCacheUsed64();
    // Tiles that fit no block: a row of unfinished blocks is all that may stay.
    constexpr int side = 384;
    const std::vector<std::uint8_t> values(side * side, 7);
    for (int row = 0; row < grid.height; row += side)
        for (int column = 0; column < grid.width; column += side) {
            const raster::Window window{column, row, std::min(side, grid.width - column),
                                        std::min(side, grid.height - row)};
            ASSERT_TRUE((*file)->write(window, values.data()));
            ASSERT_LE(GDALGetCacheUsed64() - before, GIntBig{2} * 40 * 513 * 513);
        }
    EXPECT_LE(GDALGetCacheUsed64(), before);
}

}  // namespace
}  // namespace lacuna::output
