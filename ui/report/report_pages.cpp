#include "ui/report/report_pages.h"

#include <QFontMetricsF>
#include <QTextLayout>

namespace lacuna::ui {
namespace {

const QColor muted(95, 108, 123), rule(217, 222, 228);

/// Lays text out in lines of a width; `line` gets each with its place below the first.
double layOut(const QString& text, const QFont& font, double width, Qt::Alignment alignment, QPaintDevice& device,
              const std::function<void(QTextLayout&, const QTextLine&)>& line = {}) {
    QTextLayout layout(text, font, &device);
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setUseDesignMetrics(true);
    layout.setTextOption(option);
    double height = 0;
    layout.beginLayout();
    for (auto one = layout.createLine(); one.isValid(); one = layout.createLine()) {
        one.setLineWidth(width);
        one.setPosition({0, height});
        height += one.height() * 1.12;
    }
    layout.endLayout();
    for (int i = 0; line && i < layout.lineCount(); ++i) line(layout, layout.lineAt(i));
    return height;
}

}  // namespace

ReportPages::ReportPages(QPdfWriter& writer, QPainter* painter, QString title, QString footer, int total)
    : writer_(writer), painter_(painter), title_(std::move(title)), footer_(std::move(footer)), total_(total) {}

QFont ReportPages::font(double cssPixels, bool bold, bool fixed) const {
    QFont font;
    font.setFamilies(fixed ? QStringList{"DejaVu Sans Mono", "Liberation Mono", "monospace"}
                           : QStringList{"Source Sans 3", "Noto Sans", "Liberation Sans", "DejaVu Sans", "sans-serif"});
    font.setStyleHint(fixed ? QFont::Monospace : QFont::SansSerif);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(px(cssPixels)))));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setBold(bold);
    return font;
}

double ReportPages::textHeight(const QString& text, const QFont& font, double width) const {
    return layOut(text.isEmpty() ? QString(" ") : text, font, width, Qt::AlignLeft, writer_);
}

double ReportPages::textWidth(const QString& text, const QFont& font) const { return QFontMetricsF(font, &writer_).horizontalAdvance(text); }

double ReportPages::lineHeight(const QFont& font) const { return textHeight("x", font, width()); }

double ReportPages::drawText(const QString& text, const QFont& font, const QColor& color, QPointF at, double width, Qt::Alignment alignment) {
    return layOut(text, font, width, alignment, writer_, [&](QTextLayout&, const QTextLine& line) {
        if (!painter_) return;
        painter_->setPen(color);
        line.draw(painter_, at);
    });
}

void ReportPages::flowText(const QString& text, const QFont& font, const QColor& color, double indent, double width) {
    const double height = lineHeight(font);
    layOut(text, font, width, Qt::AlignLeft, writer_, [&](QTextLayout&, const QTextLine& line) {
        need(height);
        if (painter_) {
            painter_->setPen(color);
            line.draw(painter_, QPointF(left() + indent, y_ - line.y()));
        }
        y_ += height;
    });
}

void ReportPages::draw(const std::function<void(QPainter&)>& paint) {
    if (!painter_) return;
    painter_->save();
    paint(*painter_);
    painter_->restore();
}

void ReportPages::skip(double height) {
    if (y_ > top()) y_ += height;
}

void ReportPages::need(double height) {
    if (y_ + height > bottom() && y_ > top()) newPage();
}

void ReportPages::newPage() {
    drawEdges();
    if (painter_) writer_.newPage();
    ++page_;
    y_ = top();
}

void ReportPages::finish() { drawEdges(); }

void ReportPages::drawEdges() {
    if (!painter_) return;
    const QFont small = font(10.5);
    const double foot = writer_.height() - lineHeight(small);
    painter_->setPen(QPen(rule, px(0.8)));
    painter_->drawLine(QPointF(0, foot - px(5)), QPointF(width(), foot - px(5)));
    if (page_ > 1) {
        drawText(title_, small, muted, {0, 0}, width());
        painter_->setPen(QPen(rule, px(0.8)));
        painter_->drawLine(QPointF(0, px(18)), QPointF(width(), px(18)));
    }
    drawText(footer_, small, muted, {0, foot}, width());
    drawText(QString("%1 / %2").arg(page_).arg(total_), small, muted, {0, foot}, width(), Qt::AlignRight);
}

}  // namespace lacuna::ui
