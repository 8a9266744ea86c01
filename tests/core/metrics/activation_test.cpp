#include "metrics/activation.h"

#include <gtest/gtest.h>

namespace lacuna::metrics {
namespace {

ExpertLayout threeExperts() {
    return {{{4, {"dynamic 1", "dynamic 2"}}, {5, {"shared"}}}};
}

/// Two pixels of class 0 and one of class 1 with all sensors, one of class 1 with the first sensor alone.
Activation fourPixels() {
    Activation activation(threeExperts(), 2);
    const float shares[][3] = {{1, 0, 1}, {0.5f, 0.5f, 1}, {0, 1, 1}, {0.25f, 0.75f, 0.5f}};
    const float weights[][3] = {{0.75f, 0, 1}, {0.25f, 0.5f, 1}, {0, 0.5f, 1}, {0.125f, 0.5f, 0.25f}};
    activation.add(0b11, 0, shares[0], weights[0]);
    activation.add(0b11, 0, shares[1], weights[1]);
    activation.add(0b11, 1, shares[2], weights[2]);
    activation.add(0b01, 1, shares[3], weights[3]);
    return activation;
}

TEST(Activation, expertsAreCountedOverAllBlocks) {
    EXPECT_EQ(threeExperts().experts(), 3);
    EXPECT_EQ(ExpertLayout{}.experts(), 0);
    EXPECT_EQ(fourPixels().layout().blocks[1].experts[0], "shared");
    EXPECT_EQ(fourPixels().classes(), 2);
}

TEST(Activation, pixelsAreCountedByPatternAndClass) {
    const auto activation = fourPixels();
    EXPECT_EQ(activation.patterns(), (std::vector<base::Availability>{0b01, 0b11}));
    EXPECT_EQ(activation.pixels(0b11), 3u);
    EXPECT_EQ(activation.pixels(0b11, 0), 2u);
    EXPECT_EQ(activation.pixels(0b11, 1), 1u);
    EXPECT_EQ(activation.pixels(0b01, 0), 0u);
    EXPECT_EQ(activation.pixels(0b10), 0u);
}

TEST(Activation, meansAreOverThePixelsOfPatternAndClass) {
    const auto activation = fourPixels();
    EXPECT_EQ(activation.share(0b11, 0), (std::vector<double>{0.75, 0.25, 1}));
    EXPECT_EQ(activation.share(0b11, 1), (std::vector<double>{0, 1, 1}));
    EXPECT_EQ(activation.weight(0b11, 0), (std::vector<double>{0.5, 0.25, 1}));
    EXPECT_EQ(activation.weight(0b01, 1), (std::vector<double>{0.125, 0.5, 0.25}));
}

TEST(Activation, meansOverAllClassesWeighPixelsNotClasses) {
    const auto share = fourPixels().share(0b11);
    ASSERT_EQ(share.size(), 3u);
    EXPECT_DOUBLE_EQ(share[0], 0.5);
    EXPECT_DOUBLE_EQ(share[1], 0.5);
    EXPECT_DOUBLE_EQ(share[2], 1);
    EXPECT_DOUBLE_EQ(fourPixels().weight(0b11)[0], 1.0 / 3);
}

TEST(Activation, whereNoPixelWasSeenMeansAreZero) {
    const auto activation = fourPixels();
    EXPECT_EQ(activation.share(0b10), (std::vector<double>{0, 0, 0}));
    EXPECT_EQ(activation.weight(0b01, 0), (std::vector<double>{0, 0, 0}));
}

TEST(Activation, mergedHalvesAreTheWhole) {
    const auto whole = fourPixels();
    Activation first(threeExperts(), 2), second(threeExperts(), 2);
    const float shares[][3] = {{1, 0, 1}, {0.5f, 0.5f, 1}, {0, 1, 1}, {0.25f, 0.75f, 0.5f}};
    const float weights[][3] = {{0.75f, 0, 1}, {0.25f, 0.5f, 1}, {0, 0.5f, 1}, {0.125f, 0.5f, 0.25f}};
    first.add(0b11, 0, shares[0], weights[0]);
    second.add(0b11, 0, shares[1], weights[1]);
    second.add(0b11, 1, shares[2], weights[2]);
    second.add(0b01, 1, shares[3], weights[3]);
    first.merge(second);
    EXPECT_EQ(first.patterns(), whole.patterns());
    for (const base::Availability pattern : {0b01, 0b11})
        for (int c = -1; c < 2; ++c) {
            EXPECT_EQ(first.pixels(pattern, c), whole.pixels(pattern, c));
            EXPECT_EQ(first.share(pattern, c), whole.share(pattern, c));
            EXPECT_EQ(first.weight(pattern, c), whole.weight(pattern, c));
        }
}

TEST(Activation, anEmptyOneTakesTheOthersLayout) {
    Activation activation;
    activation.merge(fourPixels());
    EXPECT_EQ(activation.classes(), 2);
    EXPECT_EQ(activation.layout().experts(), 3);
    EXPECT_EQ(activation.pixels(0b11), 3u);
    auto whole = fourPixels();
    whole.merge(Activation());
    EXPECT_EQ(whole.pixels(0b11), 3u);
}

}  // namespace
}  // namespace lacuna::metrics
