#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/availability.h"

namespace lacuna::metrics {

/// The adapted blocks of a model and the names of their experts, in the engine's order.
struct ExpertLayout {
    struct Block {
        int block = 0;                     ///< index of the transformer block, 0 first
        std::vector<std::string> experts;  ///< "dynamic 1", "shared", "VNIR"
    };
    std::vector<Block> blocks;
    int experts() const;  ///< of all blocks together
};

/// Expert activation (METHODS §7, paper Figure 5) summed over pixels, by availability pattern and predicted class.
class Activation {
public:
    Activation() = default;
    Activation(ExpertLayout layout, int classes);
    /// One pixel: `share` and `weight` are [layout.experts()]: the share of its tokens routed to each expert, and the
    /// mean gate weight over its tokens (0 where not routed).
    void add(base::Availability pattern, int classIndex, const float* share, const float* weight);
    void merge(const Activation& other);

    const ExpertLayout& layout() const { return layout_; }
    int classes() const { return classes_; }
    std::vector<base::Availability> patterns() const;  ///< that occurred
    /// Pixels seen; classIndex −1: all classes.
    std::uint64_t pixels(base::Availability pattern, int classIndex = -1) const;
    /// Means over those pixels, [layout.experts()]; zeros when there are none.
    std::vector<double> share(base::Availability pattern, int classIndex = -1) const;
    std::vector<double> weight(base::Availability pattern, int classIndex = -1) const;

private:
    struct Cell {
        std::uint64_t pixels = 0;
        std::vector<double> share, weight;
    };
    ExpertLayout layout_;
    int classes_ = 0;
    std::map<base::Availability, std::vector<Cell>> cells_;  ///< by pattern, one cell a class
};

}  // namespace lacuna::metrics
