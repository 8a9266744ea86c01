#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "test_layers.h"
#include "ui/canvas/map_canvas.h"

namespace lacuna::ui {
namespace {

struct MapCanvasEventsTest : testing::Test {
    MapCanvasEventsTest() {
        canvas.resize(400, 400);
        canvas.setGrid(test::utmGrid(100, 100, 20));
        canvas.setCenter({50, 50});
        canvas.setScale(4);
        canvas.show();
        QCoreApplication::processEvents();
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton) {
        QTest::mousePress(&canvas, button, {}, from);
        const QPoint between = (from + to) / 2;
        for (const QPoint& at : {between, to}) {
            QMouseEvent move(QEvent::MouseMove, at, canvas.mapToGlobal(at), Qt::NoButton, button, {});
            QCoreApplication::sendEvent(&canvas, &move);
        }
        QTest::mouseRelease(&canvas, button, {}, to);
    }
    void turnWheel(QPoint at, int delta) {
        QWheelEvent wheel(at, canvas.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas, &wheel);
    }

    LayerModel model;
    MapCanvas canvas{&model};
};

TEST_F(MapCanvasEventsTest, draggingMovesTheMapWithTheCursor) {
    drag({200, 200}, {240, 180});
    EXPECT_EQ(canvas.center(), QPointF(40, 55));
}

TEST_F(MapCanvasEventsTest, theMiddleButtonPansUnderEveryTool) {
    canvas.setTool(MapCanvas::Tool::Zoom);
    drag({200, 200}, {240, 200}, Qt::MiddleButton);
    EXPECT_EQ(canvas.center(), QPointF(40, 50));
    EXPECT_EQ(canvas.scale(), 4);
}

TEST_F(MapCanvasEventsTest, spacePansUnderEveryTool) {
    canvas.setTool(MapCanvas::Tool::Zoom);
    QTest::keyPress(&canvas, Qt::Key_Space);
    drag({200, 200}, {240, 200});
    QTest::keyRelease(&canvas, Qt::Key_Space);
    EXPECT_EQ(canvas.center(), QPointF(40, 50));
    drag({100, 100}, {300, 300});
    EXPECT_EQ(canvas.scale(), 8);
}

TEST_F(MapCanvasEventsTest, aDrawnRectangleFillsTheView) {
    canvas.setTool(MapCanvas::Tool::Zoom);
    drag({100, 100}, {200, 200});
    EXPECT_EQ(canvas.scale(), 16);
    EXPECT_EQ(canvas.center(), QPointF(37.5, 37.5));
}

TEST_F(MapCanvasEventsTest, escapeDropsARectangle) {
    canvas.setTool(MapCanvas::Tool::Zoom);
    QTest::mousePress(&canvas, Qt::LeftButton, {}, {100, 100});
    QMouseEvent move(QEvent::MouseMove, QPointF(250, 250), QPointF(250, 250), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&canvas, &move);
    QTest::keyClick(&canvas, Qt::Key_Escape);
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {250, 250});
    EXPECT_EQ(canvas.scale(), 4);
}

TEST_F(MapCanvasEventsTest, theWheelZoomsAtTheCursor) {
    const QPointF before = canvas.sceneFromWidget({100, 100});
    turnWheel({100, 100}, 240);
    EXPECT_DOUBLE_EQ(canvas.scale(), 8);
    EXPECT_NEAR(canvas.sceneFromWidget({100, 100}).x(), before.x(), 0.2);
}

TEST_F(MapCanvasEventsTest, tinyTurnsOfATouchpadAddUp) {
    for (int i = 0; i < 240; ++i) turnWheel({200, 200}, 1);
    EXPECT_NEAR(canvas.scale(), 8, 1e-9);
}

TEST_F(MapCanvasEventsTest, aClickWithIdentifyNamesTheCell) {
    canvas.setTool(MapCanvas::Tool::Identify);
    QSignalSpy identified(&canvas, &MapCanvas::identified);
    const QPoint at = canvas.widgetFromScene({30.5, 70.5}).toPoint();
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, at);
    ASSERT_EQ(identified.count(), 1);
    EXPECT_EQ(identified[0][0].toInt(), 70);
    EXPECT_EQ(identified[0][1].toInt(), 30);
    EXPECT_NEAR(identified[0][2].toPointF().x(), 500610, 10);
    drag(at, at + QPoint(60, 0));
    EXPECT_EQ(identified.count(), 1);
}

TEST_F(MapCanvasEventsTest, aClickBesideTheSceneIdentifiesNothing) {
    canvas.setTool(MapCanvas::Tool::Identify);
    canvas.setCenter({-20, 50});
    QSignalSpy identified(&canvas, &MapCanvas::identified);
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, {200, 200});
    EXPECT_EQ(identified.count(), 0);
}

TEST_F(MapCanvasEventsTest, theCursorsPlaceIsReported) {
    QSignalSpy moved(&canvas, &MapCanvas::coordinateChanged);
    QMouseEvent move(QEvent::MouseMove, QPointF(202, 206), QPointF(202, 206), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(&canvas, &move);
    ASSERT_EQ(moved.count(), 1);
    EXPECT_EQ(moved[0][1].toInt(), 51);
    EXPECT_EQ(moved[0][2].toInt(), 50);
    EXPECT_EQ(moved[0][0].toPointF(), QPointF(501010, 4478970));
}

TEST_F(MapCanvasEventsTest, theDividerCanBeDragged) {
    auto* left = model.add(std::make_unique<test::PlainLayer>(LayerGroup::Maps, canvas.grid(), Qt::red));
    auto* right = model.add(std::make_unique<test::PlainLayer>(LayerGroup::Maps, canvas.grid(), Qt::blue));
    canvas.setComparison(MapCanvas::Compare::Swipe, left, right);
    QSignalSpy moved(&canvas, &MapCanvas::dividerMoved);
    const QPointF center = canvas.center();
    drag({200, 100}, {300, 100});
    EXPECT_DOUBLE_EQ(canvas.dividerPosition(), 0.75);
    EXPECT_GE(moved.count(), 1);
    EXPECT_EQ(canvas.center(), center);
}

TEST_F(MapCanvasEventsTest, keysMoveTheMap) {
    QTest::keyClick(&canvas, Qt::Key_Right);
    EXPECT_EQ(canvas.center(), QPointF(66, 50));
    QTest::keyClick(&canvas, Qt::Key_Plus);
    EXPECT_GT(canvas.scale(), 4);
    QTest::keyClick(&canvas, Qt::Key_Home);
    EXPECT_EQ(canvas.center(), QPointF(50, 50));
    EXPECT_EQ(canvas.visibleWindow(), (raster::Window{0, 0, 100, 100}));
}

struct RecordingTool : MapTool {
    bool press(QPointF scene, Qt::MouseButton, Qt::KeyboardModifiers) override { return pressed = scene, uses; }
    bool release(QPointF scene, Qt::MouseButton, Qt::KeyboardModifiers) override { return released = scene, uses; }
    bool key(int key) override { return lastKey = key, uses; }
    void paint(QPainter&, const ViewTransform&) override { ++paints; }
    QPointF pressed, released;
    int lastKey = 0;
    int paints = 0;
    bool uses = true;
};

TEST_F(MapCanvasEventsTest, aToolOfTheWindowGetsScenePositions) {
    RecordingTool tool;
    canvas.setMapTool(&tool);
    EXPECT_EQ(canvas.tool(), MapCanvas::Tool::Custom);
    drag({200, 200}, {240, 200});
    EXPECT_EQ(tool.pressed, QPointF(50, 50));
    EXPECT_EQ(tool.released, QPointF(60, 50));
    EXPECT_EQ(canvas.center(), QPointF(50, 50));
    QTest::keyClick(&canvas, Qt::Key_Right);
    EXPECT_EQ(tool.lastKey, Qt::Key_Right);
    EXPECT_EQ(canvas.center(), QPointF(50, 50));
    canvas.grab();
    EXPECT_GE(tool.paints, 1);
    canvas.setMapTool(nullptr);
    EXPECT_EQ(canvas.tool(), MapCanvas::Tool::Pan);
}

TEST_F(MapCanvasEventsTest, whatAToolDoesNotUseGoesToTheMap) {
    RecordingTool tool;
    tool.uses = false;
    canvas.setMapTool(&tool);
    drag({200, 200}, {240, 200});
    EXPECT_EQ(canvas.center(), QPointF(40, 50));
    canvas.setMapTool(nullptr);
}

}  // namespace
}  // namespace lacuna::ui
