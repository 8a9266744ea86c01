#include "map/error_map.h"

#include <gtest/gtest.h>

namespace lacuna::map {
namespace {

const base::ClassTable corn = {{1, "Corn", {230, 159, 0}}, {2, "Wheat", {0, 158, 115}}, {3, "Water", {0, 0, 255}}};

MapLabels threeByTwo(std::vector<std::uint8_t> labels) {
    MapLabels map;
    map.grid.width = 3;
    map.grid.height = 2;
    map.classes = corn;
    map.labels = std::move(labels);
    return map;
}

TEST(ErrorMap, everyReferencePixelIsRightOrNamesItsConfusion) {
    const auto map = threeByTwo({1, 2, 2, 0, 3, 1});
    // Corn mapped as corn, as wheat, as wheat and not at all; water mapped as water; the last cell has no reference.
    const samples::SampleSet reference{3, 2, corn, {{0, 0, 0}, {0, 1, 0}, {0, 2, 0}, {1, 0, 0}, {1, 1, 2}}};
    const auto found = errorMap(map, reference, 1, {});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->map.labels, (std::vector<std::uint8_t>{1, 2, 2, 3, 1, 0}));
    ASSERT_EQ(found->map.classes.size(), 3u);
    EXPECT_EQ(found->map.classes[0].name, "right");
    EXPECT_EQ(found->map.classes[1].name, "Corn → Wheat");
    EXPECT_EQ(found->map.classes[2].name, "Corn → no class");
    EXPECT_EQ(found->compared, 5u);
    EXPECT_EQ(found->changed, 3u);
    EXPECT_EQ(found->flips.front().cells, 2u);
}

TEST(ErrorMap, ofACoarseMapOnlyThePixelsThatStandForACellCount) {
    auto map = threeByTwo({1, 1, 1, 1, 1, 1});
    samples::SampleSet reference{6, 4, corn, {}};
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 6; ++column) reference.samples.push_back({row, column, (row + column) % 2});
    const auto found = errorMap(map, reference, 2, {});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->compared, 6u);
}

TEST(ErrorMap, namesThatDifferAreTheReferences) {
    auto map = threeByTwo({2, 0, 0, 0, 0, 0});
    map.classes[1].name = "Triticum";
    const auto found = errorMap(map, {3, 2, corn, {{0, 0, 0}}}, 1, {});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->map.classes[1].name, "Corn → Wheat");
}

TEST(ErrorMap, withoutAComparablePixelThereIsNone) {
    EXPECT_FALSE(errorMap(threeByTwo({1, 1, 1, 1, 1, 1}), {3, 2, corn, {}}, 1, {}));
}

}  // namespace
}  // namespace lacuna::map
