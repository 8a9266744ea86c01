#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "loss/sensor_loss.h"
#include "raster/raster_stack.h"
#include "samples/sample_set.h"
#include "tile/batch.h"
#include "tile/tile_plan.h"

namespace lacuna::tile {

/// How a model's modalities come out of a stack: which of its modalities each is, and the statistics the model was
/// trained with.
struct Inputs {
    std::vector<int> source;                  ///< [model modality] index in the stack, −1: not given
    std::vector<std::vector<float>> mean;     ///< [model modality][band]
    std::vector<std::vector<float>> inverse;  ///< [model modality][band] 1/σ, 1 for a constant band
    std::vector<loss::SensorLoss> losses{};   ///< [model modality] parts lost and faults; empty: none of any
    base::Availability given() const;         ///< those with a source
};

/// Reads one tile with its halo. Modalities that are not given, or whose bit is not in `switchedOn`, are neither read
/// nor marked available. A pixel at which a sensor is lost is one without data.
base::Result<Tile> readTile(const raster::RasterStack& stack, const Inputs& inputs, const raster::Window& window, int halo,
                            base::Availability switchedOn);

/// Reads planned tiles ahead on a thread of its own (its own RasterStack), at most `ahead` tiles in the queue.
class TileReader {
public:
    TileReader(raster::RasterStack stack, Inputs inputs, std::vector<PlannedTile> plan, int halo,
               base::Availability switchedOn, int ahead = 2);
    ~TileReader();  ///< stops the thread; never blocks longer than one tile's read
    struct Next {
        PlannedTile planned;
        std::shared_ptr<const Tile> tile;
    };
    /// The next tile in the plan's order, nothing at the end. Errors: the read's; Cancelled.
    base::Result<std::optional<Next>> next(const std::stop_token& stop);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Patches around samples. Memory n·ΣC·P²·4 bytes is checked against base::memoryCap(). Errors: OutOfMemory, BadData
/// (no sample holds data), the read's, Cancelled. Samples without any modality are left out.
base::Result<PatchSet> readPatches(const raster::RasterStack& stack, const Inputs& inputs,
                                   const samples::SampleSet& samples, int patchSize, const std::stop_token& stop,
                                   base::Progress& progress);

}  // namespace lacuna::tile
