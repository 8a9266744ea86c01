#include "map/flip_map.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace {

using namespace lacuna;

map::MapLabels mapOf(int width, int height, std::vector<std::uint8_t> labels) {
    map::MapLabels one;
    one.grid.width = width;
    one.grid.height = height;
    one.classes = {{1, "water", {0, 0, 200}}, {2, "wood", {0, 120, 0}}, {7, "road", {90, 90, 90}}};
    one.labels = std::move(labels);
    return one;
}

map::FlipMap flipped(const map::MapLabels& from, const map::MapLabels& to) {
    auto result = map::flipMap(from, to, {});
    EXPECT_TRUE(result) << base::describe(result.error());
    return std::move(*result);
}

/// Same; wood to water and road; road to none, none, none to wood.
const auto from = mapOf(4, 3, {1, 2, 7, 1, 2, 2, 2, 2, 7, 0, 0, 0});
const auto to = mapOf(4, 3, {1, 2, 7, 1, 1, 1, 7, 1, 0, 0, 0, 2});

TEST(FlipMap, everyChangeIsCountedByItsClassesMostCellsFirst) {
    const auto result = flipped(from, to);
    ASSERT_EQ(result.flips.size(), 4u);
    EXPECT_EQ(result.flips[0].fromName, "wood");
    EXPECT_EQ(result.flips[0].toName, "water");
    EXPECT_EQ(result.flips[0].cells, 3u);
    // Of one cell each: by the values from and to.
    EXPECT_EQ(result.flips[1].fromName, "no class");
    EXPECT_EQ(result.flips[1].to, 2);
    EXPECT_EQ(result.flips[2].from, 2);
    EXPECT_EQ(result.flips[2].to, 7);
    EXPECT_EQ(result.flips[3].from, 7);
    EXPECT_EQ(result.flips[3].toName, "no class");
    EXPECT_EQ(result.changed, 6u);
    EXPECT_EQ(result.compared, 10u);
}

TEST(FlipMap, theMapsValuesAreTheFlipsInTheirOrder) {
    const auto result = flipped(from, to);
    const std::vector<std::uint8_t> expected{1, 1, 1, 1, 2, 2, 4, 2, 5, 0, 0, 3};
    EXPECT_EQ(result.map.labels, expected);
    ASSERT_EQ(result.map.classes.size(), 5u);
    EXPECT_EQ(result.map.classes[0].name, "unchanged");
    EXPECT_EQ(result.map.classes[1].name, "wood → water");
    EXPECT_EQ(result.map.classes[1].value, 2);
    EXPECT_EQ(result.map.classes[1].color, from.classes[0].color);
    EXPECT_EQ(result.map.classes[3].name, "wood → road");
}

TEST(FlipMap, flipsThatLeadToOneClassDifferInColour) {
    const auto result = flipped(mapOf(3, 1, {2, 7, 0}), mapOf(3, 1, {1, 1, 1}));
    std::set<base::Rgb> colors;
    for (const auto& landClass : result.map.classes) colors.insert(landClass.color);
    EXPECT_EQ(colors.size(), 4u);
}

TEST(FlipMap, equalMapsHaveNone) {
    const auto result = flipped(from, from);
    EXPECT_TRUE(result.flips.empty());
    EXPECT_EQ(result.changed, 0u);
    EXPECT_EQ(result.map.classes.size(), 1u);
}

TEST(FlipMap, moreChangesThanValuesShareTheLastOne) {
    // 20 · 19 pairs, of which the first occurs twice.
    std::vector<std::uint8_t> one{1}, other{2};
    for (int a = 1; a <= 20; ++a)
        for (int b = 1; b <= 20; ++b)
            if (a != b) {
                one.push_back(static_cast<std::uint8_t>(a));
                other.push_back(static_cast<std::uint8_t>(b));
            }
    const int cells = static_cast<int>(one.size());
    const auto result = flipped(mapOf(cells, 1, one), mapOf(cells, 1, other));
    EXPECT_EQ(result.flips.size(), 380u);
    ASSERT_EQ(result.map.classes.size(), 255u);
    EXPECT_EQ(result.map.classes.back().value, 255);
    EXPECT_EQ(result.map.classes.back().name, "other changes");
    EXPECT_EQ(result.map.classes[253].value, 254);
    EXPECT_NE(result.map.classes[253].name, "other changes");
    EXPECT_EQ(std::count(result.map.labels.begin(), result.map.labels.end(), 255), 380 - 253);
    EXPECT_EQ(result.map.labels[0], 2);
}

TEST(FlipMap, mapsOfAnotherGridOrOtherClassesAreRefused) {
    auto narrow = to;
    narrow.grid.width = 3;
    narrow.labels.resize(9);
    EXPECT_EQ(map::flipMap(from, narrow, {}).error().code, base::ErrorCode::BadData);
    auto other = to;
    other.classes[1].name = "meadow";
    const auto result = map::flipMap(from, other, {});
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("meadow"), std::string::npos);
}

TEST(FlipMap, aStopEndsIt) {
    std::stop_source stop;
    stop.request_stop();
    const auto result = map::flipMap(from, to, stop.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::ErrorCode::Cancelled);
}

}  // namespace
