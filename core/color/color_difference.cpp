#include "color/color_difference.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "color/color_vision.h"

namespace lacuna::color {
namespace {

constexpr double degrees = std::numbers::pi / 180;

double root(double ratio) {
    constexpr double edge = 6.0 / 29;
    return ratio > edge * edge * edge ? std::cbrt(ratio) : ratio / (3 * edge * edge) + 4.0 / 29;
}

double hueOf(double a, double b) {
    if (a == 0 && b == 0) return 0;
    const double hue = std::atan2(b, a) / degrees;
    return hue < 0 ? hue + 360 : hue;
}

double power7(double value) {
    return std::pow(value, 7);
}

double luminanceOf(base::Rgb color) {
    return 0.2126 * linearOf(color[0]) + 0.7152 * linearOf(color[1]) + 0.0722 * linearOf(color[2]);
}

}  // namespace

Lab labOf(base::Rgb color) {
    const double r = linearOf(color[0]), g = linearOf(color[1]), b = linearOf(color[2]);
    const double x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    const double y = root(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    const double z = root((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(const Lab& first, const Lab& second) {
    // The names are those of the paper's equations (2) to (22).
    const double meanChroma = (std::hypot(first.a, first.b) + std::hypot(second.a, second.b)) / 2;
    const double g = 0.5 * (1 - std::sqrt(power7(meanChroma) / (power7(meanChroma) + power7(25))));
    const double a1 = (1 + g) * first.a, a2 = (1 + g) * second.a;
    const double c1 = std::hypot(a1, first.b), c2 = std::hypot(a2, second.b);
    const double h1 = hueOf(a1, first.b), h2 = hueOf(a2, second.b);
    const bool grey = c1 * c2 == 0;
    double turn = grey ? 0 : h2 - h1;
    if (turn > 180) turn -= 360;
    if (turn < -180) turn += 360;
    const double dl = second.l - first.l, dc = c2 - c1, dh = 2 * std::sqrt(c1 * c2) * std::sin(turn / 2 * degrees);
    double hue = grey ? h1 + h2 : (h1 + h2) / 2;
    if (!grey && std::abs(h1 - h2) > 180) hue += h1 + h2 < 360 ? 180 : -180;
    const double lightness = (first.l + second.l) / 2, chroma = (c1 + c2) / 2;
    const double t = 1 - 0.17 * std::cos((hue - 30) * degrees) + 0.24 * std::cos(2 * hue * degrees) +
                     0.32 * std::cos((3 * hue + 6) * degrees) - 0.20 * std::cos((4 * hue - 63) * degrees);
    const double theta = 30 * std::exp(-std::pow((hue - 275) / 25, 2));
    const double rc = 2 * std::sqrt(power7(chroma) / (power7(chroma) + power7(25)));
    const double middle = std::pow(lightness - 50, 2);
    const double sl = 1 + 0.015 * middle / std::sqrt(20 + middle), sc = 1 + 0.045 * chroma, sh = 1 + 0.015 * chroma * t;
    const double rt = -std::sin(2 * theta * degrees) * rc;
    return std::sqrt(std::pow(dl / sl, 2) + std::pow(dc / sc, 2) + std::pow(dh / sh, 2) + rt * (dc / sc) * (dh / sh));
}

double contrastOf(base::Rgb first, base::Rgb second) {
    const auto [dark, light] = std::minmax({luminanceOf(first), luminanceOf(second)});
    return (light + 0.05) / (dark + 0.05);
}

}  // namespace lacuna::color
