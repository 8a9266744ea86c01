#include "experiments/svg.h"

#include <fmt/format.h>

namespace lacuna::experiments {
namespace {

std::string escaped(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        if (c == '&')
            safe += "&amp;";
        else if (c == '<')
            safe += "&lt;";
        else if (c == '>')
            safe += "&gt;";
        else if (static_cast<unsigned char>(c) >= ' ')
            safe += c;
    }
    return safe;
}

std::string placesOf(const std::vector<Svg::Point>& points) {
    std::string places;
    for (const auto& [x, y] : points) places += fmt::format("{:.1f},{:.1f} ", x, y);
    return places;
}

constexpr const char* anchors[] = {"start", "middle", "end"};

}  // namespace

void Svg::line(Point from, Point to, const std::string& color, double width) {
    body_ += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" stroke-width=\"{:g}\"/>\n",
        from.first, from.second, to.first, to.second, color, width);
}

void Svg::polyline(const std::vector<Point>& points, const std::string& color) {
    body_ += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", placesOf(points), color);
}

void Svg::circle(Point centre, double radius, const std::string& color) {
    body_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:g}\" fill=\"{}\"/>\n", centre.first, centre.second,
                         radius, color);
}

void Svg::rectangle(Point corner, double width, double height, const std::string& color) {
    body_ += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>\n",
                         corner.first, corner.second, width, height, color);
}

void Svg::text(Point base, const std::string& words, Anchor anchor, const std::string& color, bool bold) {
    body_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"{}\"{}>{}</text>\n", base.first,
                         base.second, anchors[static_cast<int>(anchor)], color, bold ? " font-weight=\"bold\"" : "",
                         escaped(words));
}

void Svg::text(Point base, const std::string& words, const TextStyle& style) {
    const auto turned = style.turn == 0 ? std::string() : fmt::format(" transform=\"rotate({:g} {:.1f} {:.1f})\"", style.turn, base.first, base.second);
    body_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"{}\" font-size=\"{:g}\"{}{}>{}</text>\n", base.first,
                         base.second, anchors[static_cast<int>(style.anchor)], style.color, style.size,
                         style.bold ? " font-weight=\"bold\"" : "", turned, escaped(words));
}

void Svg::polygon(const std::vector<Point>& points, const std::string& color) {
    body_ += fmt::format("<polygon points=\"{}\" fill=\"{}\"/>\n", placesOf(points), color);
}

void Svg::frame(Point corner, double width, double height, const std::string& color, double line) {
    body_ += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{:g}\"/>\n",
                         corner.first, corner.second, width, height, color, line);
}

void Svg::image(Point corner, double width, double height, const std::string& png) {
    body_ += fmt::format("<image x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" preserveAspectRatio=\"none\" "
                         "style=\"image-rendering:pixelated\" xlink:href=\"data:image/png;base64,{}\"/>\n",
                         corner.first, corner.second, width, height, png);
}

std::string Svg::document(double width, double height) const {
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} "
        "{1:.0f}\" "
        "font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" "
        "fill=\"white\"/>\n{2}</svg>\n",
        width, height, body_);
}

}  // namespace lacuna::experiments
