#include "metrics/mcnemar.h"

#include <gtest/gtest.h>

namespace lacuna::metrics {
namespace {

TEST(McNemar, manyDiscordantPixelsGiveChiSquareWithContinuityCorrection) {
    // (|121 − 59| − 1)² / 180 = 3721 / 180; the tail of χ²₁ there is 5.450e-6.
    const auto test = mcNemar(121, 59);
    EXPECT_EQ(test.firstOnly, 121);
    EXPECT_EQ(test.secondOnly, 59);
    EXPECT_FALSE(test.exact);
    EXPECT_DOUBLE_EQ(test.statistic, 3721.0 / 180);
    EXPECT_NEAR(test.p, 5.450e-6, 1e-9);
    EXPECT_DOUBLE_EQ(mcNemar(59, 121).p, test.p);
}

TEST(McNemar, theFivePercentLimitOfChiSquareIsWhereTablesSayItIs) {
    // χ² just below and above 3.841: (|b − c| − 1)² / 100 with b + c = 100.
    EXPECT_GT(mcNemar(60, 40).p, 0.05);  // 19² / 100 = 3.61
    EXPECT_LT(mcNemar(61, 39).p, 0.05);  // 21² / 100 = 4.41
    EXPECT_NEAR(mcNemar(60, 40).p, 0.05743, 1e-5);
    EXPECT_NEAR(mcNemar(61, 39).p, 0.03573, 1e-5);
}

TEST(McNemar, fewDiscordantPixelsGiveTheExactBinomial) {
    // 2 · (1 + 10 + 45) / 2¹⁰
    const auto test = mcNemar(8, 2);
    EXPECT_TRUE(test.exact);
    EXPECT_DOUBLE_EQ(test.p, 112.0 / 1024);
    EXPECT_DOUBLE_EQ(test.statistic, 25.0 / 10);
    // 2 · 1 / 2⁶
    EXPECT_DOUBLE_EQ(mcNemar(0, 6).p, 2.0 / 64);
    EXPECT_TRUE(mcNemar(24, 0).exact);
    EXPECT_FALSE(mcNemar(25, 0).exact);
}

TEST(McNemar, mapsThatAreRightEquallyOftenDoNotDiffer) {
    EXPECT_DOUBLE_EQ(mcNemar(0, 0).p, 1);
    EXPECT_DOUBLE_EQ(mcNemar(5, 5).p, 1);
    EXPECT_DOUBLE_EQ(mcNemar(500, 500).p, 1);
    EXPECT_DOUBLE_EQ(mcNemar(500, 500).statistic, 0);
    EXPECT_DOUBLE_EQ(mcNemar(0, 0).statistic, 0);
}

TEST(McNemarDeathTest, countsAreNotNegative) {
    EXPECT_DEATH(mcNemar(-1, 3), "firstOnly");
}

}  // namespace
}  // namespace lacuna::metrics
