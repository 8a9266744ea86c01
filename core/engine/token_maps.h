#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "engine/device_queues.h"
#include "engine/stacked_model.h"
#include "tile/batch.h"

namespace lacuna::engine {

/// The modality encoders' dense outputs of the last tile, on the plan's device: evaluated once a pixel and modality,
/// shared by all patches that overlap and by every subset of sensors (METHODS §2). One thread at a time, within the
/// compute stream.
class TokenMaps {
public:
    TokenMaps(const StackedModel& model, const at::Device& device, at::ScalarType type);
    /// Makes the maps that the batch asks for and that are not there, and forgets those of another tile. A pixel that
    /// the tile's availability denies counts as zeros, whatever its plane holds.
    void prepare(const tile::Batch& batch, DeviceQueues& queues);
    void forget();
    /// [tile height − s + 1, tile width − s + 1, d] in the plan's type, rows without gaps; null when not made.
    const void* map(std::size_t modality) const;
    kernels::Storage storage() const;

private:
    struct Encoder {
        at::Tensor spectral, spectralBias, spatial, spatialBias;
    };

    at::Tensor features(const tile::Tile& tile, std::size_t modality, DeviceQueues& queues) const;
    at::Tensor makeMap(const tile::Tile& tile, std::size_t modality, DeviceQueues& queues) const;

    at::ScalarType type_;
    std::int64_t cell_;
    std::vector<Encoder> encoders_;
    std::uint64_t serial_ = 0;
    std::vector<at::Tensor> maps_;
};

}  // namespace lacuna::engine
