#include "ui/canvas/tile_geometry.h"

#include <gtest/gtest.h>

#include "test_layers.h"

namespace lacuna::ui {
namespace {

ViewTransform viewOf(double scale, QSizeF size) {
    ViewTransform view;
    view.scale = scale;
    view.size = size;
    return view;
}

TEST(TileGeometry, tilesAreCutAtTheGridsEdge) {
    const raster::Grid grid = test::plainGrid(1000, 300);
    EXPECT_EQ(tileRect({0, 3, 1}, grid), QRect(768, 256, 232, 44));
    EXPECT_EQ(tilePixels({1, 1, 0}, grid), QSize(244, 150));
    EXPECT_EQ(coarsestLevel(grid), 2);
}

TEST(TileGeometry, everyPixelInTheViewLiesInATile) {
    const raster::Grid grid = test::plainGrid(1000, 700);
    for (const double scale : {0.1, 0.3, 1.0, 2.5}) {
        const TileView shown = tileView(grid, viewOf(scale, {640, 480}), grid);
        QRegion covered;
        for (const TileKey& key : shown.tiles) covered += tileRect(key, grid);
        const QRect visible(0, 0, std::min(1000, int(640 / scale)), std::min(700, int(480 / scale)));
        EXPECT_TRUE((QRegion(visible) - covered).isEmpty()) << scale;
    }
}

TEST(TileGeometry, aTileIsDrawnAtBetweenHalfAndWholeSize) {
    const raster::Grid grid = test::plainGrid(10000, 10000);
    EXPECT_EQ(tileView(grid, viewOf(1, {500, 500}), grid).level, 0);
    EXPECT_EQ(tileView(grid, viewOf(0.6, {500, 500}), grid).level, 0);
    EXPECT_EQ(tileView(grid, viewOf(0.5, {500, 500}), grid).level, 1);
    EXPECT_EQ(tileView(grid, viewOf(0.26, {500, 500}), grid).level, 1);
    EXPECT_EQ(tileView(grid, viewOf(0.25, {500, 500}), grid).level, 2);
}

TEST(TileGeometry, theMiddleTileComesFirst) {
    const raster::Grid grid = test::plainGrid(1280, 1280);
    const TileView shown = tileView(grid, viewOf(1, {1280, 1280}), grid);
    EXPECT_EQ(shown.tiles.first(), (TileKey{0, 2, 2}));
}

TEST(TileGeometry, magnifiedTilesKeepSharpCells) {
    const raster::Grid grid = test::plainGrid(2, 1);
    QImage tile(2, 1, QImage::Format_ARGB32_Premultiplied);
    tile.setPixelColor(0, 0, Qt::red);
    tile.setPixelColor(1, 0, Qt::blue);
    QImage image(20, 10, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    drawTile(painter, tileView(grid, viewOf(10, {20, 10}), grid), {0, 0, 0}, tile, {}, grid, true);
    EXPECT_EQ(image.pixelColor(9, 5), QColor(Qt::red));
    EXPECT_EQ(image.pixelColor(10, 5), QColor(Qt::blue));
}

}  // namespace
}  // namespace lacuna::ui
