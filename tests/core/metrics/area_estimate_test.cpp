#include "metrics/area_estimate.h"

#include <gtest/gtest.h>

#include <cmath>

namespace lacuna::metrics {
namespace {

/// Table 8 of Olofsson et al. 2014: deforestation, forest gain, stable forest, stable non-forest; 30 m cells.
const std::vector<std::uint64_t> mappedCells = {200'000, 150'000, 3'200'000, 6'450'000};
Confusion paperSample() {
    const int counts[4][4] = {{66, 0, 5, 4}, {0, 55, 8, 12}, {1, 0, 153, 11}, {2, 1, 9, 313}};  // rows: map
    Confusion confusion(4);
    for (int map = 0; map < 4; ++map)
        for (int reference = 0; reference < 4; ++reference)
            confusion.add(reference, map, static_cast<std::uint64_t>(counts[map][reference]));
    return confusion;
}
constexpr double hectares = 10'000'000 * 0.09;

TEST(AreaEstimate, areasAreThoseOfThePaper) {
    const auto found = areaEstimates(paperSample(), mappedCells);
    EXPECT_EQ(found.cells, 10'000'000u);
    const double area[] = {21158, 11686, 285770, 581386}, margin[] = {6158, 3756, 15510, 16282};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(found.classes[i].area.value * hectares, area[i], 1) << i;
        EXPECT_NEAR(found.classes[i].area.margin() * hectares, margin[i], 1) << i;
    }
}

TEST(AreaEstimate, accuraciesAreThoseOfThePaper) {
    const auto found = areaEstimates(paperSample(), mappedCells);
    EXPECT_NEAR(found.overall.value, 0.95, 0.005);
    EXPECT_NEAR(found.overall.margin(), 0.02, 0.005);
    const double users[][2] = {{0.88, 0.07}, {0.73, 0.10}, {0.93, 0.04}, {0.96, 0.02}};
    // The margins are eq. 7 evaluated on its own, outside this program.
    const double producers[][2] = {{0.75, 0.21331}, {0.85, 0.25441}, {0.93, 0.03432}, {0.96, 0.01836}};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(found.classes[i].users.value, users[i][0], 0.005) << i;
        EXPECT_NEAR(found.classes[i].users.margin(), users[i][1], 0.005) << i;
        EXPECT_NEAR(found.classes[i].producers.value, producers[i][0], 0.005) << i;
        EXPECT_NEAR(found.classes[i].producers.margin(), producers[i][1], 2e-5) << i;
    }
}

TEST(AreaEstimate, sharesOfTheAreaSumToOne) {
    double mapped = 0, area = 0;
    for (const auto& one : areaEstimates(paperSample(), mappedCells).classes) mapped += one.mapped, area += one.area.value;
    EXPECT_NEAR(mapped, 1, 1e-12);
    EXPECT_NEAR(area, 1, 1e-12);
}

TEST(AreaEstimate, aClassWithoutReferencePixelsIsLeftOutOfTheAreaAndSaidSo) {
    Confusion confusion(3);
    confusion.add(0, 0, 9);
    confusion.add(1, 0, 1);
    confusion.add(1, 1, 10);
    const auto found = areaEstimates(confusion, {600, 400, 250});
    EXPECT_EQ(found.cells, 1000u);
    EXPECT_EQ(found.outside, 250u);
    EXPECT_DOUBLE_EQ(found.classes[0].area.value, 0.6 * 0.9);
    EXPECT_DOUBLE_EQ(found.classes[1].area.value, 0.6 * 0.1 + 0.4);
    EXPECT_EQ(found.classes[2].mapped, 0);
    EXPECT_TRUE(std::isnan(found.classes[2].users.value));
    EXPECT_TRUE(std::isnan(found.classes[2].producers.value));
}

TEST(AreaEstimate, aSingleReferencePixelTellsNoError) {
    Confusion confusion(2);
    confusion.add(0, 0, 1);
    confusion.add(1, 1, 10);
    const auto found = areaEstimates(confusion, {50, 50});
    EXPECT_DOUBLE_EQ(found.overall.value, 1);
    EXPECT_TRUE(std::isnan(found.overall.error));
    EXPECT_TRUE(std::isnan(found.classes[0].users.error));
    EXPECT_EQ(found.classes[1].users.error, 0);
}

TEST(AreaEstimate, withoutAnyReferenceNothingIsKnown) {
    const auto found = areaEstimates(Confusion(2), {50, 50});
    EXPECT_TRUE(std::isnan(found.overall.value));
    EXPECT_EQ(found.outside, 100u);
    ASSERT_EQ(found.classes.size(), 2u);
    EXPECT_TRUE(std::isnan(found.classes[1].area.value));
}

}  // namespace
}  // namespace lacuna::metrics
