#include "ui/canvas/polygon_tool.h"

#include <fmt/format.h>

#include <QPainter>
#include <cmath>

namespace lacuna::ui {
namespace {

constexpr double reach = 8;  // logical pixels around the first corner
constexpr double handle = 3.5;

}  // namespace

std::string polygonWkt(const QPolygonF& corners, const raster::Grid& grid) {
    std::string text;
    const auto add = [&](const QPointF& corner) {
        const auto [x, y] = grid.mapPoint(corner.x(), corner.y());
        text += fmt::format("{}{:.10g} {:.10g}", text.empty() ? "" : ", ", x, y);
    };
    for (const auto& corner : corners) add(corner);
    add(corners.first());
    return "POLYGON ((" + text + "))";
}

void PolygonTool::begin() { corners_.clear(); }

bool PolygonTool::isAtFirst(QPointF scene) const {
    if (corners_.size() < 3) return false;
    const QPointF away = (scene - corners_.first()) * scale_;
    return std::hypot(away.x(), away.y()) <= reach;
}

bool PolygonTool::press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (button == Qt::RightButton) return cancel(), true;
    if (button != Qt::LeftButton) return false;
    if (isAtFirst(scene)) close();
    else corners_ << (cursor_ = scene);
    return true;
}

bool PolygonTool::move(QPointF scene, Qt::MouseButtons, Qt::KeyboardModifiers) {
    cursor_ = scene;
    return !corners_.isEmpty();
}

bool PolygonTool::release(QPointF, Qt::MouseButton, Qt::KeyboardModifiers) { return true; }

/// The first of the two clicks has set a corner here already.
bool PolygonTool::doubleClick(QPointF) {
    if (corners_.size() >= 3) close();
    return true;
}

bool PolygonTool::key(int key) {
    switch (key) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (corners_.size() >= 3) close();
            return true;
        case Qt::Key_Backspace:
            if (!corners_.isEmpty()) corners_.removeLast();
            return true;
        case Qt::Key_Escape:
            cancel();
            return true;
        default:
            return false;
    }
}

void PolygonTool::close() {
    const QPolygonF drawn = std::exchange(corners_, {});
    if (finished) finished(drawn);
}

void PolygonTool::cancel() {
    corners_.clear();
    if (cancelled) cancelled();
}

void PolygonTool::paint(QPainter& painter, const ViewTransform& view) {
    scale_ = view.scale;
    if (corners_.isEmpty()) return;
    QPolygonF drawn;
    for (const QPointF& corner : corners_) drawn << view.viewFromScene(corner);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPolygonF area = drawn;
    area << view.viewFromScene(cursor_);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(255, 255, 255, 60));
    painter.drawPolygon(area);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(255, 255, 255, 220), 3.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolygon(area);
    painter.setPen(QPen(QColor(20, 24, 28), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(area);
    painter.setPen(QPen(QColor(20, 24, 28), 1.25, Qt::DashLine));
    painter.drawLine(area.last(), area.first());
    painter.setPen(QPen(QColor(20, 24, 28), 1.25));
    painter.setBrush(Qt::white);
    for (const QPointF& corner : drawn) painter.drawEllipse(corner, handle, handle);
    painter.restore();
}

}  // namespace lacuna::ui
