#include "pretraining/procedural_world.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace lacuna::pretraining {
namespace {

constexpr int side = 9;

/// Mean of a modality's band over the centre pixels of a class.
double centreMean(const tile::PatchSet& set, std::size_t modality, std::size_t band, int classIndex) {
    const auto bands = static_cast<std::size_t>(set.channels[modality]);
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < set.size(); ++i) {
        if (set.classIndex[i] != classIndex) continue;
        sum += set.values[modality][(i * bands + band) * side * side + side * side / 2];
        ++count;
    }
    return sum / count;
}

TEST(ProceduralWorld, isAFunctionOfItsSeed) {
    const ProceduralWorld world(7, 8, side), again(7, 8, side), other(8, 8, side);
    const auto first = world.patches(0, 4, 3, 1);
    const auto same = again.patches(0, 4, 3, 1);
    EXPECT_EQ(first.values, same.values);
    EXPECT_NE(first.values, world.patches(0, 4, 3, 2).values) << "another purpose draws other patches";
    EXPECT_NE(first.values, world.patches(4, 4, 3, 1).values) << "other fields look different";
    EXPECT_NE(first.values, other.patches(0, 4, 3, 1).values);
}

TEST(ProceduralWorld, givesEveryClassItsPatchesAndStandardisedNumbers) {
    const ProceduralWorld world(3, 5, side);
    const auto set = world.patches(0, 4, 40, 1);
    ASSERT_EQ(set.size(), 200u);
    for (int c = 0; c < 5; ++c) EXPECT_EQ(std::count(set.classIndex.begin(), set.classIndex.end(), c), 40);
    ASSERT_EQ(set.values.size(), world.model().modalities.size());
    for (const auto& modality : set.values) {
        double sum = 0, squares = 0;
        for (const float value : modality) {
            ASSERT_TRUE(std::isfinite(value));
            sum += value;
            squares += static_cast<double>(value) * value;
        }
        const auto count = static_cast<double>(modality.size());
        EXPECT_NEAR(sum / count, 0, 0.5);
        EXPECT_NEAR(std::sqrt(squares / count), 1, 0.5);
    }
}

/// What pre-training stands on: a class's look on some fields tells its look on others, but not exactly.
TEST(ProceduralWorld, fieldsOfAClassResembleEachOtherMoreThanOtherClasses) {
    const int classes = 8;
    const ProceduralWorld world(11, classes, side);
    const auto here = world.patches(0, 4, 40, 1);
    const auto there = world.patches(4, 4, 40, 1);
    const auto distance = [&](int a, int b) {
        double sum = 0;
        for (std::size_t band = 0; band < static_cast<std::size_t>(here.channels[0]); ++band)
            sum += std::pow(centreMean(here, 0, band, a) - centreMean(there, 0, band, b), 2);
        return std::sqrt(sum / here.channels[0]);
    };
    double own = 0, others = 0;
    for (int a = 0; a < classes; ++a)
        for (int b = 0; b < classes; ++b) (a == b ? own : others) += distance(a, b);
    own /= classes;
    others /= classes * (classes - 1);
    EXPECT_GT(own, 0.02) << "no shift between fields";
    EXPECT_GT(others, 1.5 * own);
}

TEST(ProceduralWorld, drawsSensorsOfManyKinds) {
    std::set<int> bands;
    std::set<std::size_t> sensors;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const ProceduralWorld world(seed, 4, side);
        sensors.insert(world.model().modalities.size());
        for (const auto& modality : world.model().modalities) bands.insert(modality.bands);
    }
    EXPECT_EQ(sensors, (std::set<std::size_t>{2, 3}));
    EXPECT_GE(bands.size(), 8u);
}

}  // namespace
}  // namespace lacuna::pretraining
