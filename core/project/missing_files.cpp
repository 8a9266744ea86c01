#include "project/missing_files.h"

#include <algorithm>
#include <filesystem>

#include "base/availability.h"
#include "project/project_file.h"

namespace lacuna::project {
namespace {

namespace fs = std::filesystem;

bool isThere(const std::string& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// The paths that must be there for the project to be whole; a training's destination need not.
std::vector<std::string*> neededPaths(Project& project) {
    std::vector<std::string*> paths;
    for (auto& source : project.sensors)
        for (auto& file : source.files) paths.push_back(&file);
    for (auto* path : {&project.samples, &project.reference})
        if (!path->empty()) paths.push_back(path);
    for (auto& model : project.models) paths.push_back(&model);
    for (auto& [name, part] : project.parts)
        forEachPath(part, [&](std::string& path) {
            if (!path.empty()) paths.push_back(&path);
        });
    return paths;
}

bool namesMissing(nlohmann::json value) {
    bool missing = false;
    forEachPath(value, [&](std::string& path) { missing = missing || (!path.empty() && !isThere(path)); });
    return missing;
}

/// Entries of lists that name a missing file are taken out, and lists that this empties.
void dropMissing(nlohmann::json& value) {
    if (!value.is_object()) return;
    for (auto entry = value.begin(); entry != value.end();) {
        auto& list = entry.value();
        const auto size = list.size();
        if (list.is_array()) {
            nlohmann::json kept = nlohmann::json::array();
            for (const auto& one : list) {
                const bool missing = one.is_string() ? entry.key() == "files" && !isThere(one.get<std::string>()) : namesMissing(one);
                if (!missing) kept.push_back(one);
            }
            list = std::move(kept);
        } else {
            dropMissing(list);
        }
        if (list.is_array() && list.empty() && size > 0) entry = value.erase(entry);
        else ++entry;
    }
}

}  // namespace

std::vector<std::string> missingFiles(const Project& project) {
    auto copy = project;
    std::vector<std::string> missing;
    for (const auto* path : neededPaths(copy))
        if (!isThere(*path) && std::find(missing.begin(), missing.end(), *path) == missing.end()) missing.push_back(*path);
    return missing;
}

int mendPaths(Project& project, const std::string& lost, const std::string& found) {
    const auto oldFolder = fs::path(lost).parent_path();
    const auto newFolder = fs::path(found).parent_path();
    int mended = 0;
    for (auto* path : neededPaths(project)) {
        if (isThere(*path)) continue;
        const auto moved = *path == lost ? fs::path(found)
                                         : (newFolder / fs::path(*path).lexically_relative(oldFolder)).lexically_normal();
        if (!isThere(moved.string())) continue;
        *path = moved.string();
        ++mended;
    }
    return mended;
}

Project withoutMissing(const Project& project) {
    auto rest = project;
    std::erase_if(rest.sensors, [](const auto& source) { return !std::all_of(source.files.begin(), source.files.end(), isThere); });
    for (auto* path : {&rest.samples, &rest.reference})
        if (!isThere(*path)) path->clear();
    for (auto& [name, part] : rest.parts) dropMissing(part);
    std::erase_if(rest.parts, [](const auto& part) { return part.second.empty(); });
    rest.models.clear();
    rest.shownModel = -1;
    for (std::size_t i = 0; i < project.models.size(); ++i) {
        if (!isThere(project.models[i])) continue;
        if (static_cast<int>(i) == project.shownModel) rest.shownModel = static_cast<int>(rest.models.size());
        rest.models.push_back(project.models[i]);
    }
    return rest;
}

Project withMissing(Project open, const Project& wanted) {
    for (const auto& source : wanted.sensors) {
        const bool known = std::any_of(open.sensors.begin(), open.sensors.end(), [&](const auto& one) { return one.name == source.name; });
        const bool whole = std::all_of(source.files.begin(), source.files.end(), isThere);
        if (!known && !whole && open.sensors.size() < static_cast<std::size_t>(base::maxModalities)) open.sensors.push_back(source);
    }
    if (open.samples.empty() && !isThere(wanted.samples)) open.samples = wanted.samples;
    if (open.reference.empty() && !isThere(wanted.reference)) open.reference = wanted.reference;
    for (const auto& model : wanted.models)
        if (!isThere(model) && std::find(open.models.begin(), open.models.end(), model) == open.models.end()) open.models.push_back(model);
    for (const auto& [name, part] : wanted.parts) {
        if (!namesMissing(part)) continue;
        auto without = part;
        dropMissing(without);
        const auto present = open.parts.find(name);
        if ((present == open.parts.end() ? nlohmann::json::object() : present->second) == without) open.parts[name] = part;
    }
    return open;
}

}  // namespace lacuna::project
