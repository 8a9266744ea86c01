#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "pretraining/backbone_pretraining.h"

namespace lacuna::jobs {

/// Makes a backbone from procedural worlds.
struct PretrainOptions {
    std::string out;  ///< a safetensors file that `lacuna train --backbone` takes
    pretraining::PretrainingOptions pretraining;
};

class PretrainJob {
public:
    explicit PretrainJob(PretrainOptions options);
    base::Result<pretraining::PretrainingResult> run(
        std::stop_token stop, base::Progress& progress,
        const std::function<void(const pretraining::EpisodeReport&)>& onEpisode = {});

private:
    PretrainOptions options_;
};

}  // namespace lacuna::jobs
