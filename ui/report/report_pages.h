#pragma once

#include <QFont>
#include <QPainter>
#include <QPdfWriter>
#include <QString>
#include <functional>

namespace lacuna::ui {

/// The pages of a report: knows how far down the present one is filled. Lengths are the PDF's own units; `px` makes them
/// from CSS pixels (1/96 inch). Laid out without a painter first, to learn how many pages there will be.
class ReportPages {
public:
    /// `painter` may be null; `total` is then not known yet.
    ReportPages(QPdfWriter& writer, QPainter* painter, QString title, QString footer, int total);

    double px(double cssPixels) const { return cssPixels * writer_.resolution() / 96.0; }
    double width() const { return writer_.width(); }
    double height() const { return bottom() - top(); }  ///< of a page's text
    double left() const { return 0; }
    double y() const { return y_; }
    double room() const { return bottom() - y_; }
    int page() const { return page_; }
    bool atTop() const { return y_ <= top(); }

    QFont font(double cssPixels, bool bold = false, bool fixed = false) const;
    double textHeight(const QString& text, const QFont& font, double width) const;
    double textWidth(const QString& text, const QFont& font) const;
    double lineHeight(const QFont& font) const;
    /// Draws wrapped text at a place; returns its height.
    double drawText(const QString& text, const QFont& font, const QColor& color, QPointF at, double width, Qt::Alignment alignment = Qt::AlignLeft);
    /// Draws text below what is there, line by line over as many pages as it takes.
    void flowText(const QString& text, const QFont& font, const QColor& color, double indent, double width);
    /// Draws only when there is a painter.
    void draw(const std::function<void(QPainter&)>& paint);

    void skip(double height);  ///< nothing at the top of a page
    void advance(double height) { y_ += height; }
    /// A new page unless that much fits on this one.
    void need(double height);
    void newPage();
    void finish();  ///< the last page's header and footer

private:
    double top() const { return px(page_ == 1 ? 0 : 30); }
    double bottom() const { return writer_.height() - px(26); }
    void drawEdges();

    QPdfWriter& writer_;
    QPainter* painter_;
    QString title_, footer_;
    int total_ = 0;
    int page_ = 1;
    double y_ = 0;
};

}  // namespace lacuna::ui
