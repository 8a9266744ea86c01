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
    struct TextStyle {
        Anchor anchor = Anchor::Start;
        std::string color = "#202020";
        bool bold = false;
        double size = 12;
        double turn = 0;  ///< degrees clockwise around the base
    };

    void line(Point from, Point to, const std::string& color, double width = 1);
    void polyline(const std::vector<Point>& points, const std::string& color);
    void circle(Point centre, double radius, const std::string& color);
    void rectangle(Point corner, double width, double height, const std::string& color);
    void text(Point base, const std::string& words, Anchor anchor = Anchor::Start, const std::string& color = "#202020",
              bool bold = false);
    void text(Point base, const std::string& words, const TextStyle& style);
    void polygon(const std::vector<Point>& points, const std::string& color);
    /// A rectangle's edge alone.
    void frame(Point corner, double width, double height, const std::string& color, double line = 1);
    /// A PNG, given in base64, stretched to the rectangle; its pixels stay sharp.
    void image(Point corner, double width, double height, const std::string& png);
    /// The finished document on white.
    std::string document(double width, double height) const;

private:
    std::string body_;
};

}  // namespace lacuna::experiments
