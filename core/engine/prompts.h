#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/adaptation.h"
#include "engine/model_spec.h"

namespace lacuna::engine {

/// Prompt tokens of one kind, for U patterns of sensors. Those that the pattern alone decides are `rows`. Those that
/// depend on the input (PromptKind::Dynamic) are W (softmax(q fᵀ) f) + b, with q the queries of the pattern in `rows`
/// and f [g², d] the tokens of a modality in the sequence: attention with one head, its four matrices multiplied out.
/// The softmax does not see the bias of the keys, and its weights sum to one, so that the other biases are in b.
struct PromptPart {
    at::Tensor rows;              ///< [U, L, d]
    int modality = -1;            ///< the one that dynamic prompts look at; −1: the rows are the tokens
    at::Tensor weight{}, bias{};  ///< W [d, d] and b [d] of dynamic prompts
};

/// The prompts of one block; none when there are no parts.
struct PromptTable {
    PromptPlace place = PromptPlace::Sequence;
    int replaced = 0;
    std::vector<PromptPart> parts;  ///< in the order of the tokens

    std::int64_t tokens() const;
    bool changesSequence() const { return !parts.empty() && place == PromptPlace::Sequence; }
    bool changesAttention() const { return !parts.empty() && place == PromptPlace::Attention; }
};

/// The prompts of every block of the backbone for a list of patterns ([U] int64, bit i: modality i is present, never
/// 0), from the trained tensors of these names, in their type and on their device. Gradients pass.
std::vector<PromptTable> promptTables(const ModelSpec& model, const Adaptation& adaptation,
                                      const std::function<const at::Tensor&(const std::string&)>& tensor,
                                      const at::Tensor& patterns);

/// The block's prompt tokens of B sequences: [B, tokens, d]. `row` [B] int64: each one's pattern in the table;
/// `sequence` [B, T, d]: what stands before the block, the model's own N tokens last.
at::Tensor promptsOf(const PromptTable& table, const at::Tensor& row, const at::Tensor& sequence,
                     const ModelSpec& model);
/// The sequence with them (PromptPlace::Sequence): [B, T − replaced + tokens, d].
at::Tensor withPrompts(const PromptTable& table, const at::Tensor& row, const at::Tensor& sequence,
                       const ModelSpec& model);

}  // namespace lacuna::engine
