#include "ui/canvas/layer_panel.h"

#include <gtest/gtest.h>

#include <QMenu>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QTreeView>

#include "test_rasters.h"
#include "ui/canvas/sensor_layer.h"

namespace lacuna::ui {
namespace {

struct LayerPanelTest : testing::Test {
    LayerPanelTest() {
        panel.resize(300, 500);
        panel.show();
    }
    Layer* addPlain(const char* title) {
        return model.add(std::make_unique<test::PlainLayer>(LayerGroup::Maps, test::plainGrid(4, 4), Qt::red,
                                                            QString::fromLatin1(title)));
    }
    SensorLayer* addSensor(int bands) {
        const raster::Grid grid = test::utmGrid(8, 8, 5);
        const auto info = rasters.write("a.tif", grid, bands, [](int, int x, int) { return float(x); });
        return static_cast<SensorLayer*>(model.add(std::make_unique<SensorLayer>(grid, info)));
    }
    /// Chooses a line of a layer's menu, by its words.
    void choose(Layer* layer, const QString& text) {
        Q_EMIT panel.tree()->customContextMenuRequested(panel.tree()->visualRect(model.indexOf(layer)).center());
        for (QMenu* menu : panel.findChildren<QMenu*>()) {
            for (QAction* action : menu->actions()) {
                if (action->text() == text && action->menu() == nullptr) action->trigger();
            }
        }
        for (QMenu* menu : panel.findChildren<QMenu*>()) menu->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    test::Rasters rasters;
    LayerModel model;
    LayerPanel panel{&model};
};

TEST_F(LayerPanelTest, theSliderSetsTheChosenLayersOpacity) {
    Layer* layer = addPlain("map");
    layer->setOpacity(0.3);
    auto* slider = panel.findChild<QSlider*>();
    EXPECT_FALSE(slider->isEnabled());
    panel.setCurrentLayer(layer);
    EXPECT_EQ(slider->value(), 30);
    EXPECT_DOUBLE_EQ(layer->opacity(), 0.3);
    slider->setValue(80);
    EXPECT_DOUBLE_EQ(layer->opacity(), 0.8);
    layer->setOpacity(0.1);
    EXPECT_EQ(slider->value(), 10);
}

TEST_F(LayerPanelTest, theCurrentLayerIsAnnounced) {
    Layer* layer = addPlain("map");
    QSignalSpy changed(&panel, &LayerPanel::currentLayerChanged);
    panel.setCurrentLayer(layer);
    EXPECT_EQ(panel.currentLayer(), layer);
    panel.tree()->setCurrentIndex(model.groupIndex(LayerGroup::Maps));
    EXPECT_EQ(panel.currentLayer(), nullptr);
    EXPECT_EQ(changed.count(), 2);
    panel.setCurrentLayer(layer);
    model.remove(layer);
    EXPECT_EQ(panel.currentLayer(), nullptr);
}

TEST_F(LayerPanelTest, onlyASensorHasProperties) {
    Layer* plain = addPlain("map");
    SensorLayer* sensor = addSensor(4);
    QSignalSpy asked(&panel, &LayerPanel::propertiesRequested);
    choose(plain, QStringLiteral("Properties"));
    EXPECT_EQ(asked.count(), 0);
    choose(sensor, QStringLiteral("Properties"));
    EXPECT_EQ(asked.count(), 1);
    EXPECT_EQ(panel.currentLayer(), sensor);
}

TEST_F(LayerPanelTest, theMenuAsksTheWindowForWhatItCannotUndo) {
    Layer* a = addPlain("a");
    Layer* b = addPlain("b");
    QSignalSpy removed(&panel, &LayerPanel::removeRequested);
    QSignalSpy compared(&panel, &LayerPanel::compareRequested);
    QSignalSpy zoomed(&panel, &LayerPanel::zoomToLayerRequested);
    choose(a, QStringLiteral("Remove"));
    choose(a, QStringLiteral("b"));
    choose(a, QStringLiteral("Zoom to layer"));
    ASSERT_EQ(removed.count(), 1);
    EXPECT_EQ(removed[0][0].value<Layer*>(), a);
    ASSERT_EQ(compared.count(), 1);
    EXPECT_EQ(compared[0][1].value<Layer*>(), b);
    EXPECT_EQ(zoomed.count(), 1);
    EXPECT_EQ(model.layers().size(), 2);
}

}  // namespace
}  // namespace lacuna::ui
