#pragma once

#include <stop_token>
#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "map/reference_comparison.h"

namespace lacuna::jobs {

/// Compares a class map with reference labels (raster or vector) on the same grid.
struct EvaluateOptions {
    std::string map;
    std::string reference;
    std::string classColumn;
    std::string out;  ///< folder for tables, pictures and the map of errors; empty: none
};

struct EvaluateResult {
    map::MapAccuracy accuracy;  ///< the map's classes by value, then the reference's others; the reference's names win
    std::string out;            ///< the folder, where one was asked for
};

/// Writes accuracy.csv (by class, with intervals and areas), accuracy.md, confusion.csv and confusion.svg into a folder.
/// Errors: Io.
base::Status writeAccuracyTables(const map::MapAccuracy& accuracy, const std::string& folder);

/// A reference pixel counts once, whatever polygons it lies in.
class EvaluateJob {
public:
    explicit EvaluateJob(EvaluateOptions options);
    /// With `out`: the tables of writeAccuracyTables, and the map of errors (map::errorMap) as errors.tif. Errors: as
    /// output::readMap, samples::readSamples, map::compareWithReference; Io.
    base::Result<EvaluateResult> run(std::stop_token stop, base::Progress& progress);

private:
    EvaluateOptions options_;
};

}  // namespace lacuna::jobs
