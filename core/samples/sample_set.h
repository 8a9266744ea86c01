#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/land_class.h"
#include "base/result.h"

namespace lacuna::samples {

/// One labelled pixel of a grid.
struct Sample {
    int row = 0;
    int column = 0;
    int classIndex = 0;  ///< position in the class table
    bool operator==(const Sample&) const = default;
};

/// Labelled pixels with their classes. Pure data; reading files is sample_files.h.
struct SampleSet {
    int gridWidth = 0;
    int gridHeight = 0;
    base::ClassTable classes;
    std::vector<Sample> samples;

    /// Samples of each class, one entry a class.
    std::vector<int> countByClass() const;
};

/// Errors (BadData, stage "check samples"): no samples, one class only, a class with fewer than `minimumPerClass`.
base::Status checkTrainable(const SampleSet& set, int minimumPerClass = 2);

}  // namespace lacuna::samples
