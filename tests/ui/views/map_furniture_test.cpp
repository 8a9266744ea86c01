#include <gtest/gtest.h>

#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

#include "ui/canvas/test_layers.h"
#include "ui/views/bookmarks.h"
#include "ui/views/coordinate_display.h"
#include "ui/views/graticule.h"
#include "ui/views/magnifier.h"
#include "ui/views/measure_tool.h"
#include "ui/views/north_arrow.h"

namespace lacuna::ui {
namespace {

raster::Grid gridIn(const char* code, std::array<double, 6> transform, int edge = 100) {
    raster::Grid grid = test::plainGrid(edge, edge);
    grid.georeferenced = true;
    grid.mapFromPixel = transform;
    grid.crsWkt = *raster::crsFromCode(code);
    return grid;
}

struct MapFurnitureTest : testing::Test {
    MapFurnitureTest() {
        canvas.setScaleBarVisible(false);
        canvas.resize(600, 600);
        canvas.setGrid(gridIn("32616", {500000, 10, 0, 4480000, 0, -10}));
        canvas.show();
        canvas.showPlace({50, 50}, 5);
        QCoreApplication::processEvents();
    }
    void moveMouse(QPoint at) {
        QMouseEvent move(QEvent::MouseMove, at, canvas.mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
        QCoreApplication::sendEvent(&canvas, &move);
    }
    LayerModel model;
    MapCanvas canvas{&model};
};

TEST(NorthAt, onTheCentralMeridianNorthIsUpAndBesideItItIsTheConvergence) {
    const auto grid = gridIn("32616", {500000, 10, 0, 4480000, 0, -10});
    ASSERT_TRUE(northAt(grid, {0, 0}));
    EXPECT_NEAR(*northAt(grid, {0, 0}), 0, 1e-3);
    // East of the meridian grid north lies east of true north by about Δλ·sin φ: here 2.1° · sin 40.4°.
    const auto east = gridIn("32616", {680000, 10, 0, 4480000, 0, -10});
    EXPECT_NEAR(*northAt(east, {0, 0}), -1.38, 0.05);
}

TEST(NorthAt, aTurnedGridTurnsTheArrow) {
    // Rows run to the west: the north lies to the right.
    EXPECT_NEAR(*northAt(gridIn("32616", {500000, 0, -10, 4480000, 10, 0}), {0, 0}), 90, 1e-2);
    EXPECT_FALSE(northAt(test::plainGrid(10, 10), {0, 0}));
}

TEST(AngleLabel, asManyPartsAsTheInterval) {
    EXPECT_EQ(angleLabel(-87, 1, false), QStringLiteral("87° W"));
    EXPECT_EQ(angleLabel(40.5, 0.5, true), QStringLiteral("40° 30′ N"));
    EXPECT_EQ(angleLabel(-0.5 - 7.0 / 3600, 1.0 / 3600, true), QStringLiteral("0° 30′ 07″ S"));
    EXPECT_EQ(angleLabel(0, 10, true), QStringLiteral("0°"));
    EXPECT_EQ(angleLabel(59.9999999999 / 60, 1.0 / 60, false), QStringLiteral("1° 00′ E"));
    EXPECT_DOUBLE_EQ(angleInterval(0.02), 2.0 / 60);
    EXPECT_DOUBLE_EQ(angleInterval(1000), 90);
}

TEST_F(MapFurnitureTest, linesOfTheScenesOwnCoordinatesLieWhereTheyShould) {
    Graticule graticule;
    graticule.setKind(Graticule::Kind::Projected);
    const auto lines = graticule.lines(canvas.grid(), canvas.view());
    // 600 px are 1,200 m: a line every 500 m is the first of 1, 2, 5 · 10ⁿ that stands 130 px apart or more.
    QStringList labels;
    for (const auto& line : lines) labels << line.label;
    EXPECT_TRUE(labels.contains("500,000")) << labels.join(" ").toStdString();
    EXPECT_TRUE(labels.contains("4,479,500"));
    for (const auto& line : lines) {
        if (line.label == "500,500") {
            EXPECT_NEAR(line.view.first().x(), canvas.widgetFromScene({50, 0}).x(), 1e-6);
        }
    }
}

TEST_F(MapFurnitureTest, meridiansPassThroughTheirPlaces) {
    Graticule graticule;
    graticule.setKind(Graticule::Kind::Geographic);
    const auto lines = graticule.lines(canvas.grid(), canvas.view());
    const auto meridian = std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.label.startsWith("87° 00′"); });
    ASSERT_NE(meridian, lines.end());
    EXPECT_TRUE(meridian->isMeridian);
    for (const QPointF& point : meridian->view) EXPECT_NEAR(point.x(), canvas.widgetFromScene({0, 0}).x(), 1e-3);
    EXPECT_TRUE(graticule.lines(test::plainGrid(10, 10), canvas.view()).isEmpty());
}

TEST_F(MapFurnitureTest, theGraticuleIsDrawnOverTheMap) {
    Graticule graticule;
    canvas.addOverlay(&graticule);
    const QImage without = canvas.grab().toImage();
    graticule.setKind(Graticule::Kind::Projected);
    EXPECT_NE(canvas.grab().toImage(), without);
    canvas.removeOverlay(&graticule);
}

TEST_F(MapFurnitureTest, theLoupeMagnifiesWhatIsUnderThePointer) {
    // Left half of the scene red, right half blue: a quarter of the loupe's radius to the right of the edge is blue.
    struct Halves : Layer {
        explicit Halves(const raster::Grid& grid) : Layer(LayerGroup::Maps, "halves", grid) {}
        void paint(QPainter& painter, const ViewTransform& view, const raster::Grid&) override {
            painter.fillRect(QRectF(view.viewFromScene(QPointF(0, 0)), view.viewFromScene(QPointF(50, 100))), Qt::red);
            painter.fillRect(QRectF(view.viewFromScene(QPointF(50, 0)), view.viewFromScene(QPointF(100, 100))), Qt::blue);
        }
    };
    model.add(std::make_unique<Halves>(canvas.grid()));
    Magnifier loupe;
    canvas.addOverlay(&loupe);
    const QPoint at = canvas.widgetFromScene({48, 50}).toPoint();  // 10 px left of the edge
    moveMouse(at);
    EXPECT_EQ(canvas.grab().toImage().pixelColor(at + QPoint(20, 0)), QColor(Qt::blue));
    loupe.setOn(true);
    QImage shown = canvas.grab().toImage();
    EXPECT_EQ(shown.pixelColor(at + QPoint(30, 0)), QColor(Qt::red));   // 4 times 10 px
    EXPECT_EQ(shown.pixelColor(at + QPoint(50, 0)), QColor(Qt::blue));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&canvas, &leave);
    shown = canvas.grab().toImage();
    EXPECT_EQ(shown.pixelColor(at + QPoint(30, 0)), QColor(Qt::blue));
    canvas.removeOverlay(&loupe);
}

TEST_F(MapFurnitureTest, clicksMeasureADistanceOnTheGround) {
    QString told;
    MeasureTool tool(MeasureTool::Kind::Distance, [&](const QString& text) { told = text; });
    tool.setGrid(canvas.grid());
    canvas.setMapTool(&tool);
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.widgetFromScene({10, 10}).toPoint());
    moveMouse(canvas.widgetFromScene({10, 30}).toPoint());
    EXPECT_EQ(told, "200.1 m");  // 20 cells of 10 m over UTM's 0.9996
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.widgetFromScene({10, 60}).toPoint());
    QTest::keyClick(&canvas, Qt::Key_Return);
    EXPECT_EQ(told, "500.2 m");
    EXPECT_EQ(tool.vertices().size(), 2U);
    moveMouse({5, 5});
    EXPECT_EQ(told, "500.2 m");
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, {50, 50});
    EXPECT_EQ(tool.vertices().size(), 1U);
    QTest::keyClick(&canvas, Qt::Key_Escape);
    EXPECT_TRUE(tool.vertices().empty());
    EXPECT_EQ(told, "");
    canvas.setMapTool(nullptr);
}

TEST_F(MapFurnitureTest, clicksMeasureAnArea) {
    QString told;
    MeasureTool tool(MeasureTool::Kind::Area, [&](const QString& text) { told = text; });
    tool.setGrid(canvas.grid());
    canvas.setMapTool(&tool);
    for (const QPointF& corner : {QPointF(10, 10), QPointF(50, 10), QPointF(50, 50), QPointF(10, 50)})
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.widgetFromScene(corner).toPoint());
    EXPECT_TRUE(told.startsWith("16.01 ha · perimeter 1.6")) << told.toStdString();
    QTest::keyClick(&canvas, Qt::Key_Backspace);
    EXPECT_EQ(tool.vertices().size(), 3U);
    QTest::mouseDClick(&canvas, Qt::LeftButton, {}, canvas.widgetFromScene({50, 50}).toPoint());
    canvas.setMapTool(nullptr);
}

TEST(CoordinateDisplay, aPlaceReadsInTheChosenSystem) {
    CoordinateDisplay display;
    display.setGrid(gridIn("32616", {500000, 10, 0, 4480000, 0, -10}));
    EXPECT_EQ(display.text({500000, 4480000}, 3, 4), "E 500,000  N 4,480,000");
    ASSERT_TRUE(display.setChoice("EPSG:4326"));
    EXPECT_EQ(display.text({500000, 0}, 3, 4), QStringLiteral("0.00000° N, 87.00000° W"));
    ASSERT_TRUE(display.setChoice("pixels"));
    EXPECT_EQ(display.text({500000, 0}, 3, 4), "row 3, column 4");
    EXPECT_FALSE(display.setChoice("EPSG:1"));
    EXPECT_EQ(display.choice(), "pixels");
}

TEST(CoordinateDisplay, aTypedCodeIsTakenAndABadOneIsExplained) {
    CoordinateDisplay display;
    display.setGrid(gridIn("32616", {500000, 10, 0, 4480000, 0, -10}));
    display.show();
    auto* menu = display.findChild<QMenu*>("crsMenu");
    menu->popup({0, 0});
    auto* code = menu->findChild<QLineEdit*>("crsCode");
    auto* problem = menu->findChild<QLabel*>("crsProblem");
    ASSERT_TRUE(code && problem);
    QTest::keyClicks(code, "utm 16");
    QTest::keyClick(code, Qt::Key_Return);
    EXPECT_TRUE(problem->isVisibleTo(menu));
    EXPECT_TRUE(problem->text().contains("utm 16"));
    EXPECT_EQ(display.choice(), "scene");
    code->clear();
    QTest::keyClicks(code, "3857");
    QTest::keyClick(code, Qt::Key_Return);
    EXPECT_EQ(display.choice(), "EPSG:3857");
    EXPECT_FALSE(menu->isVisible());
    // -87° are -87/180 of half the Mercator's circumference.
    EXPECT_TRUE(display.text({500000, 0}, 0, 0).startsWith("E -9,684,796")) << display.text({500000, 0}, 0, 0).toStdString();
    // A scene without a CRS falls back.
    display.setGrid(test::plainGrid(10, 10));
    EXPECT_EQ(display.text({1, 2}, 2, 1), "row 2, column 1");
}

TEST_F(MapFurnitureTest, aBookmarkBringsThePlaceBackAndCanBeUndone) {
    QMenu menu;
    QUndoStack undo;
    Bookmarks bookmarks(&menu, &canvas, &undo);
    canvas.showPlace({20, 30}, 20);
    bookmarks.add(" the field ");
    ASSERT_EQ(bookmarks.list().size(), 1);
    // 600 px at 20 px a cell of 10 m: 300 m around the centre.
    EXPECT_NEAR(bookmarks.list()[0].extent.left(), 500200 - 150, 1);
    EXPECT_NEAR(bookmarks.list()[0].extent.top(), 4480000 - 300 - 150, 1);
    canvas.zoomToFullExtent();
    QCoreApplication::processEvents();
    for (auto* action : menu.actions())
        if (action->text() == "the field") action->trigger();
    EXPECT_NEAR(canvas.center().x(), 20, 0.1);
    EXPECT_NEAR(canvas.scale(), 20, 0.1);
    bookmarks.remove("the field");
    EXPECT_TRUE(bookmarks.list().isEmpty());
    undo.undo();
    EXPECT_EQ(bookmarks.list().size(), 1);
    undo.undo();
    EXPECT_TRUE(bookmarks.list().isEmpty());
    bookmarks.add("  ");
    EXPECT_TRUE(bookmarks.list().isEmpty());
}

}  // namespace
}  // namespace lacuna::ui
