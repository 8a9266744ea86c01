#include "ui/views/histogram_strip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"

namespace lacuna::ui {
namespace {

constexpr int bins = 96;
constexpr double margin = 8;
constexpr double triangle = 6;
constexpr double handleReach = 7;
constexpr double keyStep = 0.01;  // of the axis
constexpr double outermost = 0.001;

}  // namespace

HistogramStrip::HistogramStrip(QWidget* parent) : QWidget(parent), color_(Qt::gray) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void HistogramStrip::setChannel(const QString& title, const QColor& color) {
    title_ = title;
    color_ = color;
    setAccessibleName(tr("Histogram of %1").arg(title));
    setToolTip(tr("Drag the handles to choose which values of %1 are stretched from dark to bright").arg(title));
    update();
}

void HistogramStrip::setValues(std::vector<float> sorted) {
    values_ = std::move(sorted);
    fitAxis();
    update();
}

void HistogramStrip::setRange(double low, double high) {
    if (isDragging()) return;
    range_ = {low, high};
    fitAxis();
    update();
}

void HistogramStrip::fitAxis() {
    double low = range_[0], high = range_[1];
    if (!values_.empty()) {
        const auto at = [&](double fraction) {
            return static_cast<double>(values_[static_cast<std::size_t>(fraction * static_cast<double>(values_.size() - 1))]);
        };
        low = std::min(low, at(outermost));
        high = std::max(high, at(1 - outermost));
    }
    if (!(high > low)) high = low + 1;
    axis_ = {low, high};
    heights_.assign(bins, 0);
    for (const float value : values_) {
        const double position = (static_cast<double>(value) - low) / (high - low) * bins;
        if (position >= 0 && position <= bins) ++heights_[static_cast<std::size_t>(std::min(position, bins - 1.0))];
    }
    // The root keeps small peaks visible beside the one of water or shadow.
    double most = 0;
    for (double& height : heights_) most = std::max(most, height = std::sqrt(height));
    if (most > 0)
        for (double& height : heights_) height /= most;
}

QRectF HistogramStrip::plot() const {
    const double text = fontMetrics().height() + 2;
    return {margin, text, width() - 2 * margin, height() - 2 * text - triangle};
}

double HistogramStrip::xOf(double value) const {
    const QRectF area = plot();
    return area.left() + (value - axis_[0]) / (axis_[1] - axis_[0]) * area.width();
}

double HistogramStrip::valueAt(double x) const {
    const QRectF area = plot();
    return axis_[0] + std::clamp((x - area.left()) / area.width(), 0.0, 1.0) * (axis_[1] - axis_[0]);
}

void HistogramStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = plot();
    const QColor ink = palette().color(QPalette::WindowText);
    QPolygonF curve{{area.left(), area.bottom()}};
    for (std::size_t i = 0; i < heights_.size(); ++i)
        curve.append({area.left() + (static_cast<double>(i) + 0.5) / bins * area.width(), area.bottom() - heights_[i] * area.height()});
    curve.append({area.right(), area.bottom()});
    QColor fill = color_;
    fill.setAlphaF(0.35F);
    painter.setPen(QPen(color_, 1.2));
    painter.setBrush(fill);
    painter.drawPolygon(curve);
    QColor outside = palette().color(QPalette::Window);
    outside.setAlphaF(0.6F);
    const double low = std::clamp(xOf(range_[0]), area.left(), area.right());
    const double high = std::clamp(xOf(range_[1]), area.left(), area.right());
    painter.fillRect(QRectF(area.topLeft(), QPointF(low, area.bottom())), outside);
    painter.fillRect(QRectF(QPointF(high, area.top()), area.bottomRight()), outside);
    painter.setPen(QPen(themeColors().border, 1));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    for (const auto& [x, index] : {std::pair{low, 0}, std::pair{high, 1}}) {
        const bool active = dragged_ == index || (hasFocus() && chosen_ == index);
        painter.setPen(QPen(active ? themeColors().accent : ink, 1.5));
        painter.setBrush(active ? themeColors().accent : ink);
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.drawPolygon(QPolygonF({{x, area.bottom() - 1}, {x - 4.5, area.bottom() + triangle}, {x + 4.5, area.bottom() + triangle}}));
    }
    painter.setPen(themeColors().muted);
    const QRectF above(margin, 0, width() - 2 * margin, area.top());
    const QRectF below(margin, area.bottom() + triangle + 1, width() - 2 * margin, height() - area.bottom() - triangle - 1);
    painter.drawText(above, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(title_, Qt::ElideRight, width() - 16));
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, shownNumber(range_[0], 4, 'g'));
    painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, shownNumber(range_[1], 4, 'g'));
}

void HistogramStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const double x = event->position().x();
    const double toLow = std::abs(x - xOf(range_[0])), toHigh = std::abs(x - xOf(range_[1]));
    if (std::min(toLow, toHigh) > handleReach) return;
    // Where both lie on each other, the one that can still move to that side.
    chosen_ = dragged_ = toLow < toHigh || (toLow == toHigh && x < xOf(range_[0])) ? 0 : 1;
    moved_ = false;
    update();
}

void HistogramStrip::mouseMoveEvent(QMouseEvent* event) {
    const double x = event->position().x();
    if (!isDragging()) {
        const bool over = std::min(std::abs(x - xOf(range_[0])), std::abs(x - xOf(range_[1]))) <= handleReach;
        setCursor(over ? Qt::SizeHorCursor : Qt::ArrowCursor);
        return;
    }
    moved_ = true;
    moveHandle(valueAt(x));
    Q_EMIT rangeDragged(range_[0], range_[1]);
}

void HistogramStrip::moveHandle(double value) {
    range_[static_cast<std::size_t>(chosen_)] = chosen_ == 0 ? std::min(value, range_[1]) : std::max(value, range_[0]);
    update();
}

void HistogramStrip::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !isDragging()) return;
    dragged_ = -1;
    update();
    if (moved_) Q_EMIT rangeChosen(range_[0], range_[1]);
}

void HistogramStrip::keyPressEvent(QKeyEvent* event) {
    const double step = keyStep * (axis_[1] - axis_[0]);
    switch (event->key()) {
        case Qt::Key_Home:
            chosen_ = 0;
            return update();
        case Qt::Key_End:
            chosen_ = 1;
            return update();
        case Qt::Key_Left:
        case Qt::Key_Right:
            moveHandle(range_[static_cast<std::size_t>(chosen_)] + (event->key() == Qt::Key_Left ? -step : step));
            Q_EMIT rangeChosen(range_[0], range_[1]);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace lacuna::ui
