#include "metrics/confusion.h"

#include <gtest/gtest.h>

#include <cmath>

namespace lacuna::metrics {
namespace {

/// Rows: reference. 50 pixels, 40 of them right.
Confusion threeClasses() {
    Confusion confusion(3);
    confusion.add(0, 0, 20);
    confusion.add(0, 1, 4);
    confusion.add(0, 2, 1);
    confusion.add(1, 0, 2);
    confusion.add(1, 1, 12);
    confusion.add(1, 2, 1);
    confusion.add(2, 1, 2);
    confusion.add(2, 2, 8);
    return confusion;
}

TEST(Confusion, everyPixelCountsOnceInItsRowAndColumn) {
    const auto confusion = threeClasses();
    EXPECT_EQ(confusion.classes(), 3);
    EXPECT_EQ(confusion.at(0, 1), 4u);
    EXPECT_EQ(confusion.at(2, 0), 0u);
    EXPECT_EQ(confusion.referenceTotal(0), 25u);
    EXPECT_EQ(confusion.referenceTotal(1), 15u);
    EXPECT_EQ(confusion.referenceTotal(2), 10u);
    EXPECT_EQ(confusion.mapTotal(0), 22u);
    EXPECT_EQ(confusion.mapTotal(1), 18u);
    EXPECT_EQ(confusion.mapTotal(2), 10u);
    EXPECT_EQ(confusion.total(), 50u);
}

TEST(Confusion, mergingAddsCellByCell) {
    auto confusion = threeClasses();
    Confusion other(3);
    other.add(0, 0);
    other.add(2, -1, 3);
    confusion.merge(other);
    EXPECT_EQ(confusion.at(0, 0), 21u);
    EXPECT_EQ(confusion.at(0, 1), 4u);
    EXPECT_EQ(confusion.unclassified(2), 3u);
    EXPECT_EQ(confusion.total(), 54u);
}

TEST(ConfusionDeathTest, matricesOfDifferentSizesDoNotMerge) {
    Confusion confusion(3);
    EXPECT_DEATH(confusion.merge(Confusion(2)), "classes_");
    EXPECT_DEATH(confusion.add(3, 0), "reference");
}

TEST(Accuracy, aHandComputedMatrixGivesTheseFigures) {
    const auto accuracy = accuracyOf(threeClasses());
    EXPECT_DOUBLE_EQ(accuracy.overall, 0.8);
    ASSERT_EQ(accuracy.producers.size(), 3u);
    EXPECT_DOUBLE_EQ(accuracy.producers[0], 20.0 / 25);
    EXPECT_DOUBLE_EQ(accuracy.producers[1], 12.0 / 15);
    EXPECT_DOUBLE_EQ(accuracy.producers[2], 8.0 / 10);
    EXPECT_DOUBLE_EQ(accuracy.users[0], 20.0 / 22);
    EXPECT_DOUBLE_EQ(accuracy.users[1], 12.0 / 18);
    EXPECT_DOUBLE_EQ(accuracy.users[2], 8.0 / 10);
    EXPECT_DOUBLE_EQ(accuracy.average, 0.8);
    // Chance: (25·22 + 15·18 + 10·10) / 50² = 920 / 2500 = 0.368.
    EXPECT_NEAR(accuracy.kappa, (0.8 - 0.368) / (1 - 0.368), 1e-12);
    EXPECT_DOUBLE_EQ(accuracy.f1[0], 40.0 / 47);
    EXPECT_DOUBLE_EQ(accuracy.f1[1], 24.0 / 33);
    EXPECT_DOUBLE_EQ(accuracy.f1[2], 16.0 / 20);
    EXPECT_NEAR(accuracy.macroF1, (40.0 / 47 + 24.0 / 33 + 0.8) / 3, 1e-12);
    EXPECT_DOUBLE_EQ(accuracy.iou[0], 20.0 / 27);
    EXPECT_DOUBLE_EQ(accuracy.iou[1], 12.0 / 21);
    EXPECT_DOUBLE_EQ(accuracy.iou[2], 8.0 / 12);
    EXPECT_NEAR(accuracy.meanIou, (20.0 / 27 + 12.0 / 21 + 8.0 / 12) / 3, 1e-12);
}

TEST(Accuracy, averageDiffersFromOverallWhereClassesDifferInSize) {
    Confusion confusion(2);
    confusion.add(0, 0, 90);
    confusion.add(1, 0, 5);
    confusion.add(1, 1, 5);
    const auto accuracy = accuracyOf(confusion);
    EXPECT_DOUBLE_EQ(accuracy.overall, 0.95);
    EXPECT_DOUBLE_EQ(accuracy.average, 0.75);
    // Chance: (90·95 + 10·5) / 100² = 0.86.
    EXPECT_NEAR(accuracy.kappa, 0.09 / 0.14, 1e-12);
}

TEST(Accuracy, theWilsonIntervalIsThePublishedOne) {
    Confusion confusion(2);
    confusion.add(0, 0, 8);
    confusion.add(1, 0, 2);
    // Eight of ten: 49.02 % to 94.33 %.
    const auto accuracy = accuracyOf(confusion);
    EXPECT_NEAR(accuracy.overallLow, 0.4902, 5e-5);
    EXPECT_NEAR(accuracy.overallHigh, 0.9433, 5e-5);
}

TEST(Accuracy, theWilsonIntervalStaysInItsBoundsAtNoneAndAll) {
    for (std::uint64_t count = 1; count < 3000; ++count) {
        Confusion right(1), wrong(1);
        right.add(0, 0, count);
        wrong.add(0, -1, count);
        const auto all = accuracyOf(right), none = accuracyOf(wrong);
        ASSERT_LE(all.overallHigh, 1) << count;
        ASSERT_LT(all.overallLow, 1) << count;
        ASSERT_GE(none.overallLow, 0) << count;
        ASSERT_GT(none.overallHigh, 0) << count;
    }
}

TEST(Accuracy, theWilsonIntervalNarrowsWithMorePixels) {
    double width = 1;
    for (const std::uint64_t scale : {1, 10, 100, 1000}) {
        Confusion confusion(2);
        confusion.add(0, 0, 8 * scale);
        confusion.add(1, 0, 2 * scale);
        const auto accuracy = accuracyOf(confusion);
        EXPECT_LT(accuracy.overallLow, 0.8);
        EXPECT_GT(accuracy.overallHigh, 0.8);
        EXPECT_LT(accuracy.overallHigh - accuracy.overallLow, width);
        width = accuracy.overallHigh - accuracy.overallLow;
    }
}

TEST(Accuracy, anUnclassifiedPixelCountsAsWrong) {
    Confusion confusion(2);
    confusion.add(0, 0, 6);
    confusion.add(0, -1, 4);
    confusion.add(1, 1, 10);
    EXPECT_EQ(confusion.unclassified(0), 4u);
    EXPECT_EQ(confusion.referenceTotal(0), 10u);
    EXPECT_EQ(confusion.mapTotal(0), 6u);
    EXPECT_EQ(confusion.total(), 20u);
    const auto accuracy = accuracyOf(confusion);
    EXPECT_DOUBLE_EQ(accuracy.overall, 0.8);
    EXPECT_DOUBLE_EQ(accuracy.producers[0], 0.6);
    EXPECT_DOUBLE_EQ(accuracy.users[0], 1);
    EXPECT_DOUBLE_EQ(accuracy.f1[0], 12.0 / 16);
    EXPECT_DOUBLE_EQ(accuracy.iou[0], 0.6);
    // Chance: (10·6 + 10·10) / 20² = 0.4.
    EXPECT_NEAR(accuracy.kappa, 0.4 / 0.6, 1e-12);
}

TEST(Accuracy, aClassWithoutReferenceHasNoRecallAndLowersOnlyTheIou) {
    Confusion confusion(3);
    confusion.add(0, 0, 8);
    confusion.add(1, 1, 8);
    confusion.add(1, 2, 4);
    const auto accuracy = accuracyOf(confusion);
    EXPECT_TRUE(std::isnan(accuracy.producers[2]));
    EXPECT_DOUBLE_EQ(accuracy.users[2], 0);
    EXPECT_NEAR(accuracy.average, (1 + 8.0 / 12) / 2, 1e-12);
    EXPECT_NEAR(accuracy.macroF1, (1 + 16.0 / 20) / 2, 1e-12);
    EXPECT_NEAR(accuracy.meanIou, (1 + 8.0 / 12 + 0) / 3, 1e-12);
}

TEST(Accuracy, aClassThatTheMapNeverSaysHasNoPrecision) {
    Confusion confusion(2);
    confusion.add(0, 0, 8);
    confusion.add(1, 0, 2);
    const auto accuracy = accuracyOf(confusion);
    EXPECT_TRUE(std::isnan(accuracy.users[1]));
    EXPECT_DOUBLE_EQ(accuracy.producers[1], 0);
    EXPECT_DOUBLE_EQ(accuracy.f1[1], 0);
    EXPECT_DOUBLE_EQ(accuracy.kappa, 0);
}

TEST(Accuracy, aClassThatOccursNowhereIsLeftOut) {
    Confusion confusion(3);
    confusion.add(0, 0, 8);
    confusion.add(1, 1, 2);
    const auto accuracy = accuracyOf(confusion);
    EXPECT_TRUE(std::isnan(accuracy.producers[2]));
    EXPECT_TRUE(std::isnan(accuracy.users[2]));
    EXPECT_TRUE(std::isnan(accuracy.f1[2]));
    EXPECT_TRUE(std::isnan(accuracy.iou[2]));
    EXPECT_DOUBLE_EQ(accuracy.average, 1);
    EXPECT_DOUBLE_EQ(accuracy.macroF1, 1);
    EXPECT_DOUBLE_EQ(accuracy.meanIou, 1);
    EXPECT_DOUBLE_EQ(accuracy.kappa, 1);
}

TEST(Accuracy, withoutPixelsNothingIsDefined) {
    const auto accuracy = accuracyOf(Confusion(2));
    for (const double value : {accuracy.overall, accuracy.average, accuracy.kappa, accuracy.macroF1, accuracy.meanIou,
                               accuracy.overallLow, accuracy.overallHigh, accuracy.producers[0], accuracy.users[1]})
        EXPECT_TRUE(std::isnan(value)) << value;
}

TEST(Accuracy, oneClassEverywhereIsFullAgreement) {
    Confusion confusion(2);
    confusion.add(0, 0, 5);
    EXPECT_DOUBLE_EQ(accuracyOf(confusion).kappa, 1);
}

TEST(Accuracy, swappedClassesAgreeLessThanChance) {
    Confusion confusion(2);
    confusion.add(0, 1, 5);
    confusion.add(1, 0, 5);
    EXPECT_DOUBLE_EQ(accuracyOf(confusion).kappa, -1);
}

TEST(Accuracy, countsOfAWholeContinentDoNotOverflow) {
    Confusion confusion(2);
    const std::uint64_t many = 5'000'000'000;
    confusion.add(0, 0, many);
    confusion.add(1, 1, many);
    const auto accuracy = accuracyOf(confusion);
    EXPECT_EQ(confusion.total(), 2 * many);
    EXPECT_DOUBLE_EQ(accuracy.kappa, 1);
}

}  // namespace
}  // namespace lacuna::metrics
