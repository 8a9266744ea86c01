#include "engine/token_maps.h"

#include <algorithm>

#include "engine/torch_headers.h"

namespace lacuna::engine {
namespace {

/// Numbers of cells laid out side by side at once: the overlap makes them s times the features.
constexpr std::int64_t cellNumbers = std::int64_t{1} << 25;

}  // namespace

TokenMaps::TokenMaps(const StackedModel& model, const at::Device& device, at::ScalarType type)
    : type_(type), cell_(model.model.patchSize / model.model.tokenGrid), maps_(model.encoders.size()) {
    const auto move = [&](const at::Tensor& tensor) { return tensor.to(device, type).contiguous(); };
    for (const auto& encoder : model.encoders)
        encoders_.push_back({move(encoder.spectral), move(encoder.spectralBias), move(at::cat(encoder.spatial, 1)),
                             move(encoder.spatialBias)});
}

void TokenMaps::forget() {
    serial_ = 0;
    maps_.assign(maps_.size(), {});
}

const void* TokenMaps::map(std::size_t modality) const {
    return maps_[modality].defined() ? maps_[modality].const_data_ptr() : nullptr;
}

kernels::Storage TokenMaps::storage() const {
    return type_ == at::kBFloat16 ? kernels::Storage::BFloat16 : kernels::Storage::Float32;
}

void TokenMaps::prepare(const tile::Batch& batch, DeviceQueues& queues) {
    if (batch.tile->serial != serial_) forget();
    serial_ = batch.tile->serial;
    base::Availability asked = 0;
    for (const auto availability : batch.availability) asked |= availability;
    for (std::size_t i = 0; i < maps_.size(); ++i)
        if (base::isPresent(asked, static_cast<int>(i)) && !maps_[i].defined())
            maps_[i] = makeMap(*batch.tile, i, queues);
}

/// GELU(spectral · pixel + bias): [H·W, E].
at::Tensor TokenMaps::features(const tile::Tile& tile, std::size_t modality, DeviceQueues& queues) const {
    const auto& plane = tile.planes[modality];
    const auto area = static_cast<std::int64_t>(tile.width) * tile.height;
    const auto pixels = queues.upload(plane.values.data(), area * plane.channels * std::int64_t{sizeof(float)})
                            .view(at::kFloat)
                            .view({plane.channels, area});
    const auto present = queues.upload(tile.availability.data(), area).bitwise_and(1 << modality).ne(0);
    const auto seen = at::where(present, pixels, at::zeros({}, pixels.options())).to(type_);
    return at::gelu(at::linear(seen.t(), encoders_[modality].spectral, encoders_[modality].spectralBias)).contiguous();
}

at::Tensor TokenMaps::makeMap(const tile::Tile& tile, std::size_t modality, DeviceQueues& queues) const {
    const auto& encoder = encoders_[modality];
    const auto dense = features(tile, modality, queues);
    const std::int64_t width = dense.size(1), rowStride = tile.width * width;
    const std::int64_t rows = tile.height - cell_ + 1, columns = tile.width - cell_ + 1,
                       inputs = encoder.spatial.size(1);
    const auto map = queues.deviceBuffer({rows * columns, encoder.spatial.size(0)}, type_);
    const std::int64_t atOnce = std::max<std::int64_t>(1, cellNumbers / (columns * inputs));
    for (std::int64_t first = 0; first < rows; first += atOnce) {
        const auto count = std::min(atOnce, rows - first);
        // [row, column, s, s·E]: cells one pixel apart overlap.
        const auto cells = dense.as_strided({count, columns, cell_, cell_ * width}, {rowStride, width, rowStride, 1},
                                            dense.storage_offset() + first * rowStride);
        auto tokens = map.narrow(0, first * columns, count * columns);
        at::addmm_out(tokens, encoder.spatialBias, cells.reshape({count * columns, inputs}), encoder.spatial.t());
    }
    return map;
}

}  // namespace lacuna::engine
