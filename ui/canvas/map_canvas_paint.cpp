// How the map looks.
#include <QLocale>
#include <QPaintEvent>
#include <algorithm>
#include <cmath>

#include "ui/canvas/map_canvas.h"
#include "ui/canvas/map_pill.h"

namespace lacuna::ui {
namespace {

constexpr int step = 8;  // the grid that distances keep to
constexpr double handleRadius = 12;
constexpr double longestScaleBar = 120;
constexpr int manyRects = 16;

bool isSameZoom(const ViewTransform& a, const ViewTransform& b) {
    return a.scale == b.scale && a.aspect == b.aspect && a.devicePixelRatio == b.devicePixelRatio;
}

QColor translucent(QColor color, double alpha) {
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

/// The largest of 1, 2, 5 · 10ⁿ that isn't above `limit`.
double roundBelow(double limit) {
    const double power = std::pow(10, std::floor(std::log10(limit)));
    for (const double digit : {5.0, 2.0}) {
        if (digit * power <= limit) return digit * power;
    }
    return power;
}

}  // namespace

void MapCanvas::updateFrame(Frame& frame, Side side) {
    const ViewTransform now = view();
    const double ratio = now.devicePixelRatio;
    const QSize device(static_cast<int>(std::ceil(now.size.width() * ratio)),
                       static_cast<int>(std::ceil(now.size.height() * ratio)));
    const QRect whole({0, 0}, device);
    if (frame.pixmap.size() != device) {
        frame.pixmap = QPixmap(device);
        frame.pixmap.fill(Qt::transparent);
        frame.dirty = whole;
    } else if (!isSameZoom(frame.view, now)) {
        frame.dirty = whole;
    } else if (const QPointF moved = frame.view.sceneOrigin - now.sceneOrigin; !moved.isNull()) {
        const double dx = std::round(moved.x() * now.scaleX() * ratio);
        const double dy = std::round(moved.y() * now.scaleY() * ratio);
        if (std::abs(dx) >= device.width() || std::abs(dy) >= device.height()) {
            frame.dirty = whole;
        } else if (dx != 0 || dy != 0) {
            frame.dirty.translate(static_cast<int>(dx), static_cast<int>(dy));
            QRegion exposed;
            frame.pixmap.scroll(static_cast<int>(dx), static_cast<int>(dy), whole, &exposed);
            frame.dirty += exposed;
        }
    }
    frame.view = now;
    frame.dirty &= whole;
    if (frame.dirty.isEmpty()) return;
    if (frame.dirty.rectCount() > manyRects) frame.dirty = frame.dirty.boundingRect();
    QPainter painter(&frame.pixmap);
    painter.setClipRegion(frame.dirty);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.fillRect(whole, Qt::transparent);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    painter.scale(ratio, ratio);
    paintSideLayers(painter, now, side);
    frame.dirty = {};
}

void MapCanvas::paintLayers(QPainter& painter, const ViewTransform& view, QPointF widgetPosition) const {
    paintSideLayers(painter, view, sideAt(widgetPosition));
}

void MapCanvas::paintSideLayers(QPainter& painter, const ViewTransform& view, Side side) const {
    const QList<Layer*> painted = paintedLayers(side);
    for (auto layer = painted.crbegin(); layer != painted.crend(); ++layer) {
        if ((*layer)->opacity() <= 0) continue;
        painter.save();
        painter.setOpacity((*layer)->opacity());
        (*layer)->paint(painter, view, grid_);
        painter.restore();
    }
}

void MapCanvas::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setClipRegion(event->region());
    paintBackground(painter);
    for (const Side side : shownSides()) paintSide(painter, side);
    if (compare_ == Compare::Flicker) {
        paintSideLabel(painter, flickerSide_);
    } else if (isComparing()) {
        paintDivider(painter);
        paintSideLabel(painter, Side::Left);
        paintSideLabel(painter, Side::Right);
        paintLinkedCursor(painter);
    }
    if (linkedPointer_) paintCross(painter, widgetFromScene(*linkedPointer_));
    if (drag_ == Drag::Rectangle && dragMoved_) paintRubberBand(painter);
    if (scaleBar_ && gridSet_) paintScaleBar(painter);
    for (MapOverlay* overlay : overlays_) {
        painter.save();
        overlay->paint(painter, *this);
        painter.restore();
    }
}

void MapCanvas::paintBackground(QPainter& painter) const {
    const QColor window = palette().color(QPalette::Window);
    painter.fillRect(rect(), window.lightness() > 128 ? window.darker(108) : window.darker(125));
}

void MapCanvas::paintSide(QPainter& painter, Side side) {
    Frame& frame = frames_[static_cast<std::size_t>(side)];
    updateFrame(frame, side);
    const QRectF part = sideRect(side);
    const double offset = sideOffset(side);
    const double ratio = frame.view.devicePixelRatio;
    painter.save();
    painter.setClipRect(part, Qt::IntersectClip);
    // The scene's own area is told from what lies around it, also where it holds no data.
    const QRectF scene(frame.view.viewFromScene(QPointF(0, 0)),
                       frame.view.viewFromScene(QPointF(grid_.width, grid_.height)));
    painter.fillRect(scene.translated(offset, 0) & part, palette().color(QPalette::Window));
    painter.drawPixmap(
        part, frame.pixmap,
        QRectF((part.x() - offset) * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio));
    if (mapTool_ != nullptr) {
        painter.translate(offset, 0);
        mapTool_->paint(painter, frame.view);
    }
    painter.restore();
}

void MapCanvas::paintDivider(QPainter& painter) const {
    const QColor accent = palette().color(QPalette::Highlight);
    if (compare_ == Compare::SideBySide) {
        const double left = viewSize().width();
        painter.fillRect(QRectF(left, 0, rightViewOffset() - left, height()), palette().color(QPalette::Mid));
        return;
    }
    const double x = dividerX();
    painter.fillRect(QRectF(x - 2, 0, 4, height()), translucent(palette().color(QPalette::Window), 0.8));
    painter.fillRect(QRectF(x - 1, 0, 2, height()), accent);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF middle(x, height() / 2.0);
    painter.setPen(QPen(accent, 2));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawEllipse(middle, handleRadius, handleRadius);
    painter.setPen(QPen(palette().color(QPalette::WindowText), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const double side : {-1.0, 1.0}) {
        const QPolygonF chevron{
            {middle + QPointF(side * 3, -4), middle + QPointF(side * 7, 0), middle + QPointF(side * 3, 4)}};
        painter.drawPolyline(chevron);
    }
    painter.restore();
}

void MapCanvas::paintSideLabel(QPainter& painter, Side side) const {
    const Layer* layer = side == Side::Left ? left_ : right_;
    const QString text = layer == nullptr ? tr("layers as shown") : layer->title();
    const QRectF part = sideRect(side);
    const QFontMetricsF metrics(font());
    const double height = std::ceil(metrics.height()) + step;
    const double room = part.width() - 4 * step - handleRadius;
    if (room < 3 * step) return;
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room - 2 * step);
    const double width = std::ceil(metrics.horizontalAdvance(shown)) + 3 * step;
    const QRectF pill(std::round(part.center().x() - width / 2), step, width, height);
    paintPill(painter, pill, palette());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(pill, Qt::AlignCenter, shown);
}

void MapCanvas::paintScaleBar(QPainter& painter) const {
    const double unit = metersPerColumn_ > 0 ? metersPerColumn_ : 1;
    const double limit = longestScaleBar / scale_ * unit;
    if (!(limit > 0) || !std::isfinite(limit)) return;
    const double length = roundBelow(limit);
    const double bar = length / unit * scale_;
    QString text;
    if (metersPerColumn_ <= 0)
        text = tr("%1 px").arg(locale().toString(length, 'g', 6));
    else if (length >= 1000)
        text = tr("%1 km").arg(locale().toString(length / 1000, 'g', 6));
    else
        text = tr("%1 m").arg(locale().toString(length, 'g', 6));
    const QFontMetricsF metrics(font());
    const double textWidth = std::ceil(metrics.horizontalAdvance(text));
    const double pillHeight = std::ceil(metrics.height()) + step;
    const QRectF pill(step, height() - step - pillHeight, bar + textWidth + 4 * step, pillHeight);
    paintPill(painter, pill, palette());
    const QColor ink = palette().color(QPalette::WindowText);
    painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    const double left = pill.left() + 1.5 * step;
    const double base = std::round(pill.center().y()) + 3;
    painter.drawPolyline(QPolygonF({{left, base - 6}, {left, base}, {left + bar, base}, {left + bar, base - 6}}));
    painter.drawText(QRectF(left + bar + step, pill.top(), textWidth + step, pillHeight),
                     Qt::AlignVCenter | Qt::AlignLeft, text);
}

void MapCanvas::paintRubberBand(QPainter& painter) const {
    const QColor accent = palette().color(QPalette::Highlight);
    painter.setPen(QPen(accent, 1));
    painter.setBrush(translucent(accent, 0.15));
    painter.drawRect(QRectF(dragStart_, dragLast_).normalized());
}

QRect MapCanvas::linkedCursorRect() const {
    if (compare_ != Compare::SideBySide || !rect().contains(cursor_.toPoint())) return {};
    const bool overRight = cursor_.x() >= rightViewOffset();
    const QPointF twin = viewFromWidget(cursor_) + QPointF(overRight ? 0 : rightViewOffset(), 0);
    return QRectF(twin.x() - step, twin.y() - step, 2 * step, 2 * step).toAlignedRect().adjusted(-2, -2, 2, 2);
}

void MapCanvas::paintLinkedCursor(QPainter& painter) const {
    const QRect cross = linkedCursorRect();
    if (!cross.isNull()) paintCross(painter, QRectF(cross).center());
}

void MapCanvas::paintCross(QPainter& painter, QPointF middle) const {
    const QLineF lines[] = {{middle - QPointF(step, 0), middle + QPointF(step, 0)},
                            {middle - QPointF(0, step), middle + QPointF(0, step)}};
    painter.setPen(QPen(palette().color(QPalette::Window), 3));
    painter.drawLines(lines, 2);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
    painter.drawLines(lines, 2);
}

}  // namespace lacuna::ui
