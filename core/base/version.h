#pragma once

#include <string>

namespace lacuna::base {

/// The program's version, "0.1.0".
std::string version();

}  // namespace lacuna::base
