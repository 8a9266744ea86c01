#pragma once

#include <ATen/core/Tensor.h>

#include <stop_token>
#include <vector>

#include "base/progress.h"
#include "engine/backbone.h"
#include "engine/device.h"
#include "engine/network.h"
#include "engine/optimizer.h"
#include "engine/training_batches.h"
#include "pretraining/backbone_pretraining.h"
#include "pretraining/procedural_world.h"
#include "samples/missing_patterns.h"

namespace lacuna::pretraining {

/// The backbone while it learns: leaves that take gradients, and their optimizer.
struct LearningBackbone {
    LearningBackbone(engine::BackboneSpec shape, engine::BackboneWeights start, const at::Device& device);
    engine::BackboneSpec spec;
    engine::BackboneWeights weights;
    std::vector<at::Tensor> leaves;  ///< the same tensors, in the optimizer's order
    engine::Optimizer optimizer;
};

/// One world's life: fresh encoders, embeddings, head and decoders learn on the support, the backbone on the query.
class Episode {
public:
    Episode(const ProceduralWorld& world, const PretrainingOptions& options, std::uint64_t seed, LearningBackbone& backbone,
            const engine::Device& device);

    /// `rateOf` gives the backbone's learning rate at a step. Errors: Cancelled, BadData when a loss is no number.
    base::Result<EpisodeReport> run(const std::function<double(int step)>& rateOf, const std::stop_token& stop,
                                    base::ProgressMeter& meter);

private:
    /// Samples with what they show, drawn once for the episode.
    struct Side {
        tile::PatchSet patches;
        int epoch = -1;              ///< of the plan
        engine::EpochPlan plan;      ///< what the epoch shows
        engine::EpochPlan complete;  ///< the same with what the absent sensors would have shown
    };
    struct Tally {
        double loss = 0, reconstruction = 0;
        std::int64_t right = 0, samples = 0, absent = 0;  ///< absent: sensors missing from the samples
        void add(const Tally& other);
    };
    struct Pass {
        Tally tally;
        std::vector<at::Tensor> gradients;
    };
    Side sideOf(int firstField, std::uint64_t purpose) const;
    /// Plans the epoch that the step is in, unless it is planned.
    void planStep(Side& side, int step) const;
    /// Adds the gradients of one batch to `optimizer`.
    Tally learn(Side& side, int step, const std::vector<at::Tensor>& leaves, engine::Optimizer& optimizer);
    Pass passForwardAndBack(const Side& side, std::span<const std::int64_t> samples,
                            const std::vector<at::Tensor>& leaves) const;
    at::Tensor reconstructionLoss(const engine::Network::Output& output, const engine::TrainingBatch& shown,
                                  const engine::TrainingBatch& complete) const;
    int stepsPerEpoch(const Side& side) const;
    std::span<const std::int64_t> batchOf(const Side& side, int step) const;

    const ProceduralWorld& world_;
    const PretrainingOptions& options_;
    std::uint64_t seed_;
    LearningBackbone& backbone_;
    at::Device device_;
    engine::ModelSpec model_;
    samples::MissingPatterns patterns_;
    engine::Network network_;
    std::vector<at::Tensor> decoders_;  ///< one a modality: [bands, d], reads the modality's tokens
    std::vector<at::Tensor> fresh_;     ///< everything that is new in this episode
    std::optional<engine::Optimizer> optimizer_;
    Side support_, query_;
};

}  // namespace lacuna::pretraining
