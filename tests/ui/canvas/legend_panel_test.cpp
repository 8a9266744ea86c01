#include "ui/canvas/legend_panel.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QTableWidget>
#include <QTest>

#include "test_layers.h"
#include "ui/canvas/class_map_layer.h"
#include "ui/canvas/float_layer.h"

namespace lacuna::ui {
namespace {

struct LegendPanelTest : testing::Test {
    ClassMapLayer* addMap(const char* title, std::uint8_t value, const raster::Grid& grid = test::utmGrid(10, 10, 20)) {
        return static_cast<ClassMapLayer*>(
            model.add(std::make_unique<ClassMapLayer>(QString::fromLatin1(title), test::uniformMap(grid, value))));
    }
    QString cell(int row, int column) const { return table->item(row, column)->text(); }
    bool shows(int row, int column, const char* text) {
        return QTest::qWaitFor([&] { return row < table->rowCount() && cell(row, column) == QLatin1String(text); },
                               1000);
    }

    LayerModel model;
    LegendPanel panel{&model};
    QTableWidget* table = panel.findChild<QTableWidget*>();
};

TEST_F(LegendPanelTest, theTopmostVisibleMapIsFollowed) {
    addMap("below", 1);
    Layer* above = addMap("above", 2);
    EXPECT_TRUE(shows(1, 1, "4.0"));
    EXPECT_EQ(panel.layer(), above);
    above->setVisible(false);
    EXPECT_TRUE(shows(0, 1, "4.0"));
    EXPECT_EQ(cell(1, 2), QStringLiteral("0.0"));
}

TEST_F(LegendPanelTest, withoutAnAreaCellsAreCounted) {
    addMap("map", 1, test::plainGrid(50, 30));
    EXPECT_TRUE(shows(0, 1, "1500"));
    EXPECT_EQ(table->horizontalHeaderItem(1)->text(), QStringLiteral("cells"));
    EXPECT_EQ(cell(0, 2), QStringLiteral("100.0"));
}

TEST_F(LegendPanelTest, theCheckBoxHidesAClass) {
    ClassMapLayer* map = addMap("map", 1);
    ASSERT_TRUE(shows(0, 0, "Corn"));
    table->item(0, 0)->setCheckState(Qt::Unchecked);
    EXPECT_FALSE(map->isClassVisible(1));
    EXPECT_TRUE(map->isClassVisible(2));
    table->item(0, 0)->setCheckState(Qt::Checked);
    EXPECT_TRUE(map->isClassVisible(1));
}

TEST_F(LegendPanelTest, aPinnedLayerStaysUntilItGoes) {
    Layer* pinned = addMap("pinned", 1);
    Layer* above = addMap("above", 2);
    panel.setLayer(pinned);
    EXPECT_EQ(panel.layer(), pinned);
    model.remove(pinned);
    EXPECT_EQ(panel.layer(), above);
}

TEST_F(LegendPanelTest, aScaleOfNumbersHasNeitherCheckBoxesNorAreas) {
    model.add(std::make_unique<FloatLayer>(QStringLiteral("gate"), test::plainGrid(2, 1), std::vector<float>{0, 1}));
    ASSERT_TRUE(shows(0, 0, "1"));
    EXPECT_TRUE(table->isColumnHidden(1));
    EXPECT_FALSE(table->item(0, 0)->data(Qt::CheckStateRole).isValid());
}

TEST_F(LegendPanelTest, theTableCanBeCopied) {
    addMap("map", 1);
    ASSERT_TRUE(shows(0, 0, "Corn"));
    table->actions().first()->trigger();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("Class\tha\t%\nCorn\t4.0\t100.0\nOats\t0.0\t0.0"));
}

}  // namespace
}  // namespace lacuna::ui
