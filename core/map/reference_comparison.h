#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/land_class.h"
#include "base/result.h"
#include "metrics/area_estimate.h"
#include "metrics/confusion.h"
#include "raster/grid.h"
#include "samples/sample_set.h"

namespace lacuna::map {

/// What of a class map a comparison needs; copied, so that the map may go on growing or away meanwhile.
struct MapLabels {
    raster::Grid grid;
    base::ClassTable classes;
    std::vector<std::uint8_t> labels;  ///< [height, width] class values, 0 unclassified
};

/// A map cell whose class is known from the reference.
struct ReferenceCell {
    std::size_t cell = 0;  ///< row · width + column
    int classValue = 0;    ///< as the reference stores it
};

/// The reference's pixels that were classified. `stride`: of the map's grid against the scene's, to which the reference
/// belongs; with a coarser map only the pixels that stand for a cell count (see tile::representative).
std::vector<ReferenceCell> referenceCells(const samples::SampleSet& reference, const raster::Grid& map, int stride);

/// A map's accuracy at the reference's pixels, with the classes of both.
struct MapAccuracy {
    metrics::Confusion confusion{1};
    base::ClassTable classes;  ///< the map's, then those that only the reference has
    std::vector<std::uint64_t> mappedCells;  ///< of each class, in the whole map; empty where they were not counted
    double cellArea = 0;                     ///< square metres of a cell, 0 where unknown

    /// Nothing is known of the areas (NaN) where the map's cells were not counted.
    metrics::AreaEstimates areas() const;
};

/// Errors: BadData without a comparable pixel.
base::Result<MapAccuracy> compareWithReference(const MapLabels& map, const samples::SampleSet& reference, int stride);

/// BadData that says so, when none of the reference's pixels lies on the map.
base::Status checkComparable(const std::vector<ReferenceCell>& cells, const samples::SampleSet& reference);

}  // namespace lacuna::map
