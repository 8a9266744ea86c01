#pragma once

#include <cstdint>
#include <vector>

#include "metrics/confusion.h"

namespace lacuna::metrics {

/// A share in [0,1] with its standard error; both NaN where they cannot be known.
struct Estimate {
    double value = 0;
    double error = 0;
    /// Half the width of the 95 % interval.
    double margin() const { return 1.959963984540054 * error; }
};

struct ClassArea {
    double mapped = 0;   ///< share of the strata's area that the map gives the class
    Estimate area;       ///< share of that area that the class truly has
    Estimate users;      ///< user's accuracy
    Estimate producers;  ///< producer's accuracy
};

struct AreaEstimates {
    std::vector<ClassArea> classes;
    Estimate overall;           ///< overall accuracy
    std::uint64_t cells = 0;    ///< of the strata together
    std::uint64_t outside = 0;  ///< cells of classes without a reference pixel, of which nothing is known
};

/// Areas and accuracies by the stratified estimator of Olofsson et al. 2014 (Remote Sensing of Environment 148, 42–57,
/// eqs. 2, 5–7, 9–11): the map's classes are the strata, the reference a random sample within each of them, and what it
/// shows is weighted by the area mapped. Sound for a random sample alone; labels that someone drew where classes are easy
/// to tell flatter. `mappedCells`: cells of each class in the whole map, in the confusion's order. Reference pixels
/// that the map leaves unclassified belong to no stratum. A stratum's error needs two reference pixels, else it is NaN, and
/// so is what it is part of.
AreaEstimates areaEstimates(const Confusion& confusion, const std::vector<std::uint64_t>& mappedCells);

}  // namespace lacuna::metrics
