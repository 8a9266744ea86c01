#include "map/uncertainty.h"

#include <gtest/gtest.h>

#include <limits>

namespace lacuna::map {
namespace {

TEST(Uncertainty, aCellIsJudgedByTheThresholdOfItsSensors) {
    raster::Grid grid;
    grid.width = 5;
    grid.height = 1;
    ClassMap map(grid, {{1, "a", {}}, {2, "b", {}}});
    map.labels = {1, 2, 1, 2, 0};
    map.confidence = {0.6f, 0.6f, 0.9f, 0.6f, 0};
    map.availability = {3, 1, 3, 2, 0};
    UncertaintyRule rule;
    rule.uncertain = {255, "uncertain", {200, 200, 200}};
    rule.below[3] = 0.7f;
    rule.below[1] = 0.6f;
    rule.below[2] = std::numeric_limits<float>::infinity();
    EXPECT_EQ(markUncertain(map, rule), 2u);
    EXPECT_EQ(map.labels, (std::vector<std::uint8_t>{255, 2, 1, 255, 0}));
    ASSERT_EQ(map.classes.size(), 3u);
    EXPECT_EQ(map.classes.back().name, "uncertain");
    EXPECT_EQ(markUncertain(map, UncertaintyRule{{}, rule.uncertain}), 0u);  // below 0 there is nothing
    EXPECT_EQ(map.classes.size(), 3u);
}

}  // namespace
}  // namespace lacuna::map
