#include "ui/canvas/footprint_overlay.h"

#include <algorithm>
#include <cmath>

namespace lacuna::ui {
namespace {

constexpr int largestMask = 1024;  // cells a side: paints in a few milliseconds whatever the scene's size
constexpr double spacing = 9;      // logical pixels from line to line

/// Runs of cells of a line that differ from the cell beside them, as lines of the outline.
template <class Differs, class Line>
void traceRuns(int length, const Differs& differs, const Line& line) {
    for (int i = 0; i < length;) {
        if (!differs(i)) {
            ++i;
            continue;
        }
        const int first = i;
        while (i < length && differs(i)) ++i;
        line(first, i);
    }
}

}  // namespace

FootprintOverlay::Shown FootprintOverlay::prepare(const Area& area) {
    const auto& footprint = *area.footprint;
    const int width = std::min(footprint.width(), largestMask), height = std::min(footprint.height(), largestMask);
    const double cellX = static_cast<double>(footprint.width()) / width, cellY = static_cast<double>(footprint.height()) / height;
    Shown shown{area, QImage(width, height, QImage::Format_ARGB32_Premultiplied), {}};
    shown.mask.fill(Qt::transparent);
    const auto isLost = [&](int row, int column) {
        return row >= 0 && column >= 0 && row < height && column < width &&
               footprint.isLost(static_cast<int>((row + 0.5) * cellY), static_cast<int>((column + 0.5) * cellX));
    };
    for (int row = 0; row < height; ++row) {
        auto* line = reinterpret_cast<QRgb*>(shown.mask.scanLine(row));
        for (int column = 0; column < width; ++column)
            if (isLost(row, column)) line[column] = qRgb(0, 0, 0);
    }
    for (int row = 0; row <= height; ++row)
        traceRuns(width, [&](int column) { return isLost(row - 1, column) != isLost(row, column); },
                  [&](int from, int to) { shown.outline << QLineF(from * cellX, row * cellY, to * cellX, row * cellY); });
    for (int column = 0; column <= width; ++column)
        traceRuns(height, [&](int row) { return isLost(row, column - 1) != isLost(row, column); },
                  [&](int from, int to) { shown.outline << QLineF(column * cellX, from * cellY, column * cellX, to * cellY); });
    return shown;
}

void FootprintOverlay::setAreas(const QList<Area>& areas) {
    QList<Shown> shown;
    for (const auto& area : areas) {
        const auto same = std::find_if(shown_.begin(), shown_.end(),
                                       [&](const Shown& one) { return one.area.footprint == area.footprint; });
        shown << (same != shown_.end() ? *same : prepare(area));
        shown.last().area = area;
    }
    shown_ = shown;
}

/// The hatching is drawn apart and cut to the mask.
void FootprintOverlay::hatch(QPainter& painter, const Shown& shown, const ViewTransform& view) const {
    const QRectF scene(view.viewFromScene({0, 0}), view.viewFromScene(QPointF(shown.area.footprint->width(), shown.area.footprint->height())));
    const QRect visible = (scene & QRectF({0, 0}, view.size)).toAlignedRect();
    if (visible.isEmpty()) return;
    const double ratio = view.devicePixelRatio;
    QImage lines((QSizeF(visible.size()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    lines.setDevicePixelRatio(ratio);
    lines.fill(Qt::transparent);
    QPainter hatcher(&lines);
    hatcher.setRenderHint(QPainter::Antialiasing);
    hatcher.translate(-visible.topLeft());
    hatcher.fillRect(visible, QColor(255, 255, 255, 70));
    const double lean = shown.area.falling ? 1 : -1;
    // From the scene's corner, so that the lines move with the map.
    const double first = scene.left() - lean * scene.top();
    for (const auto& [color, width] : {std::pair{QColor(255, 255, 255, 150), 3.0}, std::pair{color_, 1.25}}) {
        hatcher.setPen(QPen(color, width));
        const double low = std::min(visible.left() - lean * visible.top(), visible.left() - lean * (visible.bottom() + 1.0));
        const double high = std::max(visible.right() + 1 - lean * visible.top(), visible.right() + 1 - lean * (visible.bottom() + 1.0));
        for (double x = first + spacing * std::floor((low - first) / spacing); x <= high; x += spacing)
            hatcher.drawLine(QPointF(x + lean * visible.top(), visible.top()), QPointF(x + lean * (visible.bottom() + 1), visible.bottom() + 1));
    }
    hatcher.setRenderHint(QPainter::Antialiasing, false);
    hatcher.setCompositionMode(QPainter::CompositionMode_DestinationIn);
    hatcher.drawImage(scene, shown.mask, QRectF(shown.mask.rect()));
    hatcher.end();
    painter.drawImage(visible.topLeft(), lines);
}

void FootprintOverlay::paint(QPainter& painter, const ViewTransform& view) {
    const QRectF visible = view.visibleScene().adjusted(-1, -1, 1, 1);
    for (const auto& shown : shown_) {
        hatch(painter, shown, view);
        QList<QLineF> outline;
        for (const auto& line : shown.outline)
            if (visible.contains(line.p1()) || visible.contains(line.p2()) || visible.intersects(QRectF(line.p1(), line.p2()).adjusted(-0.1, -0.1, 0.1, 0.1)))
                outline << QLineF(view.viewFromScene(line.p1()), view.viewFromScene(line.p2()));
        for (const auto& [color, width] : {std::pair{QColor(255, 255, 255, 170), 3.0}, std::pair{color_, 1.5}}) {
            painter.setPen(QPen(color, width, Qt::SolidLine, Qt::SquareCap));
            painter.drawLines(outline);
        }
    }
}

}  // namespace lacuna::ui
