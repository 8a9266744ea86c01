#include "ui/views/measure_tool.h"

#include <QApplication>
#include <QLocale>
#include <QPalette>
#include <cmath>
#include <utility>

#include "ui/canvas/map_pill.h"
#include "ui/theme/numbers.h"

namespace lacuna::ui {
namespace {

using Unit = raster::GroundMeasure::Unit;

QString number(double value, int decimals) {
    return shownLocale().toString(value, 'f', decimals);
}

}  // namespace

QString lengthText(double length, Unit unit) {
    if (unit == Unit::Pixels) return QObject::tr("%1 px").arg(number(length, 1));
    if (unit == Unit::MapUnits) return QObject::tr("%1 map units").arg(number(length, 2));
    return length < 1000 ? QObject::tr("%1 m").arg(number(length, 1)) : QObject::tr("%1 km").arg(number(length / 1000, 3));
}

QString areaText(double area, Unit unit) {
    if (unit == Unit::Pixels) return QObject::tr("%1 px²").arg(number(area, 1));
    if (unit == Unit::MapUnits) return QObject::tr("%1 map units²").arg(number(area, 2));
    if (area < 1e4) return QObject::tr("%1 m²").arg(number(area, 1));
    return area < 1e6 ? QObject::tr("%1 ha").arg(number(area / 1e4, 2)) : QObject::tr("%1 km²").arg(number(area / 1e6, 3));
}

MeasureTool::MeasureTool(Kind kind, Told told) : kind_(kind), told_(std::move(told)) {}

void MeasureTool::setGrid(const raster::Grid& grid) {
    measure_.reset();
    measure_.emplace(grid);
    clear();
}

void MeasureTool::clear() {
    vertices_.clear();
    pointer_.reset();
    changed();
}

bool MeasureTool::press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (button != Qt::LeftButton) return false;
    if (!pointer_) vertices_.clear();
    vertices_.push_back({scene.x(), scene.y()});
    pointer_ = vertices_.back();
    changed();
    return true;
}

bool MeasureTool::move(QPointF scene, Qt::MouseButtons, Qt::KeyboardModifiers) {
    if (!pointer_) return false;
    pointer_ = raster::Point{scene.x(), scene.y()};
    changed();
    return true;
}

bool MeasureTool::doubleClick(QPointF) {
    // The first click of the two has set the vertex.
    return key(Qt::Key_Return);
}

bool MeasureTool::key(int key) {
    const bool empty = vertices_.empty();
    if (key == Qt::Key_Escape) {
        clear();
        return !empty;
    }
    if (!pointer_) return false;
    if (key == Qt::Key_Backspace) {
        vertices_.pop_back();
        if (vertices_.empty()) pointer_.reset();
    } else if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        pointer_.reset();
    } else {
        return false;
    }
    changed();
    return true;
}

std::vector<raster::Point> MeasureTool::figure() const {
    auto figure = vertices_;
    if (pointer_) figure.push_back(*pointer_);
    return figure;
}

void MeasureTool::changed() {
    const auto points = figure();
    const QString before = std::exchange(text_, QString());
    if (measure_ && points.size() > 1) {
        const Unit unit = measure_->unit();
        if (kind_ == Kind::Distance)
            text_ = lengthText(measure_->length(points), unit);
        else if (points.size() > 2)
            text_ = QObject::tr("%1 · perimeter %2").arg(areaText(measure_->area(points), unit), lengthText(measure_->perimeter(points), unit));
    }
    if (text_ != before) told_(text_);
}

void MeasureTool::paint(QPainter& painter, const ViewTransform& view) {
    if (vertices_.empty()) return;
    QPolygonF line;
    for (const auto& point : figure()) line.append(view.viewFromScene(QPointF(point[0], point[1])));
    const QPalette palette = QApplication::palette();
    const QColor accent = palette.color(QPalette::Highlight);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (kind_ == Kind::Area && line.size() > 2) {
        QColor fill = accent;
        fill.setAlphaF(0.2F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(line);
        line.append(line.first());
    }
    painter.setBrush(Qt::NoBrush);
    for (const auto& [color, width] : {std::pair{palette.color(QPalette::Base), 4.0}, std::pair{accent, 2.0}}) {
        painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
    }
    painter.setPen(QPen(accent, 2));
    painter.setBrush(palette.color(QPalette::Base));
    for (const auto& point : vertices_) painter.drawEllipse(view.viewFromScene(QPointF(point[0], point[1])), 4, 4);
    if (!text_.isEmpty()) {
        const auto last = figure().back();
        const QSizeF size = pillSize(QFontMetricsF(painter.font()), text_);
        QPointF corner = view.viewFromScene(QPointF(last[0], last[1])) + QPointF(14, 14);
        corner.rx() = std::max(4.0, std::min(corner.x(), view.size.width() - size.width() - 4));
        corner.ry() = std::max(4.0, std::min(corner.y(), view.size.height() - size.height() - 4));
        paintPillText(painter, QRectF(corner, size), text_, palette);
    }
    painter.restore();
}

}  // namespace lacuna::ui
