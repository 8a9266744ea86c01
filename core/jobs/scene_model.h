#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/checkpoint.h"
#include "raster/raster_stack.h"
#include "tile/tile_reader.h"

namespace lacuna::jobs {

/// A checkpoint and the rasters it is used on, matched by the modalities' names.
struct SceneModel {
    raster::RasterStack stack;
    engine::Checkpoint checkpoint;
    tile::Inputs inputs;
    base::Availability switchedOn = 0;  ///< modalities that are given and not lost, by the model's order
    std::string modelSha256;

    /// A sentence a sensor that lost a part or is degraded: "SWIR lost in 37.0 % of the scene".
    std::vector<std::string> lossSentences() const;
    int halo() const { return checkpoint.model.patchSize / 2; }
    /// A tile size that keeps the reader's queue and the encoders' buffers small against the memory cap.
    int tileSize() const;
};

/// Opens both. A modality of the model that is not given counts as lost. `lose` and `degrade` as loss::readLosses takes
/// them. Errors: as RasterStack::open, readCheckpoint and readLosses; BadData for a raster that the model does not know
/// or whose bands differ; NotFound for an unknown name in `lose`; Usage when every sensor is lost.
base::Result<SceneModel> openSceneModel(const std::vector<raster::ModalitySource>& modalities, const std::string& model,
                                        const std::vector<std::string>& lose, bool align,
                                        const std::vector<std::string>& degrade = {}, const std::stop_token& stop = {});

/// `given` without the sensors called so in `lose`. Errors: NotFound for an unknown name; Usage when none is left.
base::Result<base::Availability> withoutLost(base::Availability given, const std::vector<std::string>& lose,
                                             const std::vector<std::string>& names);

/// Mean and 1/σ of each band (1 for a constant band) as a model keeps them.
struct Standardisation {
    std::vector<float> mean;
    std::vector<float> inverse;
};
Standardisation standardisationOf(const std::vector<double>& mean, const std::vector<double>& standardDeviation);

/// The modalities of a model as a stack delivers them; `source[i]` is the i-th modality's index in the stack.
tile::Inputs inputsOf(const engine::ModelSpec& model, std::vector<int> source);

}  // namespace lacuna::jobs
