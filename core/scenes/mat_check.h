#pragma once

#include <string>

#include "base/result.h"

namespace lacuna::scenes {

/// Of a MATLAB file of version 5 or 7: that every variable it announces ends inside the file, and that packed ones
/// unpack to what their checksum says. matio reads a file that is cut off or damaged without a word. Other versions
/// pass: HDF5 (7.3) checks by itself. Errors: Io, BadData.
base::Status checkMatFile(const std::string& path);

}  // namespace lacuna::scenes
