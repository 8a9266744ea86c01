#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

#include "base/availability.h"
#include "samples/missing_patterns.h"
#include "tile/batch.h"

namespace lacuna::engine {

/// What one epoch shows: a pure function of seed and epoch, so that a resumed training goes on with the same draws.
struct EpochPlan {
    std::vector<std::int64_t> order;               ///< sample indices, shuffled
    std::vector<base::Availability> availability;  ///< [n] by sample: drawn pattern ∧ natural availability
    std::vector<std::uint8_t> turn;                ///< [n] by sample: bit 0 transposes, bits 1 and 2 flip rows, columns
};

/// Shuffled, with drawn patterns and, with `augment`, turns. `redrawPatterns` false: patterns dealt once, the
/// same in every epoch, each as often as its probability says.
EpochPlan planEpoch(const tile::PatchSet& patches, const samples::MissingPatterns& patterns, std::uint64_t seed,
                    int epoch, bool augment, bool redrawPatterns);
/// In order, with natural availability and as they lie: what validation shows.
EpochPlan planComplete(const tile::PatchSet& patches);

struct TrainingBatch {
    std::vector<at::Tensor> patches;  ///< one [B, C, P, P] a modality, channels last in memory; zeros where absent
    at::Tensor availability;          ///< [B, M] bool
    at::Tensor labels;                ///< [B] int64
};

/// Copies the samples out, turned. Values of absent modalities are not read.
TrainingBatch gatherBatch(const tile::PatchSet& patches, const EpochPlan& plan, std::span<const std::int64_t> samples);

}  // namespace lacuna::engine
