#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/classify_job.h"
#include "metrics/calibration.h"

namespace lacuna::jobs {

/// How sure a map must be of a pixel, for each subset of the sensors: confidence is calibrated and a threshold chosen for
/// each subset by itself, since a model that has lost a sensor is wrong more often and seldom less sure. Both are fitted
/// on one part of the reference and judged on the other; the parts are spatial blocks that no patch spans.
struct ThresholdOptions {
    ClassifyOptions classify;  ///< modalities, model, stride, device …; its outputs aren't used; with `lose`: that subset alone
    std::string reference;     ///< label raster or vector file, without the pixels that the model was trained on
    std::string classColumn;
    double accuracy = 0.9;  ///< the certain pixels' that is asked for
    double share = 0;       ///< instead of an accuracy: the share of pixels to be certain of; 0: not asked
    double fitFraction = 0.5;
    std::int64_t seed = 0;  ///< of the blocks
    /// Maps with the class "uncertain" and the calibrated confidences (GeoTIFF), thresholds.csv and .json; empty: nothing.
    std::string outFolder;

    /// accuracy, share, fit-fraction, seed.
    base::ParameterSet declare();
};

struct SubsetThreshold {
    base::Availability pattern = 0;
    std::string title;
    double temperature = 1;
    double errorBefore = 0, errorAfter = 0;  ///< expected calibration error on the judged part
    bool reached = false;           ///< whether the fitted part reaches the accuracy that is asked for
    metrics::CoveragePoint fitted;  ///< the threshold, and what it does on the part that it was chosen on
    metrics::CoveragePoint judged;  ///< and on the other part
    double accuracyOfAll = 0;       ///< on the judged part, without a threshold
    std::vector<metrics::CoveragePoint> curve;  ///< of the judged part
    std::string mapFile, confidenceFile;        ///< empty without an out folder
    std::uint64_t cells = 0;           ///< of the map that have a class or are uncertain
    std::uint64_t uncertainCells = 0;
};

struct ThresholdResult {
    std::vector<std::string> modalityNames;
    std::vector<SubsetThreshold> subsets;  ///< complete first
    std::size_t fittedPixels = 0, judgedPixels = 0;
    std::uint64_t leftOut = 0;  ///< reference pixels near the blocks' edges, of classes too small to be split, or unknown to the model
    base::LandClass uncertain;
    double cellArea = 0;        ///< of the maps, in square metres; 0: unknown
    double seconds = 0;
};

/// Any one thread. Errors: everything the stages below it name; Usage without a reference; BadData when the reference is
/// too small to be split; Cancelled, which leaves no map.
class ThresholdJob {
public:
    explicit ThresholdJob(ThresholdOptions options);
    base::Result<ThresholdResult> run(std::stop_token stop, base::Progress& progress);

private:
    ThresholdOptions options_;
};

/// "uncertain" with a value that neither table uses, pale grey. Errors: BadData when all 255 are taken.
base::Result<base::LandClass> uncertainClass(const base::ClassTable& map, const base::ClassTable& reference);

std::string thresholdText(const ThresholdResult& result);
std::string thresholdCsv(const ThresholdResult& result);
nlohmann::json toJson(const ThresholdResult& result);

}  // namespace lacuna::jobs
