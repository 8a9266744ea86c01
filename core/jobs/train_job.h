#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/trainer.h"
#include "plugins/method_plugin.h"
#include "raster/raster_stack.h"
#include "samples/missing_setting.h"

namespace lacuna::jobs {

/// From rasters and labels to a checkpoint.
struct TrainOptions {
    std::vector<raster::ModalitySource> modalities;
    std::string labels;       ///< label raster or vector file
    std::string testLabels;   ///< a benchmark's own test labels (split "none"); empty: none
    std::string classColumn;  ///< of a vector file; empty: guessed
    std::string out;          ///< checkpoint
    std::string splitFolder;  ///< where train.tif and test.tif of the split go; empty: beside the checkpoint, not written for split "none"
    std::string method = "mamol";
    nlohmann::json methodParameters = nlohmann::json::object();
    std::string split = "none";  ///< "none": all labels train; "blocks": spatial blocks; "random"
    double trainFraction = 0.1;
    int blockSize = 12;
    int buffer = 9;
    samples::MissingSetting missing;  ///< which sensors the samples lack while training
    int patchSize = 9;
    std::string backbone = "compact";  ///< as engine::backboneFrom takes it
    int watched = 512;  ///< samples of the test side judged after each epoch, for the curve alone; 0: none
    bool align = false;
    bool resume = true;
    engine::TrainerOptions trainer;

    /// All parameters a user sets, the trainer's included.
    base::ParameterSet declare();
};

struct TrainResult {
    std::string checkpoint;
    std::vector<engine::EpochReport> curve;
    int trainSamples = 0;
    int testSamples = 0;         ///< of the split, 0 without
    std::string trainLabels;     ///< written label rasters of the split, empty without
    std::string testLabels;      ///< the same, or the test labels that were given
    std::int64_t parameters = 0; ///< trained
    double seconds = 0;
    std::string device;
};

class TrainJob {
public:
    TrainJob(TrainOptions options, const plugins::MethodRegistry& methods);
    base::Result<TrainResult> run(std::stop_token stop, base::Progress& progress,
                                  const std::function<void(const engine::EpochReport&)>& onEpoch = {});

private:
    TrainOptions options_;
    const plugins::MethodRegistry& methods_;
};

}  // namespace lacuna::jobs
