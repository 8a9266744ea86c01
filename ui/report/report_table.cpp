#include "ui/report/report_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lacuna::ui {
namespace {

const QColor ink(31, 41, 51), rule(217, 222, 228), barColor(207, 224, 236);
constexpr double largestFont = 11.5, smallestFont = 6.5;

QString textOf(const std::string& text) { return QString::fromStdString(report::cleaned(text)); }

}  // namespace

ReportTable::ReportTable(ReportPages& pages, const report::Table& table) : pages_(pages), table_(table), padding_(pages.px(5)) {
    for (fontSize_ = largestFont;; fontSize_ -= 0.5) {
        padding_ = pages_.px(fontSize_ > 9 ? 5 : 2.5);
        fitColumns();
        const double sum = std::accumulate(widths_.begin(), widths_.end(), 0.0);
        if (sum <= pages_.width() * 1.001 || fontSize_ <= smallestFont) break;
    }
}

QFont ReportTable::bodyFont(std::size_t row) const { return pages_.font(fontSize_, table_.total && row + 1 == table_.rows.size()); }

double ReportTable::cellIndent(const report::Cell& cell) const { return cell.swatch ? pages_.px(fontSize_ * 1.35) : 0; }

double ReportTable::neededWidth(std::size_t column, const QFont& head, const QFont& body, bool longestWord) const {
    const auto widthOf = [&](const std::string& text, const QFont& font) {
        double most = 0;
        for (const auto& part : longestWord && !table_.columns[column].figures ? textOf(text).split(' ') : QStringList(textOf(text)))
            most = std::max(most, pages_.textWidth(part, font));
        return most;
    };
    double most = 0;
    for (const auto& word : textOf(table_.columns[column].title).split(' ')) most = std::max(most, pages_.textWidth(word, head));
    if (!longestWord) most = std::max(most, std::min(pages_.px(140), pages_.textWidth(textOf(table_.columns[column].title), head)));
    for (const auto& row : table_.rows) most = std::max(most, widthOf(row[column].text, body) + cellIndent(row[column]));
    return std::ceil(most) + 2 * padding_ + pages_.px(1);
}

/// As wide as they need; where that is too much, columns of words give way down to their longest word, of which very long
/// ones are broken.
void ReportTable::fitColumns() {
    const QFont head = pages_.font(fontSize_, true);
    std::vector<double> least;
    widths_.clear();
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        widths_.push_back(neededWidth(i, head, head, false));
        least.push_back(table_.columns[i].figures ? widths_.back() : std::min(neededWidth(i, head, head, true), pages_.width() * 0.3));
    }
    const double wanted = std::accumulate(widths_.begin(), widths_.end(), 0.0), smallest = std::accumulate(least.begin(), least.end(), 0.0);
    if (wanted <= pages_.width()) {
        const double spare = (pages_.width() - wanted) / wanted;
        for (auto& width : widths_) width *= 1 + spare;
        return;
    }
    const double give = wanted > smallest ? std::min(1.0, (wanted - pages_.width()) / (wanted - smallest)) : 1;
    for (std::size_t i = 0; i < widths_.size(); ++i) widths_[i] -= give * (widths_[i] - least[i]);
}

double ReportTable::textHeight(std::size_t row) const {
    double height = 0;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
        const auto& cell = table_.rows[row][i];
        height = std::max(height, pages_.textHeight(textOf(cell.text), bodyFont(row), widths_[i] - 2 * padding_ - cellIndent(cell)));
    }
    return height;
}

double ReportTable::rowHeight(std::size_t row) const { return textHeight(row) + pages_.px(5); }

double ReportTable::headHeight() const {
    double height = 0;
    for (std::size_t i = 0; i < widths_.size(); ++i)
        height = std::max(height, pages_.textHeight(textOf(table_.columns[i].title), pages_.font(fontSize_, true), widths_[i] - 2 * padding_));
    return height + pages_.px(6);
}

double ReportTable::titleHeight() const {
    return table_.title.empty() ? 0 : pages_.textHeight(textOf(table_.title), pages_.font(12.5, true), pages_.width()) + pages_.px(4);
}

double ReportTable::height() const {
    double height = titleHeight() + headHeight();
    for (std::size_t row = 0; row < table_.rows.size(); ++row) height += rowHeight(row);
    return height;
}

double ReportTable::smallestHeight() const {
    const double whole = height();
    if (whole < pages_.height() * 0.4) return whole;
    double height = titleHeight() + headHeight();
    for (std::size_t row = 0; row < std::min<std::size_t>(3, table_.rows.size()); ++row) height += rowHeight(row);
    return height;
}

void ReportTable::drawTitle() {
    if (table_.title.empty()) return;
    pages_.drawText(textOf(table_.title), pages_.font(12.5, true), ink, {pages_.left(), pages_.y()}, pages_.width());
    pages_.advance(titleHeight());
}

void ReportTable::drawHead() {
    const double height = headHeight(), y = pages_.y();
    double x = pages_.left();
    const QFont font = pages_.font(fontSize_, true);
    for (std::size_t i = 0; i < widths_.size(); x += widths_[i++]) {
        const auto title = textOf(table_.columns[i].title);
        const double room = widths_[i] - 2 * padding_, below = height - pages_.px(6) - pages_.textHeight(title, font, room);
        pages_.drawText(title, font, ink, {x + padding_, y + below + pages_.px(2)}, room, table_.columns[i].figures ? Qt::AlignRight : Qt::AlignLeft);
    }
    pages_.draw([&](QPainter& painter) {
        painter.setPen(QPen(ink, pages_.px(1.1)));
        painter.drawLine(QPointF(pages_.left(), y + height), QPointF(x, y + height));
    });
    pages_.advance(height);
}

void ReportTable::drawRow(std::size_t row) {
    const double height = rowHeight(row), y = pages_.y();
    const bool total = table_.total && row + 1 == table_.rows.size();
    const QFont font = bodyFont(row);
    double x = pages_.left();
    for (std::size_t i = 0; i < widths_.size(); x += widths_[i++]) {
        const auto& cell = table_.rows[row][i];
        pages_.draw([&](QPainter& painter) {
            if (std::isfinite(cell.bar))
                painter.fillRect(QRectF(x + padding_, y + pages_.px(2), std::clamp(cell.bar, 0.0, 1.0) * (widths_[i] - 2 * padding_), height - pages_.px(4)), barColor);
            if (!cell.swatch) return;
            const double side = pages_.px(fontSize_ * 0.85);
            const QRectF box(x + padding_, y + pages_.px(2.5) + (pages_.lineHeight(font) - side) / 2, side, side);
            painter.fillRect(box, QColor((*cell.swatch)[0], (*cell.swatch)[1], (*cell.swatch)[2]));
            painter.setPen(QPen(QColor(95, 108, 123), pages_.px(0.4)));
            painter.drawRect(box);
        });
        const double indent = cellIndent(cell);
        pages_.drawText(textOf(cell.text), font, ink, {x + padding_ + indent, y + pages_.px(2.5)}, widths_[i] - 2 * padding_ - indent,
                        table_.columns[i].figures ? Qt::AlignRight : Qt::AlignLeft);
    }
    pages_.draw([&](QPainter& painter) {
        painter.setPen(QPen(rule, pages_.px(0.7)));
        painter.drawLine(QPointF(pages_.left(), y + height), QPointF(x, y + height));
        if (!total) return;
        painter.setPen(QPen(ink, pages_.px(1.1)));
        painter.drawLine(QPointF(pages_.left(), y), QPointF(x, y));
    });
    pages_.advance(height);
}

void ReportTable::draw(double below) {
    pages_.need(smallestHeight());
    drawTitle();
    drawHead();
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
        const bool beforeTotal = table_.total && row + 2 == table_.rows.size();
        const int page = pages_.page();
        const bool ends = beforeTotal || row + 1 == table_.rows.size();
        pages_.need(rowHeight(row) + (beforeTotal ? rowHeight(row + 1) : 0) + (ends ? below : 0));
        if (pages_.page() != page) drawHead();
        drawRow(row);
    }
}

}  // namespace lacuna::ui
