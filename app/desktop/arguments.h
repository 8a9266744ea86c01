#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "raster/raster_stack.h"

namespace lacuna::app {

/// What the desktop is started with.
struct DesktopArguments {
    std::vector<raster::ModalitySource> modalities;
    std::string model;
    std::string compareModel;
    std::string labels;
    std::string reference;
    std::string screenshotFolder;
    std::string controlList;
    std::string theme;
    std::string language;  ///< "en", "de", "es"; empty: as in the settings
    std::vector<std::string> files;  ///< of any kind, as dropped on the window
    bool align = false;
};

/// An error of code Usage, or the arguments; nothing when help or version was asked for and printed.
base::Result<std::optional<DesktopArguments>> parseArguments(int argc, char** argv);

}  // namespace lacuna::app
