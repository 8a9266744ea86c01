#include "ui/canvas/float_layer.h"

#include <gtest/gtest.h>

#include <limits>

#include "test_layers.h"

namespace lacuna::ui {
namespace {

constexpr float nothing = std::numeric_limits<float>::quiet_NaN();

TEST(FloatLayer, theRangeIsThatOfTheValues) {
    FloatLayer layer(QStringLiteral("gate"), test::plainGrid(2, 2), {0.25F, nothing, 0.5F, 0.75F});
    EXPECT_EQ(layer.range(), (std::array{0.25, 0.75}));
    layer.setColorMap(ColorMap::Diverging);
    EXPECT_EQ(layer.range(), (std::array{-0.75, 0.75}));
}

TEST(FloatLayer, cellsTakeTheColourOfTheirValue) {
    FloatLayer layer(QStringLiteral("gate"), test::plainGrid(3, 1), {0, nothing, 1});
    const QImage image = test::painted(layer, 10);
    EXPECT_EQ(image.pixelColor(5, 5), mapColor(ColorMap::Viridis, 0));
    EXPECT_EQ(image.pixelColor(15, 5).alpha(), 0);
    EXPECT_EQ(image.pixelColor(25, 5), mapColor(ColorMap::Viridis, 1));
}

TEST(FloatLayer, zeroIsTheMiddleOfADifference) {
    EXPECT_EQ(mapColor(ColorMap::Diverging, 0.5), QColor(247, 247, 247));
    EXPECT_EQ(mapColor(ColorMap::Viridis, -3), mapColor(ColorMap::Viridis, 0));
}

TEST(FloatLayer, noDataHasNoDescription) {
    FloatLayer layer(QStringLiteral("gate"), test::plainGrid(2, 1), {0.5F, nothing}, QStringLiteral("%"));
    ASSERT_EQ(layer.describeCell(0, 0).size(), 1);
    EXPECT_EQ(layer.describeCell(0, 0)[0].second, QStringLiteral("0.5 %"));
    EXPECT_TRUE(layer.describeCell(1, 0).isEmpty());
    EXPECT_TRUE(layer.describeCell(-1, 0).isEmpty());
}

TEST(FloatLayer, legendRunsFromTheGreatestToTheLeast) {
    FloatLayer layer(QStringLiteral("gate"), test::plainGrid(2, 1), {0, 8});
    const auto legend = layer.legend();
    ASSERT_EQ(legend.size(), 5);
    EXPECT_EQ(legend.first().name, QStringLiteral("8"));
    EXPECT_EQ(legend.last().name, QStringLiteral("0"));
    EXPECT_EQ(legend.first().value, -1);
}

}  // namespace
}  // namespace lacuna::ui
