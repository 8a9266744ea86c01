#pragma once

#include <string>

#include "base/result.h"
#include "map/class_map.h"
#include "metrics/activation.h"

namespace lacuna::output {

/// PNG of a class map in its classes' colours (no-data transparent), `scale` screen pixels a cell. Errors: Io.
base::Status writeMapPicture(const std::string& path, const map::ClassMap& map, int scale = 1);
/// PNG of the activation heatmap: rows are blocks, columns experts, viridis from 0 to 1. Errors: Io.
base::Status writeActivationPicture(const std::string& path, const metrics::Activation& activation,
                                    base::Availability pattern);

}  // namespace lacuna::output
