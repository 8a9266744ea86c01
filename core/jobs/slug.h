#pragma once

#include <string>

namespace lacuna::jobs {

/// A title for a file's name: "without SWIR" → "without-swir".
std::string slug(const std::string& title);

}  // namespace lacuna::jobs
