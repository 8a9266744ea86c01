#pragma once

#include <stop_token>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "raster/raster_stack.h"

namespace lacuna::raster {

/// Per-band statistics over the pixels that hold data; vectors have one entry a band.
struct BandStatistics {
    std::vector<double> mean;
    std::vector<double> standardDeviation;  ///< population; 0 for a constant band
    std::vector<double> minimum;
    std::vector<double> maximum;
    std::uint64_t pixels = 0;  ///< that hold data
};

/// Streams a modality once (Welford/Chan by block; memory of one block row). Kept beside the raster's size and time in
/// the user's cache folder, so that a second call with unchanged files reads nothing. Errors: as RasterStack::read;
/// BadData when no pixel holds data; Cancelled.
base::Result<BandStatistics> bandStatistics(const RasterStack& stack, int modality, std::stop_token stop,
                                            base::Progress& progress);

}  // namespace lacuna::raster
