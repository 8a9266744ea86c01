#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/model_spec.h"
#include "metrics/activation.h"

namespace lacuna::engine {

/// When an expert of a block is on.
enum class Gate {
    Always,    ///< weight 1 (shared expert)
    Modality,  ///< weight mᵢ (modality expert)
    Routed,    ///< weight from the block's router
};

/// What the experts of a block are.
enum class ExpertForm {
    LowRank,      ///< branches BₖAₖ beside the block's FFN (paper, Eq. 13). A: Kaiming-uniform, B: zero at the start
    FeedForward,  ///< whole FFNs in its place, each started from its weights (paper, Eq. 7)
};

struct Expert {
    std::string name;  ///< "dynamic 1", "shared", or the modality's name
    Gate gate = Gate::Always;
    int modality = -1;  ///< for Gate::Modality
    int rank = 8;  ///< r of a low-rank branch; 0 for ExpertForm::FeedForward
};

/// g = TopK(softmax(W φ([z ; ψ(m)]))) over the routed experts of the block, in their order; per token; weights kept as
/// they are, not renormalised (paper, Eq. 15).
struct Router {
    int hidden = 32;       ///< φ: linear (d + patternCode → hidden) + GELU; 0: W acts on [z ; ψ(m)] directly
    int patternCode = 16;  ///< ψ: linear (M → patternCode) on the bits; 0: the router does not see m
    int topK = 1;
};

/// What prompt tokens are made from, with L = length. Equations: docs/methods.md, mmp and dcp.
enum class PromptKind {
    Pattern,     ///< L tokens learned for the pattern of sensors (Lee et al. 2023)
    Correlated,  ///< L a modality, from those of all modalities in the block above that has them (Hu et al. 2024)
    Common,      ///< L a modality: L tokens learned for the pattern, seen through each modality's own bottleneck
    Dynamic,     ///< L a modality: what queries learned for the pattern find among the modality's tokens
};

/// Where prompt tokens go.
enum class PromptPlace {
    Sequence,   ///< before the sequence; this block and those behind it see them, the head does not
    Attention,  ///< the first half before the keys of the block's attention, the second half before its values
};

struct Prompt {
    PromptKind kind = PromptKind::Pattern;
    int length = 16;
    int hidden = 0;  ///< width of the bottlenecks of Correlated and Common; 0 for the others
};

/// What a block's sequence begins with.
struct BlockPrompts {
    std::vector<Prompt> prompts;  ///< each kind at most once; in this order, modality by modality
    PromptPlace place = PromptPlace::Sequence;
    int replaced = 0;  ///< tokens at the sequence's beginning, of earlier prompts, that leave it first
};

struct BlockAdaptation {
    int block = 0;
    std::vector<Expert> experts;
    std::optional<Router> router;  ///< there exactly when some expert is Routed
    ExpertForm form = ExpertForm::LowRank;
    std::optional<BlockPrompts> prompts;
};

/// What a method is: how it differs from the frozen backbone, as data. The engine makes a Network (training, oracle)
/// and an InferencePlan of it; a checkpoint stores it, so that classifying needs no plugin.
struct Adaptation {
    std::string method;                   ///< the plugin's id
    nlohmann::json parameters;            ///< the method's parameters as set
    std::vector<BlockAdaptation> blocks;  ///< ascending by block
};

/// Tokens that the prompts make.
int promptTokens(const BlockPrompts& prompts, int modalities);
/// Tokens of the sequence in each block of the backbone, prompts included.
std::vector<int> sequenceLengths(const ModelSpec& model, const Adaptation& adaptation);

/// Errors: BadData for a block outside the backbone, an unknown modality, a router without routed experts, …
base::Status check(const Adaptation& adaptation, const ModelSpec& spec);
nlohmann::json toJson(const Adaptation& adaptation);
base::Result<Adaptation> adaptationFromJson(const nlohmann::json& json);
/// Blocks without experts are left out.
metrics::ExpertLayout expertLayout(const Adaptation& adaptation);

}  // namespace lacuna::engine
