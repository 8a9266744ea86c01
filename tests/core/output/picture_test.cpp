#include "output/picture.h"

#include <gdal_priv.h>
#include <gtest/gtest.h>

#include <set>

#include "small_map.h"

namespace lacuna::output {
namespace {

using base::ErrorCode;
using Names = std::vector<std::string>;

struct Pixels {
    int width = 0, height = 0, bands = 0;
    std::vector<std::uint8_t> values;  ///< [height, width, bands]
    base::Rgb at(int column, int row) const {
        const auto first =
            (static_cast<std::size_t>(row) * static_cast<std::size_t>(width) + static_cast<std::size_t>(column)) *
            static_cast<std::size_t>(bands);
        return {values[first], values[first + 1], values[first + 2]};
    }
};

Pixels read(const std::string& path) {
    GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str()));
    Pixels pixels;
    if (!file) return pixels;
    pixels = {file->GetRasterXSize(), file->GetRasterYSize(), file->GetRasterCount(), {}};
    pixels.values.resize(static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) *
                         static_cast<std::size_t>(pixels.bands));
    EXPECT_EQ(file->RasterIO(GF_Read, 0, 0, pixels.width, pixels.height, pixels.values.data(), pixels.width,
                             pixels.height, GDT_Byte, pixels.bands, nullptr, pixels.bands,
                             static_cast<GSpacing>(pixels.bands) * pixels.width, 1, nullptr),
              CE_None);
    return pixels;
}

map::ClassMap smallMap(int width, int height) {
    map::ClassMap map(smallGrid(width, height), fourClasses());
    EXPECT_TRUE(map.write(blockAt(map.grid.whole())));
    return map;
}

metrics::Activation smallActivation() {
    metrics::ExpertLayout layout{
        {{10, {"dynamic 1", "dynamic 2", "shared", "VNIR"}}, {11, {"dynamic 1", "shared", "Höhe"}}}};
    metrics::Activation activation(layout, 2);
    const float share[] = {1, 0, 1, 0.5f, 0.25f, 1, 0.75f};
    activation.add(0b11, 0, share, share);
    return activation;
}

TEST(Picture, mapHasItsClassesColoursAndClearNoData) {
    const ScratchFolder folder;
    const auto map = smallMap(30, 20);
    ASSERT_TRUE(writeMapPicture(folder.file("map.png"), map));
    EXPECT_EQ(folder.names(), Names{"map.png"});
    GDALDatasetUniquePtr file(GDALDataset::Open(folder.file("map.png").c_str()));
    ASSERT_TRUE(file);
    auto& band = *file->GetRasterBand(1);
    ASSERT_TRUE(band.GetColorTable());
    EXPECT_EQ(band.GetColorTable()->GetColorEntry(0)->c4, 0);
    for (const auto& landClass : fourClasses()) {
        const auto* entry = band.GetColorTable()->GetColorEntry(landClass.value);
        EXPECT_EQ(entry->c1, landClass.color[0]);
        EXPECT_EQ(entry->c2, landClass.color[1]);
        EXPECT_EQ(entry->c3, landClass.color[2]);
        EXPECT_EQ(entry->c4, 255);
    }
    EXPECT_EQ(read(folder.file("map.png")).values, map.labels);
}

TEST(Picture, scaleMakesEveryCellASquare) {
    const ScratchFolder folder;
    const auto map = smallMap(7, 5);
    ASSERT_TRUE(writeMapPicture(folder.file("map.png"), map, 3));
    const auto pixels = read(folder.file("map.png"));
    ASSERT_EQ(pixels.width, 21);
    ASSERT_EQ(pixels.height, 15);
    for (int row = 0; row < 15; ++row)
        for (int column = 0; column < 21; ++column)
            ASSERT_EQ(pixels.values[static_cast<std::size_t>(row * 21 + column)], labelAt(column / 3, row / 3));
}

TEST(Picture, scaleThatCannotBeMeantIsRefused) {
    const ScratchFolder folder;
    for (const int scale : {0, -1, 2'000'000'000}) {
        const auto status = writeMapPicture(folder.file("map.png"), smallMap(7, 5), scale);
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().code, ErrorCode::Usage);
    }
}

TEST(Picture, fullDiskLeavesTheOldPicture) {
    const ScratchFolder folder;
    putFile(folder.file("map.png"), "old");
    base::Status status;
    {
        const FullDisk disk(500);
        status = writeMapPicture(folder.file("map.png"), smallMap(300, 200));
    }
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Io);
    EXPECT_NE(status.error().message.find(folder.file("map.png")), std::string::npos);
    EXPECT_EQ(contentOf(folder.file("map.png")), "old");
    EXPECT_EQ(folder.names(), Names{"map.png"});
}

TEST(Picture, missingFolderIsAnError) {
    const ScratchFolder folder;
    for (const auto& status : {writeMapPicture(folder.file("nowhere/map.png"), smallMap(7, 5)),
                               writeActivationPicture(folder.file("nowhere/a.png"), smallActivation(), 3)}) {
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().code, ErrorCode::Io);
        EXPECT_NE(status.error().message.find("nowhere/"), std::string::npos);
    }
}

TEST(Picture, activationShowsViridisFromZeroToOne) {
    const ScratchFolder folder;
    ASSERT_TRUE(writeActivationPicture(folder.file("activation.png"), smallActivation(), 0b11));
    EXPECT_EQ(folder.names(), Names{"activation.png"});
    const auto pixels = read(folder.file("activation.png"));
    ASSERT_EQ(pixels.bands, 3);
    std::set<base::Rgb> colors;
    for (int row = 0; row < pixels.height; ++row)
        for (int column = 0; column < pixels.width; ++column) colors.insert(pixels.at(column, row));
    // The ends of viridis (Smith and van der Walt 2015): dark violet and yellow.
    EXPECT_TRUE(colors.count({68, 1, 84}));
    EXPECT_TRUE(colors.count({253, 231, 36}) || colors.count({253, 231, 37}));
}

TEST(Picture, activationOfAPatternThatNeverOccurredSaysSo) {
    const ScratchFolder folder;
    ASSERT_TRUE(writeActivationPicture(folder.file("a.png"), smallActivation(), 0b01));
    ASSERT_TRUE(writeActivationPicture(folder.file("b.png"), metrics::Activation(), 0b01));
    EXPECT_GT(read(folder.file("b.png")).width, 0);
}

}  // namespace
}  // namespace lacuna::output
