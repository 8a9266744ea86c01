#include "metrics/calibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace lacuna::metrics {
namespace {

/// Pixels of two classes whose class is drawn by their true probabilities, as a classifier says them that is
/// `sharpness` times too sure.
ScoredPixels drawn(double sharpness, std::size_t count = 20000) {
    std::mt19937_64 random(3);
    std::normal_distribution<double> logit(0, 2);
    std::uniform_real_distribution<double> chance(0, 1);
    ScoredPixels pixels;
    pixels.classes = 2;
    for (std::size_t i = 0; i < count; ++i) {
        const double z = logit(random);
        pixels.truth.push_back(chance(random) < 1 / (1 + std::exp(-z)) ? 1 : 0);
        const double said = 1 / (1 + std::exp(-sharpness * z));
        pixels.probabilities.push_back(static_cast<float>(1 - said));
        pixels.probabilities.push_back(static_cast<float>(said));
    }
    return pixels;
}

TEST(Calibration, theTemperatureUndoesTooMuchAndTooLittleConfidence) {
    EXPECT_NEAR(fitTemperature(drawn(1)), 1, 0.05);
    EXPECT_NEAR(fitTemperature(drawn(3)), 3, 0.15);
    EXPECT_NEAR(fitTemperature(drawn(0.5)), 0.5, 0.03);
    EXPECT_EQ(fitTemperature({2, {}, {}}), 1);
}

TEST(Calibration, theErrorFallsAndNoClassChanges) {
    const auto pixels = drawn(3);
    const double temperature = fitTemperature(pixels);
    const auto before = judgedAt(pixels, 1), after = judgedAt(pixels, temperature);
    EXPECT_GT(expectedCalibrationError(before), 0.08);
    EXPECT_LT(expectedCalibrationError(after), 0.02);
    for (std::size_t i = 0; i < before.size(); ++i) ASSERT_EQ(before[i].right, after[i].right);
}

TEST(Calibration, theErrorIsTheMeanDistanceOfConfidenceAndAccuracy) {
    // Two of three right at 0.9 (off by 0.7 of 3), one of one right at 0.55 (off by 0.45).
    const std::vector<JudgedPixel> pixels{{0.9f, true}, {0.9f, true}, {0.9f, false}, {0.55f, true}};
    EXPECT_NEAR(expectedCalibrationError(pixels), (3 * 0.9 - 2 + 0.45) / 4, 1e-6);
    EXPECT_TRUE(std::isnan(expectedCalibrationError({})));
}

TEST(Calibration, atTemperatureOneTheConfidenceIsTheLargestProbability) {
    const float row[] = {0.2f, 0.7f, 0.1f};
    EXPECT_NEAR(calibratedConfidence(row, 3, 1), 0.7f, 1e-6);
    EXPECT_GT(calibratedConfidence(row, 3, 0.5), 0.7f);
    EXPECT_LT(calibratedConfidence(row, 3, 2), 0.7f);
    const float sure[] = {1, 0, 0};
    EXPECT_TRUE(std::isfinite(calibratedConfidence(sure, 3, 20)));
}

TEST(Calibration, theCurveGoesFromTheSurestPixelsToAll) {
    const std::vector<JudgedPixel> pixels{{0.5f, false}, {0.9f, true}, {0.7f, true}, {0.7f, false}, {0.8f, true}};
    const auto curve = riskCoverage(pixels);
    ASSERT_EQ(curve.size(), 4u);  // 0.7 occurs twice and is one point
    EXPECT_FLOAT_EQ(curve[0].threshold, 0.9f);
    EXPECT_DOUBLE_EQ(curve[2].share, 0.8);
    EXPECT_DOUBLE_EQ(curve[2].accuracy, 0.75);
    EXPECT_DOUBLE_EQ(curve.back().share, 1);
    EXPECT_DOUBLE_EQ(curve.back().accuracy, 0.6);
    for (const auto& point : curve) {
        const auto counted = coverageAt(pixels, point.threshold);
        EXPECT_DOUBLE_EQ(counted.share, point.share);
        EXPECT_DOUBLE_EQ(counted.accuracy, point.accuracy);
    }
    EXPECT_TRUE(riskCoverage({}).empty());
}

TEST(Calibration, theThresholdIsTheLowestThatReachesWhatIsAsked) {
    const auto curve = riskCoverage({{0.9f, true}, {0.8f, false}, {0.7f, true}, {0.6f, true}, {0.5f, false}});
    EXPECT_FLOAT_EQ(pointForAccuracy(curve, 0.75)->threshold, 0.6f);
    EXPECT_FLOAT_EQ(pointForAccuracy(curve, 1)->threshold, 0.9f);
    EXPECT_FALSE(pointForAccuracy(curve, 1, 2));
    EXPECT_FLOAT_EQ(pointForShare(curve, 0.55).threshold, 0.7f);
    EXPECT_FLOAT_EQ(pointForShare(curve, 1).threshold, 0.5f);
}

TEST(Calibration, isotonicStepsRiseAndKeepTheMeans) {
    EXPECT_TRUE(fitIsotonic({}).empty());
    // Right in 0.2: 1 of 2; in 0.4: 0 of 1, which violates the order and is pooled with it; in 0.7 both.
    const auto steps = fitIsotonic({{0.7f, true}, {0.2f, true}, {0.4f, false}, {0.2f, false}, {0.7f, true}});
    ASSERT_EQ(steps.size(), 2u);
    EXPECT_FLOAT_EQ(steps[0].from, 0.2f);
    EXPECT_FLOAT_EQ(steps[0].accuracy, 1.0f / 3);
    EXPECT_FLOAT_EQ(steps[1].from, 0.7f);
    EXPECT_FLOAT_EQ(steps[1].accuracy, 1);
    EXPECT_FLOAT_EQ(calibratedBy(steps, 0.1f), 1.0f / 3);
    EXPECT_FLOAT_EQ(calibratedBy(steps, 0.69f), 1.0f / 3);
    EXPECT_FLOAT_EQ(calibratedBy(steps, 0.7f), 1);
    EXPECT_FLOAT_EQ(calibratedBy(steps, 0.99f), 1);
}

}  // namespace
}  // namespace lacuna::metrics
