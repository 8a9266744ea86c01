#include <algorithm>
#include <map>

#include "base/memory_cap.h"
#include "tile/tile_reader.h"

namespace lacuna::tile {
namespace {

constexpr auto stage = "read patches";
constexpr int bucketSize = 256;  // pixels; the samples of a bucket are read with one window

using Bucket = std::vector<std::size_t>;  // indices of samples

std::map<std::pair<int, int>, Bucket> bucketsOf(const samples::SampleSet& set) {
    std::map<std::pair<int, int>, Bucket> buckets;
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        buckets[{set.samples[i].row / bucketSize, set.samples[i].column / bucketSize}].push_back(i);
    return buckets;
}

raster::Window boundsOf(const Bucket& bucket, const samples::SampleSet& set) {
    int left = set.gridWidth, top = set.gridHeight, right = 0, bottom = 0;
    for (const auto i : bucket) {
        const auto& sample = set.samples[i];
        left = std::min(left, sample.column);
        right = std::max(right, sample.column + 1);
        top = std::min(top, sample.row);
        bottom = std::max(bottom, sample.row + 1);
    }
    return {left, top, right - left, bottom - top};
}

/// [C, P, P] around a pixel of the tile; zeros when the modality was not read.
void copyPatch(const Tile& tile, const Plane& plane, int row, int column, int patchSize, float* patch) {
    const auto area = static_cast<std::size_t>(tile.width) * static_cast<std::size_t>(tile.height);
    for (int band = 0; band < plane.channels; ++band)
        for (int y = 0; y < patchSize; ++y) {
            const float* line = plane.values.data() + static_cast<std::size_t>(band) * area +
                                static_cast<std::size_t>(row + y) * static_cast<std::size_t>(tile.width) +
                                static_cast<std::size_t>(column);
            patch = std::copy_n(line, patchSize, patch);
        }
}

base::Status checkMemory(const Inputs& inputs, std::size_t samples, int patchSize) {
    std::uint64_t bands = 0;
    for (const auto& mean : inputs.mean) bands += mean.size();
    const auto bytes = samples * bands * static_cast<std::uint64_t>(patchSize * patchSize) * sizeof(float);
    if (bytes <= base::memoryCap() / 2) return {};
    return base::fail(base::ErrorCode::OutOfMemory, stage,
                      "{} samples with {} bands take {} MiB, more than half of the {} MiB allowed (LACUNA_MAX_RAM). Use fewer samples",
                      samples, bands, bytes >> 20, base::memoryCap() >> 20);
}

}  // namespace

base::Result<PatchSet> readPatches(const raster::RasterStack& stack, const Inputs& inputs,
                                   const samples::SampleSet& samples, int patchSize, const std::stop_token& stop,
                                   base::Progress& progress) {
    LACUNA_TRY_STATUS(checkMemory(inputs, samples.samples.size(), patchSize));
    const int halo = patchSize / 2;
    const auto count = samples.samples.size();
    const auto pixels = static_cast<std::size_t>(patchSize) * static_cast<std::size_t>(patchSize);
    std::vector<std::vector<float>> values(inputs.mean.size());
    for (std::size_t m = 0; m < values.size(); ++m) values[m].assign(count * inputs.mean[m].size() * pixels, 0.0f);
    std::vector<base::Availability> availability(count, 0);

    base::ProgressMeter meter(progress, "Reading samples", count, "samples");
    for (const auto& [place, bucket] : bucketsOf(samples)) {
        if (stop.stop_requested()) return base::cancelled(stage);
        const auto window = boundsOf(bucket, samples);
        LACUNA_TRY(tile, readTile(stack, inputs, window, halo, 0xff));
        for (const auto i : bucket) {
            const int row = samples.samples[i].row - window.row, column = samples.samples[i].column - window.column;
            availability[i] = tile.availability[static_cast<std::size_t>(row + halo) * static_cast<std::size_t>(tile.width) +
                                                static_cast<std::size_t>(column + halo)];
            for (std::size_t m = 0; m < values.size(); ++m)
                copyPatch(tile, tile.planes[m], row, column, patchSize,
                          values[m].data() + i * inputs.mean[m].size() * pixels);
        }
        meter.advance(bucket.size());
    }

    PatchSet patches;
    patches.patchSize = patchSize;
    for (std::size_t i = 0; i < count; ++i) {
        if (availability[i] == 0) continue;
        const auto kept = patches.classIndex.size();
        for (std::size_t m = 0; m < values.size() && kept != i; ++m) {
            const auto size = inputs.mean[m].size() * pixels;
            std::copy_n(values[m].begin() + static_cast<std::ptrdiff_t>(i * size), size,
                        values[m].begin() + static_cast<std::ptrdiff_t>(kept * size));
        }
        patches.availability.push_back(availability[i]);
        patches.classIndex.push_back(samples.samples[i].classIndex);
    }
    if (patches.size() == 0)
        return base::fail(base::ErrorCode::BadData, stage,
                          "none of the {} samples lies where a sensor holds data. Check the no-data values (gdalinfo) and that samples "
                          "and rasters show the same place", count);
    for (std::size_t m = 0; m < values.size(); ++m) {
        patches.channels.push_back(static_cast<int>(inputs.mean[m].size()));
        values[m].resize(patches.size() * inputs.mean[m].size() * pixels);
    }
    patches.values = std::move(values);
    return patches;
}

}  // namespace lacuna::tile
