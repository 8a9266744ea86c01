#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "map/flip_map.h"
#include "map/map_comparison.h"
#include "output/map_file.h"

namespace lacuna::jobs {

/// Compares two class maps on one grid, cell by cell and, with a reference, by McNemar's test.
struct CompareOptions {
    std::vector<std::string> maps;  ///< two files
    std::string reference;          ///< label raster or vector file; empty: none
    std::string classColumn;
    std::string out;  ///< the disagreement map as GeoTIFF; empty: not written
    std::string changes;  ///< what the first map's classes are in the second, as CSV; empty: not written
};

struct CompareResult {
    std::array<std::string, 2> names;  ///< the files' names without ending; the paths where those are equal
    map::MapComparison comparison;
    std::vector<map::Flip> changes;  ///< from the first map to the second, most cells first
    double cellArea = 0;             ///< square metres, 0 where unknown
};

class CompareJob {
public:
    explicit CompareJob(CompareOptions options);
    /// Errors: Usage unless there are two maps; as output::readMap, samples::readSamples, map::compareMaps and
    /// output::writeMap.
    base::Result<CompareResult> run(std::stop_token stop, base::Progress& progress);

private:
    CompareOptions options_;
};

/// Writes the disagreement map into the files named, whose provenance is set here; `names` tell which two maps, in the file's metadata. Errors: as
/// output::writeMap.
base::Status writeDisagreement(const map::ClassMap& disagreement, const std::array<std::string, 2>& names,
                               output::MapFileOptions files, std::stop_token stop);

std::string compareText(const CompareResult& result);
/// Keys: maps, cells{compared,agreeing,agreement}; with a reference:
/// reference{pixels,both_right,first_only,second_only, both_wrong,first_oa,second_oa} and mcnemar{statistic,p,test
/// ("binomial" or "chi-square")}; changes (see output::flipsJson).
nlohmann::json toJson(const CompareResult& result);

}  // namespace lacuna::jobs
