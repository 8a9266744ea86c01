#pragma once

#include <QHash>
#include <QImage>
#include <QList>
#include <QPainter>
#include <QRect>

#include "ui/canvas/view_transform.h"

namespace lacuna::ui {

/// Edge of a tile, in pixels of its level.
inline constexpr int tileSize = 256;

/// One tile of a layer's pyramid: at level n a tile pixel covers 2ⁿ × 2ⁿ pixels of the layer.
struct TileKey {
    int level = 0;
    int x = 0;
    int y = 0;
    bool operator==(const TileKey&) const = default;
};
inline size_t qHash(const TileKey& key, size_t seed = 0) { return qHashMulti(seed, key.level, key.x, key.y); }

/// The layer's pixels under a tile, cut at the grid's edge.
QRect tileRect(const TileKey& key, const raster::Grid& grid);
/// Size of the tile's picture: tileRect's size over 2ⁿ, rounded up.
QSize tilePixels(const TileKey& key, const raster::Grid& grid);
/// The coarsest level a pyramid needs: the whole layer in one tile.
int coarsestLevel(const raster::Grid& grid);

/// What a paint of a tiled layer needs to know.
struct TileView {
    QTransform viewFromLayer;
    QRectF visibleLayer;  ///< the layer's pixels in the view
    int level = 0;        ///< drawn at between half and whole size, or magnified at level 0
    bool magnified = false;
    QList<TileKey> tiles;  ///< those in the view, from its centre outwards
};
TileView tileView(const raster::Grid& layer, const ViewTransform& view, const raster::Grid& scene);

/// Draws a tile, or with `part` (the layer's pixels) that part of it. `smooth` is ignored for magnified tiles.
void drawTile(QPainter& painter, const TileView& view, const TileKey& key, const QImage& image, const QRect& part,
              const raster::Grid& grid, bool smooth);

}  // namespace lacuna::ui
