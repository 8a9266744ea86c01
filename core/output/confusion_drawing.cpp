#include "output/confusion_drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "output/table_text.h"
#include "output/viridis.h"

namespace lacuna::output {
namespace {

constexpr int cell = 34, gap = 6, margin = 14, letterWidth = 7, longestName = 26, slant = 45;

std::string hex(const base::Rgb& color) { return fmt::format("#{:02x}{:02x}{:02x}", color[0], color[1], color[2]); }

/// At most `longestName` characters, cut between letters of UTF-8, and safe inside XML.
std::string shortName(const std::string& name) {
    std::string text = fmt::format("{:.{}}", name, longestName), safe;
    if (text != name) text += "…";
    for (const char character : text) {
        if (character == '&') safe += "&amp;";
        else if (character == '<') safe += "&lt;";
        else if (character == '>') safe += "&gt;";
        else if (static_cast<unsigned char>(character) >= ' ') safe += character;
    }
    return safe;
}

std::size_t lettersOf(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

class Drawing {
public:
    Drawing(const metrics::Confusion& confusion, const base::ClassTable& classes, const DrawingColors& colors)
        : confusion_(confusion), classes_(classes), colors_(colors), count_(confusion.classes()) {
        for (int c = 0; c < count_; ++c) {
            const auto name = className(classes, c);
            letters_ = std::max(letters_, std::min<int>(longestName + 1, static_cast<int>(lettersOf(name))));
            withoutClass_ = withoutClass_ || confusion.unclassified(c) > 0;
        }
        left_ = margin + letters_ * letterWidth + 34;
        top_ = margin + 26 + static_cast<int>(letters_ * letterWidth * 0.72) + 16;
        columns_ = count_ + (withoutClass_ ? 1 : 0);
    }

    std::string svg() {
        const int right = left_ + columns_ * cell + gap + cell, bottom = top_ + count_ * cell + gap + cell;
        const int width = std::max(right + static_cast<int>(letters_ * letterWidth * 0.72), left_ + 250) + margin;
        const int height = bottom + 68;
        text_ = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
            "font-family=\"DejaVu Sans, Arial, sans-serif\" font-size=\"12\">\n<rect width=\"{0}\" height=\"{1}\" fill=\"{2}\"/>\n",
            width, height, hex(colors_.paper));
        const auto accuracy = metrics::accuracyOf(confusion_);
        write(margin, margin + 12, fmt::format("Confusion of {} reference pixels, OA {:.1f} %", confusion_.total(), 100 * accuracy.overall),
              "start", "font-weight=\"bold\" font-size=\"13\"");
        for (int c = 0; c < count_; ++c) drawNames(c);
        if (withoutClass_) columnName(count_, "no class");
        columnName(columns_, "producer's", gap);
        write(left_ - 8, top_ + count_ * cell + gap + cell / 2 + 4, "user's", "end");
        for (int row = 0; row < count_; ++row) drawRow(row, accuracy);
        drawScale(bottom + 18);
        return text_ + "</svg>\n";
    }

private:
    void write(double x, double y, const std::string& text, const char* anchor, const std::string& more = {}, const base::Rgb* color = nullptr) {
        text_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"{}\" {}>{}</text>\n", x, y, anchor,
                             hex(color != nullptr ? *color : colors_.ink), more, text);
    }
    void rectangle(int x, int y, int width, int height, const base::Rgb& color) {
        text_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n", x, y, width, height, hex(color));
    }
    void swatch(int x, int y, int c) {
        if (static_cast<std::size_t>(c) < classes_.size()) rectangle(x, y, 10, 10, classes_[static_cast<std::size_t>(c)].color);
    }
    void columnName(int column, const std::string& name, int shift = 0) {
        const int x = left_ + column * cell + cell / 2 + shift, y = top_ - 22;
        write(x, y, name, "start", fmt::format("transform=\"rotate(-{} {} {})\"", slant, x, y));
    }
    void drawNames(int c) {
        const auto name = shortName(className(classes_, c));
        const int y = top_ + c * cell + cell / 2;
        write(left_ - 24, y + 4, name, "end");
        swatch(left_ - 18, y - 5, c);
        columnName(c, name);
        swatch(left_ + c * cell + cell / 2 - 5, top_ - 16, c);
    }
    void drawShare(int x, int y, double share, bool filled) {
        if (std::isnan(share)) return rectangle(x, y, cell - 1, cell - 1, colors_.faint);
        const auto fill = viridis(share);
        if (filled) rectangle(x, y, cell - 1, cell - 1, fill);
        const bool bright = 299 * fill[0] + 587 * fill[1] + 114 * fill[2] > 125000;
        const base::Rgb onFill = bright ? base::Rgb{0, 0, 0} : base::Rgb{255, 255, 255};
        const auto figure = share > 0 && share < 0.005 ? std::string("&lt;1") : fmt::format("{:.0f}", 100 * share);
        write(x + (cell - 1) / 2.0, y + cell / 2 + 4, figure, "middle", "font-size=\"11\"", filled ? &onFill : nullptr);
    }
    void drawRow(int row, const metrics::Accuracy& accuracy) {
        const auto total = static_cast<double>(confusion_.referenceTotal(row));
        const int y = top_ + row * cell;
        for (int column = 0; column < columns_; ++column) {
            const auto pixels = column < count_ ? confusion_.at(row, column) : confusion_.unclassified(row);
            const int x = left_ + column * cell;
            if (pixels > 0) drawShare(x, y, static_cast<double>(pixels) / total, true);
            else rectangle(x, y, cell - 1, cell - 1, colors_.faint);
        }
        const auto i = static_cast<std::size_t>(row);
        if (!std::isnan(accuracy.producers[i])) drawShare(left_ + columns_ * cell + gap, y, accuracy.producers[i], false);
        if (!std::isnan(accuracy.users[i])) drawShare(left_ + row * cell, top_ + count_ * cell + gap, accuracy.users[i], false);
    }
    void drawScale(int y) {
        constexpr int steps = 64, step = 3;
        for (int i = 0; i < steps; ++i) rectangle(left_ + i * step, y, step, 10, viridis(i / (steps - 1.0)));
        write(left_, y + 24, "0", "start");
        write(left_ + steps * step, y + 24, "100 %", "end");
        write(left_, y + 40, "share of the class's reference pixels", "start");
    }

    const metrics::Confusion& confusion_;
    const base::ClassTable& classes_;
    const DrawingColors& colors_;
    int count_;
    int columns_ = 0;
    int letters_ = 10;
    int left_ = 0;
    int top_ = 0;
    bool withoutClass_ = false;
    std::string text_;
};

}  // namespace

std::string confusionSvg(const metrics::Confusion& confusion, const base::ClassTable& classes, const DrawingColors& colors) {
    return Drawing(confusion, classes, colors).svg();
}

}  // namespace lacuna::output
