#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QTest>

#include "test_layers.h"
#include "ui/canvas/class_map_layer.h"
#include "ui/canvas/map_canvas.h"

namespace lacuna::ui {
namespace {

map::ClassMap chequered(const raster::Grid& grid) {
    map::ClassMap map = test::uniformMap(grid, 1);
    for (std::size_t i = 0; i < map.labels.size(); ++i) {
        const auto width = static_cast<std::size_t>(grid.width);
        map.labels[i] = static_cast<std::uint8_t>(1 + (i / width / 5 + i % width / 5) % 2);
    }
    return map;
}

TEST(MapCanvasPaint, aPannedMapEqualsOnePaintedAnew) {
    LayerModel model;
    MapCanvas canvas(&model);
    canvas.resize(300, 200);
    canvas.setGrid(test::utmGrid(400, 300, 20));
    model.add(std::make_unique<ClassMapLayer>(QStringLiteral("map"), chequered(canvas.grid())));
    canvas.setScale(2);
    canvas.grab();
    for (const QPointF step :
         {QPointF(13, 7), QPointF(-41.5, 3.25), QPointF(0.5, -60), QPointF(500, 0), QPointF(-460, 20)}) {
        canvas.panBy(step);
        const QImage moved = canvas.grab().toImage();
        canvas.refresh();
        EXPECT_EQ(moved, canvas.grab().toImage()) << step.x() << " " << step.y();
    }
}

TEST(MapCanvasPaint, aLargeMapIsPaintedWithoutDelay) {
    LayerModel model;
    MapCanvas canvas(&model);
    canvas.resize(1000, 800);
    canvas.setGrid(test::utmGrid(3000, 3000, 20));
    model.add(std::make_unique<ClassMapLayer>(QStringLiteral("map"), chequered(canvas.grid())));
    canvas.grab();
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i) {
        canvas.panBy({5, 3});
        canvas.grab();
    }
    EXPECT_LT(timer.elapsed() / 20, 100);
}

TEST(MapCanvasPaint, theScaleBarCanBeHidden) {
    LayerModel model;
    MapCanvas canvas(&model);
    canvas.resize(300, 200);
    canvas.setGrid(test::utmGrid(100, 100, 20));
    const QImage with = canvas.grab().toImage();
    canvas.setScaleBarVisible(false);
    EXPECT_NE(with, canvas.grab().toImage());
}

}  // namespace
}  // namespace lacuna::ui
