#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "engine/model_spec.h"

namespace lacuna::engine {

struct ClipImportOptions {
    std::string source;   ///< the release: its name and SHA-256 are recorded, its folder is searched for the config
    std::string tensors;  ///< safetensors file to read; the source itself, or what convertTorchScript made of it
    std::string out;      ///< backbone file
    bool assumeQuickGelu = false;  ///< the user vouches for the activation where no file tells it
};

struct ClipImport {
    BackboneSpec backbone;   ///< source: the file written, sha256: its own
    std::string layout;      ///< "Hugging Face", "open_clip"
    std::string activation;  ///< how QuickGELU is known: "config.json", …
    std::string sourceSha256;
    std::int64_t positions = 0;  ///< rows of the position embedding, CLS included
};

/// Writes the vision half of a CLIP release as a backbone file: float32, Hugging Face's names, and in the header
/// `source`, `source_sha256`, `source_layout`, `activation`, `lacuna_version`. The numbers are the source's own (fp16
/// and bf16 widened). Pre-norm blocks, QuickGELU, LayerNorm ε = 1e-5 and heads of 64 channels are all that is taken:
/// what the tensors do not tell (activation, heads, ε) comes from the config beside the source, and the import refuses
/// to guess. Reads no code. Errors: NotFound, Io, OutOfMemory; BadData, naming the tensor, what was expected and found;
/// Usage where only the user can know the activation.
base::Result<ClipImport> importClip(const ClipImportOptions& options);

}  // namespace lacuna::engine
