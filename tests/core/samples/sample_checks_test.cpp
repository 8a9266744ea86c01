#include "samples/sample_checks.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace lacuna::samples {
namespace {

using Kind = SampleWarning::Kind;

void addBlock(SampleSet& set, int top, int left, int side, int index) {
    for (int row = top; row < top + side; ++row)
        for (int column = left; column < left + side; ++column) set.samples.push_back({row, column, index});
}

int count(const std::vector<SampleWarning>& warnings, Kind kind, int value) {
    return static_cast<int>(std::count_if(warnings.begin(), warnings.end(), [&](const auto& w) { return w.kind == kind && w.classValue == value; }));
}

SampleSet fields() {
    SampleSet set{100, 100, {{1, "a", {}}, {2, "b", {}}, {3, "c", {}}, {4, "d", {}}}, {}};
    for (int i = 0; i < 4; ++i) addBlock(set, 0, 24 * i, 6, 0), addBlock(set, 40, 24 * i, 6, 1);
    addBlock(set, 72, 72, 6, 2);
    set.samples.push_back({90, 90, 3});
    return set;
}

TEST(SampleChecks, fewPixelsAndOneBlockAreSaidForTheClassesThatHaveThem) {
    auto set = fields();
    set.classes.push_back({9, "empty", {}});
    const auto warnings = warningsOf(set, 12);
    EXPECT_EQ(count(warnings, Kind::TooFew, 1), 0);
    EXPECT_EQ(count(warnings, Kind::OneBlock, 1), 0);
    EXPECT_EQ(count(warnings, Kind::TooFew, 3), 0);
    EXPECT_EQ(count(warnings, Kind::OneBlock, 3), 1);
    EXPECT_EQ(count(warnings, Kind::TooFew, 4), 1);
    EXPECT_EQ(count(warnings, Kind::TooFew, 9), 1);
    EXPECT_EQ(count(warnings, Kind::OneBlock, 9), 0);
}

TEST(SampleChecks, aSplitAtRandomTouchesAndOneByBlocksDoesNot) {
    const auto set = fields();
    const auto random = splitAtRandom(set, 0.3, 2, 1);
    const auto blocks = splitBySpatialBlocks(set, {12, 9, 0.3, 1});
    ASSERT_TRUE(random && blocks);
    EXPECT_EQ(count(warningsOf(set, *random, 9), Kind::Touching, 0), 1);
    EXPECT_EQ(count(warningsOf(set, *blocks, 9), Kind::Touching, 0), 0);
    EXPECT_EQ(count(warningsOf(set, *blocks, 9), Kind::NotTested, 3), 1);
    EXPECT_EQ(count(warningsOf(set, *blocks, 9), Kind::NotTested, 1), 0);
}

TEST(SampleChecks, nearIsCloserThanTheDistance) {
    const SampleSet train{50, 50, {{1, "a", {}}}, {{10, 10, 0}}};
    const SampleSet test{50, 50, {{1, "a", {}}}, {{10, 18, 0}, {10, 19, 0}, {18, 18, 0}, {40, 40, 0}}};
    EXPECT_EQ(countNear(test, train, 9), 2u);
    EXPECT_EQ(countNear(test, train, 10), 3u);
    EXPECT_EQ(countNear(test, train, 0), 0u);
}

}  // namespace
}  // namespace lacuna::samples
