#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace lacuna::engine {

/// How a file names the tensors of CLIP's vision transformer.
enum class ClipNaming {
    HuggingFace,  ///< transformers: encoder.layers.0.self_attn.q_proj.weight, …
    OpenClip  ///< OpenAI and open_clip: transformer.resblocks.0.attn.in_proj_weight with query, key and value stacked
};

/// Where a part of a backbone file (engine/backbone_parts.h) comes from.
struct ClipSource {
    std::string name;
    int third = -1;  ///< 0, 1, 2: this third of the rows; -1: the whole tensor
};

/// The naming of one file and what it puts before every name: "vision_model.", "visual." or nothing.
struct ClipLayout {
    ClipNaming naming = ClipNaming::HuggingFace;
    std::string prefix;

    /// `part`: a name of backboneParts().
    ClipSource sourceOf(const std::string& part) const;
    /// True for tensors of the vision half that a backbone needs; the patch convolution, the projection to the space
    /// shared with text, position numbers and the text half are not. Names it does not know count as needed.
    bool isNeeded(const std::string& name) const;
    /// Blocks that the names count: 1 + the largest number behind "layers." or "resblocks.".
    int blocksIn(const std::vector<std::string>& names) const;
    std::string title() const;  ///< "Hugging Face", "open_clip"
};

/// Told by the class embedding, which every vision transformer of CLIP has. Errors: BadData, saying what the file holds
/// instead: the text half alone, a ResNet, a tower of the timm library, something else.
base::Result<ClipLayout> clipLayoutOf(const std::vector<std::string>& names, const std::string& path);

}  // namespace lacuna::engine
