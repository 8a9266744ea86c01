#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace lacuna::engine {

inline constexpr std::uint64_t maxHeaderBytes = 100'000'000;

struct SafetensorsEntry {
    std::string name;
    std::string type;  ///< "F32"
    std::vector<std::uint64_t> shape;
    std::uint64_t begin = 0;  ///< bytes behind the header
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::map<std::string, std::string> metadata;
    std::vector<SafetensorsEntry> entries;
};

/// Takes exactly the form a safetensors header has and stops at the first thing that is not: a hostile header cannot
/// make it nest, or hold much more than the text itself. Offsets are not checked here. Errors: BadData, naming `path`.
base::Result<SafetensorsHeader> parseSafetensorsHeader(const std::string& text, const std::string& path);

}  // namespace lacuna::engine
