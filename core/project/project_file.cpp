#include "project/project_file.h"

#include <filesystem>
#include <fstream>

#include "base/atomic_file.h"

namespace lacuna::project {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;

constexpr auto stage = "open project";
constexpr std::uintmax_t largestFile = 16u << 20;
constexpr int deepest = 32;

fs::path folderOf(const std::string& file) {
    return fs::absolute(file).lexically_normal().parent_path();
}

/// Relative where the path lies in the folder or below it.
std::string storedPath(const std::string& path, const fs::path& folder) {
    if (path.empty()) return path;
    const auto absolute = fs::absolute(path).lexically_normal();
    const auto relative = absolute.lexically_relative(folder);
    return relative.empty() || relative == "." || *relative.begin() == ".." ? absolute.string() : relative.generic_string();
}

std::string resolvedPath(const std::string& path, const fs::path& folder) {
    if (path.empty()) return path;
    return (folder / path).lexically_normal().string();
}

}  // namespace

void forEachPath(nlohmann::json& value, const std::function<void(std::string&)>& visit) {
    const auto apply = [&](nlohmann::json& text) {
        if (text.is_string()) visit(text.get_ref<std::string&>());
    };
    if (value.is_array())
        for (auto& entry : value) forEachPath(entry, visit);
    if (!value.is_object()) return;
    for (auto& [key, entry] : value.items()) {
        if (key == "file") apply(entry);
        else if (key == "files" && entry.is_array())
            for (auto& file : entry) apply(file);
        forEachPath(entry, visit);
    }
}

void forEachPath(Project& project, const std::function<void(std::string&)>& visit) {
    for (auto& source : project.sensors)
        for (auto& file : source.files) visit(file);
    for (auto* path : {&project.samples, &project.reference})
        if (!path->empty()) visit(*path);
    for (auto& model : project.models) visit(model);
    forEachPath(project.training, visit);
    for (auto& [name, part] : project.parts) forEachPath(part, visit);
}

base::Result<nlohmann::json> parseJson(const std::string& text, const std::string& where) {
    bool tooDeep = false;
    const auto watch = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        tooDeep = tooDeep || depth > deepest;
        return !tooDeep;
    };
    // The parser keeps its own stack: depth costs memory, not the program's stack, until the value is used.
    auto value = nlohmann::json::parse(text, watch, false);
    if (tooDeep) return fail(ErrorCode::BadData, stage, "{} is nested deeper than {} levels, which no project is. Open another file.", where, deepest);
    if (value.is_discarded())
        return fail(ErrorCode::BadData, stage, "{} is no JSON: it is damaged, cut off or another kind of file. Open another copy of it.", where);
    return value;
}

base::Result<std::string> readText(const std::string& path) {
    std::error_code problem;
    if (!fs::exists(path, problem)) return fail(ErrorCode::NotFound, stage, "{} is not there; it was moved or deleted", path);
    if (!fs::is_regular_file(path, problem)) return fail(ErrorCode::BadData, stage, "{} is no file", path);
    const auto size = fs::file_size(path, problem);
    if (problem) return fail(ErrorCode::Io, stage, "{} cannot be read ({})", path, problem.message());
    if (size > largestFile) return fail(ErrorCode::BadData, stage, "{} has {} bytes, a project has at most {}", path, size, largestFile);
    std::string text(size, '\0');
    std::ifstream file(path, std::ios::binary);
    if (!file || !file.read(text.data(), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::Io, stage, "{} cannot be read; check its permissions and the disk", path);
    return text;
}

base::Result<Project> readProject(const std::string& path) {
    LACUNA_TRY(text, readText(path));
    LACUNA_TRY(object, parseJson(text, path));
    LACUNA_TRY(project, projectFromJson(object, path));
    const auto folder = folderOf(path);
    forEachPath(project, [&](std::string& file) { file = resolvedPath(file, folder); });
    return project;
}

base::Status writeProject(const std::string& path, const Project& project) {
    auto stored = project;
    const auto folder = folderOf(path);
    forEachPath(stored, [&](std::string& file) { file = storedPath(file, folder); });
    return base::writeTextFile(path, toJson(stored).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace lacuna::project
