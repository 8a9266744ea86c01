#pragma once

#include <optional>

#include "raster/band_statistics.h"

namespace lacuna::raster {

/// Statistics kept in the user's cache folder (XDG_CACHE_HOME/lacuna/statistics), found again by the files' paths,
/// sizes and times. A cache that cannot be read or written is no error: the statistics are made again.
std::optional<BandStatistics> cachedStatistics(const ModalityInfo& modality, const Grid& grid);
void keepStatistics(const ModalityInfo& modality, const Grid& grid, const BandStatistics& statistics);

}  // namespace lacuna::raster
