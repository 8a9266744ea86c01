#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/adaptation.h"
#include "engine/checkpoint.h"
#include "samples/missing_patterns.h"
#include "tile/batch.h"

namespace lacuna::engine {

/// METHODS §6.
struct TrainerOptions {
    int epochs = 60;
    int batchSize = 128;
    double learningRate = 2e-3;
    double weightDecay = 2e-2;
    double warmUp = 0.1;  ///< share of the steps
    double clipNorm = 1.0;
    bool augment = true;         ///< flips and turns by 90°, all modalities alike
    double mixing = 0;           ///< share of samples shown mixed with another of their class
    double brightness = 0;       ///< σ of the logarithm of each modality's light
    double averaging = 0;        ///< share of the steps, the last ones, whose weights are averaged to the model
    bool redrawPatterns = true;  ///< a sample's missing pattern is drawn anew every epoch; false: once, from the seed
    std::int64_t seed = 0;
    std::string device = "auto";
    std::string precision = "auto";  ///< "fp32", "bf16" (autocast), "auto"

    base::ParameterSet declare();
};

/// After each epoch.
struct EpochReport {
    int epoch = 0;  ///< 1 first
    double loss = 0;
    double trainAccuracy = 0;        ///< OA on the training samples as shown (augmented, with their patterns)
    double validationAccuracy = -1;  ///< OA on the validation samples, complete; −1 without
    double learningRate = 0;
    double seconds = 0;
};

struct TrainingInput {
    ModelSpec model;
    Adaptation adaptation;
    const tile::PatchSet* train = nullptr;
    const tile::PatchSet* validation = nullptr;  ///< may be null; never used for a decision, only reported
    samples::MissingPatterns patterns = samples::MissingPatterns::complete(1);
    TrainerOptions options;
    /// State after each epoch goes here ("<out>.partial"), and training resumes from it when it is there and fits;
    /// empty: none. Removed by a training that ends well.
    std::string resumePath;
};

/// Trains encoders, embeddings, experts with routers and head; the backbone is frozen. On the CPU the same input gives
/// the same checkpoint, bit for bit, resumed or not. Errors: BadData, OutOfMemory, Io, Cancelled (resumable).
/// `onEpoch` is called on the calling thread.
base::Result<Checkpoint> train(const TrainingInput& input, std::stop_token stop, base::Progress& progress,
                               const std::function<void(const EpochReport&)>& onEpoch);

/// Number of trained parameters of a model with an adaptation.
std::int64_t trainedParameters(const ModelSpec& model, const Adaptation& adaptation);

}  // namespace lacuna::engine
