#include "engine/modality_encoder.h"

namespace lacuna::engine {
namespace {

/// pixels [..., C] → [..., E].
at::Tensor spectral(const ModalityEncoder& encoder, const at::Tensor& pixels) {
    return at::gelu(at::linear(pixels, encoder.spectralWeight.flatten(1), encoder.spectralBias));
}

}  // namespace

at::Tensor ModalityEncoder::forward(const at::Tensor& patches) const {
    const auto step = spatialWeight.size(2);
    const auto grid = patches.size(2) / step;
    const auto batch = patches.size(0);
    const auto width = spectralWeight.size(0);
    const auto features = spectral(*this, patches.permute({0, 2, 3, 1}));
    // One matrix product instead of a strided convolution: the cells of a patch do not overlap.
    const auto cells = features.reshape({batch, grid, step, grid, step, width})
                           .permute({0, 1, 3, 2, 4, 5})
                           .reshape({batch, grid * grid, step * step * width});
    return at::linear(cells, spatialWeight.permute({0, 2, 3, 1}).flatten(1), spatialBias);
}

at::Tensor ModalityEncoder::dense(const at::Tensor& plane) const {
    const auto features = spectral(*this, plane.permute({1, 2, 0}));
    const auto tokens = at::conv2d(features.permute({2, 0, 1}).unsqueeze(0), spatialWeight, spatialBias);
    return tokens.squeeze(0).permute({1, 2, 0});
}

}  // namespace lacuna::engine
