#pragma once

#include <ATen/core/Tensor.h>

namespace lacuna::engine {

/// The encoder of one modality (METHODS §2): 1×1 convolution C→E, GELU (exact, with erf), s×s convolution with stride
/// s, E→d. All tensors are of one type and on one device; trained ones carry gradients.
struct ModalityEncoder {
    at::Tensor spectralWeight;  ///< [E, C, 1, 1]
    at::Tensor spectralBias;    ///< [E]
    at::Tensor spatialWeight;   ///< [d, E, s, s]
    at::Tensor spatialBias;     ///< [d]

    /// patches [B, C, P, P] (any strides; channels last is fastest), P = g·s → [B, g², d], token (a, b) at a·g + b.
    at::Tensor forward(const at::Tensor& patches) const;
    /// plane [C, H, W] → [H−s+1, W−s+1, d]: the s×s convolution at stride 1. Token (a, b) of the patch whose centre is
    /// (row, column) stands at (row − P/2 + s·a, column − P/2 + s·b).
    at::Tensor dense(const at::Tensor& plane) const;
};

}  // namespace lacuna::engine
