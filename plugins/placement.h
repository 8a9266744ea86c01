#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace lacuna::plugins {

/// A block that gets experts, and how many dynamic ones.
struct PlacedBlock {
    int block = 0;
    int dynamicExperts = 2;
    bool operator==(const PlacedBlock&) const = default;
};

/// "last-6x2" (the last six blocks, two experts each), "head-6x2" (the first six), or a list "6x2,7x5" of block indices
/// (0 first) with their experts. Ascending by block. Errors: Usage.
base::Result<std::vector<PlacedBlock>> parsePlacement(const std::string& text, int blocks);

}  // namespace lacuna::plugins
