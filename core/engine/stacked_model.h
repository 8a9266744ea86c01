#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

#include "base/result.h"
#include "engine/adaptation.h"
#include "engine/backbone.h"
#include "engine/checkpoint.h"
#include "engine/model_spec.h"
#include "engine/prompts.h"
#include "kernels/expert_epilogue.h"

namespace lacuna::engine {

/// The experts and the router of one block, stacked to ride inside its feed-forward network:
/// `down` = [A of all experts; φ's rows for z] under the first weight, `up` = [B of all experts] beside the second.
/// Whole feed-forward networks (ExpertForm::FeedForward) are stacked in the same way, their first weights in the place
/// of A and their second in the place of B, with biases; the block's own network is then not used.
struct StackedExperts {
    ExpertForm form = ExpertForm::LowRank;
    int columns = 0;        ///< the rows of A: Σ rank, or the hidden widths of whole networks
    int routerColumns = 0;  ///< hidden, or the number of routed experts when the router has no φ, or 0
    int hidden = 0;
    int routed = 0;
    int topK = 0;
    at::Tensor down;          ///< [columns + routerColumns, d]
    at::Tensor up;            ///< [d, columns]
    at::Tensor downBias;      ///< [columns] of whole networks
    at::Tensor upBias;        ///< [experts, d] of whole networks, each gated as its network
    at::Tensor code;          ///< [2^M, routerColumns] what a pattern adds to the router's columns, biases included
    at::Tensor routerWeight;  ///< [routed, hidden]
    std::vector<kernels::EpilogueExpert> experts;  ///< columns counted from 0
};

/// One modality's encoder as matrices: spectral [E, C]; spatial one [d, s·E] for each of the s rows of a cell.
struct StackedEncoder {
    at::Tensor spectral, spectralBias;
    std::vector<at::Tensor> spatial;
    at::Tensor spatialBias;
};

/// A model taken apart for inference: float32 on the CPU, nothing trains. Attention's 1/√(head width) is in the rows
/// of q.
struct StackedModel {
    ModelSpec model;
    Adaptation adaptation;
    BackboneWeights backbone;
    std::vector<std::optional<StackedExperts>> experts;  ///< one a block
    std::vector<PromptTable> prompts;                    ///< one a block; row: the pattern − 1
    std::vector<int> lengths;                            ///< tokens of the sequence in each block, prompts included
    std::vector<StackedEncoder> encoders;                ///< one a modality
    at::Tensor sequenceBase;  ///< [N, d] class and position and modality embeddings: a token of an absent modality
    at::Tensor headWeight, headBias;

    int expertCount() const;
    int longest() const;      ///< tokens of the longest sequence
    int finalLength() const;  ///< tokens of the sequence behind the last block
    double flopsPerPixel() const;
};

/// Model, adaptation and tensors must have passed their checks.
StackedModel stackModel(const ModelSpec& model, const Adaptation& adaptation, const BackboneWeights& backbone,
                        const std::vector<NamedTensor>& tensors);

}  // namespace lacuna::engine
