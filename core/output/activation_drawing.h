#pragma once

#include <opencv2/core.hpp>

#include "metrics/activation.h"

namespace lacuna::output {

/// The activation heatmap of one availability pattern, all classes together, as 8-bit BGR: a row a block, a column an
/// expert (experts of the same name share a column), the share of tokens in viridis and in numbers, and a colour bar.
cv::Mat drawActivation(const metrics::Activation& activation, base::Availability pattern);

}  // namespace lacuna::output
