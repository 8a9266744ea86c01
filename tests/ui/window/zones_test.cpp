#include "ui/studies/zone_panel.h"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>
#include <filesystem>
#include <fstream>

#include "ui/canvas/map_canvas.h"
#include "ui/canvas/polygon_tool.h"
#include "ui/figures/value_bars_figure.h"
#include "ui/studies/zone_study.h"
#include "ui/theme/theme.h"
#include "ui/views/linked_views.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace {

using namespace lacuna;
using ui::test::SmallScene;
using ui::test::waitFor;

/// A window with a complete map, whose Zones panel is in front.
class ZonesTest : public ui::test::WindowTest {
protected:
    void SetUp() override {
        ASSERT_TRUE(ui::test::openAll(session, scene));
        window.raisePanel("zonesDock");
        QApplication::processEvents();
    }
    ui::ZoneStudy* study() const { return window.zoneStudy(); }
    QTableWidget* table() const { return window.findChild<QTableWidget*>("zoneTable"); }
    template <class T = QToolButton>
    T* part(const char* name) const {
        return window.findChild<T*>(name);
    }
    void click(const char* name) { QTest::mouseClick(part<QAbstractButton>(name), Qt::LeftButton); }
    QPoint place(double column, double row) const { return window.canvas()->widgetFromScene({column, row}).toPoint(); }
    void clickCanvas(double column, double row) {
        QTest::mouseMove(window.canvas(), place(column, row));
        QTest::mouseClick(window.canvas(), Qt::LeftButton, {}, place(column, row));
    }
    bool settled() { return waitFor([&] { return session.isIdle() && !study()->isRunning(); }); }
    /// The left half of the scene as a rectangle.
    void drawLeftHalf() {
        click("zoneRectangle");
        QTest::mousePress(window.canvas(), Qt::LeftButton, {}, place(0.2, 0.2));
        QTest::mouseMove(window.canvas(), place(8, 9));
        QTest::mouseMove(window.canvas(), place(11.8, 17.8));
        QTest::mouseRelease(window.canvas(), Qt::LeftButton, {}, place(11.8, 17.8));
        ASSERT_TRUE(waitFor([&] { return study()->result() != nullptr; }));
        ASSERT_TRUE(settled());
    }
    void undo() { window.commands()->undo->trigger(); }
    /// The scene's halves.
    std::string writeFile(const char* name = "parcels.gpkg") const {
        const auto path = scene.folder.file(name);
        const auto& grid = session.scene().grid;
        const auto box = [&](double left, double right) { return ui::polygonWkt(QPolygonF(QRectF(left, 0, right - left, 18)).sliced(0, 4), grid); };
        const auto status = samples::writeDrawnZones(path, {{"meadow", box(0, 12)}, {"wood", box(12, 24)}}, grid);
        EXPECT_TRUE(status) << base::describe(status.error());
        return path;
    }
};

TEST_F(ZonesTest, aDrawnRectangleIsValuedAtOnceAsTheCommandDoesIt) {
    const auto before = window.canvas()->tool();
    drawLeftHalf();
    EXPECT_EQ(window.canvas()->tool(), before);
    ASSERT_EQ(table()->rowCount(), 1);
    const auto& zone = study()->result()->zones.front();
    EXPECT_EQ(zone.zone.pixels.size(), 12u * 18u);
    EXPECT_EQ(zone.referencePixels, 12u);  // the diagonal
    jobs::ZoneValueOptions options;
    options.classify.modalities = scene.sources();
    options.classify.model = scene.model();
    options.reference = scene.reference();
    options.zones = {scene.folder.file("same.gpkg")};
    ASSERT_TRUE(samples::writeDrawnZones(options.zones[0], {{"x", study()->contents().drawn.front().wkt}}, session.scene().grid));
    base::Progress progress;
    const auto expected = jobs::ZoneValueJob(options).run({}, progress);
    ASSERT_TRUE(expected) << base::describe(expected.error());
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_DOUBLE_EQ(zone.values->sensors[i].overall, expected->zones.front().values->sensors[i].overall);
        auto text = table()->item(0, 3 + static_cast<int>(i))->text();
        EXPECT_NEAR(text.replace(QChar(0x2212), '-').toDouble(), 100 * zone.values->sensors[i].overall, 0.051);
    }
    EXPECT_EQ(table()->item(0, 1)->text(), "12*");  // few
    // The bars: in total, and for the classes that the reference has there.
    const auto& bars = part<ui::ValueBarsFigure>("zoneBars")->bars();
    EXPECT_EQ(bars.things, (QStringList{"HS", "LiDAR"}));
    EXPECT_EQ(bars.rows.size(), 1 + 3);
    EXPECT_DOUBLE_EQ(bars.values[0][0], zone.values->sensors[0].overall);
    EXPECT_DOUBLE_EQ(bars.values[1][1], zone.values->sensors[1].producers[0]);
    const auto pixels = [&](const char* file) { return part<ui::ValueBarsFigure>("zoneBars")->save(QString::fromStdString(scene.folder.file(file))); };
    for (const char* file : {"bars.png", "bars.svg", "bars.csv"}) {
        EXPECT_EQ(pixels(file), QString());
        EXPECT_GT(std::filesystem::file_size(scene.folder.file(file)), 40u);
    }
}

TEST_F(ZonesTest, aPolygonIsDrawnByClicksAndUndone) {
    click("zonePolygon");
    ASSERT_EQ(window.canvas()->tool(), ui::MapCanvas::Tool::Custom);
    for (const auto& [column, row] : {std::pair{1, 1}, std::pair{11, 1}, std::pair{11, 9}}) clickCanvas(column, row);
    QTest::keyClick(window.canvas(), Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] { return study()->result() != nullptr; }));
    EXPECT_EQ(study()->zones().front().name, "Zone 1");
    EXPECT_TRUE(window.commands()->undo->text().contains("Zone 1"));
    undo();
    EXPECT_TRUE(study()->zones().empty());
    EXPECT_EQ(study()->result(), nullptr);
    window.commands()->redo->trigger();
    EXPECT_EQ(study()->zones().size(), 1u);
    EXPECT_NE(study()->result(), nullptr);  // kept: nothing is computed again
    EXPECT_FALSE(study()->isRunning());
    click("zonePolygon");
    clickCanvas(3, 3);
    QTest::keyClick(window.canvas(), Qt::Key_Escape);
    EXPECT_NE(window.canvas()->tool(), ui::MapCanvas::Tool::Custom);
    EXPECT_EQ(study()->zones().size(), 1u);
}

TEST_F(ZonesTest, theChosenRowsPolygonIsMarkedOnEveryView) {
    click("zoneFile");
    auto* dialog = window.findChild<QFileDialog*>("zoneFileDialog");
    ASSERT_NE(dialog, nullptr);
    Q_EMIT dialog->fileSelected(QString::fromStdString(writeFile()));
    dialog->close();
    ASSERT_TRUE(waitFor([&] { return study()->zones().size() == 2; }));
    EXPECT_EQ(study()->result(), nullptr);  // of a file, only when asked
    click("zoneValue");
    ASSERT_TRUE(waitFor([&] { return study()->result() != nullptr; }));
    window.views()->setCount(2);
    QApplication::processEvents();
    const auto marked = [&](int view, double column) {
        const auto* canvas = window.views()->canvas(view);
        const QImage picture = const_cast<ui::MapCanvas*>(canvas)->grab().toImage();
        const QColor accent = ui::themeColors().accent;
        const QPoint middle = canvas->widgetFromScene({column, 0}).toPoint();
        int found = 0;
        for (int y = middle.y() - 6; y <= middle.y() + 6; ++y)
            for (int x = middle.x() - 6; x <= middle.x() + 6; ++x) {
                const QColor color = picture.pixelColor(std::clamp(x, 0, picture.width() - 1), std::clamp(y, 0, picture.height() - 1));
                found += std::abs(color.red() - accent.red()) + std::abs(color.green() - accent.green()) + std::abs(color.blue() - accent.blue()) < 40;
            }
        return found;
    };
    const auto clickRow = [&](int row) {
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualItemRect(table()->item(row, 1)).center());
        QApplication::processEvents();
    };
    for (int row : {0, 1}) {
        clickRow(row);
        for (int view : {0, 1}) {
            EXPECT_GT(marked(view, row == 0 ? 6 : 18), 5) << view;
            EXPECT_EQ(marked(view, row == 0 ? 18 : 6), 0) << view;
        }
    }
    EXPECT_TRUE(part<QLabel>("zoneNote")->text().contains("wood"));
}

TEST_F(ZonesTest, whatASensorHasLostCountsAndGoingBackIsImmediate) {
    drawLeftHalf();
    const auto whole = study()->result()->zones.front().changed;
    session.readPart(0, study()->contents().drawn.front().wkt, [this](ui::SceneLosses losses) { session.setLosses(std::move(losses)); });
    ASSERT_TRUE(waitFor([&] { return session.lossOf(0) != nullptr; }));
    EXPECT_EQ(study()->result(), nullptr);
    click("zoneValue");
    ASSERT_TRUE(waitFor([&] { return study()->result() != nullptr && settled(); }));
    EXPECT_EQ(study()->result()->losses, (std::vector<std::string>{"HS lost in 50.0 % of the scene"}));
    EXPECT_GT(whole[0], 0);
    EXPECT_EQ(study()->result()->zones.front().changed[0], 0);  // it is not there to be missed
    EXPECT_TRUE(part<QLabel>("zoneNote")->text().contains("HS lost in 50.0 %"));
    session.setLosses({});
    ASSERT_NE(study()->result(), nullptr);
    EXPECT_EQ(study()->result()->zones.front().changed, whole);
}

TEST_F(ZonesTest, zonesAreSavedWithTheirFigures) {
    drawLeftHalf();
    click("zoneSave");
    auto* dialog = window.findChild<QFileDialog*>("saveZonesDialog");
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->isModal());
    QSignalSpy saved(&session, &ui::Session::saved);
    const auto path = scene.folder.file("values.gpkg");
    Q_EMIT dialog->fileSelected(QString::fromStdString(path));
    dialog->close();
    ASSERT_TRUE(waitFor([&] { return saved.count() == 1; }));
    GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
    ASSERT_NE(file, nullptr);
    const OGRFeatureUniquePtr feature(file->GetLayer(0)->GetNextFeature());
    EXPECT_STREQ(feature->GetFieldAsString("name"), "Zone 1");
    EXPECT_DOUBLE_EQ(feature->GetFieldAsDouble("value_HS"), study()->result()->zones.front().values->sensors[0].overall);
    EXPECT_GE(file->GetLayer(0)->GetLayerDefn()->GetFieldIndex(("value_HS_" + study()->result()->classes.front().name).c_str()), 0);
    study()->exportTo(QString::fromStdString(scene.folder.file("values.csv")));
    ASSERT_TRUE(waitFor([&] { return saved.count() == 2; }));
    EXPECT_TRUE(std::filesystem::exists(scene.folder.file("values.csv")));
}

TEST_F(ZonesTest, renamingAndRemovingAreSteps) {
    drawLeftHalf();
    table()->setFocus();
    table()->setCurrentCell(0, 0);
    QTest::keyClick(table(), Qt::Key_F2);
    auto* editor = table()->findChild<QLineEdit*>();
    ASSERT_NE(editor, nullptr);
    editor->selectAll();
    QTest::keyClicks(editor, "Flight 7");
    QTest::keyClick(editor, Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] { return study()->zones().front().name == "Flight 7" && settled(); }));
    EXPECT_EQ(table()->item(0, 0)->text(), "Flight 7");
    click("zoneRemove");
    ASSERT_TRUE(waitFor([&] { return study()->zones().empty(); }));
    EXPECT_FALSE(table()->isVisible());
    undo();
    undo();
    ASSERT_EQ(study()->zones().size(), 1u);
    EXPECT_EQ(study()->zones().front().name, "Zone 1");
}

TEST_F(ZonesTest, withoutAReferenceOnlyChangesAreCounted) {
    session.clearReference();
    drawLeftHalf();
    EXPECT_EQ(table()->columnCount(), 4);
    EXPECT_TRUE(table()->horizontalHeaderItem(2)->text().contains("HS"));
    EXPECT_FALSE(part<ui::ValueBarsFigure>("zoneBars")->isVisible());
    EXPECT_TRUE(part<QLabel>("zoneNote")->text().contains("reference"));
}

TEST_F(ZonesTest, whatCannotBeReadChangesNothingAndAJobIsCancelled) {
    QSignalSpy failed(&session, &ui::Session::failed);
    study()->addFile("/nowhere.gpkg");
    ASSERT_TRUE(waitFor([&] { return failed.count() == 1; }));
    study()->draw(QPolygonF({QPointF(100, 100), QPointF(110, 100), QPointF(110, 110)}));
    ASSERT_TRUE(waitFor([&] { return failed.count() == 2; }));
    EXPECT_TRUE(study()->contents().isEmpty());
    study()->addFile(QString::fromStdString(writeFile()));
    ASSERT_TRUE(waitFor([&] { return study()->zones().size() == 2; }));
    study()->run();
    ASSERT_TRUE(study()->isRunning());
    EXPECT_TRUE(part<QPushButton>("zoneCancel")->isVisible());
    click("zoneCancel");
    ASSERT_TRUE(settled());
    EXPECT_EQ(study()->result(), nullptr);
    EXPECT_EQ(failed.count(), 2);
    EXPECT_FALSE(part<QPushButton>("zoneCancel")->isVisible());
}

TEST_F(ZonesTest, anotherSceneHasNoZones) {
    drawLeftHalf();
    session.closeAll();
    EXPECT_TRUE(study()->zones().empty());
    EXPECT_FALSE(part<QToolButton>("zonePolygon")->isEnabled());
}

}  // namespace
