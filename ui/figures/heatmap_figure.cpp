#include "ui/figures/heatmap_figure.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"

namespace lacuna::ui {
namespace {

constexpr double margin = 12;
constexpr double smallestRow = 20, usualRow = 30, largestRow = 44;
constexpr double smallestCell = 13;  // columns of a strip
constexpr double groupGap = 8;
constexpr double scaleHeight = 42;

}  // namespace

int Heatmap::columnCount() const {
    qsizetype count = 0;
    for (const auto& group : groups) count += group.columns.size();
    return static_cast<int>(count);
}

QString Heatmap::columnTitle(int column) const {
    for (const auto& group : groups) {
        if (column < group.columns.size()) return group.title.isEmpty() ? group.columns[column] : group.title + ' ' + group.columns[column];
        column -= static_cast<int>(group.columns.size());
    }
    return {};
}

HeatmapFigure::HeatmapFigure(const QString& name, const QString& accessibleName, QWidget* parent)
    : Figure(name, accessibleName, parent) {
    setMouseTracking(true);
}

void HeatmapFigure::setHeatmap(Heatmap map) {
    map_ = std::move(map);
    hovered_.reset();
    updateGeometry();
    update();
}

double HeatmapFigure::left() const {
    int width = 0;
    for (const auto& row : map_.rows) width = std::max(width, fontMetrics().horizontalAdvance(row));
    return width + margin + 10;
}

/// Names that don't fit over their column stand on end.
bool HeatmapFigure::turnsNames(double cellWidth) const {
    for (const auto& group : map_.groups)
        for (const auto& column : group.columns)
            for (const auto& word : column.split(' '))
                if (fontMetrics().horizontalAdvance(word) > cellWidth) return true;
    return false;
}

double HeatmapFigure::top(double cellWidth) const {
    double height = 2 * fontMetrics().height() + 8;
    if (turnsNames(cellWidth)) {
        int longest = 0;
        for (const auto& group : map_.groups)
            for (const auto& column : group.columns) longest = std::max(longest, fontMetrics().horizontalAdvance(column));
        height = longest + 10;
    }
    const bool titled = std::any_of(map_.groups.begin(), map_.groups.end(), [](const auto& group) { return !group.title.isEmpty(); });
    return height + (titled ? fontMetrics().height() + 4 : 0) + 4;
}

QSize HeatmapFigure::minimumSizeHint() const {
    const auto gaps = groupGap * std::max(0.0, static_cast<double>(map_.groups.size()) - 1);
    const double width = left() + map_.columnCount() * smallestCell + gaps + margin;
    return QSizeF(width, top(smallestCell) + static_cast<double>(map_.rows.size()) * smallestRow + scaleHeight).toSize();
}

QSize HeatmapFigure::sizeHint() const {
    return QSizeF(std::max(360, minimumSizeHint().width()), top(smallestCell) + static_cast<double>(map_.rows.size()) * usualRow + scaleHeight).toSize();
}

QRectF HeatmapFigure::cell(QSizeF size, int row, int column) const {
    const double gaps = groupGap * std::max(0.0, static_cast<double>(map_.groups.size()) - 1);
    const double width = (size.width() - left() - margin - gaps) / std::max(1, map_.columnCount());
    const double start = top(width);
    const double height = std::clamp((size.height() - start - scaleHeight) / std::max(1.0, static_cast<double>(map_.rows.size())), smallestRow, largestRow);
    int before = 0, passed = 0;
    for (const auto& group : map_.groups) {
        passed += static_cast<int>(group.columns.size());
        if (column < passed) break;
        ++before;
    }
    return {left() + column * width + before * groupGap, start + row * height, width, height};
}

QRectF HeatmapFigure::cellRect(int row, int column) const { return cell(size(), row, column); }

QString HeatmapFigure::number(double value) const {
    QString text = QString::number(value * map_.factor, 'f', map_.decimals);
    if (text.startsWith('-')) text = text.toDouble() == 0 ? text.mid(1) : QChar(0x2212) + text.mid(1);
    else if (map_.sign && text.toDouble() > 0) text.prepend('+');
    return text.replace(QLatin1String("."), shownLocale().decimalPoint());
}

void HeatmapFigure::draw(QPainter& painter, QSizeF size, const FigureInk& ink) const {
    if (map_.rows.isEmpty() || map_.columnCount() == 0) return;
    drawNames(painter, size, ink);
    const bool onScreen = painter.device() == this;
    for (int row = 0; row < map_.rows.size(); ++row) {
        for (int column = 0; column < map_.columnCount(); ++column) {
            const double value = map_.values[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
            const QRectF box = cell(size, row, column).adjusted(1, 1, -1, -1);
            if (std::isnan(value)) {
                painter.setPen(QPen(ink.line, 1, Qt::DotLine));
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
                continue;
            }
            const QColor fill = mapColor(map_.map, map_.high > map_.low ? (value - map_.low) / (map_.high - map_.low) : 0.5);
            painter.fillRect(box, fill);
            const QString text = number(value);
            if (painter.fontMetrics().horizontalAdvance(text) < box.width() - 2) {
                painter.setPen(qGray(fill.rgb()) > 120 ? Qt::black : Qt::white);
                painter.drawText(box, Qt::AlignCenter, text);
            }
            if (onScreen && hovered_ == std::pair(row, column) && !clickHint_.isEmpty()) {
                painter.setPen(QPen(ink.text, 2));
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(box);
            }
        }
    }
    drawScale(painter, size, ink);
}

void HeatmapFigure::drawNames(QPainter& painter, QSizeF size, const FigureInk& ink) const {
    const QRectF first = cell(size, 0, 0);
    const bool turned = turnsNames(first.width());
    painter.setPen(ink.muted);
    int column = 0;
    for (const auto& group : map_.groups) {
        const QRectF begin = cell(size, 0, column);
        const QRectF end = cell(size, 0, column + static_cast<int>(group.columns.size()) - 1);
        if (!group.title.isEmpty())
            painter.drawText(QRectF(begin.left() - 4, 2, end.right() - begin.left() + 8, fontMetrics().height()), Qt::AlignCenter, group.title);
        for (const auto& name : group.columns) {
            const QRectF box = cell(size, 0, column++);
            if (!turned) {
                painter.drawText(QRectF(box.left(), 0, box.width(), first.top() - 4), Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap, name);
                continue;
            }
            painter.save();
            painter.translate(box.center().x(), first.top() - 5);
            painter.rotate(-90);
            painter.drawText(QRectF(0, -box.width(), first.top(), 2 * box.width()), Qt::AlignLeft | Qt::AlignVCenter, name);
            painter.restore();
        }
    }
    for (int row = 0; row < map_.rows.size(); ++row) {
        const QRectF box = cell(size, row, 0);
        painter.drawText(QRectF(0, box.top(), left() - 10, box.height()), Qt::AlignRight | Qt::AlignVCenter, map_.rows[row]);
    }
}

void HeatmapFigure::drawScale(QPainter& painter, QSizeF size, const FigureInk& ink) const {
    const double top = cell(size, static_cast<int>(map_.rows.size()) - 1, 0).bottom() + 10;
    const QRectF bar(left(), top, size.width() - left() - margin, 8);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int i = 0; i <= 16; ++i) gradient.setColorAt(i / 16.0, mapColor(map_.map, i / 16.0));
    painter.fillRect(bar, gradient);
    painter.setPen(ink.muted);
    const QRectF labels(bar.left(), bar.bottom() + 2, bar.width(), painter.fontMetrics().height());
    painter.drawText(labels, Qt::AlignLeft, number(map_.low));
    painter.drawText(labels, Qt::AlignHCenter, map_.unit);
    painter.drawText(labels, Qt::AlignRight, number(map_.high));
}

QString HeatmapFigure::table(QChar separator) const {
    if (map_.rows.isEmpty()) return {};
    QStringList titles{map_.cornerTitle};
    for (int column = 0; column < map_.columnCount(); ++column) titles << map_.columnTitle(column);
    QString text = joined(titles, separator);
    for (int row = 0; row < map_.rows.size(); ++row) {
        QStringList cells{map_.rows[row]};
        for (const double value : map_.values[static_cast<std::size_t>(row)])
            cells << (std::isnan(value) ? QString() : QString::number(value * map_.factor, 'g', 6));
        text += joined(cells, separator);
    }
    return text;
}

std::optional<std::pair<int, int>> HeatmapFigure::cellAt(QPointF position) const {
    for (int row = 0; row < map_.rows.size(); ++row)
        for (int column = 0; column < map_.columnCount(); ++column)
            if (cellRect(row, column).contains(position) &&
                !std::isnan(map_.values[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)]))
                return std::pair(row, column);
    return std::nullopt;
}

bool HeatmapFigure::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return Figure::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const auto found = cellAt(help->pos());
    if (!found) {
        QToolTip::hideText();
        return true;
    }
    const double value = map_.values[static_cast<std::size_t>(found->first)][static_cast<std::size_t>(found->second)];
    QString text = map_.rows[found->first] + ", " + map_.columnTitle(found->second) + ": " +
                   shownNumber(value * map_.factor, map_.decimals + 1) + "\n" + map_.unit;
    if (!clickHint_.isEmpty()) text += "\n" + clickHint_;
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void HeatmapFigure::mouseMoveEvent(QMouseEvent* event) {
    const auto found = cellAt(event->position());
    if (found == hovered_) return;
    hovered_ = found;
    setCursor(found && !clickHint_.isEmpty() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void HeatmapFigure::leaveEvent(QEvent*) {
    hovered_.reset();
    update();
}

void HeatmapFigure::mouseReleaseEvent(QMouseEvent* event) {
    const auto found = cellAt(event->position());
    if (event->button() == Qt::LeftButton && found && !clickHint_.isEmpty()) Q_EMIT cellClicked(found->first, found->second);
}

}  // namespace lacuna::ui
