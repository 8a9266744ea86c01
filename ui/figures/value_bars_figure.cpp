#include "ui/figures/value_bars_figure.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lacuna::ui {
namespace {

constexpr double margin = 12;
constexpr double barHeight = 8;
constexpr double rowGap = 8;
constexpr double smallestPlot = 120;

QString points(double share) {
    const QString text = QString::number(std::abs(100 * share), 'f', 1);
    return text == "0.0" ? text : (share < 0 ? QString(QChar(0x2212)) : QString("+")) + text;
}

}  // namespace

QColor thingColor(int thing) {
    static constexpr std::array<QRgb, 8> colors{0xff0072b2, 0xffe69f00, 0xff009e73, 0xffcc79a7, 0xff56b4e9, 0xffd55e00, 0xff8c8c2c, 0xff707070};
    return QColor::fromRgb(colors[static_cast<std::size_t>(thing) % colors.size()]);
}

ValueBarsFigure::ValueBarsFigure(const QString& name, const QString& accessibleName, QWidget* parent)
    : Figure(name, accessibleName, parent) {}

void ValueBarsFigure::setBars(ValueBars bars) {
    bars_ = std::move(bars);
    updateGeometry();
    update();
}

double ValueBarsFigure::rowHeight() const {
    return std::max<double>(fontMetrics().height(), barHeight * static_cast<double>(bars_.things.size())) + rowGap;
}

double ValueBarsFigure::namesWidth(const QPainter& painter, QSizeF size) const {
    QFont bold = painter.font();
    bold.setBold(true);
    const QFontMetricsF metrics(bold);
    double widest = 0;
    for (const auto& row : bars_.rows) widest = std::max(widest, metrics.horizontalAdvance(row));
    return std::min(widest, std::max(60.0, size.width() - smallestPlot - 2 * margin));
}

QSize ValueBarsFigure::sizeHint() const {
    const int line = fontMetrics().height();
    return QSizeF(300, line + 10 + static_cast<double>(bars_.rows.size()) * rowHeight() + 2 * line + 12).toSize();
}

void ValueBarsFigure::drawLegend(QPainter& painter, QSizeF size, const FigureInk& ink) const {
    double x = margin;
    const double height = painter.fontMetrics().height();
    for (int thing = 0; thing < bars_.things.size(); ++thing) {
        const double width = painter.fontMetrics().horizontalAdvance(bars_.things[thing]);
        if (x + width + 18 > size.width()) break;
        painter.fillRect(QRectF(x, height / 2 - 3, 10, 10), thingColor(thing));
        painter.setPen(ink.text);
        painter.drawText(QRectF(x + 15, 2, width + 2, height), Qt::AlignLeft | Qt::AlignVCenter, bars_.things[thing]);
        x += width + 32;
    }
}

void ValueBarsFigure::draw(QPainter& painter, QSizeF size, const FigureInk& ink) const {
    if (bars_.rows.isEmpty() || bars_.things.isEmpty()) return;
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = painter.fontMetrics().height();
    const double names = namesWidth(painter, size);
    const double top = line + 10, bottom = top + static_cast<double>(bars_.rows.size()) * rowHeight();
    double low = 0, high = 0;
    for (const auto& row : bars_.values)
        for (const double value : row)
            if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
    if (high - low < 0.01) high = low + 0.01;
    const double numbers = painter.fontMetrics().horizontalAdvance("+100.0") + 6;  // room beside the longest bar of the total
    const QRectF plot(margin + names + 8 + (low < 0 ? numbers : 0), top, size.width() - 2 * margin - names - 8 - numbers - (low < 0 ? numbers : 0), bottom - top);
    const auto xOf = [&](double value) { return plot.left() + (value - low) / (high - low) * plot.width(); };
    drawLegend(painter, size, ink);
    const auto ticks = niceTicks(100 * low, 100 * high, std::max(2, static_cast<int>(plot.width() / 60)));
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
    for (const double tick : ticks) {
        const double x = xOf(tick / 100);
        painter.setPen(QPen(ink.line, 1));
        painter.drawLine(QPointF(x, top), QPointF(x, bottom));
        painter.setPen(ink.muted);
        painter.drawText(QRectF(x - 30, bottom + 2, 60, line), Qt::AlignHCenter, tickText(tick, step).replace('-', QChar(0x2212)));
    }
    painter.drawText(QRectF(plot.left(), bottom + line + 2, plot.width(), line), Qt::AlignHCenter, bars_.unit);
    const QFont plain = painter.font();
    QFont bold = plain;
    bold.setBold(true);
    for (int row = 0; row < bars_.rows.size(); ++row) {
        const double y = top + row * rowHeight();
        painter.setFont(row == 0 ? bold : plain);
        painter.setPen(ink.text);
        painter.drawText(QRectF(margin, y, names, rowHeight()), Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(bars_.rows[row], Qt::ElideRight, static_cast<int>(names) + 1));
        painter.setFont(plain);
        double barTop = y + (rowHeight() - barHeight * static_cast<double>(bars_.things.size())) / 2;
        for (int thing = 0; thing < bars_.things.size(); ++thing, barTop += barHeight) {
            const double value = bars_.values[static_cast<std::size_t>(row)][static_cast<std::size_t>(thing)];
            if (!std::isfinite(value)) continue;
            painter.fillRect(QRectF(QPointF(xOf(0), barTop + 0.5), QPointF(xOf(value), barTop + barHeight - 0.5)).normalized(), thingColor(thing));
            if (row > 0 || bars_.things.size() > 3) continue;
            QFont small = plain;
            small.setPointSizeF(small.pointSizeF() * 0.85);
            painter.setFont(small);
            painter.setPen(ink.text);
            const double x = xOf(value);
            painter.drawText(QRectF(value < 0 ? x - numbers : x + 4, barTop - 5, numbers - 4, barHeight + 10),
                             (value < 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, points(value));
            painter.setFont(plain);
        }
    }
    painter.setPen(QPen(ink.muted, 1));
    painter.drawLine(QPointF(xOf(0), top), QPointF(xOf(0), bottom));
}

QString ValueBarsFigure::table(QChar separator) const {
    if (bars_.rows.isEmpty()) return {};
    QString text = joined(QStringList{bars_.cornerTitle} + bars_.things, separator);
    for (int row = 0; row < bars_.rows.size(); ++row) {
        QStringList cells{bars_.rows[row]};
        for (const double value : bars_.values[static_cast<std::size_t>(row)])
            cells << (std::isfinite(value) ? QString::number(100 * value, 'g', 6) : QString());
        text += joined(cells, separator);
    }
    return text;
}

}  // namespace lacuna::ui
