#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "plugins/method_plugin.h"

namespace lacuna::app {

/// The folders searched for method plugins, first found wins: those of LACUNA_PLUGIN_PATH (":" between them), then
/// ../lib/lacuna/plugins beside the program's folder.
std::vector<std::string> pluginFolders();

/// The methods of those folders. Their facts are read without loading a library; a library is loaded when its method is
/// first asked for parameters or a description, and stays loaded. Errors: NotFound when no method is found, naming the
/// folders. A method whose library cannot be loaded says why in `describe`.
base::Result<std::unique_ptr<plugins::MethodRegistry>> loadMethods();

}  // namespace lacuna::app
