#pragma once

#include <vector>

#include "samples/training_areas.h"

namespace lacuna::samples {

/// The pieces of an area that don't hang together: each an outline, first, with its holes; each point by itself.
std::vector<TrainingArea> partsOf(const TrainingArea& area);

/// The area cut along a line (two positions or more, map coordinates): the pieces on its sides, together the whole.
/// One piece where the line does not part it; points are not cut.
std::vector<TrainingArea> cutAlong(const TrainingArea& area, const Ring& line);

/// Whether a map position is inside the area, or at most `tolerance` away from one of its points.
bool contains(const TrainingArea& area, std::array<double, 2> position, double tolerance);

/// West, south, east and north of an area.
std::array<double, 4> extentOf(const TrainingArea& area);

}  // namespace lacuna::samples
