#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/classify_job.h"
#include "metrics/confusion.h"

namespace lacuna::jobs {

/// One subset of sensors in the what-if study.
struct WhatIfSubset {
    base::Availability pattern = 0;
    std::string title;  ///< "complete", "without SWIR"
    std::optional<metrics::Confusion> confusion;  ///< with a reference
    std::string mapFile;                          ///< written map, empty without an out folder
    std::uint64_t changedCells = 0;               ///< whose class differs from the complete map's
};

struct WhatIfOptions {
    ClassifyOptions classify;  ///< modalities, model, stride, device …; its outputs and `lose` are not used
    std::string reference;     ///< label raster or vector file; empty: no accuracies
    std::string classColumn;
    std::string outFolder;     ///< maps (GeoTIFF, PNG), what_if.csv/.json, activation.csv/.png; empty: nothing is written
    bool maps = true;          ///< false: only the reference's pixels are classified, no maps
};

struct WhatIfResult {
    std::vector<std::string> modalityNames;
    base::ClassTable classes;
    std::vector<WhatIfSubset> subsets;  ///< all 2ᴹ−1, complete first
    metrics::Activation activation;     ///< by pattern and class
    std::uint64_t unknownReference = 0; ///< reference pixels of classes that the model does not know; not judged
    double seconds = 0;
    double pixelsPerSecond = 0;         ///< subset-pixels
    std::string device;
};

/// Every subset of sensors over one scene; tiles and encoders are shared by the subsets.
class WhatIfJob {
public:
    explicit WhatIfJob(WhatIfOptions options);
    base::Result<WhatIfResult> run(std::stop_token stop, base::Progress& progress);

private:
    WhatIfOptions options_;
};

nlohmann::json toJson(const WhatIfResult& result);
std::string whatIfText(const WhatIfResult& result);  ///< the table, for a terminal

}  // namespace lacuna::jobs
