#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

#include "base/availability.h"
#include "engine/model_spec.h"
#include "samples/missing_patterns.h"
#include "tile/batch.h"

namespace lacuna::engine {

/// What one epoch shows: a pure function of seed and epoch, so that a resumed training goes on with the same draws.
struct EpochPlan {
    std::vector<std::int64_t> order;               ///< sample indices, shuffled
    std::vector<base::Availability> availability;  ///< [n] by sample: drawn pattern ∧ natural availability
    std::vector<std::uint8_t> turn;                ///< [n] by sample: bit 0 transposes, bits 1 and 2 flip rows, columns
    std::vector<std::int64_t> partner;             ///< [n] by sample: another one of its class, or itself
    std::vector<float> share;                      ///< [n] by sample: of the partner in what is shown, 0 … 1
    std::vector<float> light;                      ///< [n, M] by sample and modality: factor on the measured values
};

/// How an epoch varies what it shows.
struct Variation {
    bool turns = false;     ///< flips and turns by 90°, all modalities alike
    double mixing = 0;      ///< share of the samples that are mixed with another of their class, in even shares of both
    double brightness = 0;  ///< σ of the logarithm of each modality's light
};

/// Shuffled, varied, with drawn patterns. `redrawPatterns` false: patterns dealt once, the same in every epoch, each as
/// often as its probability says.
EpochPlan planEpoch(const tile::PatchSet& patches, const samples::MissingPatterns& patterns, std::uint64_t seed,
                    int epoch, const Variation& variation, bool redrawPatterns);
/// In order, with natural availability and as they lie: what validation shows.
EpochPlan planComplete(const tile::PatchSet& patches);

struct TrainingBatch {
    std::vector<at::Tensor> patches;  ///< one [B, C, P, P] a modality, channels last in memory; zeros where absent
    at::Tensor availability;          ///< [B, M] bool
    at::Tensor labels;                ///< [B] int64
};

/// Copies the samples out, varied as planned. Light acts on the values as measured, which `model` tells from the
/// standardised ones. Values of absent modalities are not read; a partner that lacks a modality adds nothing to it.
TrainingBatch gatherBatch(const tile::PatchSet& patches, const EpochPlan& plan, std::span<const std::int64_t> samples,
                          const ModelSpec& model);

}  // namespace lacuna::engine
