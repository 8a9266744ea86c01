#include "map/class_map.h"

#include <gtest/gtest.h>

#include <numeric>

namespace lacuna::map {
namespace {

ClassMap emptyMap(int width, int height) {
    raster::Grid grid;
    grid.width = width;
    grid.height = height;
    return {grid, {{7, "Corn", {}}, {9, "Oats", {}}}};
}

MapBlock block(const raster::Window& window, std::uint8_t label, float confidence) {
    const auto cells = static_cast<std::size_t>(window.width * window.height);
    return {window,
            false,
            std::vector<std::uint8_t>(cells, label),
            std::vector<float>(cells, confidence),
            std::vector<base::Availability>(cells, 0b11),
            {},
            {}};
}

TEST(ClassMap, aFreshMapHoldsNoData) {
    const auto map = emptyMap(5, 3);
    EXPECT_EQ(map.labels, std::vector<std::uint8_t>(15, 0));
    EXPECT_EQ(map.confidence, std::vector<float>(15, 0));
    EXPECT_EQ(map.availability, std::vector<base::Availability>(15, 0));
    EXPECT_EQ(map.countByValue()[0], 15u);
}

TEST(ClassMap, aBlockFillsItsWindowAndNothingElse) {
    auto map = emptyMap(5, 3);
    ASSERT_TRUE(map.write(block({1, 1, 3, 2}, 7, 0.5f)));
    EXPECT_EQ(map.labels, (std::vector<std::uint8_t>{0, 0, 0, 0, 0, 0, 7, 7, 7, 0, 0, 7, 7, 7, 0}));
    EXPECT_EQ(map.confidence[6], 0.5f);
    EXPECT_EQ(map.confidence[5], 0.0f);
    EXPECT_EQ(map.availability[13], 0b11);
    EXPECT_EQ(map.availability[14], 0);
}

TEST(ClassMap, theCellsOfABlockKeepTheirPlaces) {
    auto map = emptyMap(4, 4);
    auto given = block({2, 1, 2, 2}, 0, 0);
    std::iota(given.labels.begin(), given.labels.end(), std::uint8_t{1});
    ASSERT_TRUE(map.write(given));
    EXPECT_EQ(map.labels, (std::vector<std::uint8_t>{0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0}));
}

TEST(ClassMap, aLaterBlockReplacesAPreview) {
    auto map = emptyMap(2, 2);
    auto preview = block({0, 0, 2, 2}, 7, 0.5f);
    preview.preview = true;
    ASSERT_TRUE(map.write(preview));
    ASSERT_TRUE(map.write(block({0, 0, 1, 2}, 9, 0.75f)));
    EXPECT_EQ(map.labels, (std::vector<std::uint8_t>{9, 7, 9, 7}));
    EXPECT_EQ(map.confidence, (std::vector<float>{0.75f, 0.5f, 0.75f, 0.5f}));
}

TEST(ClassMap, cellsAreCountedByTheirValue) {
    auto map = emptyMap(6, 4);
    ASSERT_TRUE(map.write(block({0, 0, 6, 1}, 7, 1)));
    ASSERT_TRUE(map.write(block({0, 1, 2, 2}, 255, 1)));
    const auto counts = map.countByValue();
    ASSERT_EQ(counts.size(), 256u);
    EXPECT_EQ(counts[7], 6u);
    EXPECT_EQ(counts[255], 4u);
    EXPECT_EQ(counts[9], 0u);
    EXPECT_EQ(counts[0], 14u);
}

TEST(ClassMapDeathTest, aBlockBeyondTheMapIsADefect) {
    auto map = emptyMap(4, 4);
    EXPECT_DEATH((void)map.write(block({3, 0, 2, 1}, 7, 1)), "grid.width");
    EXPECT_DEATH((void)map.write(block({0, -1, 1, 1}, 7, 1)), "row >= 0");
}

}  // namespace
}  // namespace lacuna::map
