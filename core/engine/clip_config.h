#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "engine/clip_layout.h"

namespace lacuna::engine {

/// What tensors do not tell of a vision transformer and its release writes beside them.
struct ClipConfig {
    std::string path;
    std::string activation;  ///< "quick_gelu", "gelu", …
    int heads = 0;           ///< 0: not said; then as many as have headWidth channels
    int headWidth = 0;
    double epsilon = 0;  ///< of LayerNorm
};

/// Reads config.json (Hugging Face) or open_clip_config.json (open_clip) in the folder of the weights; what it leaves
/// out has the default of its library (transformers: QuickGELU; open_clip: GELU). Nothing when the file is not there.
/// Errors: BadData for a damaged file or one of another kind of model.
base::Result<std::optional<ClipConfig>> clipConfigBeside(const std::string& weights, ClipNaming naming);

}  // namespace lacuna::engine
