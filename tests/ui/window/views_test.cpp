#include <QAction>
#include <QDockWidget>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>

#include "ui/canvas/layer_panel.h"
#include "ui/canvas/sensor_layer.h"
#include "ui/views/linked_views.h"
#include "ui/views/sensor_style_panel.h"
#include "ui/views/view_tools.h"
#include "ui/window/comparison.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace {

using namespace lacuna;
using ui::test::waitFor;

class ViewsTest : public ui::test::WindowTest {
protected:
    void press(const char* action) {
        auto* found = window.findChild<QAction*>(action);
        ASSERT_TRUE(found) << action;
        ASSERT_TRUE(found->isEnabled()) << action;
        found->trigger();
    }
    ui::SensorLayer* sensor(int index) {
        return qobject_cast<ui::SensorLayer*>(session.layers()->layers(ui::LayerGroup::Sensors)[index]);
    }
};

TEST_F(ViewsTest, withoutASceneNothingOfItIsOffered) {
    for (const char* name : {"magnifier", "northArrow", "measureDistance", "measureArea", "linkedViews2", "compareFlicker"}) {
        const auto* action = window.findChild<QAction*>(name);
        ASSERT_TRUE(action) << name;
        EXPECT_FALSE(action->isEnabled()) << name;
    }
    EXPECT_FALSE(window.findChild<QMenu*>("bookmarkMenu")->isEnabled());
}

TEST_F(ViewsTest, theKeyOpensLinkedViewsOfTheMaps) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    session.setSwitchedOn(1);
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(1) && session.isIdle(); }));
    window.activateWindow();
    window.canvas()->setFocus();
    QTest::keyClick(window.canvas(), Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
    ASSERT_EQ(window.views()->count(), 2);
    EXPECT_EQ(session.switchedOn(), 1);  // the plain key loses a sensor, this one doesn't
    EXPECT_EQ(window.views()->canvas(1)->shownLayer(), session.mapLayer(3));
    // A click with Identify in the second view opens the panel.
    press("toolIdentify");
    auto* second = window.views()->canvas(1);
    QTest::mouseClick(second, Qt::LeftButton, {}, second->widgetFromScene({5, 5}).toPoint());
    EXPECT_TRUE(window.findChild<QDockWidget*>("identifyDock")->isVisible());
    press("linkedViews1");
    EXPECT_EQ(window.views()->count(), 1);
}

TEST_F(ViewsTest, flickerIsAWayToCompare) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    session.setSwitchedOn(1);
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(1) && session.isIdle(); }));
    press("flickerRate250");
    press("compareFlicker");
    EXPECT_EQ(window.comparison()->mode(), ui::Comparison::Mode::Flicker);
    EXPECT_EQ(window.canvas()->comparison(), ui::MapCanvas::Compare::Flicker);
    EXPECT_EQ(window.canvas()->flickerInterval(), 250);
    EXPECT_TRUE(waitFor([&] { return window.canvas()->isRightInFront(); }));
    press("compareSingle");
    EXPECT_EQ(window.canvas()->comparison(), ui::MapCanvas::Compare::Single);
}

TEST_F(ViewsTest, aSensorsStyleIsSetInPropertiesAndUndone) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    window.raisePanel("propertiesDock");
    window.findChild<ui::LayerPanel*>()->setCurrentLayer(sensor(0));
    auto* panel = window.findChild<ui::SensorStylePanel*>();
    ASSERT_EQ(panel->layer(), sensor(0));
    const auto before = sensor(0)->style();
    auto* red = panel->findChild<QComboBox*>("styleRed");
    red->setFocus();
    QTest::keyClick(red, Qt::Key_Down);
    EXPECT_EQ(sensor(0)->bands().red, before.bands.red + 1);
    press("undo");
    EXPECT_EQ(sensor(0)->style(), before);
    EXPECT_EQ(red->currentIndex(), before.bands.red);
    press("redo");
    EXPECT_EQ(sensor(0)->bands().red, before.bands.red + 1);
}

TEST_F(ViewsTest, measuringJoinsTheToolsAndTellsInTheStatusBar) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    press("measureDistance");
    auto* canvas = window.canvas();
    EXPECT_FALSE(window.commands()->pan->isChecked());
    QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->widgetFromScene({3, 3}).toPoint());
    QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->widgetFromScene({13, 3}).toPoint());
    const QString text = window.viewTools()->measureTool(ui::MeasureTool::Kind::Distance).text();
    EXPECT_FALSE(text.isEmpty());
    EXPECT_EQ(window.findChild<QLabel*>("statusSentence")->text(), "Distance: " + text);
    press("toolPan");
    EXPECT_EQ(canvas->mapTool(), nullptr);
    EXPECT_TRUE(window.viewTools()->measureTool(ui::MeasureTool::Kind::Distance).vertices().empty());
}

TEST_F(ViewsTest, theFurnitureComesBackAsItWas) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    ui::FurnitureState state;
    state.scaleBar = false;
    state.magnifier = true;
    state.graticule = ui::Graticule::Kind::Projected;
    state.flickerInterval = 1000;
    state.bookmarks = {{"field", QRectF(1, 2, 3, 4)}};
    window.viewTools()->setState(state);
    EXPECT_EQ(window.viewTools()->state(), state);
    EXPECT_FALSE(window.commands()->scaleBar->isChecked());
    EXPECT_TRUE(window.findChild<QAction*>("magnifier")->isChecked());
}

}  // namespace
