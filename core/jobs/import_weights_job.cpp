#include "jobs/import_weights_job.h"

#include <stdlib.h>

#include <filesystem>

#include "base/atomic_file.h"
#include "base/child_process.h"
#include "engine/torchscript_file.h"

namespace lacuna::jobs {
namespace {

namespace fs = std::filesystem;
constexpr auto stage = "import weights";
using base::ErrorCode;
using base::fail;

/// A folder beside the destination for what is in between; gone afterwards, whoever wrote into it.
class InBetween {
public:
    explicit InBetween(const fs::path& folder) : path_((folder / ".weights-XXXXXX").string()) {
        if (::mkdtemp(path_.data()) == nullptr) path_.clear();
    }
    InBetween(const InBetween&) = delete;
    InBetween& operator=(const InBetween&) = delete;
    ~InBetween() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    bool made() const { return !path_.empty(); }
    std::string file() const { return path_ + "/tensors.safetensors"; }

private:
    std::string path_;
};

base::Status readTorchScript(const ImportWeightsOptions& options, const std::string& tensors, std::stop_token stop) {
    if (!options.trustTorchScript)
        return fail(
            ErrorCode::Usage, stage,
            "{} is a TorchScript file, and reading one runs code that it contains, with your rights. Take the "
            "safetensors release, which holds no code (openai/clip-vit-base-patch16 at Hugging Face), or give "
            "--trust-torchscript if you trust where the file came from (OpenAI publishes the SHA-256 of its files "
            "in their addresses)",
            options.source);
    auto command = options.torchScriptReader;
    command.insert(command.end(), {options.source, tensors});
    LACUNA_TRY(child, base::runChild(command, stop, stage));
    if (child.signal != 0)
        return fail(ErrorCode::BadData, stage,
                    "{}: the process that read it ended with signal {}; the file is damaged or needs more "
                    "memory than there is",
                    options.source, child.signal);
    if (child.status != 0) {
        while (child.errors.ends_with('\n')) child.errors.pop_back();
        return fail(child.status == base::exitCode(ErrorCode::Io) ? ErrorCode::Io : ErrorCode::BadData, stage, "{}",
                    child.errors);
    }
    return {};
}

}  // namespace

ImportWeightsJob::ImportWeightsJob(ImportWeightsOptions options) : options_(std::move(options)) {}

base::Result<engine::ClipImport> ImportWeightsJob::run(std::stop_token stop, base::Progress& progress) {
    LACUNA_TRY(kind, engine::archiveKindOf(options_.source));
    if (kind == engine::ArchiveKind::Pickle)
        return fail(
            ErrorCode::BadData, stage,
            "{} is a pickled state dict, which Lacuna does not read: unpickling runs whatever code the file names. "
            "Expected safetensors (most releases have model.safetensors or open_clip_model.safetensors) or OpenAI's "
            "TorchScript",
            options_.source);
    const auto folder = fs::absolute(options_.out).parent_path();
    LACUNA_TRY_STATUS(base::ensureFolder(folder.string()));
    progress.report({0, "Reading " + options_.source, 0, "", -1});
    const InBetween between(folder);
    if (!between.made())
        return fail(ErrorCode::Io, stage, "{} takes no folder; choose another destination", folder.string());
    const bool torchScript = kind == engine::ArchiveKind::TorchScript;
    if (torchScript) LACUNA_TRY_STATUS(readTorchScript(options_, between.file(), stop));
    progress.report({0.5, "Writing " + options_.out, 0, "", -1});
    LACUNA_TRY(imported, engine::importClip({options_.source, torchScript ? between.file() : options_.source,
                                             options_.out, options_.assumeQuickGelu}));
    progress.report({1, "Writing " + options_.out, 0, "", 0});
    return imported;
}

}  // namespace lacuna::jobs
