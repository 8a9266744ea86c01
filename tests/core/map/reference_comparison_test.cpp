#include "map/reference_comparison.h"

#include <gtest/gtest.h>

namespace {

using namespace lacuna;

map::MapLabels smallMap() {
    map::MapLabels labels;
    labels.grid.width = 3;
    labels.grid.height = 2;
    labels.classes = {{1, "water", {}}, {4, "wood", {}}};
    labels.labels = {1, 4, 0, 4, 4, 1};
    return labels;
}

samples::SampleSet reference(std::vector<samples::Sample> pixels) {
    return {3, 2, {{4, "wood", {}}, {1, "water", {}}, {9, "rock", {}}}, std::move(pixels)};
}

TEST(ReferenceComparison, classesAreMatchedByValueNotByPosition) {
    const auto result = map::compareWithReference(smallMap(), reference({{0, 0, 1}, {0, 1, 0}, {1, 2, 0}}), 1);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->confusion.at(0, 0), 1u);
    EXPECT_EQ(result->confusion.at(1, 1), 1u);
    EXPECT_EQ(result->confusion.at(1, 0), 1u);
}

TEST(ReferenceComparison, aClassThatOnlyTheReferenceHasCountsAsWrong) {
    const auto result = map::compareWithReference(smallMap(), reference({{0, 0, 2}}), 1);
    ASSERT_TRUE(result);
    ASSERT_EQ(result->classes.size(), 3u);
    EXPECT_EQ(result->confusion.at(2, 0), 1u);
}

TEST(ReferenceComparison, anUnclassifiedPixelCountsAsUnclassified) {
    const auto result = map::compareWithReference(smallMap(), reference({{0, 2, 0}}), 1);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->confusion.unclassified(1), 1u);
}

TEST(ReferenceComparison, onlyClassifiedPixelsOfACoarseMapAreCompared) {
    // A scene of 6 × 4 pixels at stride 2: the cell (0, 1) was classified at row 1, column 3.
    auto pixels = reference({{1, 1, 1}, {0, 0, 1}, {1, 3, 0}, {1, 2, 0}});
    pixels.gridWidth = 6;
    pixels.gridHeight = 4;
    const auto result = map::compareWithReference(smallMap(), pixels, 2);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->confusion.total(), 2u);
    EXPECT_EQ(result->confusion.at(0, 0), 1u);
    EXPECT_EQ(result->confusion.at(1, 1), 1u);
}

TEST(ReferenceComparison, nothingToCompareIsAnError) {
    EXPECT_FALSE(map::compareWithReference(smallMap(), reference({}), 1));
}

}  // namespace
