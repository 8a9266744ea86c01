#pragma once

#include <stop_token>

#include "map/flip_map.h"
#include "samples/sample_set.h"

namespace lacuna::map {

/// Where a map is wrong, and how: a flip map from the reference to the map at the reference's pixels. Values: 0 no
/// reference here, 1 right, from 2 on the confusions, most pixels first ("Corn → Wheat" is corn mapped as wheat, "Corn → no
/// class" corn that the map leaves out). `stride` as for referenceCells. Any thread. Errors: BadData (without a comparable
/// pixel), Cancelled.
base::Result<FlipMap> errorMap(const MapLabels& map, const samples::SampleSet& reference, int stride, std::stop_token stop);

}  // namespace lacuna::map
