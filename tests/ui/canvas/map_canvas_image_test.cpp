#include <gtest/gtest.h>

#include <QTest>

#include "test_rasters.h"
#include "ui/canvas/map_canvas.h"
#include "ui/canvas/sensor_layer.h"

namespace lacuna::ui {
namespace {

TEST(MapCanvasImage, theRectangleIsCentredAndKeepsItsShape) {
    LayerModel model;
    MapCanvas canvas(&model);
    canvas.setGrid(test::utmGrid(100, 100, 20));
    model.add(std::make_unique<test::PlainLayer>(LayerGroup::Maps, canvas.grid(), Qt::red));
    const QImage image = canvas.renderImage({400, 200}, {0, 0, 100, 100});
    EXPECT_EQ(image.pixelColor(200, 100), QColor(Qt::red));
    EXPECT_EQ(image.pixelColor(101, 1), QColor(Qt::red));
    EXPECT_EQ(image.pixelColor(98, 1).alpha(), 0);
}

TEST(MapCanvasImage, bothSidesOfAComparisonAreThere) {
    LayerModel model;
    MapCanvas canvas(&model);
    canvas.setGrid(test::utmGrid(100, 100, 20));
    auto* left = model.add(std::make_unique<test::PlainLayer>(LayerGroup::Maps, canvas.grid(), Qt::red));
    auto* right = model.add(std::make_unique<test::PlainLayer>(LayerGroup::Maps, canvas.grid(), Qt::blue));
    for (const auto mode : {MapCanvas::Compare::Swipe, MapCanvas::Compare::SideBySide}) {
        canvas.setComparison(mode, left, right);
        const QImage image = canvas.renderImage({400, 400}, {0, 0, 100, 100});
        EXPECT_EQ(image.pixelColor(100, 200), QColor(Qt::red));
        EXPECT_EQ(image.pixelColor(300, 200), QColor(Qt::blue));
    }
}

TEST(MapCanvasImage, aSensorIsExportedSharpThoughNothingWasLoaded) {
    test::Rasters rasters;
    const raster::Grid grid = test::utmGrid(1500, 300, 20);
    LayerModel model;
    MapCanvas canvas(&model);
    canvas.setGrid(grid);
    auto sensor = std::make_unique<SensorLayer>(
        grid, rasters.write("a.tif", grid, 1, [](int, int x, int) { return float(x % 2 * 255); }));
    Stretch stretch;
    stretch.kind = Stretch::Kind::MinMax;
    sensor->setStretch(stretch);
    model.add(std::move(sensor));
    const QImage image = canvas.renderImage({1500, 300}, {0, 0, 1500, 300});
    for (const int x : {0, 600, 1022, 1024, 1498}) {
        EXPECT_EQ(image.pixelColor(x, 150), QColor(Qt::black)) << x;
        EXPECT_EQ(image.pixelColor(x + 1, 150), QColor(Qt::white)) << x + 1;
    }
    EXPECT_TRUE(canvas.updatesEnabled());
}

TEST(MapCanvasImage, anEmptyRectangleGivesNoImage) {
    LayerModel model;
    MapCanvas canvas(&model);
    EXPECT_TRUE(canvas.renderImage({100, 100}, {}).isNull());
    EXPECT_TRUE(canvas.renderImage({}, {0, 0, 1, 1}).isNull());
}

}  // namespace
}  // namespace lacuna::ui
