#pragma once

#include <cstdint>
#include <vector>

#include "engine/prompts.h"
#include "kernels/cpu_kernels.h"

namespace lacuna::engine {

/// A block's prompts on the processor: float32 rows put before each pixel's sequence. A pixel's rows depend neither on
/// the pixels beside it nor on their number. Immutable, shared by threads.
class CpuPrompts {
public:
    /// `table`: outlives this; its rows without gaps.
    CpuPrompts(const PromptTable& table, const ModelSpec& model, const kernels::CpuKernels& kernels);

    int tokens() const { return tokens_; }
    bool changeAttention() const { return table_.changesAttention(); }
    /// Floats that `place` needs beside the sequences.
    std::size_t scratch() const;
    /// state [pixels, length, d] → [pixels, length − replaced + tokens, d] in place, if the table changes the sequence.
    /// `patterns`: availability, one a pixel.
    void place(float* state, int length, int pixels, const std::uint8_t* patterns, float* scratch) const;
    /// PromptPlace::Attention: the keys and values into the first tokens()/2 rows [q, k, v] of a pixel's [·, 3d].
    void placeKeysAndValues(float* qkv, std::uint8_t pattern) const;

private:
    const float* rowsOf(const PromptPart& part, std::uint8_t pattern) const;
    void look(std::size_t part, const float* features, std::uint8_t pattern, float* output, float* scratch) const;

    const PromptTable& table_;
    const kernels::CpuKernels& kernels_;
    int width_, ownTokens_, perModality_, tokens_;
    std::vector<kernels::PackedWeight> weights_;  ///< one a part, empty where the rows are the tokens
};

}  // namespace lacuna::engine
