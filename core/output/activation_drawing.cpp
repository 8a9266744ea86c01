#include "output/activation_drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "output/viridis.h"

namespace lacuna::output {
namespace {

constexpr int font = cv::FONT_HERSHEY_SIMPLEX;
constexpr double fontScale = 0.5;
constexpr int margin = 16, cellHeight = 40, narrowestCell = 64, titleHeight = 36, namesHeight = 26;
constexpr int barHeight = 16, barWidth = 256, footHeight = 72;
const cv::Scalar ink(40, 40, 40), paper(255, 255, 255), absent(225, 225, 225);

/// OpenCV's fonts hold ASCII alone: any other character becomes "?".
std::string plain(const std::string& text) {
    std::string result;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x80)
            result += character;
        else if (byte >= 0xc0)
            result += '?';
    }
    return result;
}

cv::Size sizeOf(const std::string& text) {
    int baseline = 0;
    return cv::getTextSize(text, font, fontScale, 1, &baseline);
}

void write(cv::Mat& drawing, const std::string& text, cv::Point leftBottom, const cv::Scalar& color = ink) {
    cv::putText(drawing, text, leftBottom, font, fontScale, color, 1, cv::LINE_AA);
}

void writeCentred(cv::Mat& drawing, const std::string& text, const cv::Rect& box, const cv::Scalar& color = ink) {
    const auto size = sizeOf(text);
    write(drawing, text, {box.x + (box.width - size.width) / 2, box.y + (box.height + size.height) / 2}, color);
}

cv::Scalar bgrOf(double share) {
    const auto color = viridis(share);
    return {double(color[2]), double(color[1]), double(color[0])};
}

struct Layout {
    std::vector<std::string> blocks;   ///< names of the rows
    std::vector<std::string> columns;  ///< names of the experts, each once
    int left = 0;                      ///< of the first cell
    int cellWidth = narrowestCell;

    cv::Rect cell(std::size_t row, std::size_t column) const {
        return {left + static_cast<int>(column) * cellWidth,
                titleHeight + namesHeight + static_cast<int>(row) * cellHeight, cellWidth, cellHeight};
    }
    std::size_t columnOf(const std::string& expert) const {
        return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), plain(expert)) - columns.begin());
    }
};

Layout layoutOf(const metrics::ExpertLayout& experts) {
    Layout layout;
    int widest = 0;
    for (const auto& block : experts.blocks) {
        layout.blocks.push_back(fmt::format("block {}", block.block));
        widest = std::max(widest, sizeOf(layout.blocks.back()).width);
        for (const auto& expert : block.experts)
            if (layout.columnOf(expert) == layout.columns.size()) layout.columns.push_back(plain(expert));
    }
    for (const auto& name : layout.columns) layout.cellWidth = std::max(layout.cellWidth, sizeOf(name).width + 14);
    layout.left = margin + widest + 10;
    return layout;
}

void drawCells(cv::Mat& drawing, const Layout& layout, const metrics::Activation& activation,
               base::Availability pattern) {
    const bool known = activation.pixels(pattern) > 0;
    const auto share = activation.share(pattern);
    std::size_t expert = 0;
    const auto& blocks = activation.layout().blocks;
    for (std::size_t row = 0; row < blocks.size(); ++row)
        for (const auto& name : blocks[row].experts) {
            const double value = share[expert++];
            if (!known) continue;
            const auto box = layout.cell(row, layout.columnOf(name));
            cv::rectangle(drawing, box, bgrOf(value), cv::FILLED);
            writeCentred(drawing, fmt::format("{:.2f}", value), box, value > 0.55 ? cv::Scalar(0, 0, 0) : paper);
        }
}

void drawColorBar(cv::Mat& drawing, const Layout& layout, int top) {
    cv::Mat ramp(1, barWidth, CV_8UC1), colors;
    for (int i = 0; i < barWidth; ++i)
        ramp.at<std::uint8_t>(0, i) = static_cast<std::uint8_t>(i * 255 / (barWidth - 1));
    cv::applyColorMap(ramp, colors, cv::COLORMAP_VIRIDIS);
    const cv::Rect bar(layout.left, top, barWidth, barHeight);
    cv::resize(colors, drawing(bar), bar.size(), 0, 0, cv::INTER_NEAREST);
    cv::rectangle(drawing, bar, ink);
    const int textRow = top + barHeight + 16;
    write(drawing, "0", {bar.x, textRow});
    writeCentred(drawing, "share of tokens", {bar.x, top + barHeight, bar.width, 22});
    write(drawing, "1", {bar.x + bar.width - sizeOf("1").width, textRow});
}

}  // namespace

cv::Mat drawActivation(const metrics::Activation& activation, base::Availability pattern) {
    const auto layout = layoutOf(activation.layout());
    const int columns = static_cast<int>(layout.columns.size()), rows = static_cast<int>(layout.blocks.size());
    const auto pixels = activation.pixels(pattern);
    const auto title = pixels > 0 ? fmt::format("Expert activation, availability {}, pixels: {}", pattern, pixels)
                                  : fmt::format("Expert activation, availability {}: no pixels", pattern);
    const int width =
        std::max({layout.left + columns * layout.cellWidth, layout.left + barWidth, margin + sizeOf(title).width}) +
        margin;
    const int cellsBottom = titleHeight + namesHeight + rows * cellHeight;
    cv::Mat drawing(cellsBottom + footHeight, width, CV_8UC3, paper);
    write(drawing, title, {margin, 24});
    for (std::size_t row = 0; row < layout.blocks.size(); ++row) {
        const auto first = layout.cell(row, 0);
        writeCentred(drawing, layout.blocks[row], {margin, first.y, layout.left - margin - 10, first.height});
        for (std::size_t column = 0; column < layout.columns.size(); ++column)
            cv::rectangle(drawing, layout.cell(row, column), absent, cv::FILLED);
    }
    for (std::size_t column = 0; column < layout.columns.size(); ++column) {
        auto box = layout.cell(0, column);
        writeCentred(drawing, layout.columns[column], {box.x, titleHeight, box.width, namesHeight});
    }
    drawCells(drawing, layout, activation, pattern);
    for (std::size_t row = 0; row < layout.blocks.size(); ++row)
        for (std::size_t column = 0; column < layout.columns.size(); ++column)
            cv::rectangle(drawing, layout.cell(row, column), paper);
    drawColorBar(drawing, layout, cellsBottom + 14);
    return drawing;
}

}  // namespace lacuna::output
