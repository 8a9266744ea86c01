#pragma once

#include "report/document.h"
#include "report/map_image.h"

namespace lacuna::report {

/// The map as a figure: frame with coordinates, scale bar, north arrow (where it is georeferenced) and legend of the
/// classes that occur.
Figure mapFigure(const MapImage& map, const std::string& caption);
/// The picture alone in a frame, `side` CSS pixels on its longer side, for many beside each other.
Figure smallMapFigure(const MapImage& map, const std::string& caption, double side);

}  // namespace lacuna::report
