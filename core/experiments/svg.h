#pragma once

#include <string>
#include <utility>
#include <vector>

namespace lacuna::experiments {

/// A drawing in SVG, in pixels from the top left corner. Colours are SVG's words or "#rrggbb".
class Svg {
public:
    enum class Anchor { Start, Middle, End };
    using Point = std::pair<double, double>;

    void line(Point from, Point to, const std::string& color, double width = 1);
    void polyline(const std::vector<Point>& points, const std::string& color);
    void circle(Point centre, double radius, const std::string& color);
    void rectangle(Point corner, double width, double height, const std::string& color);
    void text(Point base, const std::string& words, Anchor anchor = Anchor::Start, const std::string& color = "#202020",
              bool bold = false);
    /// The finished document on white.
    std::string document(double width, double height) const;

private:
    std::string body_;
};

}  // namespace lacuna::experiments
