#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/land_class.h"

namespace lacuna::color {

/// How a reader sees colours. The three deficiencies lack one kind of cone altogether; Grey is a printout without colour.
enum class Vision { Normal, Protanopia, Deuteranopia, Tritanopia, Grey };

inline constexpr std::array<Vision, 3> deficiencies{Vision::Protanopia, Vision::Deuteranopia, Vision::Tritanopia};

/// What sRGB colours look like to such a reader, as sRGB: Machado, Oliveira and Fernandes (2009), "A physiologically-based
/// model for simulation of color vision deficiency", IEEE TVCG 15(6), severity 1, applied to linear RGB. Grey keeps
/// the luminance of ITU-R BT.709.
base::Rgb seenWith(Vision vision, base::Rgb color);
/// The same for pixels 0xAARRGGBB in place; alpha is kept.
void seeWith(Vision vision, std::uint32_t* pixels, std::size_t count);

/// sRGB (IEC 61966-2-1) to linear light, 0 … 1.
double linearOf(std::uint8_t channel);

}  // namespace lacuna::color
