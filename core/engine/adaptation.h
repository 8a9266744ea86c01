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

struct BlockAdaptation {
    int block = 0;
    std::vector<Expert> experts;
    std::optional<Router> router;  ///< there exactly when some expert is Routed
    ExpertForm form = ExpertForm::LowRank;
};

/// What a method is: how it differs from the frozen backbone, as data. The engine makes a Network (training, oracle)
/// and an InferencePlan of it; a checkpoint stores it, so that classifying needs no plugin.
struct Adaptation {
    std::string method;                   ///< the plugin's id
    nlohmann::json parameters;            ///< the method's parameters as set
    std::vector<BlockAdaptation> blocks;  ///< ascending by block
};

/// Errors: BadData for a block outside the backbone, an unknown modality, a router without routed experts, …
base::Status check(const Adaptation& adaptation, const ModelSpec& spec);
nlohmann::json toJson(const Adaptation& adaptation);
base::Result<Adaptation> adaptationFromJson(const nlohmann::json& json);
metrics::ExpertLayout expertLayout(const Adaptation& adaptation);

}  // namespace lacuna::engine
