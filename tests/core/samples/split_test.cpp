#include "samples/split.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <set>

namespace lacuna::samples {
namespace {

using Place = std::pair<int, int>;

/// Square fields of ten pixels with the classes 10, 20, 30, 40 by turns; every third pixel is labelled.
SampleSet fields(int side = 150) {
    SampleSet set{side, side, {}, {}};
    for (int value = 10; value <= 40; value += 10) set.classes.push_back({value, "class " + std::to_string(value), {}});
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column)
            if ((row + column) % 3 == 0)
                set.samples.push_back({row, column, (row / 10 * 7 + column / 10 * 5 + row / 40) % 4});
    return set;
}

int distance(const Sample& a, const Sample& b) {
    return std::max(std::abs(a.row - b.row), std::abs(a.column - b.column));
}

/// Smallest Chebyshev distance between a training and a test sample, pair by pair.
int smallestDistance(const Split& split) {
    int smallest = std::numeric_limits<int>::max();
    for (const auto& a : split.train.samples)
        for (const auto& b : split.test.samples) smallest = std::min(smallest, distance(a, b));
    return smallest;
}

std::set<Place> placesOf(const SampleSet& set) {
    std::set<Place> places;
    for (const auto& sample : set.samples) places.insert({sample.row, sample.column});
    return places;
}

/// Every sample of a side is one of `all`, with the class it had there.
void expectTakenFrom(const SampleSet& all, const SampleSet& side) {
    std::set<std::tuple<int, int, int>> known;
    for (const auto& s : all.samples)
        known.insert({s.row, s.column, all.classes[static_cast<std::size_t>(s.classIndex)].value});
    for (const auto& s : side.samples)
        ASSERT_TRUE(known.contains({s.row, s.column, side.classes[static_cast<std::size_t>(s.classIndex)].value}));
    EXPECT_EQ(placesOf(side).size(), side.samples.size());
}

void expectUsable(const SampleSet& all, const Split& split) {
    expectTakenFrom(all, split.train);
    expectTakenFrom(all, split.test);
    ASSERT_EQ(split.train.classes.size(), split.test.classes.size());
    for (std::size_t c = 0; c < split.train.classes.size(); ++c) {
        EXPECT_EQ(split.train.classes[c].value, split.test.classes[c].value);
        EXPECT_GE(split.train.countByClass()[c], 2);
        EXPECT_GE(split.test.countByClass()[c], 1);
    }
    EXPECT_EQ(split.train.gridWidth, all.gridWidth);
    EXPECT_EQ(split.test.gridHeight, all.gridHeight);
}

TEST(SplitBySpatialBlocks, noTestSampleIsCloserThanTheBufferToAnyTrainingSample) {
    const auto all = fields();
    for (const int buffer : {1, 5, 9, 15})
        for (const int blockSize : {4, 12, 25})
            for (const std::uint64_t seed : {0, 1}) {
                const auto split = splitBySpatialBlocks(all, {blockSize, buffer, 0.05, seed});
                if (!split) continue;  // many small blocks leave no room for a wide buffer
                EXPECT_GE(smallestDistance(*split), buffer) << blockSize << " " << seed;
                expectUsable(all, *split);
            }
    EXPECT_TRUE(splitBySpatialBlocks(all, {12, 9, 0.05, 0}));
    EXPECT_TRUE(splitBySpatialBlocks(all, {25, 15, 0.05, 0}));
}

TEST(SplitBySpatialBlocks, withoutABufferPatchesOverlap) {
    const auto split = splitBySpatialBlocks(fields(), {12, 0, 0.1, 0});
    ASSERT_TRUE(split);
    EXPECT_LT(smallestDistance(*split), 9);
}

TEST(SplitBySpatialBlocks, theBufferDropsOnlyTestSamplesThatAreTooClose) {
    const auto all = fields();
    const auto bare = splitBySpatialBlocks(all, {12, 0, 0.1, 4}), buffered = splitBySpatialBlocks(all, {12, 9, 0.1, 4});
    ASSERT_TRUE(bare && buffered);
    EXPECT_EQ(placesOf(bare->train), placesOf(buffered->train));
    std::set<Place> expected;
    for (const auto& sample : bare->test.samples)
        if (std::none_of(bare->train.samples.begin(), bare->train.samples.end(),
                         [&](const Sample& other) { return distance(sample, other) < 9; }))
            expected.insert({sample.row, sample.column});
    EXPECT_EQ(placesOf(buffered->test), expected);
}

TEST(SplitBySpatialBlocks, noBlockIsOnBothSides) {
    const auto split = splitBySpatialBlocks(fields(), {12, 0, 0.1, 0});
    ASSERT_TRUE(split);
    std::set<Place> training;
    for (const auto& sample : split->train.samples) training.insert({sample.row / 12, sample.column / 12});
    for (const auto& sample : split->test.samples)
        EXPECT_FALSE(training.contains({sample.row / 12, sample.column / 12}));
}

TEST(SplitBySpatialBlocks, aboutTheAskedShareOfEveryClassTrains) {
    const auto all = fields();
    const auto counts = all.countByClass();
    for (const double fraction : {0.05, 0.1, 0.3}) {
        const auto split = splitBySpatialBlocks(all, {12, 3, fraction, 2});
        ASSERT_TRUE(split) << fraction;
        ASSERT_EQ(split->train.classes.size(), 4u);
        for (std::size_t c = 0; c < 4; ++c)
            EXPECT_NEAR(split->train.countByClass()[c] / static_cast<double>(counts[c]), fraction, 0.01);
    }
}

TEST(SplitBySpatialBlocks, theSeedFixesTheSplitAndAnotherGivesAnother) {
    const auto all = fields();
    const auto first = splitBySpatialBlocks(all, {12, 9, 0.1, 5}), again = splitBySpatialBlocks(all, {12, 9, 0.1, 5}),
               other = splitBySpatialBlocks(all, {12, 9, 0.1, 6});
    ASSERT_TRUE(first && again && other);
    EXPECT_EQ(first->train.samples, again->train.samples);
    EXPECT_EQ(first->test.samples, again->test.samples);
    EXPECT_NE(first->train.samples, other->train.samples);
}

TEST(SplitBySpatialBlocks, aClassThatLiesInOneBlockIsDroppedFromBothSides) {
    auto all = fields();
    all.classes.insert(all.classes.begin(), {5, "pond", {}});
    for (auto& sample : all.samples) ++sample.classIndex;
    std::erase_if(all.samples, [](const Sample& s) { return s.row < 12 && s.column < 12; });
    for (int column = 0; column < 6; ++column) all.samples.push_back({0, column, 0});
    const auto split = splitBySpatialBlocks(all, {12, 3, 0.1, 0});
    ASSERT_TRUE(split);
    ASSERT_EQ(split->train.classes.size(), 4u);
    EXPECT_EQ(split->train.classes[0].value, 10);
    expectUsable(all, *split);
    for (const auto* side : {&split->train, &split->test})
        for (const auto& sample : side->samples) EXPECT_FALSE(sample.row == 0 && sample.column < 6);
}

TEST(SplitBySpatialBlocks, aBufferThatLeavesNothingIsAnErrorThatSaysWhatToDo) {
    const auto split = splitBySpatialBlocks(fields(40), {12, 40, 0.1, 0});
    ASSERT_FALSE(split);
    EXPECT_EQ(split.error().code, base::ErrorCode::BadData);
    EXPECT_NE(split.error().message.find("0 of 4 classes"), std::string::npos) << split.error().message;
    EXPECT_NE(split.error().message.find("smaller buffer"), std::string::npos);
}

TEST(SplitBySpatialBlocks, optionsThatCannotBeMeantAreRefused) {
    const auto all = fields(40);
    for (const SpatialBlocks options : {SpatialBlocks{0, 9, 0.1, 0}, SpatialBlocks{12, -1, 0.1, 0},
                                        SpatialBlocks{12, 9, 0, 0}, SpatialBlocks{12, 9, 1, 0}}) {
        const auto split = splitBySpatialBlocks(all, options);
        ASSERT_FALSE(split);
        EXPECT_EQ(split.error().code, base::ErrorCode::Usage);
    }
    EXPECT_FALSE(splitBySpatialBlocks({10, 10, {{1, "a", {}}, {2, "b", {}}}, {}}, {}));
}

TEST(SplitAtRandom, everySampleIsOnOneSideInTheAskedShare) {
    const auto all = fields();
    const auto counts = all.countByClass();
    const auto split = splitAtRandom(all, 0.25, 2, 1);
    ASSERT_TRUE(split);
    expectUsable(all, *split);
    EXPECT_EQ(split->train.samples.size() + split->test.samples.size(), all.samples.size());
    auto together = placesOf(split->train);
    together.merge(placesOf(split->test));
    EXPECT_EQ(together.size(), all.samples.size());
    for (std::size_t c = 0; c < 4; ++c) EXPECT_NEAR(split->train.countByClass()[c], 0.25 * counts[c], 0.5 + 1e-9);
}

TEST(SplitAtRandom, smallClassesTrainWithTheMinimum) {
    const auto split = splitAtRandom(fields(), 0.0001, 15, 1);
    ASSERT_TRUE(split);
    EXPECT_EQ(split->train.countByClass(), (std::vector<int>{15, 15, 15, 15}));
}

TEST(SplitAtRandom, aClassWithoutTestSamplesIsDroppedFromBothSides) {
    auto all = fields();
    all.classes.push_back({50, "rare", {}});
    all.samples.push_back({0, 1, 4});
    all.samples.push_back({0, 2, 4});
    const auto split = splitAtRandom(all, 0.1, 2, 1);
    ASSERT_TRUE(split);
    EXPECT_EQ(split->train.classes.size(), 4u);
    EXPECT_EQ(split->test.classes.size(), 4u);
}

TEST(SplitAtRandom, theSeedFixesTheSplitAndAnotherGivesAnother) {
    const auto all = fields(60);
    EXPECT_EQ(splitAtRandom(all, 0.2, 2, 5)->train.samples, splitAtRandom(all, 0.2, 2, 5)->train.samples);
    EXPECT_NE(splitAtRandom(all, 0.2, 2, 5)->train.samples, splitAtRandom(all, 0.2, 2, 6)->train.samples);
}

TEST(SplitAtRandom, itsPatchesOverlap) {
    const auto split = splitAtRandom(fields(60), 0.1, 2, 0);
    ASSERT_TRUE(split);
    EXPECT_LT(smallestDistance(*split), 9);
}

TEST(SplitAtRandom, sharesThatLeaveASideEmptyAreRefused) {
    EXPECT_EQ(splitAtRandom(fields(40), 0, 2, 0).error().code, base::ErrorCode::Usage);
    EXPECT_EQ(splitAtRandom(fields(40), 1, 2, 0).error().code, base::ErrorCode::Usage);
    EXPECT_EQ(splitAtRandom(fields(40), 0.5, 1000, 0).error().code, base::ErrorCode::BadData);
}

TEST(SplitAsGiven, theTestSideTakesTheTrainingSidesClassesByValue) {
    SampleSet train{10, 10, {{1, "road", {}}, {5, "roof", {}}}, {{0, 0, 0}, {0, 1, 1}}};
    SampleSet test{10, 10, {{5, "roof", {}}}, {{4, 4, 0}}};
    const auto split = splitAsGiven(train, test);
    ASSERT_TRUE(split);
    EXPECT_EQ(split->train.samples, train.samples);
    ASSERT_EQ(split->test.samples.size(), 1u);
    EXPECT_EQ(split->test.samples[0].classIndex, 1);
    EXPECT_EQ(split->test.classes.size(), 2u);
}

TEST(SplitAsGiven, aTestOnTrainedPixelsOrUnknownClassesIsRefused) {
    const SampleSet train{10, 10, {{1, "road", {}}, {5, "roof", {}}}, {{0, 0, 0}, {0, 1, 1}}};
    const auto overlapping = splitAsGiven(train, {10, 10, {{5, "roof", {}}}, {{0, 0, 0}}});
    ASSERT_FALSE(overlapping);
    EXPECT_NE(overlapping.error().message.find("row 0, column 0"), std::string::npos);
    const auto unknown = splitAsGiven(train, {10, 10, {{7, "lake", {}}}, {{3, 3, 0}}});
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().message.find("class 7 (lake)"), std::string::npos);
}

TEST(Thinned, keepsTheSharesOfTheClassesAndTheOrderOfTheRows) {
    const auto all = fields();
    const auto few = thinned(all, 100);
    ASSERT_EQ(few.samples.size(), 100u);
    expectTakenFrom(all, few);
    const auto whole = all.countByClass(), kept = few.countByClass();
    for (std::size_t c = 0; c < whole.size(); ++c)
        EXPECT_NEAR(kept[c], 100.0 * whole[c] / static_cast<double>(all.samples.size()), 1);
    EXPECT_TRUE(std::is_sorted(few.samples.begin(), few.samples.end(), [](const Sample& a, const Sample& b) {
        return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    }));
    EXPECT_EQ(thinned(all, 0).samples, all.samples);
    EXPECT_EQ(thinned(all, all.samples.size()).samples, all.samples);
}

}  // namespace
}  // namespace lacuna::samples
