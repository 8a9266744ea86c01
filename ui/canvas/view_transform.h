#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

#include "raster/grid.h"

namespace lacuna::ui {

/// Where the scene lies in a view. "Scene" positions are pixel coordinates (column, row) of the scene's grid, the whole
/// pixel c covering [c, c+1); "view" positions are the widget's logical pixels from the view's top left corner.
struct ViewTransform {
    QPointF sceneOrigin;          ///< scene position at the view's top left corner
    double scale = 1;             ///< logical pixels a scene column
    double aspect = 1;            ///< height of a scene pixel over its width (on the ground)
    QSizeF size;                  ///< of the view, logical pixels
    double devicePixelRatio = 1;  ///< device pixels a logical pixel

    double scaleX() const { return scale; }
    double scaleY() const { return scale * aspect; }
    QPointF viewFromScene(QPointF scene) const;
    QPointF sceneFromView(QPointF view) const;
    QTransform viewFromScene() const;
    /// The part of the scene (and perhaps around it) that the view shows.
    QRectF visibleScene() const;
    bool operator==(const ViewTransform&) const = default;
};

/// Scene position from a layer's pixel position, by both grids' map coordinates. Where only one of them is
/// georeferenced, the layer is taken to cover the scene.
QTransform sceneFromLayer(const raster::Grid& scene, const raster::Grid& layer);

/// Height of the grid's pixel over its width; 1 for a grid without georeference.
double pixelAspect(const raster::Grid& grid);

}  // namespace lacuna::ui
