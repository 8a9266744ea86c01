#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "scenes/benchmark.h"
#include "scenes/benchmark_source.h"
#include "scenes/label_image.h"

namespace lacuna::scenes {

struct FoundSensor {
    const BenchmarkSensor* sensor = nullptr;  ///< of the benchmark, which must outlive it
    FoundSource source;
};

struct FoundLabels {
    LabelImage train;
    std::optional<LabelImage> test;  ///< none where the distribution has no split
};

/// The sensors of a benchmark that a folder holds: the first and at least one other. Errors: NotFound, naming all files
/// that were looked for, and why some that are there are of no use.
base::Result<std::vector<FoundSensor>> findSensors(const Benchmark& benchmark, const SourceFolder& folder);

/// The labels of the first kind that the folder holds whole, read; both halves of a split have one size. Errors:
/// NotFound as above; BadData as readLabelImage.
base::Result<FoundLabels> findLabels(const Benchmark& benchmark, const SourceFolder& folder);

}  // namespace lacuna::scenes
