#pragma once

#include <stop_token>
#include <string>

#include "base/parameter.h"
#include "loss/footprint.h"
#include "base/result.h"

namespace lacuna::loss {

/// Strips of `width` columns (or rows), one every `every`.
struct Strips {
    std::string direction = "columns";
    int every = 20;
    int width = 5;
    int first = 0;
    base::ParameterSet declare();
};

/// Areas like clouds that cover a share of the scene: value noise of three octaves, cut at the height that leaves the
/// share. The same size and seed give the same clouds, and a larger share contains a smaller one.
struct Clouds {
    double share = 0.3;
    int size = 60;  ///< of a cloud, in pixels
    std::int64_t seed = 0;
    base::ParameterSet declare();
};

/// Errors: Usage when strips are as wide as their distance; Cancelled.
base::Result<Footprint> makeFootprint(const Strips& strips, int width, int height);
base::Result<Footprint> makeFootprint(const Clouds& clouds, int width, int height, const std::stop_token& stop);

}  // namespace lacuna::loss
