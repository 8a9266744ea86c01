#pragma once

#include <compare>
#include <stop_token>
#include <vector>

#include "raster/grid.h"
#include "samples/sample_set.h"
#include "samples/training_areas.h"

namespace lacuna::samples {

/// A pixel of a grid, ordered by row, then column.
struct Pixel {
    int row = 0;
    int column = 0;
    auto operator<=>(const Pixel&) const = default;
};

/// The pixels of the grid that an area labels, ascending, each once.
std::vector<Pixel> pixelsOf(const TrainingArea& area, const raster::Grid& grid);
/// The outline of a set of pixels (any order, doubles allowed): rings along the pixels' edges that label exactly these
/// pixels again. Pixels that touch at a corner only have rings of their own.
TrainingArea areaOfPixels(std::vector<Pixel> pixels, int classValue, const raster::Grid& grid);

/// Areas as labelled pixels.
struct LabelledPixels {
    SampleSet set;  ///< samples by row and column; all classes of the table, also those without a pixel
    std::uint64_t contested = 0;  ///< pixels that areas of different classes claim; the latest has them
};
/// Memory goes with the labelled pixels, not with the grid. Errors: OutOfMemory (LACUNA_MAX_RAM), Cancelled.
base::Result<LabelledPixels> labelPixels(const TrainingAreas& areas, const raster::Grid& grid, std::stop_token stop = {});

/// The set with only those classes in its table that have a sample.
SampleSet withoutEmptyClasses(SampleSet set);

/// Labelled pixels as areas: one for each set of pixels of a class that are joined by their edges.
TrainingAreas areasOf(const SampleSet& set, const raster::Grid& grid);

/// The pixels whose centre is at most half of `width` away from the line from one position to another, in pixel
/// coordinates; at least the pixel at `to`. Cut at the grid; ascending.
std::vector<Pixel> strokePixels(std::array<double, 2> from, std::array<double, 2> to, double width, const raster::Grid& grid);

}  // namespace lacuna::samples
