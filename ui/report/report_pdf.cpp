#include "ui/report/report_pdf.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QSvgRenderer>
#include <algorithm>
#include <memory>

#include "ui/report/report_pages.h"
#include "ui/report/report_table.h"

namespace lacuna::ui {
namespace {

constexpr auto stage = "write PDF";
constexpr double noteFont = 11;
const QColor ink(31, 41, 51), muted(95, 108, 123), rule(217, 222, 228), accent(23, 86, 124);

QString textOf(const std::string& text) { return QString::fromStdString(report::cleaned(text)); }

/// Lays the blocks of a document out on pages, one behind the other.
class DocumentPainter {
public:
    DocumentPainter(ReportPages& pages, const report::Document& document, std::stop_token stop) : pages_(pages), document_(document), stop_(std::move(stop)) {}

    /// False when it was stopped.
    bool paint() {
        drawTitle();
        for (std::size_t i = 0; i < document_.sections.size(); ++i) {
            const auto& blocks = document_.sections[i].blocks;
            drawSectionTitle(i, blocks.empty() ? 0 : smallestHeight(blocks, 0));
            for (std::size_t at = 0; at < blocks.size(); ++at) {
                if (stop_.stop_requested()) return false;
                blocks_ = &blocks;
                at_ = at;
                std::visit(*this, blocks[at]);
            }
        }
        pages_.finish();
        return true;
    }

    void operator()(const report::Paragraph& paragraph) {
        const bool warning = paragraph.kind == report::Paragraph::Kind::Warning;
        const bool note = paragraph.kind == report::Paragraph::Kind::Note;
        const QFont font = pages_.font(note ? noteFont : 12.5);
        const double indent = warning ? px(12) : 0, width = pages_.width() - indent, height = pages_.textHeight(textOf(paragraph.text), font, width);
        pages_.skip(px(note ? 3 : 7));
        pages_.need(warning ? height : leadingHeight(height, font));
        if (warning) {
            const double y = pages_.y();
            pages_.draw([&](QPainter& painter) {
                painter.fillRect(QRectF(0, y - px(3), pages_.width(), height + px(6)), QColor(253, 245, 230));
                painter.fillRect(QRectF(0, y - px(3), px(3), height + px(6)), QColor(199, 119, 0));
            });
        }
        pages_.flowText(textOf(paragraph.text), font, note ? muted : ink, indent, width);
        pages_.advance(px(warning ? 5 : 2));
    }
    void operator()(const report::Heading& heading) {
        const QFont font = pages_.font(15, true);
        pages_.skip(px(14));
        pages_.need(smallestHeight(*blocks_, at_));
        pages_.flowText(textOf(heading.text), font, ink, 0, pages_.width());
        pages_.advance(px(4));
    }
    void operator()(const report::KeyFigures& figures) {
        const std::size_t perRow = figures.size() == 5 ? 5 : 4;
        pages_.skip(px(12));
        for (std::size_t first = 0; first < figures.size(); first += perRow) {
            pages_.need(px(78));
            const auto count = static_cast<double>(std::min(perRow, figures.size()));
            const double gap = px(10), width = (pages_.width() - gap * (count - 1)) / count;
            for (std::size_t i = first; i < std::min(first + perRow, figures.size()); ++i)
                drawKeyFigure(figures[i], {static_cast<double>(i - first) * (width + gap), pages_.y(), width, px(70)});
            pages_.advance(px(80));
        }
    }
    void operator()(const report::CommandLine& line) {
        const QFont font = pages_.font(10, false, true);
        const double margin = px(8), height = pages_.textHeight(textOf(line.text), font, pages_.width() - 2 * margin) + 2 * margin;
        pages_.skip(px(3));
        pages_.need(height);
        pages_.draw([&, y = pages_.y()](QPainter& painter) {
            painter.fillRect(QRectF(0, y, pages_.width(), std::min(height, pages_.room())), QColor(244, 246, 248));
        });
        pages_.advance(margin);
        pages_.flowText(textOf(line.text), font, ink, margin, pages_.width() - 2 * margin);
        pages_.advance(margin + px(4));
    }
    void operator()(const report::Table& table) {
        pages_.skip(px(12));
        const QFont font = pages_.font(noteFont);
        const double note = table.note.empty() ? 0 : pages_.textHeight(textOf(table.note), font, pages_.width()) + px(9);
        ReportTable(pages_, table).draw(note);
        if (table.note.empty()) return;
        pages_.advance(px(5));
        pages_.flowText(textOf(table.note), font, muted, 0, pages_.width());
    }
    void operator()(const report::Figures& figures) {
        pages_.skip(px(10));
        const auto columns = static_cast<std::size_t>(std::max(1, figures.columns));
        for (std::size_t first = 0; first < figures.figures.size(); first += columns) {
            const auto row = rowOf(figures, first);
            pages_.need(row.height);
            for (std::size_t i = 0; i < row.boxes.size(); ++i) drawFigure(figures.figures[first + i], row.boxes[i].translated(0, pages_.y()), row.columnWidth);
            pages_.advance(row.height + px(8));
        }
    }

private:
    struct FigureRow {
        std::vector<QRectF> boxes;  ///< of the drawings, the row's top at 0
        double columnWidth = 0;
        double height = 0;  ///< captions included
    };

    double px(double cssPixels) const { return pages_.px(cssPixels); }

    void drawTitle() {
        pages_.draw([&](QPainter& painter) { painter.fillRect(QRectF(0, 0, pages_.width(), px(5)), accent); });
        pages_.advance(px(28));
        pages_.flowText(textOf(document_.title), pages_.font(29, true), ink, 0, pages_.width());
        pages_.advance(px(6));
        pages_.flowText(textOf(document_.subtitle), pages_.font(14.5), ink, 0, pages_.width());
        pages_.advance(px(8));
        const auto by = document_.author.empty() ? document_.date : document_.author + " · " + document_.date;
        pages_.flowText(textOf(by), pages_.font(12.5), muted, 0, pages_.width());
        pages_.advance(px(10));
    }
    void drawSectionTitle(std::size_t section, double following) {
        const QFont font = pages_.font(18.5, true);
        const auto text = QString("%1  %2").arg(section + 1).arg(textOf(document_.sections[section].title));
        pages_.skip(px(26));
        pages_.need(pages_.lineHeight(font) + px(20) + following);
        if (!pages_.atTop()) pages_.draw([&, y = pages_.y()](QPainter& painter) {
            painter.setPen(QPen(rule, px(1)));
            painter.drawLine(QPointF(0, y), QPointF(pages_.width(), y));
        });
        pages_.advance(px(pages_.atTop() ? 2 : 8));
        pages_.flowText(text, font, accent, 0, pages_.width());
        pages_.advance(px(4));
    }
    void drawKeyFigure(const report::KeyFigure& figure, const QRectF& box) {
        pages_.draw([&](QPainter& painter) {
            painter.setPen(QPen(rule, px(0.8)));
            painter.drawRect(box);
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), px(2.5)), accent);
        });
        const double x = box.left() + px(9), width = box.width() - px(12);
        pages_.drawText(textOf(figure.value), pages_.font(20, true), ink, {x, box.top() + px(8)}, width);
        pages_.drawText(textOf(figure.label), pages_.font(11), ink, {x, box.top() + px(36)}, width);
        pages_.drawText(textOf(figure.detail), pages_.font(10), muted, {x, box.top() + px(52)}, width);
    }

    /// Drawings of one row: as large as they are meant, or smaller so that they fit beside each other and on a page.
    FigureRow rowOf(const report::Figures& figures, std::size_t first) const {
        const auto columns = static_cast<std::size_t>(std::max(1, figures.columns));
        const double gap = px(16);
        FigureRow row;
        row.columnWidth = (pages_.width() - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
        double drawings = 0;
        std::vector<double> captions;
        for (std::size_t i = first; i < std::min(first + columns, figures.figures.size()); ++i) {
            const auto& figure = figures.figures[i];
            captions.push_back(figure.caption.empty() ? 0 : pages_.textHeight(textOf(figure.caption), pages_.font(11), row.columnWidth) + px(4));
            const QSizeF natural = QSvgRenderer(QByteArray::fromStdString(figure.svg)).defaultSize();
            if (natural.isEmpty()) continue;
            const double scale = std::min({px(1), row.columnWidth / natural.width(), (pages_.height() * 0.9 - captions.back()) / natural.height()});
            row.boxes.emplace_back(static_cast<double>(i - first) * (row.columnWidth + gap), 0, natural.width() * scale, natural.height() * scale);
            drawings = std::max(drawings, row.boxes.back().height());
        }
        for (std::size_t i = 0; i < row.boxes.size(); ++i) row.height = std::max(row.height, row.boxes[i].height() + captions[i]);
        return row;
    }
    void drawFigure(const report::Figure& figure, const QRectF& box, double columnWidth) {
        pages_.draw([&](QPainter& painter) { QSvgRenderer(QByteArray::fromStdString(figure.svg)).render(&painter, box); });
        if (!figure.caption.empty()) pages_.drawText(textOf(figure.caption), pages_.font(11), muted, {box.left(), box.bottom() + px(4)}, columnWidth);
    }

    /// Of a paragraph that is being drawn: what has to stand on the page on which it begins.
    double leadingHeight(double height, const QFont& font) const {
        const bool leads = std::holds_alternative<report::Paragraph>((*blocks_)[at_]);
        return leads ? smallestHeight(*blocks_, at_) : std::min(height, 2 * pages_.lineHeight(font));
    }
    /// What has to stand on the page on which the block begins.
    double smallestHeight(const std::vector<report::Block>& blocks, std::size_t at) const {
        if (at >= blocks.size()) return 0;
        if (std::holds_alternative<report::Heading>(blocks[at])) return px(36) + smallestHeight(blocks, at + 1);
        if (const auto* table = std::get_if<report::Table>(&blocks[at])) return ReportTable(pages_, *table).smallestHeight() + px(12);
        if (const auto* figures = std::get_if<report::Figures>(&blocks[at])) return rowOf(*figures, 0).height + px(12);
        if (const auto* line = std::get_if<report::CommandLine>(&blocks[at]))
            return pages_.textHeight(textOf(line->text), pages_.font(10, false, true), pages_.width() - px(16)) + px(20);
        if (std::holds_alternative<report::KeyFigures>(blocks[at])) return px(92);
        const auto* paragraph = std::get_if<report::Paragraph>(&blocks[at]);
        const QFont font = pages_.font(12.5);
        const double height = pages_.textHeight(textOf(paragraph->text), font, pages_.width());
        // A few lines stay with what they lead to.
        const bool leads = at + 1 < blocks.size() && height <= 5 * pages_.lineHeight(font) && !std::holds_alternative<report::Paragraph>(blocks[at + 1]);
        return leads ? height + px(12) + smallestHeight(blocks, at + 1) : 3 * pages_.lineHeight(font);
    }

    ReportPages& pages_;
    const report::Document& document_;
    std::stop_token stop_;
    const std::vector<report::Block>* blocks_ = nullptr;
    std::size_t at_ = 0;
};

std::unique_ptr<QPdfWriter> writerFor(const report::Document& document, QBuffer& file) {
    file.open(QIODevice::WriteOnly);
    auto writer = std::make_unique<QPdfWriter>(&file);
    writer->setResolution(1200);
    writer->setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(16, 15, 16, 12), QPageLayout::Millimeter));
    writer->setTitle(textOf(document.title));
    writer->setCreator(textOf(document.program));
    return writer;
}

}  // namespace

base::Result<report::PdfFile> reportPdf(const report::Document& document, std::stop_token stop) {
    QBuffer file;
    const auto writer = writerFor(document, file);
    const auto footer = textOf(document.program + " · " + document.date);
    ReportPages measured(*writer, nullptr, textOf(document.title), footer, 0);
    if (!DocumentPainter(measured, document, stop).paint()) return base::cancelled(stage);
    QPainter painter;
    LACUNA_ASSERT(painter.begin(writer.get()));  // into memory
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::LosslessImageRendering);
    ReportPages pages(*writer, &painter, textOf(document.title), footer, measured.page());
    if (!DocumentPainter(pages, document, stop).paint()) return base::cancelled(stage);
    painter.end();
    return report::PdfFile{file.data().toStdString(), static_cast<std::size_t>(pages.page())};
}

}  // namespace lacuna::ui
