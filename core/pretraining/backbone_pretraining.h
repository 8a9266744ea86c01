#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/model_spec.h"

namespace lacuna::pretraining {

/// How a backbone is made that is to be frozen and used with encoders it has never met.
///
/// Training goes in episodes. Each has a ProceduralWorld of its own, with new sensors, and therefore new encoders,
/// embeddings and head, which learn from some fields of the world (support); the backbone learns, at a lower rate and
/// through all episodes, what makes those fresh parts right on other fields (query). Forgetting the parts around the
/// backbone again and again is what keeps it general (Chen et al. 2023, "Improving language plasticity via pretraining
/// with active forgetting"); taking its gradient on other samples than the parts' is first-order meta-learning (Finn et
/// al. 2017). Sensors are dropped at random in both.
struct PretrainingOptions {
    std::string start = "compact";  ///< the backbone to start from, as `lacuna train --backbone` names it
    int episodes = 60;
    int steps = 40;             ///< of an episode
    int classes = 16;           ///< of a world
    int samplesPerClass = 24;   ///< support of an episode; the query has as many
    int batchSize = 64;         ///< of support, and of query, in a step
    double learningRate = 3e-4; ///< of the backbone: highest, risen to in the first tenth, falling to 0
    double freshRate = 2e-3;    ///< of the fresh parts
    double missing = 0.5;       ///< share of samples that lack some sensor
    /// Weight of the second task: to tell, from the tokens of a sensor that is absent, what it would have seen (mean of
    /// each cell, standardised). 0: classes alone.
    double reconstruction = 0;
    double classification = 1;  ///< weight of the first task
    std::int64_t seed = 0;
    std::string device = "auto";
    std::string precision = "auto";

    base::ParameterSet declare();
};

/// After each episode: means over its last quarter of steps, on the query.
struct EpisodeReport {
    int episode = 0;  ///< 1 first
    double loss = 0;
    double accuracy = 0;
    double reconstruction = 0;  ///< mean squared error of absent sensors, standardised: 1 is about what the band means give
    double learningRate = 0;
    double seconds = 0;
};

struct PretrainingResult {
    engine::BackboneSpec backbone;  ///< shape, file and its SHA-256
    std::vector<EpisodeReport> episodes;
};

/// Writes a safetensors file in CLIP's tensor names to `out`, with the options and the curve in its header. The state
/// after each episode goes to "<out>.partial", from which the same run goes on; on the CPU the same options give the same
/// file, bit for bit, resumed or not. `onEpisode` is called on the calling thread.
/// Errors: Usage, BadData, Io, OutOfMemory, Cancelled (resumable).
base::Result<PretrainingResult> pretrainBackbone(const std::string& out, const PretrainingOptions& options,
                                                 std::stop_token stop, base::Progress& progress,
                                                 const std::function<void(const EpisodeReport&)>& onEpisode);

}  // namespace lacuna::pretraining
