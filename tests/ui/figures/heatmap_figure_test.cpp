#include "ui/figures/heatmap_figure.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <limits>

namespace {

using namespace lacuna;

ui::Heatmap twoBlocks() {
    ui::Heatmap map;
    map.cornerTitle = "Block";
    map.rows = {"block 6", "block 7"};
    map.groups = {{{}, {"dynamic 1", "shared"}}};
    map.values = {{0.0, 1.0}, {0.5, std::numeric_limits<double>::quiet_NaN()}};
    map.unit = "share of tokens, %";
    return map;
}

class HeatmapFigureTest : public testing::Test {
protected:
    HeatmapFigureTest() : figure("heat", "Heat") {
        figure.resize(400, 240);
        figure.setHeatmap(twoBlocks());
    }
    QColor colorAt(int row, int column) {
        return figure.grab().toImage().pixelColor((figure.cellRect(row, column).topLeft() + QPointF(5, 4)).toPoint() * figure.devicePixelRatio());
    }
    ui::HeatmapFigure figure;
};

TEST_F(HeatmapFigureTest, aCellHasItsValuesColour) {
    EXPECT_EQ(colorAt(0, 0), ui::mapColor(ui::ColorMap::Viridis, 0));
    EXPECT_EQ(colorAt(0, 1), ui::mapColor(ui::ColorMap::Viridis, 1));
    EXPECT_EQ(colorAt(1, 0), ui::mapColor(ui::ColorMap::Viridis, 0.5));
    EXPECT_NE(colorAt(1, 1), colorAt(1, 0));
}

TEST_F(HeatmapFigureTest, aDifferenceIsPaleAtZeroAndAsStrongOnBothSides) {
    auto map = twoBlocks();
    map.map = ui::ColorMap::Diverging;
    map.values = {{-0.2, 0.2}, {0.0, 0.1}};
    map.low = -0.2;
    map.high = 0.2;
    figure.setHeatmap(map);
    EXPECT_EQ(colorAt(0, 0), ui::mapColor(ui::ColorMap::Diverging, 0));
    EXPECT_EQ(colorAt(0, 1), ui::mapColor(ui::ColorMap::Diverging, 1));
    EXPECT_EQ(colorAt(1, 0), ui::mapColor(ui::ColorMap::Diverging, 0.5));
}

TEST_F(HeatmapFigureTest, theTableHoldsTheNumbersAndNothingWhereThereIsNoCell) {
    EXPECT_EQ(figure.table(','), "Block,dynamic 1,shared\nblock 6,0,100\nblock 7,50,\n");
    auto map = twoBlocks();
    map.groups = {{"block 6", {"shared"}}, {"block 7", {"shared"}}};
    figure.setHeatmap(map);
    EXPECT_TRUE(figure.table(',').startsWith("Block,block 6 shared,block 7 shared\n"));
    figure.setHeatmap({});
    EXPECT_EQ(figure.table(','), QString());
}

TEST_F(HeatmapFigureTest, aClickNamesItsCellWhereClicksMeanSomething) {
    QSignalSpy clicked(&figure, &ui::HeatmapFigure::cellClicked);
    const auto click = [&](int row, int column) { QTest::mouseClick(&figure, Qt::LeftButton, {}, figure.cellRect(row, column).center().toPoint()); };
    click(0, 1);
    EXPECT_EQ(clicked.count(), 0);
    figure.setClickHint("Click");
    click(0, 1);
    ASSERT_EQ(clicked.count(), 1);
    EXPECT_EQ(clicked[0][0].toInt(), 0);
    EXPECT_EQ(clicked[0][1].toInt(), 1);
    click(1, 1);  // there is no such expert
    EXPECT_EQ(clicked.count(), 1);
}

TEST_F(HeatmapFigureTest, cellsOfNeighbouringGroupsStandApart) {
    auto map = twoBlocks();
    map.groups = {{"block 6", {"shared"}}, {"block 7", {"shared"}}};
    figure.setHeatmap(map);
    EXPECT_GT(figure.cellRect(0, 1).left(), figure.cellRect(0, 0).right() + 4);
}

}  // namespace
