#pragma once

#include <array>
#include <cstdint>

#include "map/class_map.h"

namespace lacuna::map {

/// Which cells of a class map are called uncertain: those whose confidence is below the threshold of the sensors that
/// they were made from. A map that has lost a sensor in a part of the scene has two thresholds.
struct UncertaintyRule {
    std::array<float, 256> below{};  ///< by availability; 0: never, infinity: always
    base::LandClass uncertain;       ///< the class that they get; its value is none of the map's
    bool isUncertain(float confidence, base::Availability availability) const { return confidence < below[availability]; }
};

/// Gives uncertain cells their class, which joins the map's. Cells without data stay so. Returns how many there are.
std::uint64_t markUncertain(ClassMap& map, const UncertaintyRule& rule);

}  // namespace lacuna::map
