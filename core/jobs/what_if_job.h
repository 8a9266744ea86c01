#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/classify_job.h"
#include "map/flip_map.h"
#include "metrics/confusion.h"
#include "metrics/sensor_value.h"

namespace lacuna::jobs {

/// One subset of sensors in the what-if study.
struct WhatIfSubset {
    base::Availability pattern = 0;
    std::string title;  ///< "complete", "without SWIR"
    std::optional<metrics::Confusion> confusion;  ///< with a reference
    std::string mapFile;                          ///< written map, empty without an out folder
    std::string confidenceFile, availabilityFile; ///< beside it where asked for; else empty
    std::uint64_t changedCells = 0;               ///< whose class differs from the complete map's
    std::string flipFile;  ///< written map of what changes against the complete one; empty for that, and without maps
    std::optional<std::vector<map::Flip>> flips;  ///< the flip map's; nothing where there is none
};

struct WhatIfOptions {
    ClassifyOptions classify;  ///< modalities, model, stride, device …; its outputs are not used; what `lose` switches off is in no subset
    std::string reference;     ///< label raster or vector file; empty: no accuracies
    std::string classColumn;
    /// Maps (GeoTIFF, PNG), flip maps with their tables, what_if.csv/.json, sensor_value.csv, activation.csv/.png; empty:
    /// nothing is written. Flip maps are left out where they would take over half of base::memoryCap().
    std::string outFolder;
    bool maps = true;          ///< false: only the reference's pixels are classified, no maps
    bool confidence = false;   ///< confidence and availability beside each map
};

struct WhatIfResult {
    std::vector<std::string> modalityNames;
    base::ClassTable classes;
    std::vector<WhatIfSubset> subsets;  ///< all 2ᴹ−1, complete first
    std::optional<metrics::SensorValues> sensorValues;  ///< with a reference
    double cellArea = 0;                ///< of the maps, in square metres; 0: unknown
    metrics::Activation activation;     ///< by pattern and class
    std::uint64_t unknownReference = 0; ///< reference pixels of classes that the model does not know; not judged
    double seconds = 0;
    double pixelsPerSecond = 0;         ///< subset-pixels
    std::string device;
    std::vector<std::string> losses;    ///< a sentence a sensor that lost a part or is degraded, in all subsets
};

/// Every subset of sensors over one scene; tiles and encoders are shared by the subsets.
class WhatIfJob {
public:
    explicit WhatIfJob(WhatIfOptions options);
    base::Result<WhatIfResult> run(std::stop_token stop, base::Progress& progress);

private:
    WhatIfOptions options_;
};

/// what_if.csv/.json, sensor_value.csv, activation.csv, and for each subset confusion-, flips- (CSV) and experts- (PNG)
/// with its title. Errors: Io.
base::Status writeWhatIfTables(const WhatIfResult& result, const std::string& outFolder);
nlohmann::json toJson(const WhatIfResult& result);
std::string whatIfText(const WhatIfResult& result);  ///< the table, for a terminal

}  // namespace lacuna::jobs
