#include "ui/figures/coverage_figure.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/value_bars_figure.h"

namespace lacuna::ui {

CoverageFigure::CoverageFigure(const QString& name, const QString& accessibleName, QWidget* parent)
    : Figure(name, accessibleName, parent) {}

void CoverageFigure::setLines(CoverageLines lines) {
    lines_ = std::move(lines);
    update();
}

void CoverageFigure::drawAxes(QPainter& painter, const QRectF& plot, double low, const FigureInk& ink) const {
    const double line = painter.fontMetrics().height();
    const auto across = niceTicks(0, 100, std::max(2, static_cast<int>(plot.width() / 60)));
    for (const double tick : across) {
        const double x = plot.left() + tick / 100 * plot.width();
        painter.setPen(QPen(ink.line, 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setPen(ink.muted);
        painter.drawText(QRectF(x - 30, plot.bottom() + 2, 60, line), Qt::AlignHCenter, QString::number(tick));
    }
    const auto up = niceTicks(100 * low, 100, std::max(2, static_cast<int>(plot.height() / 30)));
    for (const double tick : up) {
        const double y = plot.bottom() - (tick / 100 - low) / (1 - low) * plot.height();
        painter.setPen(QPen(ink.line, 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(ink.muted);
        painter.drawText(QRectF(0, y - line / 2, plot.left() - 5, line), Qt::AlignRight | Qt::AlignVCenter, QString::number(tick));
    }
    painter.drawText(QRectF(plot.left(), plot.bottom() + line + 1, plot.width(), line), Qt::AlignHCenter, tr("certain, % of the pixels"));
    painter.drawText(QRectF(0, 0, plot.right(), line), Qt::AlignLeft, tr("their accuracy, %"));
}

void CoverageFigure::drawLegend(QPainter& painter, const QRectF& plot, const FigureInk& ink) const {
    const double line = painter.fontMetrics().height();
    double x = plot.right();
    for (int i = static_cast<int>(lines_.lines.size()) - 1; i >= 0; --i) {
        const auto& one = lines_.lines[static_cast<std::size_t>(i)];
        const double width = painter.fontMetrics().horizontalAdvance(one.name);
        x -= width;
        if (x < painter.fontMetrics().horizontalAdvance(tr("their accuracy, %")) + 24) return;
        painter.setPen(ink.text);
        painter.drawText(QRectF(x, 0, width + 2, line), Qt::AlignLeft, one.name);
        painter.fillRect(QRectF(x - 14, line / 2 - 1.5, 10, 3), thingColor(i));
        x -= 26;
    }
}

void CoverageFigure::draw(QPainter& painter, QSizeF size, const FigureInk& ink) const {
    if (lines_.lines.empty()) return;
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = painter.fontMetrics().height();
    double low = lines_.goal >= 0 ? lines_.goal : 1;
    for (const auto& one : lines_.lines)
        for (const auto& point : one.points)
            if (point.x() >= 0.02) low = std::min(low, point.y());
    low = std::clamp(std::floor(low * 10) / 10, 0.0, 0.9);
    const QRectF plot(painter.fontMetrics().horizontalAdvance("100") + 10, line + 6, size.width() - painter.fontMetrics().horizontalAdvance("100") - 26,
                      size.height() - 3 * line - 12);
    const auto place = [&](const QPointF& point) {
        return QPointF(plot.left() + point.x() * plot.width(), plot.bottom() - (std::max(point.y(), low) - low) / (1 - low) * plot.height());
    };
    drawAxes(painter, plot, low, ink);
    drawLegend(painter, plot, ink);
    if (lines_.goal >= 0) {
        painter.setPen(QPen(ink.muted, 1, Qt::DashLine));
        painter.drawLine(place({0, lines_.goal}), place({1, lines_.goal}));
    }
    for (std::size_t i = 0; i < lines_.lines.size(); ++i) {
        const auto& one = lines_.lines[i];
        QPolygonF polyline;
        for (const auto& point : one.points)
            if (point.x() >= 0.02) polyline << place(point);
        const QColor color = thingColor(static_cast<int>(i));
        painter.setPen(QPen(color, one.shown ? 2.4 : 1.3));
        painter.drawPolyline(polyline);
        if (one.chosen.x() <= 0 || !std::isfinite(one.chosen.y())) continue;
        painter.setBrush(color);
        painter.setPen(QPen(ink.paper, 1.5));
        painter.drawEllipse(place(one.chosen), 4.5, 4.5);
        painter.setBrush(Qt::NoBrush);
    }
}

QString CoverageFigure::table(QChar separator) const {
    if (lines_.lines.empty()) return {};
    QString text = joined({tr("Subset"), tr("Certain, %"), tr("Accuracy, %")}, separator);
    for (const auto& one : lines_.lines)
        for (const auto& point : one.points)
            text += joined({one.name, QString::number(100 * point.x(), 'g', 6), QString::number(100 * point.y(), 'g', 6)}, separator);
    return text;
}

}  // namespace lacuna::ui
