#pragma once

#include "base/land_class.h"

namespace lacuna::output {

/// Colour of a share in [0, 1] (others are cut to it), of the perceptually uniform map viridis in 256 steps.
base::Rgb viridis(double share);

}  // namespace lacuna::output
