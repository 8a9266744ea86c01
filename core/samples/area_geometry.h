#pragma once

#include <ogr_geometry.h>

#include <memory>

#include "samples/training_areas.h"

namespace lacuna::samples {

/// An area as points or polygons of OGR, its rings sorted into outlines and holes. For sources of this folder only.
std::unique_ptr<OGRGeometry> geometryOf(const TrainingArea& area);
/// Adds the points or the rings of a geometry to an area. False where a part is neither point nor polygon.
bool addGeometry(const OGRGeometry& geometry, TrainingArea& area);

}  // namespace lacuna::samples
