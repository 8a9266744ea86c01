#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lacuna::base {

/// At most this many modalities (sensors) in one model; an availability pattern fits one byte.
inline constexpr int maxModalities = 8;

/// Availability m ∈ {0,1}ᴹ of one pixel or a whole scene: bit i is set when modality i is present.
using Availability = std::uint8_t;

constexpr Availability completeAvailability(int modalities) {
    return static_cast<Availability>((1u << modalities) - 1u);
}
constexpr bool isPresent(Availability availability, int modality) { return (availability >> modality & 1u) != 0; }
constexpr Availability without(Availability availability, int modality) {
    return static_cast<Availability>(availability & ~(1u << modality));
}

/// All 2ᴹ−1 patterns with at least one modality: the complete one first, then by fewer modalities, then by bit order.
std::vector<Availability> allPatterns(int modalities);

/// "●○●", modality 0 first.
std::string dots(Availability availability, int modalities);

/// "complete", "without LiDAR", "only VNIR": whichever is shorter to read.
std::string describePattern(Availability availability, const std::vector<std::string>& modalityNames);

}  // namespace lacuna::base
