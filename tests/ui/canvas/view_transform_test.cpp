#include "ui/canvas/view_transform.h"

#include <gtest/gtest.h>

namespace lacuna::ui {
namespace {

raster::Grid gridAt(double x, double y, double pixel, int width, int height) {
    raster::Grid grid;
    grid.width = width;
    grid.height = height;
    grid.georeferenced = true;
    grid.mapFromPixel = {x, pixel, 0, y, 0, -pixel};
    return grid;
}

TEST(ViewTransform, viewAndScenePositionsAreInverse) {
    ViewTransform view;
    view.sceneOrigin = {10, 20};
    view.scale = 4;
    view.aspect = 0.5;
    const QPointF scene(13, 26);
    EXPECT_EQ(view.viewFromScene(scene), QPointF(12, 12));
    EXPECT_EQ(view.sceneFromView(view.viewFromScene(scene)), scene);
    EXPECT_EQ(view.viewFromScene().map(scene), view.viewFromScene(scene));
}

TEST(ViewTransform, aCoarserLayerLiesOnTheSceneByMapCoordinates) {
    const raster::Grid scene = gridAt(1000, 5000, 10, 100, 80);
    const raster::Grid layer = gridAt(1100, 4900, 40, 10, 10);
    const QTransform t = sceneFromLayer(scene, layer);
    EXPECT_EQ(t.map(QPointF(0, 0)), QPointF(10, 10));
    EXPECT_EQ(t.map(QPointF(1, 1)), QPointF(14, 14));
}

TEST(ViewTransform, aLayerWithoutGeoreferenceCoversTheScene) {
    const raster::Grid scene = gridAt(1000, 5000, 10, 100, 80);
    raster::Grid layer;
    layer.width = 25;
    layer.height = 20;
    EXPECT_EQ(sceneFromLayer(scene, layer).map(QPointF(25, 20)), QPointF(100, 80));
}

TEST(ViewTransform, pixelsThatAreNotSquareKeepTheirShape) {
    raster::Grid grid = gridAt(0, 0, 10, 10, 10);
    grid.mapFromPixel[5] = -30;
    EXPECT_DOUBLE_EQ(pixelAspect(grid), 3);
}

}  // namespace
}  // namespace lacuna::ui
