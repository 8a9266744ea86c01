#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace lacuna::base {

using Rgb = std::array<std::uint8_t, 3>;

/// One land-cover class. `value` is what label rasters and maps store (1 … 255; 0 is "unlabelled" and "no-data").
struct LandClass {
    int value = 0;
    std::string name;
    Rgb color{};
};

/// The classes of a model in the order of its logits: class index y ∈ 0 … K−1 is the position here.
using ClassTable = std::vector<LandClass>;

/// Position of a stored value, or -1.
int classIndex(const ClassTable& classes, int value);

/// Colour-blind-safe colours for classes that bring none; repeats with changed lightness after the twelfth.
Rgb defaultColor(int classIndex);

}  // namespace lacuna::base
