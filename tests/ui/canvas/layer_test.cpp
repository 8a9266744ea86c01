#include "ui/canvas/layer.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "test_layers.h"

namespace lacuna::ui {
namespace {

TEST(Layer, hidingALayerAsksForARepaintOnce) {
    test::PlainLayer layer(LayerGroup::Maps, test::plainGrid(4, 4), Qt::red);
    QSignalSpy content(&layer, &Layer::contentChanged);
    layer.setVisible(false);
    layer.setVisible(false);
    EXPECT_EQ(content.count(), 1);
}

TEST(Layer, opacityIsClamped) {
    test::PlainLayer layer(LayerGroup::Maps, test::plainGrid(4, 4), Qt::red);
    layer.setOpacity(3);
    EXPECT_EQ(layer.opacity(), 1);
    layer.setOpacity(-1);
    EXPECT_EQ(layer.opacity(), 0);
}

TEST(Layer, everyLayerHasItsOwnId) {
    test::PlainLayer a(LayerGroup::Maps, test::plainGrid(4, 4), Qt::red);
    test::PlainLayer b(LayerGroup::Maps, test::plainGrid(4, 4), Qt::red);
    EXPECT_NE(a.id(), b.id());
}

}  // namespace
}  // namespace lacuna::ui
