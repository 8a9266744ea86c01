#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lacuna::raster {

/// Whether the beginning of a file makes GDAL take it for a VRT, whatever its name is.
bool looksLikeVrt(std::string_view head);

/// The files that a VRT in `folder` (absolute) reads, once each, as absolute paths, after checking that it stays inside
/// the rules for files from strangers: only plain local files in the VRT's folder or below, no raw bands, no Python, no
/// warped, pansharpened or multidimensional VRT. Reads nothing but `text`. `name` is for messages. Errors: BadData.
base::Result<std::vector<std::string>> vrtSources(const std::string& text, const std::string& folder,
                                                  const std::string& name);

/// The same for a VRT on disk, and each source must exist, be no VRT itself and belong to one of `drivers`.
/// Returns the sources' sizes together, in bytes. Errors: BadData, Io.
base::Result<std::uint64_t> checkVrtFile(const std::string& path, const std::vector<const char*>& drivers);

}  // namespace lacuna::raster
