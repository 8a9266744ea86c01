#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/classify_job.h"
#include "map/uncertainty.h"
#include "metrics/calibration.h"

namespace lacuna::jobs {

/// What thresholds shall achieve.
struct ThresholdGoal {
    enum class By { Accuracy, Share, Confidence };
    By by = By::Accuracy;
    double value = 0.9;  ///< the certain pixels' least accuracy; their share; their least calibrated confidence
    bool operator==(const ThresholdGoal&) const = default;
};

/// How sure a map must be of a pixel, for each subset of the sensors: confidence is calibrated and a threshold chosen for
/// each subset by itself, since a model that has lost a sensor is wrong more often and seldom less sure. Both are fitted
/// on one part of the reference and judged on the other; the parts are spatial blocks that no patch spans. A pixel has
/// the threshold of the sensors that hold data there.
struct ThresholdOptions {
    /// Modalities, model, stride, device …; its outputs aren't used. What `lose` switches off is in no subset, and the subset
    /// of all others is then the only one; what it takes from a part of the scene, and what `degrade` makes worse, is so in
    /// all subsets.
    ClassifyOptions classify;
    std::string reference;     ///< label raster or vector file, without the pixels that the model was trained on
    std::string classColumn;
    double accuracy = 0.9;  ///< the certain pixels' that is asked for
    double share = 0;       ///< instead of an accuracy: the share of pixels to be certain of; 0: not asked
    double confidence = 0;  ///< instead of both: the certain pixels' least calibrated confidence; 0: not asked
    /// "temperature" (all probabilities; may order pixels anew) or "isotonic" (the confidence alone, in its order: what a
    /// finished map keeps is enough).
    std::string calibration = "temperature";
    double fitFraction = 0.5;
    std::int64_t seed = 0;  ///< of the blocks
    /// Maps with the class "uncertain" and the calibrated confidences (GeoTIFF), thresholds.csv and .json; empty: nothing.
    std::string outFolder;

    /// accuracy, share, confidence, calibration, fit-fraction, seed.
    base::ParameterSet declare();
    ThresholdGoal goal() const;
};

/// How confidence is calibrated where exactly these sensors hold data.
struct PatternCalibration {
    base::Availability pattern = 0;
    double temperature = 1;
    std::vector<metrics::CalibrationStep> steps;   ///< isotonic; else empty
    std::vector<metrics::CoveragePoint> fitted;    ///< of the part that thresholds are fitted on; empty: too few pixels
};

/// A judged pixel of a subset, and the sensors that hold data there. Score: what is compared with a threshold, the confidence
/// at the temperature, or with steps the plain one.
struct JudgedScore {
    base::Availability availability = 0;
    float score = 0;
    bool right = false;
};

struct SubsetThreshold {
    base::Availability pattern = 0;
    std::string title;
    double temperature = 1;
    double errorBefore = 0, errorAfter = 0;  ///< expected calibration error on the judged part
    bool reached = false;           ///< whether the fitted part reaches what is asked for
    metrics::CoveragePoint fitted;  ///< the threshold, and what it does on the part that it was chosen on
    metrics::CoveragePoint judged;  ///< and on the other part
    double accuracyOfAll = 0;       ///< on the judged part, without a threshold
    std::vector<metrics::CoveragePoint> curve;  ///< of the judged part
    std::vector<JudgedScore> scores;            ///< the judged part
    std::string mapFile, confidenceFile;        ///< empty without an out folder
    std::uint64_t cells = 0;           ///< of the map that have a class or are uncertain
    std::uint64_t uncertainCells = 0;
};

struct ThresholdResult {
    std::vector<std::string> modalityNames;
    std::vector<SubsetThreshold> subsets;  ///< complete first
    std::vector<PatternCalibration> patterns;
    ThresholdGoal goal;
    std::vector<std::string> losses;  ///< a sentence a sensor that lost a part or is degraded
    std::size_t fittedPixels = 0, judgedPixels = 0;
    std::uint64_t leftOut = 0;  ///< reference pixels near the blocks' edges, of classes too small to be split, or unknown to the model
    base::LandClass uncertain;
    double cellArea = 0;        ///< of the maps, in square metres; 0: unknown
    double seconds = 0;
};

/// Chooses the thresholds anew, without classifying: `reached`, `fitted` and `judged` of every subset.
void chooseThresholds(ThresholdResult& result, const ThresholdGoal& goal);
/// The rule by which the cells of a map are uncertain, on the scores (see JudgedScore).
map::UncertaintyRule uncertaintyOf(const ThresholdResult& result);
/// What a map says of its making: UNCERTAIN_BELOW, the threshold of each set of sensors that has one.
std::map<std::string, std::string> factsOf(const map::UncertaintyRule& rule, const std::vector<std::string>& modalityNames);
/// A plain confidence as calibrated by steps; without steps for its sensors as it is.
float calibrated(const ThresholdResult& result, base::Availability availability, float confidence);

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
