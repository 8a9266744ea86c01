#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "engine/clip_import.h"

namespace lacuna::jobs {

struct ImportWeightsOptions {
    std::string source;             ///< safetensors, or OpenAI's TorchScript
    std::string out;                ///< backbone file, safetensors
    bool trustTorchScript = false;  ///< the user agreed that code in the file runs
    bool assumeQuickGelu = false;
    /// Program and words that convert a TorchScript file (engine::convertTorchScript) in a process of its own; the file
    /// and the destination follow.
    std::vector<std::string> torchScriptReader;
};

/// From a published CLIP model to a backbone file (engine::importClip). A TorchScript file is read by a child process:
/// a crash or a runaway ends there. Errors: as importClip; Usage without the user's consent; Cancelled.
class ImportWeightsJob {
public:
    explicit ImportWeightsJob(ImportWeightsOptions options);
    base::Result<engine::ClipImport> run(std::stop_token stop, base::Progress& progress);

private:
    ImportWeightsOptions options_;
};

}  // namespace lacuna::jobs
