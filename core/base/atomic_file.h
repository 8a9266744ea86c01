#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace lacuna::base {

/// "dir/.name.<pid>.partial.ext": a sibling of the destination, same extension.
std::string temporarySibling(const std::string& path);
/// fsync of the file, rename over the destination, fsync of the folder. Errors: Io, naming the path and the cause.
Status commitFile(const std::string& temporary, const std::string& destination);
/// Writes the pieces one behind the other as a whole: written to the sibling, read back, committed. `stage` is for
/// messages. Errors: Io.
Status writeFile(const std::string& path, const std::vector<std::pair<const void*, std::size_t>>& pieces,
                 const char* stage);
/// Writes a text file as a whole: the complete old file or the complete new one, never between. Errors: Io.
Status writeTextFile(const std::string& path, const std::string& text);
/// Io unless the folder exists (it is made where missing) and takes a file.
Status ensureFolder(const std::string& folder);

}  // namespace lacuna::base
