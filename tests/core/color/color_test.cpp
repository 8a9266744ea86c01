#include <gtest/gtest.h>

#include "color/color_difference.h"
#include "color/color_vision.h"
#include "color/safe_palette.h"

namespace lacuna::color {
namespace {

TEST(ColorVision, normalVisionAndGreysAreKept) {
    for (int value = 0; value < 256; ++value) {
        const auto level = static_cast<std::uint8_t>(value);
        const base::Rgb grey{level, level, level};
        for (const auto vision : {Vision::Normal, Vision::Protanopia, Vision::Deuteranopia, Vision::Tritanopia, Vision::Grey}) {
            const auto seen = seenWith(vision, grey);
            for (const auto channel : seen) EXPECT_NEAR(channel, value, 1);
        }
    }
    EXPECT_EQ(seenWith(Vision::Normal, {10, 200, 30}), (base::Rgb{10, 200, 30}));
}

TEST(ColorVision, pureRedIsWhatTheMatricesSay) {
    // First columns of the matrices, encoded as sRGB by hand.
    EXPECT_EQ(seenWith(Vision::Protanopia, {255, 0, 0}), (base::Rgb{109, 95, 0}));
    EXPECT_EQ(seenWith(Vision::Deuteranopia, {255, 0, 0}), (base::Rgb{163, 144, 0}));
    EXPECT_EQ(seenWith(Vision::Tritanopia, {255, 0, 0}), (base::Rgb{255, 0, 15}));
    EXPECT_EQ(seenWith(Vision::Grey, {255, 0, 0}), (base::Rgb{127, 127, 127}));
}

TEST(ColorVision, redAndGreenFallTogetherForTheFirstTwoAlone) {
    const base::Rgb red{200, 80, 60}, green{126, 120, 60};
    const auto apart = [&](Vision vision) { return difference(labOf(seenWith(vision, red)), labOf(seenWith(vision, green))); };
    EXPECT_LT(apart(Vision::Deuteranopia), 10);
    EXPECT_GT(apart(Vision::Normal), 30);
    EXPECT_GT(apart(Vision::Tritanopia), 20);
}

TEST(ColorVision, aRowOfPixelsIsSeenAsItsColoursAreAndKeepsAlpha) {
    std::uint32_t pixels[] = {0xff123456U, 0xff123456U, 0x80c83c28U, 0x00000000U};
    seeWith(Vision::Deuteranopia, pixels, 4);
    const auto first = seenWith(Vision::Deuteranopia, {0x12, 0x34, 0x56});
    EXPECT_EQ(pixels[0], 0xff000000U | (first[0] << 16U) | (first[1] << 8U) | first[2]);
    EXPECT_EQ(pixels[0], pixels[1]);
    EXPECT_EQ(pixels[2] >> 24U, 0x80U);
    EXPECT_EQ(pixels[3], 0U);
}

TEST(ColorDifference, isThatOfThePublishedPairs) {
    struct Pair {
        Lab first, second;
        double expected;
    };
    // From the test data of Sharma, Wu and Dalal (2005), table 1.
    const Pair pairs[] = {{{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},       {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
                          {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},      {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
                          {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},              {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
                          {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082}, {{50, 0, 0}, {50, -1, 2}, 2.3669}};
    for (const auto& pair : pairs) {
        EXPECT_NEAR(difference(pair.first, pair.second), pair.expected, 5e-5);
        EXPECT_NEAR(difference(pair.second, pair.first), pair.expected, 5e-5);
    }
}

TEST(ColorDifference, whiteIsWhiteAndContrastIsThatOfTheGuidelines) {
    const auto white = labOf({255, 255, 255});
    EXPECT_NEAR(white.l, 100, 1e-3);
    EXPECT_NEAR(white.a, 0, 0.02);
    EXPECT_NEAR(contrastOf({0, 0, 0}, {255, 255, 255}), 21, 1e-9);
    EXPECT_NEAR(contrastOf({118, 118, 118}, {255, 255, 255}), 4.54, 0.005);
}

base::ClassTable tableOf(const std::vector<base::Rgb>& colors) {
    base::ClassTable classes;
    for (const auto& color : colors) classes.push_back({static_cast<int>(classes.size()) + 1, "class", color});
    return classes;
}

TEST(SafePalette, findsWhatFallsTogetherAndNamesTheVision) {
    const auto found = lookAlikes(tableOf({{200, 80, 60}, {20, 40, 200}, {143, 122, 58}}));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].first, 0u);
    EXPECT_EQ(found[0].second, 2u);
    EXPECT_TRUE(found[0].vision == Vision::Deuteranopia || found[0].vision == Vision::Protanopia);
    EXPECT_LT(found[0].difference, clearDifference);
}

TEST(SafePalette, equalColoursLookAlikeToEverybody) {
    const auto found = lookAlikes(tableOf({{1, 2, 3}, {1, 2, 3}}));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].difference, 0);
}

TEST(SafePalette, upToTwentyColoursKeepApartInEveryVision) {
    for (const std::size_t count : {0u, 1u, 2u, 8u, 13u, 16u, 20u}) {
        const auto palette = safePalette(count);
        ASSERT_EQ(palette.size(), count);
        const auto found = lookAlikes(tableOf(palette));
        EXPECT_TRUE(found.empty()) << count << " colours: " << (found.empty() ? 0 : found.front().difference);
    }
    EXPECT_EQ(safePalette(16), safePalette(16));
}

TEST(SafePalette, manyColoursAreStillDifferent) {
    const auto palette = safePalette(60);
    for (std::size_t i = 0; i < palette.size(); ++i)
        for (std::size_t j = i + 1; j < palette.size(); ++j) EXPECT_NE(palette[i], palette[j]);
}

}  // namespace
}  // namespace lacuna::color
