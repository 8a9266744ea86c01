#include "engine/cpu_encoder.h"

#include <algorithm>

#include "base/memory_cap.h"
#include "engine/torch_headers.h"

namespace lacuna::engine {
namespace {

constexpr int rowsATask = 16;

int evenUp(int value) { return (value + 1) / 2 * 2; }

kernels::PackedWeight pack(const kernels::CpuKernels& kernels, const at::Tensor& weight, const float* bias) {
    return kernels::packWeight(kernels, weight.const_data_ptr<float>(), bias, static_cast<int>(weight.size(0)),
                               static_cast<int>(weight.size(1)), kernels::Storage::Float32);
}

float* sized(std::vector<float>& buffer, std::size_t count) {
    if (buffer.size() < count) buffer.resize(count);
    return buffer.data();
}

}  // namespace

CpuEncoder::CpuEncoder(const StackedModel& model, const kernels::CpuKernels& kernels, bool half)
    : kernels_(kernels),
      half_(half),
      width_(model.model.backbone.width),
      grid_(model.model.tokenGrid),
      cell_(model.model.patchSize / model.model.tokenGrid),
      patch_(model.model.patchSize),
      features_(model.model.encoderWidth),
      maps_(model.encoders.size()) {
    for (const auto& encoder : model.encoders) {
        Encoder packed{pack(kernels, encoder.spectral, encoder.spectralBias.const_data_ptr<float>()), {}};
        for (std::size_t row = 0; row < encoder.spatial.size(); ++row)
            packed.spatial.push_back(
                pack(kernels, encoder.spatial[row], row == 0 ? encoder.spatialBias.const_data_ptr<float>() : nullptr));
        encoders_.push_back(std::move(packed));
        bands_.push_back(static_cast<int>(encoder.spectral.size(1)));
    }
}

double CpuEncoder::workOfMap(const tile::Tile& tile, int modality) const {
    return double(tile.width) * tile.height * features_ * (bands_[modality] + double(cell_) * cell_ * width_);
}

double CpuEncoder::workOfPatch(int modality) const {
    return double(patch_) * patch_ * features_ * (bands_[modality] + double(width_));
}

void CpuEncoder::forget() {
    serial_ = 0;
    maps_.assign(maps_.size(), TokenMap{});
}

void CpuEncoder::prepare(const tile::Batch& batch, WorkerPool& pool) {
    const auto& tile = *batch.tile;
    if (tile.serial != serial_) {
        forget();
        serial_ = tile.serial;
    }
    const auto pixels = std::uint64_t(tile.width) * std::uint64_t(tile.height);
    const auto bytes = pixels * std::uint64_t(width_) * (half_ ? 2 : 4) * encoders_.size();
    if (bytes > base::memoryCap() / 4) return;
    for (int i = 0; i < static_cast<int>(encoders_.size()); ++i) {
        auto& map = maps_[i];
        if (map.made) continue;
        const auto asked = std::count_if(batch.availability.begin(), batch.availability.end(),
                                         [&](base::Availability m) { return base::isPresent(m, i); });
        // Patches are encoded singly until they have cost what the map costs: at most twice the least work, whatever
        // batches follow.
        map.spent += double(asked) * workOfPatch(i);
        if (asked > 0 && map.spent > workOfMap(tile, i)) makeMap(tile, i, pool);
    }
}

void CpuEncoder::gatherPixels(const tile::Tile& tile, int modality, int row, int column, int count,
                              float* pixels) const {
    const int bands = bands_[modality], stride = evenUp(bands);
    const auto area = static_cast<std::size_t>(tile.width) * tile.height;
    const auto first = static_cast<std::size_t>(row) * tile.width + column;
    const float* plane = tile.planes[modality].values.data() + first;
    const auto* availability = tile.availability.data() + first;
    for (int c = 0; c < bands; ++c)
        for (int p = 0; p < count; ++p) pixels[std::size_t(p) * stride + c] = plane[c * area + p];
    for (int p = 0; p < count; ++p) {
        float* pixel = pixels + std::size_t(p) * stride;
        if (!base::isPresent(availability[p], modality)) std::fill(pixel, pixel + bands, 0.0f);
        std::fill(pixel + bands, pixel + stride, 0.0f);
    }
}

/// GELU(spectral · pixel + bias) of `count` pixels of a row: [count, E].
void CpuEncoder::features(const tile::Tile& tile, int modality, int row, int column, int count, float* out,
                          Scratch& scratch) const {
    const int stride = evenUp(bands_[modality]);
    float* pixels = sized(scratch.pixels, std::size_t(count) * stride);
    gatherPixels(tile, modality, row, column, count, pixels);
    kernels::Product product;
    product.input = pixels;
    product.inputStride = stride;
    product.weight = &encoders_[modality].spectral;
    product.output = out;
    product.outputStride = features_;
    product.rows = count;
    product.activation = kernels::Activation::Gelu;
    kernels_.product(product);
}

void CpuEncoder::makeMap(const tile::Tile& tile, int modality, WorkerPool& pool) {
    auto& map = maps_[modality];
    const auto rows = tile.height - cell_ + 1, columns = tile.width - cell_ + 1;
    const auto count = std::size_t(rows) * columns * width_;
    half_ ? map.half.resize(count) : map.whole.resize(count);
    std::vector<Scratch> scratch(pool.workers());
    pool.run((rows + rowsATask - 1) / rowsATask, [&](std::int64_t task, int worker) {
        const int first = static_cast<int>(task) * rowsATask;
        makeRows(tile, modality, first, std::min(first + rowsATask, rows), scratch[worker]);
    });
    map.made = true;
}

void CpuEncoder::makeRows(const tile::Tile& tile, int modality, int first, int last, Scratch& scratch) {
    auto& map = maps_[modality];
    const int columns = tile.width - cell_ + 1;
    const auto featureRow = std::size_t(tile.width) * features_;
    float* rows = sized(scratch.features, featureRow * (last - first + cell_ - 1));
    for (int row = first; row < last + cell_ - 1; ++row)
        features(tile, modality, row, 0, tile.width, rows + featureRow * (row - first), scratch);
    for (int row = first; row < last; ++row) {
        const auto start = std::size_t(row) * columns * width_;
        float* tokens = half_ ? sized(scratch.tokens, std::size_t(columns) * width_) : map.whole.data() + start;
        for (int part = 0; part < cell_; ++part) {
            kernels::Product product;
            product.input = rows + featureRow * (row - first + part);
            product.inputStride = features_;  // cells one pixel apart overlap
            product.weight = &encoders_[modality].spatial[part];
            product.output = tokens;
            product.outputStride = width_;
            product.rows = columns;
            product.add = part > 0;
            kernels_.product(product);
        }
        if (half_) kernels_.narrow(tokens, map.half.data() + start, std::int64_t(columns) * width_);
    }
}

/// The g² tokens of one patch into scratch.tokens.
void CpuEncoder::patchTokens(const tile::Batch& batch, std::size_t index, int modality, Scratch& scratch) const {
    const auto& tile = *batch.tile;
    const int row = batch.centres[index] / tile.width - patch_ / 2, column = batch.centres[index] % tile.width - patch_ / 2;
    const auto featureRow = std::size_t(patch_) * features_;
    float* rows = sized(scratch.features, featureRow * patch_);
    for (int r = 0; r < patch_; ++r) features(tile, modality, row + r, column, patch_, rows + featureRow * r, scratch);
    float* tokens = sized(scratch.tokens, std::size_t(grid_) * grid_ * width_);
    for (int a = 0; a < grid_; ++a) {
        for (int part = 0; part < cell_; ++part) {
            kernels::Product product;
            product.input = rows + featureRow * (a * cell_ + part);
            product.inputStride = std::int64_t(cell_) * features_;
            product.weight = &encoders_[modality].spatial[part];
            product.output = tokens + std::size_t(a) * grid_ * width_;
            product.outputStride = width_;
            product.rows = grid_;
            product.add = part > 0;
            kernels_.product(product);
        }
    }
}

void CpuEncoder::addTokens(const tile::Batch& batch, std::size_t index, int modality, float* rows,
                           Scratch& scratch) const {
    const auto& tile = *batch.tile;
    const auto& map = maps_[modality];
    if (!map.made) {
        patchTokens(batch, index, modality, scratch);
        for (int i = 0; i < grid_ * grid_ * width_; ++i) {
            const float token = scratch.tokens[i];
            rows[i] += half_ ? kernels::fromBfloat16(kernels::toBfloat16(token)) : token;
        }
        return;
    }
    const int row = batch.centres[index] / tile.width - patch_ / 2, column = batch.centres[index] % tile.width - patch_ / 2;
    const int columns = tile.width - cell_ + 1;
    for (int a = 0; a < grid_; ++a) {
        for (int b = 0; b < grid_; ++b, rows += width_) {
            const auto start = (std::size_t(row + a * cell_) * columns + column + b * cell_) * width_;
            if (half_)
                for (int i = 0; i < width_; ++i) rows[i] += kernels::fromBfloat16(map.half[start + i]);
            else
                for (int i = 0; i < width_; ++i) rows[i] += map.whole[start + i];
        }
    }
}

}  // namespace lacuna::engine
