#pragma once

#include <vector>

#include "base/land_class.h"
#include "color/color_vision.h"

namespace lacuna::color {

/// Two classes whose colours a reader may take for one another.
struct LookAlike {
    std::size_t first = 0;  ///< positions in the class table
    std::size_t second = 0;
    Vision vision = Vision::Normal;  ///< the vision in which they are closest
    double difference = 0;           ///< CIEDE2000
};

/// Colours closer than this (CIEDE2000) are hard to tell apart across a map.
inline constexpr double clearDifference = 8;

/// Pairs closer than `clearDifference` to a reader with normal vision or with one of the three deficiencies, the closest
/// first; each pair once.
std::vector<LookAlike> lookAlikes(const base::ClassTable& classes);

/// So many colours that keep apart as far as can be in normal vision and in all three deficiencies: each next one is
/// that of a lattice of sRGB whose least difference to those before it is greatest. Up to 20 stay `clearDifference` apart.
/// Always the same for the same count.
std::vector<base::Rgb> safePalette(std::size_t count);

}  // namespace lacuna::color
