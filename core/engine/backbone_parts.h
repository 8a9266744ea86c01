#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model_spec.h"

namespace lacuna::engine {

inline constexpr int headWidth = 64;  ///< channels of an attention head
inline constexpr auto positionEmbeddingPart = "embeddings.position_embedding.weight";

/// A tensor of a vision transformer by its name in the Hugging Face release of CLIP, behind "vision_model.".
struct BackbonePart {
    enum class Fill { Normal, Zero, One };  ///< what a generated backbone puts there

    std::string name;
    std::vector<std::int64_t> shape;
    Fill fill;
};

/// All that a backbone of this shape consists of, in the order in which generated weights are drawn. `positions`: rows
/// of the position embedding, CLS included.
std::vector<BackbonePart> backboneParts(const BackboneSpec& spec, std::int64_t positions);

}  // namespace lacuna::engine
