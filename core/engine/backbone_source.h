#pragma once

#include <string>

#include "base/result.h"
#include "engine/model_spec.h"

namespace lacuna::engine {

/// The backbone a user names: "compact" (12 blocks, width 192) or "b16" (the shape of CLIP's ViT-B/16), both with
/// generated weights, "none" (no block at all: encoders and head alone), or a safetensors file in CLIP's tensor names,
/// whose shape is read from it. Errors: NotFound, Io, BadData.
base::Result<BackboneSpec> backboneFrom(const std::string& name);
/// Whether the name is a file's and not one of the built-in backbones'.
bool isBackboneFile(const std::string& name);

}  // namespace lacuna::engine
