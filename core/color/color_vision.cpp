#include "color/color_vision.h"

#include <algorithm>
#include <cmath>

namespace lacuna::color {
namespace {

using Matrix = std::array<std::array<float, 3>, 3>;

const Matrix& matrixOf(Vision vision) {
    static constexpr Matrix protan{{{0.152286F, 1.052583F, -0.204868F}, {0.114503F, 0.786281F, 0.099216F}, {-0.003882F, -0.048116F, 1.051998F}}};
    static constexpr Matrix deutan{{{0.367322F, 0.860646F, -0.227968F}, {0.280085F, 0.672501F, 0.047413F}, {-0.011820F, 0.042940F, 0.968881F}}};
    static constexpr Matrix tritan{{{1.255528F, -0.076749F, -0.178779F}, {-0.078411F, 0.930809F, 0.147602F}, {0.004733F, 0.691367F, 0.303900F}}};
    static constexpr Matrix grey{{{0.2126F, 0.7152F, 0.0722F}, {0.2126F, 0.7152F, 0.0722F}, {0.2126F, 0.7152F, 0.0722F}}};
    static constexpr Matrix same{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
    switch (vision) {
        case Vision::Protanopia: return protan;
        case Vision::Deuteranopia: return deutan;
        case Vision::Tritanopia: return tritan;
        case Vision::Grey: return grey;
        case Vision::Normal: break;
    }
    return same;
}

const std::array<float, 256>& linearTable() {
    static const auto table = [] {
        std::array<float, 256> made{};
        for (std::size_t i = 0; i < made.size(); ++i) made[i] = static_cast<float>(linearOf(static_cast<std::uint8_t>(i)));
        return made;
    }();
    return table;
}

/// Fine enough that every 8-bit value comes back as it was.
constexpr int encodeSteps = 1 << 14;

std::uint8_t encoded(float linear) {
    static const auto table = [] {
        std::array<std::uint8_t, encodeSteps + 1> made{};
        for (int i = 0; i <= encodeSteps; ++i) {
            const double light = static_cast<double>(i) / encodeSteps;
            const double value = light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
            made[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(std::lround(255 * value));
        }
        return made;
    }();
    return table[static_cast<std::size_t>(std::lround(std::clamp(linear, 0.0F, 1.0F) * encodeSteps))];
}

base::Rgb applied(const Matrix& matrix, const base::Rgb& color) {
    const auto& linear = linearTable();
    base::Rgb seen{};
    for (std::size_t row = 0; row < 3; ++row)
        seen[row] = encoded(matrix[row][0] * linear[color[0]] + matrix[row][1] * linear[color[1]] + matrix[row][2] * linear[color[2]]);
    return seen;
}

}  // namespace

double linearOf(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

base::Rgb seenWith(Vision vision, base::Rgb color) {
    return vision == Vision::Normal ? color : applied(matrixOf(vision), color);
}

void seeWith(Vision vision, std::uint32_t* pixels, std::size_t count) {
    if (vision == Vision::Normal) return;
    const auto& matrix = matrixOf(vision);
    // Maps consist of runs of one colour.
    std::uint32_t last = 0, seen = 0;
    bool any = false;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t pixel = pixels[i];
        if (!any || pixel != last) {
            const auto rgb = applied(matrix, {static_cast<std::uint8_t>(pixel >> 16), static_cast<std::uint8_t>(pixel >> 8), static_cast<std::uint8_t>(pixel)});
            seen = (pixel & 0xff000000U) | (static_cast<std::uint32_t>(rgb[0]) << 16) | (static_cast<std::uint32_t>(rgb[1]) << 8) | rgb[2];
            last = pixel;
            any = true;
        }
        pixels[i] = seen;
    }
}

}  // namespace lacuna::color
