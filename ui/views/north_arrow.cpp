#include "ui/views/north_arrow.h"

#include <cmath>
#include <numbers>

#include "raster/coordinates.h"
#include "ui/canvas/map_pill.h"

namespace lacuna::ui {
namespace {

constexpr double edge = 44;
constexpr double margin = 8;
constexpr double stepNorth = 1e-4;  // degrees: 11 m

/// In map units a little to the north of a map position.
raster::Point northOf(const raster::Grid& grid, const raster::Point& map) {
    const raster::Point plain{map[0], map[1] + std::hypot(grid.mapFromPixel[2], grid.mapFromPixel[5])};
    const std::string geographic = raster::geographicOf(grid.crsWkt);
    if (geographic.empty() || raster::isGeographic(grid.crsWkt)) return plain;
    const auto there = raster::CoordinateTransform::between(grid.crsWkt, geographic);
    const auto back = raster::CoordinateTransform::between(geographic, grid.crsWkt);
    if (!there || !back) return plain;
    const auto degrees = there->point(map[0], map[1]);
    const auto north = degrees ? back->point((*degrees)[0], (*degrees)[1] + stepNorth) : std::nullopt;
    return north ? *north : plain;
}

}  // namespace

std::optional<double> northAt(const raster::Grid& grid, QPointF scene) {
    if (!grid.georeferenced) return std::nullopt;
    const auto map = grid.mapPoint(scene.x(), scene.y());
    const auto north = northOf(grid, map);
    const auto pixel = grid.pixelPoint(north[0], north[1]);
    const double right = pixel[0] - scene.x();
    const double down = (pixel[1] - scene.y()) * pixelAspect(grid);
    return std::atan2(right, -down) * 180 / std::numbers::pi;
}

void NorthArrow::paint(QPainter& painter, const MapCanvas& canvas) {
    if (!on_) return;
    // Making a transformation costs more than a frame: only when the place has changed.
    if (place_ != canvas.center() || grid_.mapFromPixel != canvas.grid().mapFromPixel || grid_.crsWkt != canvas.grid().crsWkt) {
        place_ = canvas.center();
        grid_ = canvas.grid();
        north_ = northAt(grid_, place_);
    }
    if (!north_) return;
    const QRectF plate(canvas.width() - edge - margin, margin, edge, edge + margin);
    paintPill(painter, plate, canvas.palette());
    const QColor ink = canvas.palette().color(QPalette::WindowText);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(plate.center());
    painter.rotate(*north_);
    painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(QPolygonF({{0, -7}, {7, 19}, {0, 13}}));
    painter.setBrush(ink);
    painter.drawPolygon(QPolygonF({{0, -7}, {-7, 19}, {0, 13}}));
    QFont letter = canvas.font();
    letter.setBold(true);
    painter.setFont(letter);
    painter.drawText(QRectF(-10, -25, 20, 16), Qt::AlignCenter, QObject::tr("N", "north arrow"));
}

}  // namespace lacuna::ui
