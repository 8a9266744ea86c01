#include "ui/canvas/map_pill.h"

#include <algorithm>
#include <cmath>

namespace lacuna::ui {
namespace {

constexpr int step = 8;

}  // namespace

void paintPill(QPainter& painter, const QRectF& rect, const QPalette& palette) {
    QColor line = palette.color(QPalette::WindowText);
    QColor fill = palette.color(QPalette::Window);
    line.setAlphaF(0.25F);
    fill.setAlphaF(0.9F);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(line, 1));
    painter.setBrush(fill);
    const double radius = std::min(rect.height() / 2, 1.5 * step);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

QSizeF pillSize(const QFontMetricsF& metrics, const QString& text) {
    const QSizeF needed = metrics.size(0, text);
    return {std::ceil(needed.width()) + 2.5 * step, std::ceil(needed.height()) + step};
}

void paintPillText(QPainter& painter, const QRectF& rect, const QString& text, const QPalette& palette) {
    paintPill(painter, rect, palette);
    painter.save();
    painter.setPen(palette.color(QPalette::WindowText));
    painter.drawText(rect, Qt::AlignCenter, text);
    painter.restore();
}

}  // namespace lacuna::ui
