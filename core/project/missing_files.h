#pragma once

#include <string>
#include <vector>

#include "project/project.h"

namespace lacuna::project {

/// The paths of a project that are not there, each once, in the project's order.
std::vector<std::string> missingFiles(const Project& project);

/// Puts `found` in the place of `lost`, and whatever else is missing and lies from `found` as it lay from `lost` as well
/// (a folder that was moved). Returns how many paths were mended.
int mendPaths(Project& project, const std::string& lost, const std::string& found);

/// The project without what is missing: a sensor with one of its files gone goes as a whole, of a part the entry of a list
/// that names it.
Project withoutMissing(const Project& project);

/// What is saved while files are missing: the project as it is open, and what of `wanted` is missing, so that it is
/// looked for again next time. A part that was changed meanwhile is kept as it is open.
Project withMissing(Project open, const Project& wanted);

}  // namespace lacuna::project
