#pragma once

#include <functional>
#include <string>

#include "project/project.h"

namespace lacuna::project {

inline constexpr auto fileEnding = "lacuna";

/// Reads a project; its paths come back absolute. Errors: NotFound, Io; BadData for what is no JSON, too large (over
/// 16 MiB) or nested too deep, and as projectFromJson.
base::Result<Project> readProject(const std::string& path);
/// Writes it as a whole (base::writeTextFile), paths beside or below the file as relative ones. Errors: Io.
base::Status writeProject(const std::string& path, const Project& project);

/// JSON from the text of a file. Errors: as readProject.
base::Result<nlohmann::json> parseJson(const std::string& text, const std::string& where);
/// The text of a file of at most 16 MiB. Errors: as readProject.
base::Result<std::string> readText(const std::string& path);

/// Calls `visit` for each path that the project names, those of its parts included.
void forEachPath(Project& project, const std::function<void(std::string&)>& visit);
/// The same for the paths inside one part.
void forEachPath(nlohmann::json& part, const std::function<void(std::string&)>& visit);

}  // namespace lacuna::project
