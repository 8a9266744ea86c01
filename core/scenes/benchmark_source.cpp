#include "scenes/benchmark_source.h"

#include <algorithm>
#include <filesystem>
#include <vector>

namespace lacuna::scenes {
namespace {

namespace fs = std::filesystem;
constexpr auto stage = "import scene";
constexpr int deepest = 3;
constexpr std::size_t mostFiles = 100'000;
using base::ErrorCode;
using base::fail;

}  // namespace

base::Result<SourceFolder> SourceFolder::open(const std::string& folder, const std::string& except) {
    std::error_code problem;
    if (!fs::is_directory(folder, problem))
        return fail(ErrorCode::NotFound, stage, "{} is no folder; name the one the benchmark was unpacked to", folder);
    if (fs::equivalent(folder, except, problem))
        return fail(ErrorCode::Usage, stage, "{} is the benchmark's own folder; name another one for the result",
                    except);
    problem.clear();
    std::vector<std::string> paths;
    auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, problem);
    for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
        std::error_code ignored;
        if (entry.depth() >= deepest || fs::equivalent(entry->path(), except, ignored))
            entry.disable_recursion_pending();
        if (entry->is_regular_file(ignored)) paths.push_back(entry->path().string());
        if (paths.size() > mostFiles)
            return fail(ErrorCode::Io, stage, "{} holds more than {} files; name the benchmark's own folder", folder,
                        mostFiles);
    }
    if (problem) return fail(ErrorCode::Io, stage, "{} cannot be read: {}", folder, problem.message());
    std::sort(paths.begin(), paths.end());
    SourceFolder found;
    found.path_ = folder;
    for (const auto& path : paths) found.byName_.emplace(lowered(fs::path(path).filename().string()), path);
    return found;
}

std::string SourceFolder::matFile(const std::string& stem) const {
    const auto found = byName_.find(lowered(stem) + ".mat");
    return found == byName_.end() ? std::string() : found->second;
}

std::optional<FoundSource> SourceFolder::find(const BenchmarkSource& source, bool forLabels) const {
    using Kind = FoundSource::Kind;
    if (source.stem.empty()) return std::nullopt;
    // A contest's raster is never a .mat file with a variable of no name.
    if (const auto mat = matFile(source.stem); !mat.empty() && !source.variable.empty())
        return FoundSource{Kind::Mat, mat, source.variable};
    for (const char* end : {".tif", ".tiff", ".img", ".dat", ".bsq", ".bil", ".bip", ""})
        if (const auto file = byName_.find(lowered(source.stem) + end); file != byName_.end())
            return FoundSource{Kind::Raster, file->second, {}};
    if (const auto file = byName_.find(lowered(source.stem) + ".txt"); forLabels && file != byName_.end())
        return FoundSource{Kind::RegionsOfInterest, file->second, {}};
    return std::nullopt;
}

}  // namespace lacuna::scenes
