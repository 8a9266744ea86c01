#include "metrics/statistics.h"

#include <gtest/gtest.h>

#include <cmath>

namespace lacuna::metrics {
namespace {

TEST(RepeatedMean, theIntervalIsStudentsByHand) {
    // s = 5, standard error 5/√3, t(2) = 4.3027.
    const auto result = repeatedMean({50, 55, 60});
    EXPECT_EQ(result.count, 3);
    EXPECT_DOUBLE_EQ(result.mean, 55);
    EXPECT_NEAR(result.high - result.mean, 4.3027 * 5 / std::sqrt(3.0), 1e-12);
    EXPECT_NEAR(result.mean - result.low, 12.4208, 1e-4);
    EXPECT_EQ(result.minimum, 50);
    EXPECT_EQ(result.maximum, 60);
}

TEST(RepeatedMean, oneRunHasNoInterval) {
    const auto one = repeatedMean({42});
    EXPECT_EQ(one.mean, 42);
    EXPECT_TRUE(std::isnan(one.low) && std::isnan(one.high));
    EXPECT_TRUE(std::isnan(repeatedMean({}).mean));
}

TEST(StudentT975, agreesWithTheTables) {
    EXPECT_NEAR(studentT975(1), 12.7062, 1e-4);
    EXPECT_NEAR(studentT975(9), 2.2622, 1e-4);
    EXPECT_NEAR(studentT975(13), 2.1604, 1e-4);
    EXPECT_NEAR(studentT975(20), 2.0860, 1e-4);
    EXPECT_NEAR(studentT975(30), 2.0423, 1e-4);
    EXPECT_NEAR(studentT975(120), 1.9799, 1e-4);
    EXPECT_NEAR(studentT975(1000000), 1.95996, 1e-4);
}

TEST(HolmAdjusted, isTheProcedureByHand) {
    // Sorted 0.01·4, 0.02·3, 0.03·2, 0.5·1, then never falling.
    const auto adjusted = holmAdjusted({0.03, 0.01, 0.5, 0.02});
    EXPECT_NEAR(adjusted[0], 0.06, 1e-12);
    EXPECT_NEAR(adjusted[1], 0.04, 1e-12);
    EXPECT_NEAR(adjusted[2], 0.5, 1e-12);
    EXPECT_NEAR(adjusted[3], 0.06, 1e-12);
    EXPECT_EQ(holmAdjusted({0.9, 0.8}), (std::vector<double>{1, 1}));
}

TEST(RanksOf, theLargestIsFirstAndEqualsShare) {
    EXPECT_EQ(ranksOf({0.5, 0.9, 0.7}), (std::vector<double>{3, 1, 2}));
    EXPECT_EQ(ranksOf({0.5, 0.9, 0.5, 0.1}), (std::vector<double>{2.5, 1, 2.5, 4}));
    EXPECT_EQ(ranksOf({1, 1, 1}), (std::vector<double>{2, 2, 2}));
}

}  // namespace
}  // namespace lacuna::metrics
