#include "ui/views/linked_views.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include "ui/canvas/test_layers.h"

namespace lacuna::ui {
namespace {

struct LinkedViewsTest : testing::Test {
    LinkedViewsTest() {
        red = add(LayerGroup::Maps, Qt::red, "red");
        blue = add(LayerGroup::Maps, Qt::blue, "blue");
        green = add(LayerGroup::Sensors, Qt::green, "green");
        blue->setVisible(false);
        views.resize(800, 600);
        views.show();
        first->setFocus();
        QCoreApplication::processEvents();
    }
    Layer* add(LayerGroup group, QColor color, const char* title) {
        return model.add(std::make_unique<test::PlainLayer>(group, test::utmGrid(100, 100, 20), color, QString::fromLatin1(title)), 9);
    }
    static QColor middleOf(MapCanvas* canvas) {
        return canvas->grab().toImage().pixelColor(canvas->widgetFromScene({40, 40}).toPoint());
    }
    static void moveMouse(MapCanvas* canvas, QPoint at) {
        QMouseEvent move(QEvent::MouseMove, at, canvas->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
        QCoreApplication::sendEvent(canvas, &move);
    }
    QComboBox* chooser(int view) { return views.findChild<QComboBox*>(QString("viewLayer%1").arg(view)); }

    LayerModel model;
    Layer *red, *blue, *green;
    MapCanvas* first = new MapCanvas(&model);
    LinkedViews views{first};
};

TEST_F(LinkedViewsTest, oneViewShowsTheLayersAsTheyAreWithoutAChooser) {
    EXPECT_EQ(views.count(), 1);
    EXPECT_FALSE(chooser(1)->isVisible());
    EXPECT_EQ(middleOf(first), QColor(Qt::red));
}

TEST_F(LinkedViewsTest, newViewsShowTheLayersThatNoViewShowsYet) {
    views.setCount(3);
    QCoreApplication::processEvents();
    EXPECT_EQ(middleOf(views.canvas(0)), QColor(Qt::red));
    EXPECT_EQ(middleOf(views.canvas(1)), QColor(Qt::blue));  // although it is switched off
    EXPECT_FALSE(blue->isVisible());
    EXPECT_EQ(views.canvas(2)->shownLayer(), red);
    EXPECT_EQ(chooser(2)->currentText(), "blue");
    EXPECT_TRUE(chooser(1)->isVisible());
    views.setCount(9);
    EXPECT_EQ(views.count(), 4);
    EXPECT_EQ(middleOf(views.canvas(3)), QColor(Qt::green));
}

TEST_F(LinkedViewsTest, theWheelInOneViewMovesAll) {
    views.setCount(4);
    QCoreApplication::processEvents();
    MapCanvas* third = views.canvas(2);
    const QPoint at(50, 60);
    QWheelEvent wheel(at, third->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(third, &wheel);
    for (int view = 0; view < 4; ++view) {
        EXPECT_EQ(views.canvas(view)->center(), third->center());
        EXPECT_EQ(views.canvas(view)->scale(), third->scale());
    }
    QTest::keyClick(first, Qt::Key_Left);
    EXPECT_EQ(third->center(), first->center());
}

TEST_F(LinkedViewsTest, thePointerIsShownInTheOtherViews) {
    views.setCount(2);
    QCoreApplication::processEvents();
    QSignalSpy told(&views, &LinkedViews::coordinateChanged);
    moveMouse(views.canvas(1), {100, 90});
    ASSERT_TRUE(first->linkedPointer());
    EXPECT_EQ(*first->linkedPointer(), views.canvas(1)->sceneFromWidget({100, 90}));
    EXPECT_FALSE(views.canvas(1)->linkedPointer());
    EXPECT_EQ(told.count(), 1);
    const QPoint cross = first->widgetFromScene(*first->linkedPointer()).toPoint();
    const QImage with = first->grab().toImage();
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(views.canvas(1), &leave);
    EXPECT_FALSE(first->linkedPointer());
    EXPECT_NE(with.pixelColor(cross), first->grab().toImage().pixelColor(cross));
}

TEST_F(LinkedViewsTest, aChosenLayerIsShownAloneAndOnlyThere) {
    views.setCount(2);
    QCoreApplication::processEvents();
    const int line = chooser(2)->findText("green");
    ASSERT_GT(line, 0);
    chooser(2)->setFocus();
    while (chooser(2)->currentIndex() < line) QTest::keyClick(chooser(2), Qt::Key_Down);
    EXPECT_EQ(views.canvas(1)->shownLayer(), green);
    EXPECT_EQ(middleOf(views.canvas(1)), QColor(Qt::green));
    EXPECT_EQ(middleOf(first), QColor(Qt::red));
}

TEST_F(LinkedViewsTest, aViewWhoseLayerGoesShowsTheOthers) {
    views.setCount(2);
    model.remove(blue);
    QCoreApplication::processEvents();
    EXPECT_EQ(views.canvas(1)->shownLayer(), nullptr);
    EXPECT_EQ(chooser(2)->currentIndex(), 0);
    EXPECT_EQ(chooser(2)->findText("blue"), -1);
    EXPECT_EQ(middleOf(views.canvas(1)), QColor(Qt::red));
}

TEST_F(LinkedViewsTest, theCrossOfAViewClosesIt) {
    views.setCount(3);
    QCoreApplication::processEvents();
    MapCanvas* third = views.canvas(2);
    QSignalSpy counted(&views, &LinkedViews::countChanged);
    QTest::mouseClick(views.findChild<QToolButton*>("viewClose2"), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return views.count() == 2; }));
    EXPECT_EQ(views.canvas(1), third);
    EXPECT_EQ(counted.count(), 1);
    views.closeView(0);
    EXPECT_EQ(views.count(), 2);
}

TEST_F(LinkedViewsTest, theToolIsTheSameInAllViews) {
    struct Clicks : MapTool {
        bool press(QPointF scene, Qt::MouseButton, Qt::KeyboardModifiers) override { return places.append(scene), true; }
        QList<QPointF> places;
    } clicks;
    views.setCount(2);
    first->setMapTool(&clicks);
    QCoreApplication::processEvents();
    QTest::mouseClick(views.canvas(1), Qt::LeftButton, {}, {90, 80});
    ASSERT_EQ(clicks.places.size(), 1);
    EXPECT_EQ(clicks.places[0], views.canvas(1)->sceneFromWidget({90, 80}));
    first->setTool(MapCanvas::Tool::Zoom);
    EXPECT_EQ(views.canvas(1)->tool(), MapCanvas::Tool::Zoom);
    EXPECT_EQ(views.canvas(1)->mapTool(), nullptr);
}

TEST_F(LinkedViewsTest, theStateComesBackAsItWas) {
    views.setCount(3);
    first->showPlace({30, 40}, 7);
    views.canvas(0)->setShownLayer(green);
    const ViewsState kept = views.state();
    EXPECT_EQ(kept.layers, (QStringList{green->id(), blue->id(), red->id()}));
    views.setCount(1);
    first->zoomToFullExtent();
    EXPECT_EQ(first->shownLayer(), nullptr);
    views.setState(kept);
    EXPECT_EQ(views.state(), kept);
    EXPECT_EQ(views.canvas(2)->center(), QPointF(30, 40));
}

}  // namespace
}  // namespace lacuna::ui
