#include "metrics/sensor_value.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace lacuna::metrics {
namespace {

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Of the pixels of each class so many are right; the wrong ones are given to the next class.
Confusion judged(const std::vector<int>& pixels, const std::vector<int>& right) {
    const int classes = static_cast<int>(pixels.size());
    Confusion confusion(classes);
    for (int c = 0; c < classes; ++c) {
        const auto i = static_cast<std::size_t>(c);
        confusion.add(c, c, static_cast<std::uint64_t>(right[i]));
        confusion.add(c, (c + 1) % classes, static_cast<std::uint64_t>(pixels[i] - right[i]));
    }
    return confusion;
}

TEST(ShapleyValues, theGloveGameIsWorthWhatTheBookSays) {
    // Two left gloves (players 0, 1), one right glove (2); a pair is worth 1. Values 1/6, 1/6, 4/6.
    const auto values = shapleyValues(0b111, {0, 0, 0, 0, 0, 1, 1, 1});
    ASSERT_EQ(values.size(), 3u);
    EXPECT_NEAR(values[0], 1.0 / 6, 1e-15);
    EXPECT_NEAR(values[1], 1.0 / 6, 1e-15);
    EXPECT_NEAR(values[2], 4.0 / 6, 1e-15);
}

TEST(ShapleyValues, twoPlayersHalveWhatTheyEarnOnlyTogether) {
    // Alone 10 and 30, together 60, nothing 4: φ₀ = ((10 − 4) + (60 − 30)) / 2.
    const auto values = shapleyValues(0b11, {4, 10, 30, 60});
    EXPECT_DOUBLE_EQ(values[0], 18);
    EXPECT_DOUBLE_EQ(values[1], 38);
}

TEST(ShapleyValues, ofEightPlayersTheyAddUpEqualsAreEqualAndIdleOnesGetNothing) {
    // Any game: worth by number of players, but player 5 never changes anything, and player 2 counts double.
    std::vector<double> worth(256);
    for (unsigned set = 0; set < 256; ++set) {
        const int active = __builtin_popcount(set & ~(1u << 5)) + static_cast<int>(set >> 2 & 1u);
        worth[set] = std::sqrt(active) + 0.25;
    }
    const auto values = shapleyValues(0xff, worth);
    ASSERT_EQ(values.size(), 8u);
    EXPECT_NEAR(sum(values), worth[255] - worth[0], 1e-12);
    EXPECT_NEAR(values[5], 0, 1e-15);
    for (const std::size_t i : {1u, 3u, 4u, 6u, 7u}) EXPECT_NEAR(values[i], values[0], 1e-14) << i;
    EXPECT_GT(values[2], values[0]);
}

TEST(ShapleyValues, onlyTheSubsetsOfThePlayersAreRead) {
    const double unread = std::nan("");
    // Players 0 and 2.
    const auto values = shapleyValues(0b101, {0, 1, unread, unread, 3, 8});
    ASSERT_EQ(values.size(), 2u);
    EXPECT_DOUBLE_EQ(values[0], 3);
    EXPECT_DOUBLE_EQ(values[1], 5);
}

TEST(SensorValues, areThoseReckonedByHand) {
    // 10 pixels: 6 of class 0, 4 of class 1, none of class 2. Saying "class 0" everywhere scores 0.6.
    const std::vector<int> pixels{6, 4, 0};
    const auto values = sensorValues({{0b11, judged(pixels, {5, 4, 0})},    // OA 0.9
                                      {0b01, judged(pixels, {5, 2, 0})},    // OA 0.7
                                      {0b10, judged(pixels, {2, 3, 0})}});  // OA 0.5
    EXPECT_EQ(values.commonest, 0);
    EXPECT_DOUBLE_EQ(values.emptyOverall, 0.6);
    EXPECT_DOUBLE_EQ(values.completeOverall, 0.9);
    ASSERT_EQ(values.sensors.size(), 2u);
    EXPECT_EQ(values.sensors[1].sensor, 1);
    EXPECT_NEAR(values.sensors[0].overall, ((0.7 - 0.6) + (0.9 - 0.5)) / 2, 1e-15);
    EXPECT_NEAR(values.sensors[1].overall, ((0.5 - 0.6) + (0.9 - 0.7)) / 2, 1e-15);
    // Class 1: from 0 by 2/4 or 3/4 to 1. Class 0: from 1 by 5/6 or 2/6 to 5/6.
    EXPECT_NEAR(values.sensors[0].producers[1], (0.5 + 0.25) / 2, 1e-15);
    EXPECT_NEAR(values.sensors[1].producers[1], (0.75 + 0.5) / 2, 1e-15);
    EXPECT_NEAR(values.sensors[0].producers[0], (-1.0 / 6 + 3.0 / 6) / 2, 1e-15);
    EXPECT_NEAR(values.sensors[1].producers[0], (-4.0 / 6 + 0.0) / 2, 1e-15);
    EXPECT_TRUE(std::isnan(values.sensors[0].producers[2]));
    EXPECT_TRUE(std::isnan(values.emptyProducers[2]));
}

TEST(SensorValues, leadFromTheEmptySetToTheCompleteMapInEveryClassAndOverall) {
    const std::vector<int> pixels{30, 50, 20};
    std::vector<JudgedSubset> subsets;
    for (const auto pattern : base::allPatterns(4)) {
        const int p = pattern;
        subsets.push_back({pattern, judged(pixels, {p * 7 % 31, p * 13 % 51, p * 5 % 21})});
    }
    const auto values = sensorValues(subsets);
    EXPECT_EQ(values.commonest, 1);
    double overall = values.emptyOverall;
    std::vector<double> producers = values.emptyProducers;
    for (const auto& sensor : values.sensors) {
        overall += sensor.overall;
        double weighted = 0;
        for (std::size_t c = 0; c < 3; ++c) {
            producers[c] += sensor.producers[c];
            weighted += sensor.producers[c] * pixels[c] / 100;
        }
        // OA is the mean of the producer's accuracies by reference pixels, and the value is linear in the game.
        EXPECT_NEAR(weighted, sensor.overall, 1e-14);
    }
    EXPECT_NEAR(overall, values.completeOverall, 1e-14);
    EXPECT_DOUBLE_EQ(values.completeOverall, accuracyOf(subsets.front().confusion).overall);
    for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(producers[c], values.completeProducers[c], 1e-14);
}

TEST(SensorValues, aSensorThatIsNotGivenHasNone) {
    const auto values = sensorValues({{0b100, judged({6, 4}, {6, 3})}});
    ASSERT_EQ(values.sensors.size(), 1u);
    EXPECT_EQ(values.sensors[0].sensor, 2);
    EXPECT_NEAR(values.sensors[0].overall, 0.3, 1e-15);
}

TEST(SensorValuesDeathTest, aMissingSubsetOrAnotherReferenceIsADefect) {
    EXPECT_DEATH(sensorValues({{0b11, judged({6, 4}, {6, 3})}, {0b01, judged({6, 4}, {6, 3})}}), "subsets.size");
    EXPECT_DEATH(sensorValues({{0b11, judged({6, 4}, {6, 3})}, {0b01, judged({6, 4}, {6, 3})}, {0b10, judged({5, 5}, {5, 3})}}),
                 "referenceTotal");
}

}  // namespace
}  // namespace lacuna::metrics
