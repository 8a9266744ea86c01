#include "ui/canvas/tile_geometry.h"

#include <algorithm>
#include <cmath>

namespace lacuna::ui {
namespace {

int ceilShift(int value, int level) { return (value + (1 << level) - 1) >> level; }

QRectF layerBounds(const raster::Grid& grid) { return {0, 0, double(grid.width), double(grid.height)}; }

}  // namespace

QRect tileRect(const TileKey& key, const raster::Grid& grid) {
    const int edge = tileSize << key.level;
    return QRect(key.x * edge, key.y * edge, edge, edge) & QRect(0, 0, grid.width, grid.height);
}

QSize tilePixels(const TileKey& key, const raster::Grid& grid) {
    const QRect rect = tileRect(key, grid);
    return {ceilShift(rect.width(), key.level), ceilShift(rect.height(), key.level)};
}

int coarsestLevel(const raster::Grid& grid) {
    int level = 0;
    // Above level 20 a tile's edge no longer fits an int, and no raster is that large.
    while (level < 20 && ceilShift(std::max(grid.width, grid.height), level) > tileSize) ++level;
    return level;
}

TileView tileView(const raster::Grid& layer, const ViewTransform& view, const raster::Grid& scene) {
    TileView result;
    result.viewFromLayer = sceneFromLayer(scene, layer) * view.viewFromScene();
    const QTransform& t = result.viewFromLayer;
    const QRectF viewRect({0, 0}, view.size);
    result.visibleLayer = t.inverted().mapRect(viewRect) & layerBounds(layer);

    const double scale = std::sqrt(std::abs(t.determinant())) * view.devicePixelRatio;
    result.magnified = scale >= 1;
    if (scale > 0 && scale < 1) {
        // The tolerance keeps exact halves at their own level instead of the next finer one.
        const int wanted = static_cast<int>(std::floor(-std::log2(scale) + 1e-6));
        result.level = std::clamp(wanted, 0, coarsestLevel(layer));
    }
    if (result.visibleLayer.isEmpty()) return result;

    const double edge = tileSize << result.level;
    const int left = static_cast<int>(std::floor(result.visibleLayer.left() / edge));
    const int top = static_cast<int>(std::floor(result.visibleLayer.top() / edge));
    const int right = static_cast<int>(std::ceil(result.visibleLayer.right() / edge));
    const int bottom = static_cast<int>(std::ceil(result.visibleLayer.bottom() / edge));
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) result.tiles.append({result.level, x, y});
    }
    const QPointF middle = result.visibleLayer.center() / edge - QPointF(0.5, 0.5);
    const auto distance = [&](const TileKey& key) {
        const QPointF d = QPointF(key.x, key.y) - middle;
        return QPointF::dotProduct(d, d);
    };
    std::stable_sort(result.tiles.begin(), result.tiles.end(),
                     [&](const TileKey& a, const TileKey& b) { return distance(a) < distance(b); });
    return result;
}

void drawTile(QPainter& painter, const TileView& view, const TileKey& key, const QImage& image, const QRect& part,
              const raster::Grid& grid, bool smooth) {
    const QRect whole = tileRect(key, grid);
    // Cutting at the view keeps the coordinates small at high magnification, where Qt's 16-bit fixed point would
    // overflow.
    QRect shown = (part.isNull() ? whole : (whole & part)) & view.visibleLayer.toAlignedRect();
    if (shown.isEmpty()) return;
    if (key.level > 0) {
        // Widened to whole pixels of the tile, so that neighbouring parts are cut at the same places.
        const int mask = (1 << key.level) - 1;
        shown.setLeft(shown.left() & ~mask);
        shown.setTop(shown.top() & ~mask);
        shown.setRight(std::min(shown.right() | mask, whole.right()));
        shown.setBottom(std::min(shown.bottom() | mask, whole.bottom()));
    }
    const double factor = 1 << key.level;
    const QRectF source((shown.left() - whole.left()) / factor, (shown.top() - whole.top()) / factor,
                        shown.width() / factor, shown.height() / factor);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth && !view.magnified);
    if (view.viewFromLayer.type() <= QTransform::TxScale) {
        const QRectF target = view.viewFromLayer.mapRect(QRectF(shown));
        const bool mirrored = view.viewFromLayer.m11() < 0 || view.viewFromLayer.m22() < 0;
        if (!mirrored) {
            painter.drawImage(target, image, source);
            return;
        }
    }
    painter.save();
    painter.setTransform(view.viewFromLayer, true);
    painter.drawImage(QRectF(shown), image, source);
    painter.restore();
}

}  // namespace lacuna::ui
