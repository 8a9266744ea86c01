#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace lacuna::engine {

/// Writes the pieces one behind the other as a whole: a sibling is written, synced, read back and renamed, so that the
/// path holds the complete old file or the complete new one. Errors: Io, naming the path and the cause.
base::Status writeWholeFile(const std::string& path, const std::vector<std::pair<const void*, std::size_t>>& pieces);

}  // namespace lacuna::engine
