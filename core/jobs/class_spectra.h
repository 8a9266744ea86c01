#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "raster/raster_stack.h"
#include "samples/sample_set.h"

namespace lacuna::jobs {

/// A class's values in one sensor, over those of its samples at which the sensor holds data.
struct ClassSpectrum {
    std::string sensor;
    std::uint64_t pixels = 0;
    std::vector<double> mean;               ///< one a band; empty without pixels
    std::vector<double> standardDeviation;  ///< one a band, of the population
};

/// The spectra of one class of the samples, one a sensor of the stack. Of more than `most` samples as many are taken, spread
/// evenly over the list. Errors: BadData for a class without samples or samples of another grid; the read's; Cancelled.
base::Result<std::vector<ClassSpectrum>> classSpectra(const raster::RasterStack& stack, const samples::SampleSet& samples,
                                                      int classIndex, std::stop_token stop, base::Progress& progress,
                                                      std::size_t most = 4000);

}  // namespace lacuna::jobs
