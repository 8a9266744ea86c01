#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/model_spec.h"

namespace lacuna::engine {

/// One pre-norm block: h += proj(attention(norm1(h))); h += fc2(quickGelu(fc1(norm2(h)))). Weights are [out, in].
struct BackboneBlock {
    at::Tensor norm1Weight, norm1Bias;  ///< layer_norm1, [d]
    at::Tensor queryKeyValueWeight;     ///< [3d, d]: self_attn.q_proj, k_proj and v_proj stacked in this order
    at::Tensor queryKeyValueBias;       ///< [3d]
    at::Tensor projectionWeight;        ///< self_attn.out_proj, [d, d]
    at::Tensor projectionBias;          ///< [d]
    at::Tensor norm2Weight, norm2Bias;  ///< layer_norm2, [d]
    at::Tensor fc1Weight, fc1Bias;      ///< mlp.fc1, [ratio·d, d] and [ratio·d]
    at::Tensor fc2Weight, fc2Bias;      ///< mlp.fc2, [d, ratio·d] and [d]
};

/// The frozen vision transformer: float32 on the CPU, without gradients. LayerNorm ε is layerNormEpsilon.
struct BackboneWeights {
    at::Tensor classEmbedding;              ///< embeddings.class_embedding, [d]
    at::Tensor positionEmbedding;           ///< embeddings.position_embedding resampled, [1 + g², d], CLS first
    at::Tensor preNormWeight, preNormBias;  ///< pre_layrnorm (so spelled in the files), [d]
    std::vector<BackboneBlock> blocks;
    at::Tensor postNormWeight, postNormBias;  ///< post_layernorm, [d]
};

inline constexpr double layerNormEpsilon = 1e-5;
inline constexpr double quickGeluSlope = 1.702;  ///< quickGelu(x) = x·sigmoid(1.702 x)

/// Generates or reads the weights that `spec.source` names. The position embedding is brought to tokenGrid × tokenGrid
/// (bicubic, CLS kept); generated weights are made for that grid and are the same bits on every machine.
/// `spec.sha256` is filled when empty, and compared when not. Errors: NotFound, Io, BadData (a tensor missing or of
/// another shape than the spec says, another SHA-256), OutOfMemory.
base::Result<BackboneWeights> loadBackbone(BackboneSpec& spec, int tokenGrid);

/// Writes weights as a file that loadBackbone reads, atomically; the position embedding stays on its grid. Errors: Io.
base::Status writeBackbone(const std::string& path, const BackboneWeights& weights,
                           const std::map<std::string, std::string>& metadata);

}  // namespace lacuna::engine
