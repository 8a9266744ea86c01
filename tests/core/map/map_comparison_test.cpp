#include "map/map_comparison.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace lacuna;
using map::Verdict;

const std::array<std::string, 2> names{"A", "B"};

/// Four columns, three rows.
map::MapLabels mapOf(std::vector<std::uint8_t> labels) {
    map::MapLabels one;
    one.grid.width = 4;
    one.grid.height = 3;
    one.classes = {{1, "water", {}}, {2, "wood", {}}};
    one.labels = std::move(labels);
    return one;
}

/// Rows of the grid: what the maps say where the reference knows, what they say elsewhere, no-data.
const auto first = mapOf({1, 1, 2, 2, 1, 1, 2, 2, 0, 1, 0, 0});
const auto second = mapOf({1, 2, 1, 2, 1, 2, 1, 2, 1, 0, 0, 2});
/// The first row is water; of the last row's no-data only its last pixel is known: wood.
const samples::SampleSet reference{
    4, 3, {{2, "wood", {}}, {1, "water", {}}}, {{0, 0, 1}, {0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {2, 3, 0}}};

base::Result<map::MapComparison> compared(const samples::SampleSet* known, int stride = 1) {
    return map::compareMaps(first, second, names, known, stride, {});
}

TEST(MapComparison, everyCellGetsTheVerdictOfItsCase) {
    const auto result = compared(&reference);
    ASSERT_TRUE(result) << base::describe(result.error());
    const std::vector<std::uint8_t> expected{1, 2, 3, 4, 5, 6, 6, 5, 0, 0, 0, 3};
    EXPECT_EQ(result->disagreement.labels, expected);
    EXPECT_EQ(result->at(Verdict::BothRight), 1u);
    EXPECT_EQ(result->at(Verdict::FirstOnly), 1u);
    EXPECT_EQ(result->at(Verdict::SecondOnly), 2u);
    EXPECT_EQ(result->at(Verdict::BothWrong), 1u);
    EXPECT_EQ(result->at(Verdict::NoData), 3u);
    EXPECT_EQ(result->referencePixels(), 5u);
    // Also where the reference knows the class the maps agree or not: 8 cells have both classes, 4 of them alike.
    EXPECT_EQ(result->compared, 8u);
    EXPECT_EQ(result->agreeing, 4u);
    EXPECT_DOUBLE_EQ(result->firstAccuracy(), 2.0 / 5);
    EXPECT_DOUBLE_EQ(result->secondAccuracy(), 3.0 / 5);
    ASSERT_TRUE(result->test);
    EXPECT_EQ(result->test->firstOnly, 1);
    EXPECT_EQ(result->test->secondOnly, 2);
    EXPECT_DOUBLE_EQ(result->test->p, 1);
}

TEST(MapComparison, withoutAReferenceMapsAgreeOrDiffer) {
    const auto result = compared(nullptr);
    ASSERT_TRUE(result);
    const std::vector<std::uint8_t> expected{5, 6, 6, 5, 5, 6, 6, 5, 0, 0, 0, 0};
    EXPECT_EQ(result->disagreement.labels, expected);
    EXPECT_FALSE(result->test);
    EXPECT_TRUE(std::isnan(result->firstAccuracy()));
    ASSERT_EQ(result->disagreement.classes.size(), 2u);
}

TEST(MapComparison, theLegendNamesTheMaps) {
    const auto classes = compared(&reference)->disagreement.classes;
    ASSERT_EQ(classes.size(), 6u);
    EXPECT_EQ(classes[1].name, "only A right");
    EXPECT_EQ(classes[1].value, static_cast<int>(Verdict::FirstOnly));
    EXPECT_EQ(classes[2].name, "only B right");
}

TEST(MapComparison, aMapAgreesWithItselfEverywhere) {
    const auto result = map::compareMaps(first, first, names, &reference, 1, {});
    ASSERT_TRUE(result);
    EXPECT_EQ(result->agreeing, result->compared);
    EXPECT_EQ(result->at(Verdict::Differ) + result->at(Verdict::FirstOnly) + result->at(Verdict::SecondOnly), 0u);
    EXPECT_DOUBLE_EQ(result->test->p, 1);
}

TEST(MapComparison, mapsOfAnotherGridAreRefused) {
    auto narrow = second;
    narrow.grid.width = 3;
    narrow.labels.resize(9);
    const auto result = map::compareMaps(first, narrow, names, nullptr, 1, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::ErrorCode::BadData);
    EXPECT_NE(result.error().message.find("3 × 3"), std::string::npos) << result.error().message;
}

TEST(MapComparison, aValueThatMeansTwoClassesIsRefused) {
    auto other = second;
    other.classes[1].name = "road";
    const auto result = map::compareMaps(first, other, names, nullptr, 1, {});
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("\"wood\""), std::string::npos);
    EXPECT_NE(result.error().message.find("\"road\""), std::string::npos);
    other.classes[1].name = "class 2";  // what a raster without names gives
    EXPECT_TRUE(map::compareMaps(first, other, names, nullptr, 1, {}));
}

TEST(MapComparison, aReferenceBesideTheMapIsRefused) {
    const samples::SampleSet none{4, 3, reference.classes, {}};
    EXPECT_FALSE(compared(&none));
}

TEST(MapComparison, aStopEndsIt) {
    std::stop_source stop;
    stop.request_stop();
    const auto result = map::compareMaps(first, second, names, nullptr, 1, stop.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::ErrorCode::Cancelled);
}

}  // namespace
