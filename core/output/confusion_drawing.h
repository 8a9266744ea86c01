#pragma once

#include <string>

#include "base/land_class.h"
#include "metrics/confusion.h"

namespace lacuna::output {

struct DrawingColors {
    base::Rgb ink{40, 40, 40};
    base::Rgb paper{255, 255, 255};
    base::Rgb faint{225, 225, 225};
};

/// The confusion matrix as a picture (SVG 1.1): rows are the reference, columns the map; the colour (viridis, 0 to 1) is the
/// share of the row's pixels and the number in it that share in per cent; below, each class's user's accuracy, at the right
/// its producer's. A column for pixels without a class stands only where there are some.
std::string confusionSvg(const metrics::Confusion& confusion, const base::ClassTable& classes,
                         const DrawingColors& colors = {});

}  // namespace lacuna::output
