#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kernels/expert_epilogue.h"

namespace lacuna::kernels {

/// A weight [outputs, inputs] rearranged for the product kernel of one instruction set: panels of columns that fit the
/// vector registers, in pairs of inputs when bfloat16. Immutable, shared by threads.
struct PackedWeight {
    int outputs = 0;
    int inputs = 0;  ///< rounded up to even when bfloat16; the activations hold zeros there
    Storage storage = Storage::Float32;
    int panelWidth = 0;  ///< columns of a panel; a multiple of the instruction set's lanes
    struct alignas(64) Line {
        std::uint8_t bytes[64];
    };
    std::vector<Line> panels;
    std::vector<float> bias;  ///< [outputs rounded up to whole panels]
    const void* panelData() const;
    const float* biasData() const;
};

enum class Activation {
    None,
    Gelu,
    QuickGelu,
    TimesSlope,  ///< the result times what QuickGelu left in `slope`: the way back through it
};

/// output[i, :] (=, or += with `add`) activation(input[i, :] · weightᵀ + bias) for i in 0 … rows−1.
/// The order of the sums over the inputs is fixed, whatever the number of rows and wherever a row stands: a pixel's
/// result does not depend on the pixels computed with it.
struct Product {
    const void* input = nullptr;  ///< stored as the weight is
    std::int64_t inputStride = 0;
    const PackedWeight* weight = nullptr;
    void* output = nullptr;
    std::int64_t outputStride = 0;
    Storage outputStorage = Storage::Float32;
    int rows = 0;
    Activation activation = Activation::None;
    bool add = false;  ///< float32 output only, no activation
    /// Receives QuickGelu's derivative, or holds it for TimesSlope: rows and columns of the output, stored as it is; the
    /// outputs are then a multiple of 16. Null: not kept.
    void* slope = nullptr;
    std::int64_t slopeStride = 0;
};

/// output = (x − mean) / √(variance + ε) · scale + shift, row by row.
struct LayerNorm {
    const float* input = nullptr;
    std::int64_t inputStride = 0;
    const float* scale = nullptr;
    const float* shift = nullptr;
    void* output = nullptr;
    std::int64_t outputStride = 0;
    Storage outputStorage = Storage::Float32;
    int rows = 0;
    int width = 0;  ///< a multiple of 16
    float epsilon = 1e-5f;
};

/// gradient = residual + ∂loss/∂input of output = LayerNorm(input), row by row; rows without gaps.
struct LayerNormBack {
    const float* input = nullptr;
    const float* scale = nullptr;
    const float* back = nullptr;      ///< ∂loss/∂output
    const float* residual = nullptr;  ///< the gradient that goes past the LayerNorm
    float* gradient = nullptr;
    int rows = 0;
    int width = 0;  ///< a multiple of 16
    float epsilon = 1e-5f;
};

/// Self-attention of one sequence: softmax(q kᵀ) v per head; q is scaled already.
struct Attention {
    const float* qkv = nullptr;  ///< [tokens, 3·width]: q, k, v side by side
    void* output = nullptr;      ///< [tokens − keysOnly, width]
    std::int64_t outputStride = 0;
    Storage outputStorage = Storage::Float32;
    int tokens = 0;
    int heads = 0;
    int headWidth = 0;         ///< a multiple of 16
    float* scratch = nullptr;  ///< attentionScratch(tokens, headWidth) floats
    int keysOnly = 0;          ///< leading tokens that are keys and values alone, without a row of the output
    float* shares = nullptr;   ///< receives softmax(q kᵀ) for the way back, attentionShares(tokens, heads) floats, or null
};
std::size_t attentionScratch(int tokens, int headWidth);
std::size_t attentionShares(int tokens, int heads);

/// The gradient of one sequence's q, k and v.
struct AttentionBack {
    const float* qkv = nullptr;     ///< as Attention had them, without keysOnly
    const float* shares = nullptr;  ///< as Attention left them
    const float* back = nullptr;    ///< [tokens, width] ∂loss/∂output
    float* gradient = nullptr;      ///< [tokens, 3·width]
    int tokens = 0;
    int heads = 0;
    int headWidth = 0;         ///< a multiple of 16
    float* scratch = nullptr;  ///< attentionScratch(tokens, headWidth) floats
};

/// The processor kernels of one instruction set. All run on the calling thread alone.
struct CpuKernels {
    const char* name;
    int lanes;
    bool multipliesBfloat16;  ///< products in bfloat16 are faster than in float32
    void (*product)(const Product&);
    void (*layerNorm)(const LayerNorm&);
    void (*layerNormBack)(const LayerNormBack&);
    void (*attention)(const Attention&);
    void (*attentionBack)(const AttentionBack&);
    void (*epilogue)(const ExpertEpilogue&, std::int64_t begin, std::int64_t end);
    void (*narrow)(const float* from, std::uint16_t* to, std::int64_t count);  ///< to bfloat16, nearest even
};

/// The best set this processor has.
const CpuKernels& cpuKernels();
/// Every set this processor can run, best first.
std::vector<const CpuKernels*> availableCpuKernels();

/// `weight`: [outputs, inputs] row-major; `bias`: [outputs] or null.
PackedWeight packWeight(const CpuKernels& kernels, const float* weight, const float* bias, int outputs, int inputs,
                        Storage storage);

/// float32 → bfloat16, nearest even; NaN stays NaN.
std::uint16_t toBfloat16(float value);
float fromBfloat16(std::uint16_t value);

}  // namespace lacuna::kernels
