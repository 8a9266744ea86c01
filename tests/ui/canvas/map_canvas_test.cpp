#include "ui/canvas/map_canvas.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

#include "test_layers.h"
#include "ui/canvas/class_map_layer.h"

namespace lacuna::ui {
namespace {

struct MapCanvasTest : testing::Test {
    MapCanvasTest() {
        canvas.setScaleBarVisible(false);
        canvas.resize(400, 300);
        canvas.setGrid(test::utmGrid(100, 100, 20));
        canvas.show();
        QCoreApplication::processEvents();
    }
    test::PlainLayer* add(QColor color, LayerGroup group = LayerGroup::Maps, const char* title = "layer") {
        return static_cast<test::PlainLayer*>(
            model.add(std::make_unique<test::PlainLayer>(group, canvas.grid(), color, QString::fromLatin1(title))));
    }
    QColor colorAt(QPointF scene) {
        return canvas.grab().toImage().pixelColor(canvas.widgetFromScene(scene).toPoint());
    }

    LayerModel model;
    MapCanvas canvas{&model};
};

TEST_F(MapCanvasTest, theWholeSceneIsShownAtFirstAndAfterAResize) {
    EXPECT_EQ(canvas.visibleWindow(), (raster::Window{0, 0, 100, 100}));
    canvas.resize(200, 300);
    EXPECT_EQ(canvas.visibleWindow(), (raster::Window{0, 0, 100, 100}));
    EXPECT_LE(canvas.scale(), 2);
}

TEST_F(MapCanvasTest, aResizeKeepsTheCentreOnceTheUserHasMoved) {
    canvas.zoomTo({10, 10, 20, 20});
    const double scale = canvas.scale();
    canvas.resize(300, 200);
    EXPECT_EQ(canvas.center(), QPointF(20, 20));
    EXPECT_EQ(canvas.scale(), scale);
}

TEST_F(MapCanvasTest, zoomingKeepsWhatIsUnderTheCursor) {
    const QPointF position(120, 80);
    const QPointF before = canvas.sceneFromWidget(position);
    canvas.zoomAt(position, 3);
    const QPointF after = canvas.sceneFromWidget(position);
    EXPECT_NEAR(before.x(), after.x(), 1 / canvas.scale());
    EXPECT_NEAR(before.y(), after.y(), 1 / canvas.scale());
}

TEST_F(MapCanvasTest, scaleIsClampedAtBothEnds) {
    canvas.setScale(1e9);
    EXPECT_LE(canvas.scale(), 512);
    canvas.setScale(1e-9);
    EXPECT_GT(canvas.scale() * 100, 1);
}

TEST_F(MapCanvasTest, withoutSetGridTheFirstLayersGridIsTheScenes) {
    LayerModel other;
    MapCanvas empty(&other);
    other.add(std::make_unique<test::PlainLayer>(LayerGroup::Maps, test::plainGrid(7, 5), Qt::red));
    EXPECT_EQ(empty.grid().width, 7);
    EXPECT_EQ(empty.metersPerColumn(), 0);
    EXPECT_EQ(empty.scaleDenominator(), 0);
}

TEST_F(MapCanvasTest, theScaleFollowsTheGround) {
    EXPECT_DOUBLE_EQ(canvas.metersPerColumn(), 20);
    const double denominator = canvas.scaleDenominator();
    QSignalSpy changed(&canvas, &MapCanvas::scaleChanged);
    canvas.setScale(canvas.scale() * 2);
    EXPECT_NEAR(canvas.scaleDenominator(), denominator / 2, 1e-6 * denominator);
    EXPECT_EQ(changed.count(), 1);
}

TEST_F(MapCanvasTest, aLowerLayerIsPaintedFirst) {
    add(Qt::red, LayerGroup::Sensors);
    add(Qt::blue, LayerGroup::Maps);
    EXPECT_EQ(colorAt({50, 50}), QColor(Qt::blue));
    model.layers(LayerGroup::Maps).first()->setVisible(false);
    EXPECT_EQ(colorAt({50, 50}), QColor(Qt::red));
}

TEST_F(MapCanvasTest, opacityMixesWithWhatIsBelow) {
    add(Qt::black, LayerGroup::Sensors);
    add(Qt::white, LayerGroup::Maps)->setOpacity(0.5);
    EXPECT_NEAR(colorAt({50, 50}).red(), 128, 2);
}

TEST_F(MapCanvasTest, aTakenLayerIsNoLongerPainted) {
    test::PlainLayer* layer = add(Qt::red);
    EXPECT_EQ(colorAt({50, 50}), QColor(Qt::red));
    model.remove(layer);
    EXPECT_NE(colorAt({50, 50}), QColor(Qt::red));
}

TEST_F(MapCanvasTest, onlyTheChangedPartIsPaintedAgain) {
    test::PlainLayer* layer = add(Qt::red);
    canvas.grab();
    const int paints = layer->paints;
    Q_EMIT layer->contentChanged(QRectF(10, 10, 2, 2));
    canvas.grab();
    EXPECT_EQ(layer->paints, paints + 1);
    EXPECT_LT(layer->lastClip.width(), 20);
    Q_EMIT layer->contentChanged(QRectF(-50, -50, 2, 2));
    canvas.grab();
    EXPECT_EQ(layer->paints, paints + 1);
}

TEST_F(MapCanvasTest, comparedLayersLieOnTheirOwnSides) {
    test::PlainLayer* left = add(Qt::red);
    test::PlainLayer* right = add(Qt::blue);
    right->setVisible(false);
    add(Qt::yellow);
    canvas.setComparison(MapCanvas::Compare::Swipe, left, right);
    EXPECT_TRUE(right->isVisible());
    EXPECT_EQ(colorAt({30, 20}), QColor(Qt::red));
    EXPECT_EQ(colorAt({70, 20}), QColor(Qt::blue));
    canvas.setDividerPosition(0.9);
    EXPECT_EQ(colorAt({70, 20}), QColor(Qt::red));
}

TEST_F(MapCanvasTest, aSideWithoutALayerShowsTheRestLessTheOther) {
    test::PlainLayer* below = add(Qt::red);
    test::PlainLayer* above = add(Qt::blue);
    canvas.setComparison(MapCanvas::Compare::Swipe, nullptr, above);
    EXPECT_EQ(colorAt({30, 20}), QColor(Qt::red));
    EXPECT_EQ(colorAt({70, 20}), QColor(Qt::blue));
    below->setVisible(false);
    EXPECT_NE(colorAt({30, 20}), QColor(Qt::red));
}

TEST_F(MapCanvasTest, sideBySideShowsTheSamePlaceTwice) {
    test::PlainLayer* left = add(Qt::red);
    test::PlainLayer* right = add(Qt::blue);
    canvas.setComparison(MapCanvas::Compare::SideBySide, left, right);
    EXPECT_EQ(canvas.visibleWindow(), (raster::Window{0, 0, 100, 100}));
    const QImage image = canvas.grab().toImage();
    EXPECT_EQ(image.pixelColor(100, 150), QColor(Qt::red));
    EXPECT_EQ(image.pixelColor(301, 150), QColor(Qt::blue));
    EXPECT_EQ(canvas.sceneFromWidget({301, 150}), canvas.sceneFromWidget({100, 150}));
}

TEST_F(MapCanvasTest, aComparedLayerThatGoesEndsTheComparison) {
    test::PlainLayer* left = add(Qt::red);
    test::PlainLayer* right = add(Qt::blue);
    canvas.setComparison(MapCanvas::Compare::SideBySide, left, right);
    QSignalSpy changed(&canvas, &MapCanvas::comparisonChanged);
    model.remove(right);
    EXPECT_EQ(canvas.comparison(), MapCanvas::Compare::Single);
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(canvas.leftLayer(), nullptr);
}

TEST_F(MapCanvasTest, aFlickerShowsTheTwoInTurn) {
    auto* red = add(Qt::red);
    auto* blue = add(Qt::blue);
    canvas.setFlickerInterval(20);
    canvas.setComparison(MapCanvas::Compare::Flicker, red, blue);
    EXPECT_EQ(colorAt({50, 50}), QColor(Qt::red));
    EXPECT_TRUE(QTest::qWaitFor([&] { return canvas.isRightInFront(); }));
    EXPECT_EQ(colorAt({50, 50}), QColor(Qt::blue));
    EXPECT_TRUE(QTest::qWaitFor([&] { return !canvas.isRightInFront(); }));
    // Both pictures are kept: a turn paints no layer.
    const int paints = red->paints + blue->paints;
    canvas.setFlickerInterval(0);
    canvas.showOther();
    canvas.grab();
    canvas.showOther();
    canvas.grab();
    EXPECT_EQ(red->paints + blue->paints, paints);
    canvas.setComparison(MapCanvas::Compare::Single, nullptr, nullptr);
    canvas.showOther();
    EXPECT_EQ(colorAt({50, 50}), QColor(Qt::blue));
}

TEST_F(MapCanvasTest, theKeyHeldShowsTheOtherMap) {
    auto* red = add(Qt::red);
    auto* blue = add(Qt::blue);
    canvas.setFlickerInterval(0);
    canvas.setComparison(MapCanvas::Compare::Flicker, red, blue);
    QTest::keyPress(&canvas, Qt::Key_B);
    EXPECT_EQ(colorAt({50, 50}), QColor(Qt::blue));
    QTest::keyRelease(&canvas, Qt::Key_B);
    EXPECT_EQ(colorAt({50, 50}), QColor(Qt::red));
}

}  // namespace
}  // namespace lacuna::ui
