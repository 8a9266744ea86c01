#include "samples/pixel_cover.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <random>
#include <set>

namespace lacuna::samples {
namespace {

using Pixels = std::multiset<std::pair<int, int>>;  // (row, column)

Pixels covered(const std::vector<Ring>& rings, int width = 20, int height = 12) {
    Pixels pixels;
    coveredPixels(rings, width, height, [&](int row, int column) { pixels.insert({row, column}); });
    return pixels;
}

Ring box(double left, double top, double right, double bottom) {
    return {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
}

Pixels block(int left, int top, int right, int bottom) {
    Pixels pixels;
    for (int row = top; row < bottom; ++row)
        for (int column = left; column < right; ++column) pixels.insert({row, column});
    return pixels;
}

TEST(CoveredPixels, aBoxOnPixelEdgesTakesExactlyItsPixels) {
    EXPECT_EQ(covered({box(2, 3, 6, 5)}), block(2, 3, 6, 5));
}

TEST(CoveredPixels, aPixelIsTakenByItsCentre) {
    EXPECT_EQ(covered({box(2.4, 3.4, 6.6, 5.6)}), block(2, 3, 7, 6));
    EXPECT_EQ(covered({box(2.6, 3.6, 6.4, 5.4)}), block(3, 4, 6, 5));
    EXPECT_EQ(covered({box(2.6, 3.6, 3.4, 4.4)}), Pixels{});
}

TEST(CoveredPixels, aCentreOnTheBorderBelongsToThePolygonRightOfItOrBelowIt) {
    EXPECT_EQ(covered({box(2.5, 3.5, 6.5, 5.5)}), block(2, 3, 6, 5));
}

TEST(CoveredPixels, theDirectionAndAClosingPointDoNotMatter) {
    auto ring = box(2, 3, 6, 5);
    const auto expected = covered({ring});
    std::reverse(ring.begin(), ring.end());
    EXPECT_EQ(covered({ring}), expected);
    ring.push_back(ring.front());
    EXPECT_EQ(covered({ring}), expected);
}

TEST(CoveredPixels, aHoleIsLeftOutWhicheverWayItTurns) {
    auto hole = box(4, 4, 7, 6);
    auto expected = block(2, 2, 10, 9);
    for (const auto& pixel : block(4, 4, 7, 6)) expected.erase(pixel);
    EXPECT_EQ(covered({box(2, 2, 10, 9), hole}), expected);
    std::reverse(hole.begin(), hole.end());
    EXPECT_EQ(covered({box(2, 2, 10, 9), hole}), expected);
}

TEST(CoveredPixels, anIslandInAHoleIsTaken) {
    EXPECT_EQ(covered({box(0, 0, 9, 9), box(1, 1, 8, 8), box(3, 3, 5, 5)}).count({4, 4}), 1u);
}

TEST(CoveredPixels, whatReachesBeyondTheGridIsCutAtItsEdge) {
    EXPECT_EQ(covered({box(-5, -5, 3, 2)}), block(0, 0, 3, 2));
    EXPECT_EQ(covered({box(-1e15, -1e15, 1e15, 1e15)}), block(0, 0, 20, 12));
    EXPECT_EQ(covered({box(30, 0, 40, 5)}), Pixels{});
    EXPECT_EQ(covered({box(0, -9, 20, -1)}), Pixels{});
}

TEST(CoveredPixels, whatIsNoAreaTakesNothing) {
    EXPECT_EQ(covered({}), Pixels{});
    EXPECT_EQ(covered({{}}), Pixels{});
    EXPECT_EQ(covered({{{1.5, 1.5}}}), Pixels{});
    EXPECT_EQ(covered({{{1, 1.5}, {9, 1.5}}}), Pixels{});
    EXPECT_EQ(covered({{{1, 1}, {9, 7}}}), Pixels{});
    const double none = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(covered({{{1, 1}, {9, none}, {4, 9}}}), Pixels{});
}

TEST(CoveredPixels, neighboursThatShareBordersTakeEveryPixelOnce) {
    // Triangles between jittered corners on quarter pixels, so that many borders run through pixel centres.
    constexpr int cells = 6, side = 24;
    std::mt19937 random(3);
    for (int trial = 0; trial < 200; ++trial) {
        std::array<double, 2> corner[cells + 1][cells + 1];
        for (int r = 0; r <= cells; ++r)
            for (int c = 0; c <= cells; ++c) {
                const auto jitter = [&](int place) {
                    const double shift = 0.25 * static_cast<double>(random() % 9) - 1;
                    return place * 4 + (place == 0 || place == cells ? 0 : shift);
                };
                corner[r][c] = {jitter(c), jitter(r)};
            }
        Pixels pixels;
        const auto take = [&](const Ring& ring) { pixels.merge(covered({ring}, side, side)); };
        for (int r = 0; r < cells; ++r)
            for (int c = 0; c < cells; ++c) {
                take({corner[r][c], corner[r][c + 1], corner[r + 1][c]});
                take({corner[r][c + 1], corner[r + 1][c + 1], corner[r + 1][c]});
            }
        ASSERT_EQ(pixels, block(0, 0, side, side)) << trial;
    }
}

TEST(CoveredPixels, aSharedBorderIsRoundedAlikeFromBothSides) {
    // Computed from its other end, the crossing of row 9 comes out beside the pixel's centre instead of on it.
    const std::array<double, 2> top{14, 2}, bottom{1, 15};
    auto pixels = covered({{top, bottom, {1, 2}}}, 16, 16);
    pixels.merge(covered({{bottom, top, {14, 15}}}, 16, 16));
    EXPECT_EQ(pixels, block(1, 2, 14, 15));
}

TEST(CoveredPixels, itAgreesWithATestOfEveryCentre) {
    std::mt19937 random(5);
    const auto coordinate = [&](int size) {
        return static_cast<double>(random() % 10007) / 10007 * size * 1.4 - 0.2 * size;
    };
    for (int trial = 0; trial < 100; ++trial) {
        Ring ring;
        for (int i = 0; i < 7; ++i) ring.push_back({coordinate(20), coordinate(12)});
        Pixels expected;
        for (int row = 0; row < 12; ++row)
            for (int column = 0; column < 20; ++column) {
                const double x = column + 0.5, y = row + 0.5;
                bool inside = false;
                for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
                    if ((ring[i][1] > y) != (ring[j][1] > y) &&
                        x < (ring[j][0] - ring[i][0]) * (y - ring[i][1]) / (ring[j][1] - ring[i][1]) + ring[i][0])
                        inside = !inside;
                if (inside) expected.insert({row, column});
            }
        ASSERT_EQ(covered({ring}), expected) << trial;
    }
}

}  // namespace
}  // namespace lacuna::samples
