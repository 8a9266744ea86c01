#include "ui/canvas/view_transform.h"

#include <cmath>

namespace lacuna::ui {
namespace {

QTransform mapFromPixel(const raster::Grid& grid) {
    const auto& t = grid.mapFromPixel;
    return {t[1], t[4], t[2], t[5], t[0], t[3]};
}

}  // namespace

QPointF ViewTransform::viewFromScene(QPointF scene) const {
    return {(scene.x() - sceneOrigin.x()) * scaleX(), (scene.y() - sceneOrigin.y()) * scaleY()};
}

QPointF ViewTransform::sceneFromView(QPointF view) const {
    return {sceneOrigin.x() + view.x() / scaleX(), sceneOrigin.y() + view.y() / scaleY()};
}

QTransform ViewTransform::viewFromScene() const {
    return {scaleX(), 0, 0, scaleY(), -sceneOrigin.x() * scaleX(), -sceneOrigin.y() * scaleY()};
}

QRectF ViewTransform::visibleScene() const {
    return {sceneOrigin, QSizeF(size.width() / scaleX(), size.height() / scaleY())};
}

QTransform sceneFromLayer(const raster::Grid& scene, const raster::Grid& layer) {
    if (scene.width == layer.width && scene.height == layer.height &&
        (scene.georeferenced != layer.georeferenced || scene.mapFromPixel == layer.mapFromPixel)) {
        return {};
    }
    bool invertible = false;
    const QTransform sceneFromMap = mapFromPixel(scene).inverted(&invertible);
    if (invertible && scene.georeferenced == layer.georeferenced) {
        QTransform exact = mapFromPixel(layer) * sceneFromMap;
        // Large map coordinates leave rounding noise in the shear terms, which would send every tile down the slow
        // path for rotated pictures.
        const double noise = 1e-9 * (std::abs(exact.m11()) + std::abs(exact.m22()));
        if (std::abs(exact.m12()) < noise && std::abs(exact.m21()) < noise) {
            exact.setMatrix(exact.m11(), 0, 0, 0, exact.m22(), 0, exact.m31(), exact.m32(), 1);
        }
        return exact;
    }
    if (layer.width <= 0 || layer.height <= 0) return {};
    return QTransform::fromScale(static_cast<double>(scene.width) / layer.width,
                                 static_cast<double>(scene.height) / layer.height);
}

double pixelAspect(const raster::Grid& grid) {
    if (!grid.georeferenced) return 1;
    const auto& t = grid.mapFromPixel;
    const double width = std::hypot(t[1], t[4]);
    const double height = std::hypot(t[2], t[5]);
    return width > 0 && height > 0 ? height / width : 1;
}

}  // namespace lacuna::ui
