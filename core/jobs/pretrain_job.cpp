#include "jobs/pretrain_job.h"

#include <filesystem>

#include "base/atomic_file.h"

namespace lacuna::jobs {

PretrainJob::PretrainJob(PretrainOptions options) : options_(std::move(options)) {}

base::Result<pretraining::PretrainingResult> PretrainJob::run(
    std::stop_token stop, base::Progress& progress, const std::function<void(const pretraining::EpisodeReport&)>& onEpisode) {
    if (options_.out.empty())
        return base::fail(base::ErrorCode::Usage, "pretrain", "no file for the backbone is given; name one that ends in .safetensors");
    LACUNA_TRY_STATUS(base::ensureFolder(std::filesystem::absolute(options_.out).parent_path().string()));
    return pretraining::pretrainBackbone(options_.out, options_.pretraining, stop, progress, onEpisode);
}

}  // namespace lacuna::jobs
