#pragma once

#include "base/land_class.h"
#include "base/result.h"
#include "map/class_map.h"
#include "metrics/confusion.h"
#include "samples/sample_set.h"

namespace lacuna::ui {

/// A map's accuracy at the reference's pixels, with the classes of both.
struct MapAccuracy {
    metrics::Confusion confusion{1};
    base::ClassTable classes;  ///< the map's, then those that only the reference has
};

/// What of a map a comparison needs; copied, so that the layer may go meanwhile.
struct MapLabels {
    raster::Grid grid;
    base::ClassTable classes;
    std::vector<std::uint8_t> labels;
};

/// `stride`: of the map's grid against the scene's, to which the reference belongs. With a coarser map only the pixels
/// that were classified (see tile::representative) are compared. Errors: BadData without a comparable pixel.
base::Result<MapAccuracy> compareWithReference(const MapLabels& map, const samples::SampleSet& reference, int stride);

}  // namespace lacuna::ui
