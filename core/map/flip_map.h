#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "map/class_map.h"
#include "map/reference_comparison.h"

namespace lacuna::map {

/// Cells that have one class in a map and another one in a second map.
struct Flip {
    int from = 0;  ///< class value; 0: no class
    int to = 0;
    std::string fromName;  ///< "no class" for 0
    std::string toName;
    std::uint64_t cells = 0;
};

/// Where the class changes from one map to another, and from what to what.
struct FlipMap {
    /// Its classes are "unchanged" (value 1) and the flips in their order ("Corn → Wheat", from 2 on); all for which no
    /// value is left share 255, "other changes". 0 where neither map has a class. A flip has the colour of the class it
    /// leads to, lighter or darker where another flip leads to the same.
    ClassMap map;
    std::vector<Flip> flips;  ///< that occur: most cells first, then by values
    std::uint64_t compared = 0;  ///< cells with a class in either map
    std::uint64_t changed = 0;   ///< sum over the flips
};

/// Any thread; takes 3 bytes a cell. Errors: BadData (as checkComparableMaps), Cancelled.
base::Result<FlipMap> flipMap(const MapLabels& from, const MapLabels& to, std::stop_token stop);

}  // namespace lacuna::map
