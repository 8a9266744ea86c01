#pragma once

#include <cstdint>

#include "base/result.h"

namespace lacuna::base {

/// Bytes this process may use: LACUNA_MAX_RAM ("4G", "512M" or bytes) or, without it, three quarters of the machine's
/// memory. Read once.
std::uint64_t memoryCap();

/// "512M", "4G", "1073741824" → bytes. Errors: Usage.
Result<std::uint64_t> parseBytes(const std::string& text);

}  // namespace lacuna::base
