#pragma once

#include <QColor>
#include <QImage>
#include <QPainter>
#include <memory>
#include <utility>
#include <vector>

#include "map/class_map.h"
#include "ui/canvas/layer.h"
#include "ui/canvas/tile_geometry.h"

namespace lacuna::ui::test {

/// A scene without georeference.
inline raster::Grid plainGrid(int width, int height) {
    raster::Grid grid;
    grid.width = width;
    grid.height = height;
    return grid;
}

/// A scene in UTM with square pixels of `pixel` metres.
inline raster::Grid utmGrid(int width, int height, double pixel) {
    raster::Grid grid = plainGrid(width, height);
    grid.georeferenced = true;
    grid.mapFromPixel = {500000, pixel, 0, 4480000, 0, -pixel};
    grid.pixelArea = pixel * pixel;
    grid.crsWkt =
        "PROJCS[\"UTM 16N\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
        "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
        "PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",-87],PARAMETER[\"scale_factor\",0.9996],"
        "PARAMETER[\"false_easting\",500000],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1]]";
    return grid;
}

inline base::ClassTable twoClasses() {
    return {{1, "Corn", {255, 0, 0}}, {2, "Oats", {0, 0, 255}}};
}

/// A map whose cells all have one class.
inline map::ClassMap uniformMap(const raster::Grid& grid, std::uint8_t value) {
    map::ClassMap map(grid, twoClasses());
    map.labels.assign(map.labels.size(), value);
    map.confidence.assign(map.confidence.size(), 0.75F);
    map.availability.assign(map.availability.size(), 1);
    return map;
}

inline map::MapBlock block(const raster::Window& window, std::uint8_t value) {
    const auto cells = static_cast<std::size_t>(window.width) * static_cast<std::size_t>(window.height);
    map::MapBlock made;
    made.window = window;
    made.labels.assign(cells, value);
    made.confidence.assign(cells, 0.5F);
    made.availability.assign(cells, 3);
    return made;
}

/// Paints every cell in one colour and remembers how large the clip was.
class PlainLayer : public Layer {
public:
    PlainLayer(LayerGroup group, const raster::Grid& grid, QColor color, QString title = QStringLiteral("plain"))
        : Layer(group, std::move(title), grid), color_(color) {}

    void paint(QPainter& painter, const ViewTransform& view, const raster::Grid& scene) override {
        ++paints;
        lastClip = painter.clipBoundingRect();
        const QTransform t = sceneFromLayer(scene, grid()) * view.viewFromScene();
        painter.fillRect(t.mapRect(QRectF(0, 0, grid().width, grid().height)), color_);
    }

    int paints = 0;
    QRectF lastClip;

private:
    QColor color_;
};

/// What a layer paints of a scene of its own grid.
inline QImage painted(Layer& layer, double scale, QPointF sceneOrigin = {}) {
    ViewTransform view;
    view.scale = scale;
    view.sceneOrigin = sceneOrigin;
    view.size = QSizeF(layer.grid().width * scale, layer.grid().height * scale);
    QImage image(view.size.toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    layer.paint(painter, view, layer.grid());
    return image;
}

}  // namespace lacuna::ui::test
