#pragma once

#include <cstdint>
#include <string_view>

#include "base/counter_random.h"

namespace lacuna::pretraining {

/// A stream of random numbers that is a function of a seed and a purpose: the same on every machine. One thread.
class Draws {
public:
    Draws(std::uint64_t seed, std::string_view purpose) : random_(seed, purpose) {}

    std::uint64_t bits() { return random_.bits(next_++); }
    float uniform(float low, float high) { return low + (high - low) * static_cast<float>(random_.uniform(next_++)); }
    /// Standard normal, cut at ±2.
    float normal() { return static_cast<float>(random_.truncatedNormal(next_++)); }
    int below(int count) { return static_cast<int>(bits() % static_cast<std::uint64_t>(count)); }

private:
    base::CounterRandom random_;
    std::uint64_t next_ = 0;
};

}  // namespace lacuna::pretraining
