#include "ui/window/experts_panel.h"

#include <gdal_priv.h>
#include <gtest/gtest.h>

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>
#include <cmath>

#include "window_test.h"
#include "ui/canvas/map_canvas.h"
#include "ui/figures/heatmap_figure.h"
#include "ui/window/expert_tables.h"
#include "ui/window/gate_maps.h"
#include "ui/window/window_actions.h"

namespace {

using namespace lacuna;
using ui::test::waitFor;

/// A window with a map, its experts in front.
class ExpertsTest : public ui::test::WindowTest {
protected:
    void SetUp() override {
        ASSERT_TRUE(ui::test::openAll(session, scene));
        window.raisePanel("expertsDock");
    }
    ui::HeatmapFigure* heatmap() const { return window.findChild<ui::HeatmapFigure*>("expertHeatmap"); }
    QComboBox* combo(const char* name) const { return window.findChild<QComboBox*>(name); }
    void choose(const char* name, int index) {
        combo(name)->setCurrentIndex(index);
        Q_EMIT combo(name)->activated(index);
    }
    void loseLidar() {
        session.toggleSensor(1);
        ASSERT_TRUE(waitFor([&] { return session.isMapComplete(1) && session.isIdle(); }));
    }
    void clickCell(int row, int column) {
        QTest::mouseClick(heatmap(), Qt::LeftButton, {}, heatmap()->cellRect(row, column).center().toPoint());
    }
    ui::FloatLayer* gateLayer() const { return window.gates()->layer(); }
    QString note() const { return window.findChild<QLabel*>("expertNote")->text(); }
    void dragOnMap(QPointF from, QPointF to) {
        auto* canvas = window.canvas();
        const auto at = [&](QPointF scene) { return canvas->widgetFromScene(scene).toPoint(); };
        QTest::mousePress(canvas, Qt::LeftButton, {}, at(from));
        QTest::mouseMove(canvas, at((from + to) / 2));
        QTest::mouseMove(canvas, at(to));
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, at(to));
    }
};

TEST_F(ExpertsTest, theHeatmapHoldsTheSharesThatTheMapRecorded) {
    const auto expected = session.activation(3)->share(3);
    const auto& shown = heatmap()->heatmap();
    ASSERT_EQ(shown.columnCount(), 5);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(shown.values[0][i], expected[i]);
    EXPECT_TRUE(note().contains("432")) << note().toStdString();
    choose("expertMeasure", 1);
    EXPECT_EQ(heatmap()->heatmap().values[0], session.activation(3)->weight(3));
    choose("expertMeasure", 0);
    for (int index = 1; index <= 3; ++index) {
        choose("expertClass", index);
        EXPECT_EQ(heatmap()->heatmap().values[0], session.activation(3)->share(3, index - 1));
    }
}

TEST_F(ExpertsTest, theDifferenceOfTwoSubsetsIsCentredAtZero) {
    loseLidar();
    ASSERT_EQ(combo("expertPattern")->count(), 2);
    choose("expertPattern", 0);
    ASSERT_EQ(combo("expertCompared")->count(), 3);
    choose("expertCompared", 2);
    const auto& shown = heatmap()->heatmap();
    EXPECT_EQ(shown.map, ui::ColorMap::Diverging);
    EXPECT_EQ(shown.low, -shown.high);
    const auto complete = session.activation(3)->share(3), lost = session.activation(1)->share(1);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(shown.values[0][i], complete[i] - lost[i], 1e-12);
    EXPECT_EQ(shown.values[0][4], 1);  // the LiDAR's expert
    EXPECT_TRUE(note().contains("less"));
    EXPECT_EQ(window.findChild<QTableWidget*>("expertTable")->columnCount(), 6);
    choose("expertCompared", 0);
    EXPECT_EQ(heatmap()->heatmap().map, ui::ColorMap::Viridis);
}

TEST_F(ExpertsTest, thereIsAStripForEachSubset) {
    loseLidar();
    const auto& strips = window.findChild<ui::HeatmapFigure*>("expertStrips")->heatmap();
    ASSERT_EQ(strips.rows.size(), 2);
    EXPECT_TRUE(strips.rows[0].contains("complete") && strips.rows[1].contains("without LiDAR"));
    EXPECT_EQ(strips.values[0], session.activation(3)->share(3));
    EXPECT_EQ(strips.values[1], session.activation(1)->share(1));
    EXPECT_EQ(strips.groups[0].title, "block 1");
}

TEST_F(ExpertsTest, aClickOnACellLaysItsGateOverTheMap) {
    EXPECT_FALSE(window.findChild<QPushButton*>("gateExport")->isEnabled());
    clickCell(0, 0);
    ASSERT_TRUE(waitFor([&] { return gateLayer() != nullptr; }));
    EXPECT_EQ(session.layers()->positionOf(gateLayer()), 0);
    EXPECT_TRUE(gateLayer()->title().contains("block 1, dynamic 1")) << gateLayer()->title().toStdString();
    EXPECT_EQ(gateLayer()->grid().width, 24);
    double sum = 0;
    for (int row = 0; row < 18; ++row)
        for (int column = 0; column < 24; ++column) sum += static_cast<double>(gateLayer()->valueAt(column, row));
    EXPECT_NEAR(sum / 432, session.activation(3)->weight(3)[0], 1e-4);
    EXPECT_FALSE(gateLayer()->legend().isEmpty());
    // The other experts of the same part are there without another job.
    clickCell(0, 1);
    EXPECT_TRUE(gateLayer() && gateLayer()->title().contains("dynamic 2"));
    clickCell(0, 0);
    EXPECT_TRUE(gateLayer() && gateLayer()->title().contains("dynamic 1"));
    int gates = 0;
    for (auto* layer : session.layers()->layers(ui::LayerGroup::Maps)) gates += layer->title().startsWith("Gate");
    EXPECT_EQ(gates, 2);
}

TEST_F(ExpertsTest, theGatesOfWhatIsVisibleLieWhereTheyBelong) {
    window.canvas()->zoomTo(QRectF(4, 3, 6, 5));
    const auto visible = window.canvas()->visibleWindow();
    ASSERT_LT(visible.width, 24);
    clickCell(0, 0);
    ASSERT_TRUE(waitFor([&] { return gateLayer() != nullptr; }));
    auto* part = gateLayer();
    EXPECT_EQ(part->grid().width, visible.width);
    EXPECT_EQ(part->grid().height, visible.height);
    choose("gateExtent", 1);
    clickCell(0, 0);
    ASSERT_TRUE(waitFor([&] { return gateLayer() && gateLayer() != part; }));
    for (int row = 0; row < visible.height; ++row)
        for (int column = 0; column < visible.width; ++column)
            ASSERT_NEAR(part->valueAt(column, row), gateLayer()->valueAt(visible.column + column, visible.row + row), 1e-4);
}

TEST_F(ExpertsTest, theBlocksGatesAreExportedABandAnExpert) {
    clickCell(0, 1);
    ASSERT_TRUE(waitFor([&] { return gateLayer() != nullptr; }));
    QTest::mouseClick(window.findChild<QPushButton*>("gateExport"), Qt::LeftButton);
    auto* dialog = window.findChild<QFileDialog*>("exportGatesDialog");
    ASSERT_NE(dialog, nullptr);
    const auto path = scene.folder.file("gates.tif");
    QSignalSpy saved(&session, &ui::Session::saved);
    Q_EMIT dialog->fileSelected(QString::fromStdString(path));
    dialog->close();
    ASSERT_TRUE(waitFor([&] { return saved.count() == 1; }));
    GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str()));
    ASSERT_TRUE(file);
    ASSERT_EQ(file->GetRasterCount(), 5);
    EXPECT_STREQ(file->GetRasterBand(2)->GetDescription(), "dynamic 2");
    EXPECT_STREQ(file->GetMetadataItem("BLOCK", "LACUNA"), "1");
    std::vector<float> values(24 * 18);
    ASSERT_EQ(file->GetRasterBand(2)->RasterIO(GF_Read, 0, 0, 24, 18, values.data(), 24, 18, GDT_Float32, 0, 0), CE_None);
    for (int i = 0; i < 24 * 18; ++i) ASSERT_EQ(values[static_cast<std::size_t>(i)], gateLayer()->valueAt(i % 24, i / 24));
}

TEST_F(ExpertsTest, aRegionDrawnOnTheMapHasItsOwnExperts) {
    auto* draw = window.findChild<QToolButton*>("expertRegionDraw");
    QTest::mouseClick(draw, Qt::LeftButton);
    ASSERT_EQ(window.canvas()->tool(), ui::MapCanvas::Tool::Custom);
    dragOnMap({3.4, 2.4}, {9.6, 7.6});
    ASSERT_TRUE(waitFor([&] { return window.gates()->regionActivation() != nullptr; }));
    EXPECT_EQ(window.canvas()->tool(), ui::MapCanvas::Tool::Pan);
    EXPECT_EQ(window.gates()->region(), (raster::Window{3, 2, 7, 6}));
    EXPECT_TRUE(note().contains("42 pixels")) << note().toStdString();
    EXPECT_EQ(combo("expertPattern")->count(), 3);  // every subset, though only one was mapped
    EXPECT_EQ(heatmap()->heatmap().values[0], window.gates()->regionActivation()->share(3));
    EXPECT_EQ(window.findChild<QLabel*>("expertRegion")->text(), QString::fromUtf8("rows 2–7, columns 3–9"));
    QTest::mouseClick(window.findChild<QToolButton*>("expertRegionClear"), Qt::LeftButton);
    EXPECT_TRUE(note().contains("432"));
    EXPECT_EQ(combo("expertPattern")->count(), 1);
}

TEST_F(ExpertsTest, escapeGivesTheRegionUp) {
    QTest::mouseClick(window.findChild<QToolButton*>("expertRegionDraw"), Qt::LeftButton);
    QTest::mousePress(window.canvas(), Qt::LeftButton, {}, QPoint(100, 100));
    QTest::keyClick(window.canvas(), Qt::Key_Escape);
    QTest::mouseRelease(window.canvas(), Qt::LeftButton, {}, QPoint(200, 200));
    EXPECT_TRUE(waitFor([&] { return window.canvas()->tool() == ui::MapCanvas::Tool::Pan; }));
    EXPECT_FALSE(window.gates()->region());
}

TEST_F(ExpertsTest, aStoppedGateLeavesNoLayerAndTheNextOneComes) {
    clickCell(0, 0);
    session.mapJobs().cancelAll();
    ASSERT_TRUE(waitFor([&] { return session.isIdle(); }));
    EXPECT_EQ(gateLayer(), nullptr);
    EXPECT_FALSE(window.findChild<QWidget*>("messageBar")->isVisible());
    clickCell(0, 0);
    EXPECT_TRUE(waitFor([&] { return gateLayer() != nullptr; }));
}

TEST_F(ExpertsTest, theGateOfTheChosenSubsetIsMappedNotTheSwitchedOnOnes) {
    loseLidar();
    choose("expertPattern", 0);
    clickCell(0, 4);
    ASSERT_TRUE(waitFor([&] { return gateLayer() != nullptr && session.isIdle(); }));
    EXPECT_EQ(session.switchedOn(), 3);
    EXPECT_EQ(gateLayer()->valueAt(3, 3), 1.0f);  // the LiDAR's expert, with LiDAR
}

TEST_F(ExpertsTest, heatmapAndStripsAreSaved) {
    for (const int tab : {0, 1}) {
        window.findChild<QTabWidget*>("expertTabs")->setCurrentIndex(tab);
        QTest::mouseClick(window.findChild<QPushButton*>("expertSave"), Qt::LeftButton);
        auto* dialog = window.findChild<QFileDialog*>(tab == 0 ? "expertHeatmapDialog" : "expertStripsDialog");
        ASSERT_NE(dialog, nullptr);
        for (const char* ending : {".png", ".svg", ".csv"}) {
            const auto path = scene.folder.file("heat" + std::to_string(tab) + ending);
            Q_EMIT dialog->fileSelected(QString::fromStdString(path));
            EXPECT_TRUE(std::filesystem::exists(path)) << path;
        }
        delete dialog;
    }
}

}  // namespace
