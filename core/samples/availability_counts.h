#pragma once

#include <map>
#include <stop_token>
#include <vector>

#include "base/progress.h"
#include "raster/raster_stack.h"
#include "samples/sample_set.h"

namespace lacuna::samples {

/// How many samples of each class (by its index) have which sensors.
using AvailabilityCounts = std::vector<std::map<base::Availability, int>>;

/// Counts samples by the sensors that hold data at their pixel. What was read of the rasters is kept (64 KiB a square of
/// 256 × 256 pixels with samples), so that counting again after an edit is quick. Any thread, one at a time.
class AvailabilityCounter {
public:
    explicit AvailabilityCounter(raster::RasterStack stack) : stack_(std::move(stack)) {}
    /// Errors: as RasterStack::read, Cancelled.
    base::Result<AvailabilityCounts> count(const SampleSet& set, std::stop_token stop, base::Progress& progress);

private:
    using Square = std::vector<base::Availability>;
    base::Result<Square> read(int row, int column) const;

    raster::RasterStack stack_;
    std::map<std::pair<int, int>, Square> squares_;
};

}  // namespace lacuna::samples
