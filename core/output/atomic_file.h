#pragma once

#include <string>

#include "base/result.h"

namespace lacuna::output {

/// "dir/.name.<pid>.partial.ext": a sibling of the destination, same extension.
std::string temporarySibling(const std::string& path);
/// fsync of the file, rename over the destination, fsync of the folder. Errors: Io, naming the path and the cause.
base::Status commitFile(const std::string& temporary, const std::string& destination);
/// Writes a text file as a whole: the complete old file or the complete new one, never between. Errors: Io.
base::Status writeTextFile(const std::string& path, const std::string& text);
/// Io unless the folder exists (it is made where missing) and takes a file.
base::Status ensureFolder(const std::string& folder);

}  // namespace lacuna::output
