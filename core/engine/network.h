#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/adaptation.h"
#include "engine/backbone.h"
#include "engine/checkpoint.h"
#include "engine/frozen_block.h"
#include "engine/modality_encoder.h"
#include "engine/model_spec.h"
#include "engine/prompts.h"

namespace lacuna::engine {

/// The model in plain LibTorch (METHODS §2, §3): trains by autograd, and is what the InferencePlan is compared with.
/// The frozen weights take no gradient; gradients pass through them to the encoders. One thread at a time.
class Network {
public:
    struct Output {
        at::Tensor logits;              ///< [B, K] float32
        at::Tensor features;            ///< [B, N, d] float32, what the head reads: the tokens after ln_post
        /// On request: one [B, tokens, experts] float32 a block with experts; the block's tokens, prompts included.
        std::vector<at::Tensor> gates;
    };

    /// `tensors`: exactly those of trainedTensors(), in any order (initialTensors() or a checkpoint's); model and
    /// adaptation must have passed their checks. Float32 on the CPU.
    Network(ModelSpec model, Adaptation adaptation, const BackboneWeights& backbone,
            const std::vector<NamedTensor>& tensors);

    /// Moves everything, once, before the first pass; matrix products then run in `computeType` (kFloat or kBFloat16).
    /// The residual stream, LayerNorm, routers' softmax and the trained tensors themselves stay float32.
    void moveTo(const at::Device& device, at::ScalarType computeType);
    /// On the processor, after moveTo: frozen halves of blocks become single steps of autograd, where the method leaves them
    /// as they are. The plain operations remain for the others. `backbone`: the weights given before.
    void fuseFrozenBlocks(const BackboneWeights& backbone);
    /// Takes other weights of the same shapes, float32. Gradients flow to those that ask for them (pre-training).
    void setBackbone(const BackboneWeights& backbone);

    /// patches: one [B, Cᵢ, P, P] a modality; availability [B, M] bool. Whatever stands in the patches of an absent
    /// modality (NaN included) influences neither the output nor any gradient.
    Output forward(const std::vector<at::Tensor>& patches, const at::Tensor& availability,
                   bool recordGates = false) const;
    /// The same from encoder outputs, one [B, g², d] a modality; those of absent modalities are replaced by zeros.
    Output forwardTokens(const std::vector<at::Tensor>& tokens, const at::Tensor& availability,
                         bool recordGates = false) const;
    /// Encoder of a modality in the compute type.
    ModalityEncoder encoder(int modality) const;

    const ModelSpec& model() const { return model_; }
    const Adaptation& adaptation() const { return adaptation_; }
    /// The trained tensors by name: leaves that take gradients.
    const std::map<std::string, at::Tensor>& trained() const { return trained_; }
    /// Their values, ascending by name.
    std::vector<NamedTensor> tensors() const;

private:
    /// Constants of one adapted block: which gate feeds which of the stacked rows of A.
    struct ExpertRows {
        at::Tensor always;    ///< [R] 1 where the row belongs to an always-on expert
        at::Tensor modality;  ///< [M, R] 1 where the row belongs to the modality's expert
        at::Tensor routed;    ///< [K, R] 1 where the row belongs to the k-th routed expert
    };

    ExpertRows rowsOf(const BlockAdaptation& block) const;
    const at::Tensor& parameter(const std::string& name) const;
    at::Tensor embed(const std::vector<at::Tensor>& tokens, const at::Tensor& availability) const;
    /// What the pass puts before its blocks: one table a block and the row of each sequence, or nothing.
    struct Prompts {
        std::vector<PromptTable> tables;
        at::Tensor row;  ///< [B] int64
    };
    Prompts promptsFor(const at::Tensor& availability) const;
    /// `prefix`: [B, 2P, d], P rows before the keys and P before the values; undefined: none.
    at::Tensor attention(const BackboneBlock& block, const at::Tensor& z, const at::Tensor& prefix) const;
    at::Tensor feedForward(const BackboneBlock& block, const at::Tensor& z) const;
    /// h + attention(norm1(h)).
    at::Tensor attended(std::size_t block, const at::Tensor& h, const at::Tensor& prefix) const;
    /// {h + feedForward(z) or h where whole networks replace it, z = norm2(h)}.
    FrozenFeedForward::Output fedForward(std::size_t block, const at::Tensor& h, bool replaced) const;
    at::Tensor expertBranch(std::size_t adapted, const at::Tensor& z, const at::Tensor& bits, Output* record) const;
    at::Tensor routedGates(const BlockAdaptation& block, const at::Tensor& projected, const at::Tensor& bits) const;
    /// One part of every expert of a block, stacked along a dimension.
    at::Tensor stackedParts(const BlockAdaptation& block, const char* part, std::int64_t dimension) const;
    /// The rows of the router's first matrix that act on z, which ride with the stacked A.
    at::Tensor routerRows(const BlockAdaptation& block) const;
    at::Tensor expertGates(const BlockAdaptation& block, const at::Tensor& routed, const at::Tensor& bits,
                           std::int64_t length) const;
    at::Tensor head(const at::Tensor& h) const;

    ModelSpec model_;
    Adaptation adaptation_;
    BackboneWeights backbone_;            ///< matrices in the compute type, fc1 and fc2 scaled for silu
    /// Null: plain operations.
    struct FrozenHalves {
        std::shared_ptr<const FrozenAttention> attention;
        std::shared_ptr<const FrozenFeedForward> feedForward;
    };
    std::vector<FrozenHalves> frozen_;    ///< one a block, or empty
    std::vector<ExpertRows> expertRows_;  ///< one an adapted block
    std::map<std::string, at::Tensor> trained_;
    at::ScalarType computeType_ = at::kFloat;
};

}  // namespace lacuna::engine
