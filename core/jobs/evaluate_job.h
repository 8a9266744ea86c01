#pragma once

#include <stop_token>
#include <string>

#include "base/land_class.h"
#include "base/progress.h"
#include "base/result.h"
#include "metrics/confusion.h"

namespace lacuna::jobs {

/// Compares a class map with reference labels (raster or vector) on the same grid.
struct EvaluateOptions {
    std::string map;
    std::string reference;
    std::string classColumn;
};

struct EvaluateResult {
    metrics::Confusion confusion{1};
    base::ClassTable classes;  ///< of the map and the reference together, by value
};

class EvaluateJob {
public:
    explicit EvaluateJob(EvaluateOptions options);
    base::Result<EvaluateResult> run(std::stop_token stop, base::Progress& progress);

private:
    EvaluateOptions options_;
};

}  // namespace lacuna::jobs
