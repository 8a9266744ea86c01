#include "scenes/scene_random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace lacuna::scenes {
namespace {

TEST(SceneRandom, theMixIsSplitmix64) {
    EXPECT_EQ(mixed(0), 0xe220a8397b1dcdafull);
    EXPECT_EQ(mixed(0x9e3779b97f4a7c15ull), 0x6e789e6aa1b965f4ull);
}

TEST(SceneRandom, unitNumbersFillZeroToOneEvenly) {
    double sum = 0;
    int low = 0;
    for (std::uint64_t i = 0; i < 100000; ++i) {
        const float value = unit(mixed(i));
        ASSERT_GE(value, 0);
        ASSERT_LT(value, 1);
        sum += value;
        low += value < 0.1f;
    }
    EXPECT_NEAR(sum / 100000, 0.5, 0.005);
    EXPECT_NEAR(low / 100000.0, 0.1, 0.005);
}

TEST(SceneRandom, bellNumbersHaveMeanZeroAndVarianceOneInTheirBounds) {
    double sum = 0, squares = 0;
    for (std::uint64_t i = 0; i < 100000; ++i) {
        const double value = bell(mixed(i));
        ASSERT_LE(std::abs(value), std::sqrt(12.0) + 1e-4);
        sum += value;
        squares += value * value;
    }
    EXPECT_NEAR(sum / 100000, 0, 0.02);
    EXPECT_NEAR(squares / 100000, 1, 0.02);
}

}  // namespace
}  // namespace lacuna::scenes
