#include "ui/figures/spectra_figure.h"
#include "ui/theme/numbers.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <limits>

namespace lacuna::ui {
namespace {

constexpr double leftMargin = 58, rightMargin = 14, gap = 10;
constexpr double smallestPlot = 96, usualPlot = 150, dotsPlot = 26;
constexpr double swatchWidth = 18;
constexpr int bandAlpha = 46;

double titleHeight(const QFontMetrics& metrics) { return metrics.height() + 6.0; }
double axisHeight(const QFontMetrics& metrics) { return 2.0 * metrics.height() + 8.0; }

}  // namespace

bool SpectrumSensor::hasWavelengths() const {
    bool any = false;
    for (std::size_t i = 0; i < wavelengths.size(); ++i) {
        if (i < bad.size() && bad[i]) continue;
        if (wavelengths[i] <= 0) return false;
        any = true;
    }
    return any;
}

double SpectraFigure::Plot::x(double position) const {
    return last > first ? area.left() + (position - first) / (last - first) * area.width() : area.center().x();
}

double SpectraFigure::Plot::y(double value) const {
    return high > low ? area.bottom() - (value - low) / (high - low) * area.height() : area.center().y();
}

SpectraFigure::SpectraFigure(QWidget* parent) : Figure("spectra", tr("Spectra of the pixels"), parent) { setMouseTracking(true); }

void SpectraFigure::setSpectra(std::vector<SpectrumSensor> sensors, std::vector<SpectrumLine> lines, std::optional<SpectrumBand> band) {
    sensors_ = std::move(sensors);
    lines_ = std::move(lines);
    band_ = std::move(band);
    hovered_.reset();
    updateGeometry();
    update();
}

std::vector<std::size_t> SpectraFigure::shownBands(std::size_t sensor) const {
    const auto& one = sensors_[sensor];
    std::vector<std::size_t> bands;
    for (std::size_t i = 0; i < one.wavelengths.size(); ++i)
        if (i >= one.bad.size() || !one.bad[i]) bands.push_back(i);
    if (one.hasWavelengths())
        std::stable_sort(bands.begin(), bands.end(), [&](auto a, auto b) { return one.wavelengths[a] < one.wavelengths[b]; });
    return bands;
}

bool SpectraFigure::isBroken(std::size_t sensor, std::size_t from, std::size_t to) const {
    const auto& one = sensors_[sensor];
    const double low = position(sensor, from), high = position(sensor, to);
    for (std::size_t i = 0; i < one.bad.size(); ++i)
        if (one.bad[i] && position(sensor, i) > low && position(sensor, i) < high) return true;
    return false;
}

double SpectraFigure::position(std::size_t sensor, std::size_t band) const {
    return sensors_[sensor].hasWavelengths() ? sensors_[sensor].wavelengths[band] : static_cast<double>(band + 1);
}

void SpectraFigure::fitRange(Plot& plot) const {
    const auto bands = shownBands(plot.sensor);
    plot.low = std::numeric_limits<double>::infinity();
    plot.high = -plot.low;
    const auto widen = [&](double low, double high) {
        if (!std::isfinite(low) || !std::isfinite(high)) return;
        plot.low = std::min(plot.low, low);
        plot.high = std::max(plot.high, high);
    };
    for (const auto& line : lines_)
        for (const auto band : bands)
            if (band < line.values[plot.sensor].size()) widen(line.values[plot.sensor][band], line.values[plot.sensor][band]);
    if (band_)
        for (const auto band : bands)
            if (band < band_->mean[plot.sensor].size()) {
                const double mean = band_->mean[plot.sensor][band], deviation = band_->deviation[plot.sensor][band];
                widen(mean - deviation, mean + deviation);
            }
    if (plot.low > plot.high) plot.low = 0, plot.high = 1;
    const double room = plot.high > plot.low ? 0.05 * (plot.high - plot.low) : std::max(1e-6, std::abs(plot.high) * 0.05);
    // Where all is positive, as reflectance is, the axis does not go below zero.
    plot.low = plot.low >= 0 ? std::max(0.0, plot.low - room) : plot.low - room;
    plot.high += room;
    if (bands.empty()) return;
    plot.first = position(plot.sensor, bands.front());
    plot.last = position(plot.sensor, bands.back());
}

std::vector<SpectraFigure::Plot> SpectraFigure::plots(QSizeF size) const {
    const auto metrics = fontMetrics();
    double fixed = legendHeight(size.width());
    int lines = 0;
    for (std::size_t i = 0; i < sensors_.size(); ++i) {
        fixed += titleHeight(metrics) + axisHeight(metrics) + gap;
        if (shownBands(i).size() == 1) fixed += dotsPlot;
        else ++lines;
    }
    const double height = lines > 0 ? std::max(smallestPlot, (size.height() - fixed) / lines) : 0;
    std::vector<Plot> all;
    double top = 0;
    for (std::size_t i = 0; i < sensors_.size(); ++i) {
        Plot plot;
        plot.sensor = i;
        plot.dots = shownBands(i).size() == 1;
        top += titleHeight(metrics);
        plot.area = QRectF(leftMargin, top, size.width() - leftMargin - rightMargin, plot.dots ? dotsPlot : height);
        top = plot.area.bottom() + axisHeight(metrics) + gap;
        fitRange(plot);
        all.push_back(plot);
    }
    return all;
}

QSize SpectraFigure::minimumSizeHint() const {
    double height = legendHeight(320);
    for (std::size_t i = 0; i < sensors_.size(); ++i)
        height += titleHeight(fontMetrics()) + axisHeight(fontMetrics()) + gap + (shownBands(i).size() == 1 ? dotsPlot : smallestPlot);
    return {260, static_cast<int>(std::ceil(height))};
}

QSize SpectraFigure::sizeHint() const {
    return {360, minimumSizeHint().height() + static_cast<int>((usualPlot - smallestPlot) * static_cast<double>(sensors_.size()))};
}

void SpectraFigure::draw(QPainter& painter, QSizeF size, const FigureInk& ink) const {
    painter.setRenderHint(QPainter::Antialiasing);
    double bottom = 0;
    for (const auto& plot : plots(size)) {
        drawAxes(painter, plot, ink);
        if (plot.dots) {
            drawDots(painter, plot, ink);
        } else {
            painter.save();
            painter.setClipRect(plot.area.adjusted(-1, -1, 1, 1));
            drawDeviation(painter, plot);
            if (band_ && !band_->mean[plot.sensor].empty())
                drawLine(painter, plot, {band_->mean[plot.sensor].begin(), band_->mean[plot.sensor].end()}, QPen(band_->color, 1.25, Qt::DashLine));
            for (const bool strong : {false, true})
                for (const auto& line : lines_)
                    if (line.strong == strong) drawLine(painter, plot, line.values[plot.sensor], QPen(line.color, strong ? 2.2 : 1.3));
            painter.restore();
            if (painter.device() == this && hovered_ && hovered_->first == plot.sensor) {
                const double x = plot.x(position(plot.sensor, hovered_->second));
                painter.setPen(QPen(ink.muted, 1, Qt::DotLine));
                painter.drawLine(QPointF(x, plot.area.top()), QPointF(x, plot.area.bottom()));
            }
        }
        bottom = plot.area.bottom() + axisHeight(fontMetrics()) + gap;
    }
    drawLegend(&painter, bottom, size.width(), ink);
}

void SpectraFigure::drawAxes(QPainter& painter, const Plot& plot, const FigureInk& ink) const {
    const auto& sensor = sensors_[plot.sensor];
    const auto metrics = painter.fontMetrics();
    const bool readable = std::any_of(lines_.begin(), lines_.end(), [&](const auto& line) { return !line.values[plot.sensor].empty(); });
    painter.setPen(ink.text);
    const QRectF title(plot.area.left() - leftMargin + 12, plot.area.top() - titleHeight(metrics), plot.area.width() + leftMargin - 12, metrics.height());
    QFont bold = painter.font();
    const QFont plain = bold;
    bold.setBold(true);
    painter.setFont(bold);
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter, sensor.name);
    painter.setFont(plain);
    painter.setPen(ink.muted);
    const auto count = shownBands(plot.sensor).size();
    QString bands = count == 1 ? tr("1 band") : tr("%1 bands").arg(count);
    if (count < sensor.wavelengths.size()) bands += tr(", %1 bad").arg(sensor.wavelengths.size() - count);
    painter.drawText(title, Qt::AlignRight | Qt::AlignVCenter, readable ? bands : tr("no data here"));
    const QString across = plot.dots ? tr("value") : sensor.hasWavelengths() ? tr("wavelength, µm") : tr("band");
    painter.drawText(QRectF(plot.area.left(), plot.area.bottom() + 4 + metrics.height(), plot.area.width(), metrics.height() + 2),
                     Qt::AlignCenter, across);
    const double low = plot.dots ? plot.low : plot.first, high = plot.dots ? plot.high : plot.last;
    const auto alongX = niceTicks(low, high, std::max(2, static_cast<int>(plot.area.width() / 62)));
    const double stepX = alongX.size() > 1 ? alongX[1] - alongX[0] : 1;
    Plot turned = plot;
    turned.first = low;
    turned.last = high;
    for (const double tick : alongX) {
        const double x = turned.x(tick);
        painter.setPen(QPen(ink.line, 1));
        painter.drawLine(QPointF(x, plot.area.bottom()), QPointF(x, plot.area.bottom() + 4));
        painter.setPen(ink.muted);
        painter.drawText(QRectF(x - 40, plot.area.bottom() + 4, 80, metrics.height()), Qt::AlignCenter, tickText(tick, stepX));
    }
    if (!plot.dots) {
        const auto alongY = niceTicks(plot.low, plot.high, std::max(2, static_cast<int>(plot.area.height() / 34)));
        const double stepY = alongY.size() > 1 ? alongY[1] - alongY[0] : 1;
        for (const double tick : alongY) {
            painter.setPen(QPen(ink.line, 1));
            painter.drawLine(QPointF(plot.area.left(), plot.y(tick)), QPointF(plot.area.right(), plot.y(tick)));
            painter.setPen(ink.muted);
            painter.drawText(QRectF(0, plot.y(tick) - metrics.height() / 2.0, leftMargin - 6, metrics.height()),
                             Qt::AlignRight | Qt::AlignVCenter, tickText(tick, stepY));
        }
    }
    painter.setPen(QPen(ink.line, 1));
    painter.drawLine(plot.area.bottomLeft(), plot.area.bottomRight());
}

void SpectraFigure::drawDeviation(QPainter& painter, const Plot& plot) const {
    if (!band_ || band_->mean[plot.sensor].empty()) return;
    const auto bands = shownBands(plot.sensor);
    const auto& mean = band_->mean[plot.sensor];
    const auto& deviation = band_->deviation[plot.sensor];
    QColor fill = band_->color;
    fill.setAlpha(bandAlpha);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    // One piece between two bad bands.
    for (std::size_t begin = 0; begin < bands.size();) {
        std::size_t end = begin + 1;
        while (end < bands.size() && !isBroken(plot.sensor, bands[end - 1], bands[end])) ++end;
        QPolygonF piece;
        for (std::size_t i = begin; i < end; ++i)
            piece << QPointF(plot.x(position(plot.sensor, bands[i])), plot.y(mean[bands[i]] + deviation[bands[i]]));
        for (std::size_t i = end; i-- > begin;)
            piece << QPointF(plot.x(position(plot.sensor, bands[i])), plot.y(mean[bands[i]] - deviation[bands[i]]));
        painter.drawPolygon(piece);
        begin = end;
    }
    painter.setBrush(Qt::NoBrush);
}

void SpectraFigure::drawLine(QPainter& painter, const Plot& plot, const std::vector<float>& values, const QPen& pen) const {
    const auto bands = shownBands(plot.sensor);
    painter.setPen(pen);
    QPolygonF piece;
    const auto flush = [&] {
        if (piece.size() > 1) painter.drawPolyline(piece);
        else if (piece.size() == 1) painter.drawEllipse(piece.front(), 1.5, 1.5);
        piece.clear();
    };
    for (std::size_t i = 0; i < bands.size(); ++i) {
        if (bands[i] >= values.size()) continue;
        if (i > 0 && isBroken(plot.sensor, bands[i - 1], bands[i])) flush();
        piece << QPointF(plot.x(position(plot.sensor, bands[i])), plot.y(values[bands[i]]));
    }
    flush();
}

void SpectraFigure::drawDots(QPainter& painter, const Plot& plot, const FigureInk& ink) const {
    const auto band = shownBands(plot.sensor).front();
    Plot turned = plot;
    turned.first = plot.low;
    turned.last = plot.high;
    const double middle = plot.area.center().y();
    if (band_ && !band_->mean[plot.sensor].empty()) {
        const double mean = band_->mean[plot.sensor][band], deviation = band_->deviation[plot.sensor][band];
        QColor fill = band_->color;
        fill.setAlpha(bandAlpha);
        painter.fillRect(QRectF(turned.x(mean - deviation), plot.area.top() + 4, turned.x(mean + deviation) - turned.x(mean - deviation), plot.area.height() - 8), fill);
        painter.setPen(QPen(band_->color, 1.25, Qt::DashLine));
        painter.drawLine(QPointF(turned.x(mean), plot.area.top() + 4), QPointF(turned.x(mean), plot.area.bottom() - 4));
    }
    for (const bool strong : {false, true})
        for (const auto& line : lines_) {
            if (line.strong != strong || band >= line.values[plot.sensor].size()) continue;
            painter.setPen(QPen(ink.paper, 1));
            painter.setBrush(line.color);
            painter.drawEllipse(QPointF(turned.x(line.values[plot.sensor][band]), middle), strong ? 6 : 4, strong ? 6 : 4);
        }
    painter.setBrush(Qt::NoBrush);
}

double SpectraFigure::legendHeight(double width) const { return drawLegend(nullptr, 0, width, {}); }

/// Entries in as many lines as they need; returns the height. Without a painter it only measures.
double SpectraFigure::drawLegend(QPainter* painter, double top, double width, const FigureInk& ink) const {
    const auto metrics = fontMetrics();
    const double height = metrics.height() + 4;
    double x = 12, y = top;
    const auto entry = [&](const QString& title, const QColor& color, double thickness, Qt::PenStyle style, bool filled) {
        const double needed = swatchWidth + 6 + metrics.horizontalAdvance(title) + 16;
        if (x > 12 && x + needed > width) x = 12, y += height;
        if (painter) {
            const double middle = y + height / 2;
            if (filled) {
                QColor fill = color;
                fill.setAlpha(bandAlpha);
                painter->fillRect(QRectF(x, middle - 5, swatchWidth, 10), fill);
            }
            painter->setPen(QPen(color, thickness, style));
            painter->drawLine(QPointF(x, middle), QPointF(x + swatchWidth, middle));
            painter->setPen(ink.text);
            painter->drawText(QRectF(x + swatchWidth + 6, y, needed, height), Qt::AlignLeft | Qt::AlignVCenter, title);
        }
        x += needed;
    };
    for (const auto& line : lines_) entry(line.title, line.color, line.strong ? 2.2 : 1.3, Qt::SolidLine, false);
    if (band_) entry(band_->title, band_->color, 1.25, Qt::DashLine, true);
    return lines_.empty() && !band_ ? 0 : y - top + height + 4;
}

std::optional<std::pair<std::size_t, std::size_t>> SpectraFigure::bandAt(QPointF at) const {
    for (const auto& plot : plots(size())) {
        if (!plot.area.adjusted(-4, -4, 4, 4).contains(at)) continue;
        const auto bands = shownBands(plot.sensor);
        if (bands.empty()) return std::nullopt;
        if (plot.dots) return std::pair(plot.sensor, bands.front());
        const auto nearest = std::min_element(bands.begin(), bands.end(), [&](auto a, auto b) {
            return std::abs(plot.x(position(plot.sensor, a)) - at.x()) < std::abs(plot.x(position(plot.sensor, b)) - at.x());
        });
        return std::pair(plot.sensor, *nearest);
    }
    return std::nullopt;
}

QString SpectraFigure::reading(QPointF at) const {
    const auto found = bandAt(at);
    if (!found) return {};
    const auto [sensor, band] = *found;
    QString text = tr("%1, band %2").arg(sensors_[sensor].name).arg(band + 1);
    if (sensors_[sensor].wavelengths[band] > 0) text += tr(" at %1 µm").arg(shownNumber(sensors_[sensor].wavelengths[band], 3));
    for (const auto& line : lines_)
        if (band < line.values[sensor].size()) text += '\n' + line.title + ": " + shownNumber(static_cast<double>(line.values[sensor][band]), 6, 'g');
    if (band_ && band < band_->mean[sensor].size())
        text += '\n' + band_->title + ": " + shownNumber(band_->mean[sensor][band], 6, 'g') + " ± " + shownNumber(band_->deviation[sensor][band], 3, 'g');
    return text;
}

QString SpectraFigure::table(QChar separator) const {
    if (sensors_.empty()) return {};
    QStringList titles{tr("sensor"), tr("band"), tr("name"), tr("wavelength_um"), tr("bad")};
    for (const auto& line : lines_) titles << line.title;
    if (band_) titles << tr("mean of %1").arg(band_->title) << tr("standard deviation of %1").arg(band_->title);
    QString text = joined(titles, separator);
    for (std::size_t s = 0; s < sensors_.size(); ++s) {
        const auto& sensor = sensors_[s];
        for (std::size_t b = 0; b < sensor.wavelengths.size(); ++b) {
            QStringList cells{sensor.name, QString::number(b + 1), sensor.bandNames.value(static_cast<int>(b)),
                              sensor.wavelengths[b] > 0 ? QString::number(sensor.wavelengths[b], 'g', 8) : QString(),
                              b < sensor.bad.size() && sensor.bad[b] ? "1" : "0"};
            for (const auto& line : lines_)
                cells << (b < line.values[s].size() ? QString::number(static_cast<double>(line.values[s][b]), 'g', 9) : QString());
            if (band_)
                for (const auto* numbers : {&band_->mean[s], &band_->deviation[s]})
                    cells << (b < numbers->size() ? QString::number((*numbers)[b], 'g', 9) : QString());
            text += joined(cells, separator);
        }
    }
    return text;
}

bool SpectraFigure::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return Figure::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const QString text = reading(help->pos());
    if (text.isEmpty()) QToolTip::hideText();
    else QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void SpectraFigure::mouseMoveEvent(QMouseEvent* event) {
    const auto found = bandAt(event->position());
    if (found == hovered_) return;
    hovered_ = found;
    update();
}

void SpectraFigure::leaveEvent(QEvent*) {
    hovered_.reset();
    update();
}

}  // namespace lacuna::ui
