#pragma once

#include <stop_token>
#include <vector>

#include "base/progress.h"
#include "raster/raster_stack.h"
#include "samples/area_pixels.h"

namespace lacuna::samples {

/// How alike a pixel must be to the one that was clicked on.
struct GrowOptions {
    enum class Measure {
        Angle,      ///< spectral angle in degrees (Kruse et al. 1993): of the shape of a spectrum, not its brightness
        Deviation,  ///< root mean square over the bands of the difference in standard deviations of the surroundings
    };
    Measure measure = Measure::Angle;
    double threshold = 3;     ///< degrees or standard deviations
    int mostPixels = 2000;    ///< growth ends here
    int reach = 1024;         ///< pixels from the seed, in rows and columns, that are looked at
};

struct GrownRegion {
    std::vector<Pixel> pixels;  ///< ascending; the seed is among them
    bool limited = false;       ///< mostPixels or reach ended it
};

/// The pixels joined to the seed by their edges whose spectra of one modality are within the threshold of the seed's,
/// nearest first where there are too many. Reads the raster in blocks of 64 × 64 pixels as far as the region goes, so
/// that its size does not matter; a block of distances is all that is kept. Pixels without data never belong.
/// Errors: Usage (seed outside, an angle of one band), BadData (no data at the seed), as RasterStack::read, Cancelled.
base::Result<GrownRegion> growRegion(const raster::RasterStack& stack, int modality, Pixel seed, const GrowOptions& options,
                                     std::stop_token stop, base::Progress& progress);

}  // namespace lacuna::samples
