#include "jobs/threshold_job.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <set>

#include "base/atomic_file.h"
#include "jobs/pixel_scores.h"
#include "jobs/provenance.h"
#include "jobs/scene_model.h"
#include "jobs/slug.h"
#include "map/map_assembler.h"
#include "output/map_file.h"
#include "samples/sample_files.h"
#include "samples/split.h"

namespace lacuna::jobs {
namespace {

constexpr auto stage = "thresholds";
using base::ErrorCode;
using base::fail;

/// With fewer pixels an accuracy says little.
constexpr std::size_t fewestCertain = 10;

/// Reference pixels of one part by place: row · width + column → class of the model.
using Places = std::map<std::int64_t, int>;

/// Pixels as a subset classifies them, and the sensors that hold data there.
struct Scores {
    metrics::ScoredPixels pixels;
    std::vector<float> confidence;  ///< as a map keeps it
    std::vector<base::Availability> availability;

    const float* probabilities(std::size_t pixel) const { return pixels.probabilities.data() + pixel * static_cast<std::size_t>(pixels.classes); }
    bool isRight(std::size_t pixel) const {
        const float* row = probabilities(pixel);
        return std::max_element(row, row + pixels.classes) - row == pixels.truth[pixel];
    }
    void add(const float* row, float sure, int truth, base::Availability pattern) {
        pixels.probabilities.insert(pixels.probabilities.end(), row, row + pixels.classes);
        pixels.truth.push_back(truth);
        confidence.push_back(sure);
        availability.push_back(pattern);
    }
    /// As they are scored.
    std::vector<metrics::JudgedPixel> plain() const {
        std::vector<metrics::JudgedPixel> judged;
        for (std::size_t i = 0; i < confidence.size(); ++i) judged.push_back({confidence[i], isRight(i)});
        return judged;
    }
};

class Study {
public:
    Study(const ThresholdOptions& options, SceneModel scene) : options_(options), scene_(std::move(scene)) {}
    base::Result<ThresholdResult> run(const std::stop_token& stop, base::Progress& progress);

private:
    base::Status prepare();
    base::Status splitReference();
    base::Status score(const std::stop_token& stop, base::Progress& progress);
    base::Status calibrate();
    PatternCalibration calibrationOf(base::Availability pattern) const;
    void judge(std::size_t subset);
    base::Status makeMaps(const std::stop_token& stop, base::Progress& progress);
    void mark(map::MapBlock& block, SubsetThreshold& subset) const;
    bool isIsotonic() const { return options_.calibration == "isotonic"; }
    const PatternCalibration* known(base::Availability pattern) const;
    int tileSize() const { return options_.classify.tileSize > 0 ? options_.classify.tileSize : scene_.tileSize(); }

    const ThresholdOptions& options_;
    SceneModel scene_;
    raster::Grid grid_;
    std::unique_ptr<engine::Classifier> classifier_;
    base::ClassTable referenceClasses_;
    Places fit_, judge_;
    /// [subset] what the classifier says of the parts' pixels.
    std::vector<Scores> fitted_, judged_;
    map::UncertaintyRule rule_;
    ThresholdResult result_;
};

base::Status Study::splitReference() {
    LACUNA_TRY(all, samples::readSamples(options_.reference, grid_, options_.classColumn));
    referenceClasses_ = all.classes;
    samples::SpatialBlocks blocks;
    blocks.buffer = scene_.checkpoint.model.patchSize;
    blocks.blockSize = std::max(12, 2 * blocks.buffer);
    blocks.trainFraction = options_.fitFraction;
    blocks.seed = static_cast<std::uint64_t>(options_.seed);
    LACUNA_TRY(split, samples::splitBySpatialBlocks(all, blocks));
    const auto& classes = scene_.checkpoint.model.classes;
    const auto take = [&](const samples::SampleSet& set, Places& places) {
        for (const auto& sample : set.samples) {
            const int known = base::classIndex(classes, set.classes[static_cast<std::size_t>(sample.classIndex)].value);
            if (known >= 0) places[static_cast<std::int64_t>(sample.row) * grid_.width + sample.column] = known;
        }
    };
    take(split.train, fit_);
    take(split.test, judge_);
    if (fit_.size() < fewestCertain || judge_.size() < fewestCertain)
        return fail(ErrorCode::BadData, stage,
                    "{}: {} pixels are left to fit and {} to judge by, in blocks of {} pixels and of classes that the model knows; expected "
                    "at least {} each. Give more reference, or in more places",
                    options_.reference, fit_.size(), judge_.size(), blocks.blockSize, fewestCertain);
    result_.fittedPixels = fit_.size();
    result_.judgedPixels = judge_.size();
    result_.leftOut = all.samples.size() - fit_.size() - judge_.size();
    return {};
}

base::Status Study::prepare() {
    grid_ = scene_.stack.grid();
    const auto& model = scene_.checkpoint.model;
    result_.modalityNames = model.modalityNames();
    LACUNA_TRY(device, engine::chooseDevice(options_.classify.device, options_.classify.precision));
    LACUNA_TRY(classifier, engine::Classifier::create(scene_.checkpoint, {device, options_.classify.batchSize, false}));
    classifier_ = std::move(classifier);
    LACUNA_TRY_STATUS(splitReference());
    LACUNA_TRY(uncertain, uncertainClass(model.classes, referenceClasses_));
    result_.uncertain = std::move(uncertain);
    result_.losses = scene_.lossSentences();
    const bool oneSubset = scene_.switchedOn != scene_.inputs.given();
    for (const auto pattern : base::allPatterns(model.modalityCount())) {
        if ((pattern & ~scene_.switchedOn) != 0) continue;  // a sensor that is not given
        if (oneSubset && pattern != scene_.switchedOn) continue;
        SubsetThreshold subset;
        subset.pattern = pattern;
        subset.title = base::describePattern(pattern, result_.modalityNames);
        result_.subsets.push_back(std::move(subset));
    }
    fitted_.resize(result_.subsets.size());
    judged_.resize(result_.subsets.size());
    for (auto* parts : {&fitted_, &judged_})
        for (auto& part : *parts) part.pixels.classes = model.classCount();
    return {};
}

base::Status Study::score(const std::stop_token& stop, base::Progress& progress) {
    PixelRequest request;
    Places all = fit_;
    all.insert(judge_.begin(), judge_.end());
    for (const auto& [pixel, classIndex] : all) request.pixels.push_back(pixel);
    for (const auto& subset : result_.subsets) request.subsets.push_back(subset.pattern);
    request.tileSize = tileSize();
    base::ProgressMeter meter(progress, "Classifying the reference", all.size() * request.subsets.size(), "px");
    LACUNA_TRY(stack, raster::RasterStack::open(options_.classify.modalities, {options_.classify.align}));
    return scorePixels(
        std::move(stack), scene_, *classifier_, request, stop, [&](std::size_t count) { meter.advance(count); },
        [&](std::size_t subset, std::size_t place, const map::PixelScore& score) {
            const auto pixel = request.pixels[place];
            (fit_.count(pixel) != 0 ? fitted_ : judged_)[subset].add(score.probabilities, score.confidence, all.at(pixel), score.availability);
        });
}

const PatternCalibration* Study::known(base::Availability pattern) const {
    const auto found = std::find_if(result_.patterns.begin(), result_.patterns.end(), [&](const auto& one) { return one.pattern == pattern; });
    return found == result_.patterns.end() ? nullptr : &*found;
}

/// From the pixels where exactly these sensors hold data; what else is switched on does not matter to them.
PatternCalibration Study::calibrationOf(base::Availability pattern) const {
    PatternCalibration made;
    made.pattern = pattern;
    const Scores* shown = nullptr;
    for (std::size_t subset = 0; subset < fitted_.size(); ++subset) {
        const auto switchedOn = result_.subsets[subset].pattern;
        if (switchedOn == pattern || (!shown && (pattern & ~switchedOn) == 0)) shown = &fitted_[subset];
    }
    Scores own;
    own.pixels.classes = classifier_->model().classCount();
    for (std::size_t i = 0; shown && i < shown->availability.size(); ++i)
        if (shown->availability[i] == pattern) own.add(shown->probabilities(i), shown->confidence[i], shown->pixels.truth[i], pattern);
    if (own.pixels.size() < fewestCertain) return made;
    if (isIsotonic()) made.steps = metrics::fitIsotonic(own.plain());
    else made.temperature = metrics::fitTemperature(own.pixels);
    made.fitted = metrics::riskCoverage(isIsotonic() ? own.plain() : metrics::judgedAt(own.pixels, made.temperature));
    return made;
}

base::Status Study::calibrate() {
    std::set<base::Availability> patterns;
    for (const auto& subset : result_.subsets) patterns.insert(subset.pattern);
    for (const auto* parts : {&fitted_, &judged_})
        for (const auto& part : *parts) patterns.insert(part.availability.begin(), part.availability.end());
    for (const auto pattern : patterns) result_.patterns.push_back(calibrationOf(pattern));
    const bool any = std::any_of(result_.patterns.begin(), result_.patterns.end(), [](const auto& one) { return !one.fitted.empty(); });
    if (!any)
        return fail(ErrorCode::BadData, stage, "fewer than {} reference pixels hold data of any subset of the sensors. Give more reference",
                    fewestCertain);
    for (std::size_t subset = 0; subset < result_.subsets.size(); ++subset) judge(subset);
    chooseThresholds(result_, options_.goal());
    rule_ = uncertaintyOf(result_);
    return {};
}

void Study::judge(std::size_t place) {
    auto& subset = result_.subsets[place];
    const auto& scores = judged_[place];
    std::vector<metrics::JudgedPixel> calibratedOnes, scored;
    for (std::size_t i = 0; i < scores.availability.size(); ++i) {
        const auto pattern = scores.availability[i];
        const float score = isIsotonic() ? scores.confidence[i]
                                         : metrics::calibratedConfidence(scores.probabilities(i), scores.pixels.classes, known(pattern)->temperature);
        const bool right = scores.isRight(i);
        subset.scores.push_back({pattern, score, right});
        scored.push_back({score, right});
        calibratedOnes.push_back({calibrated(result_, pattern, score), right});
    }
    if (const auto* own = known(subset.pattern)) subset.temperature = own->temperature;
    subset.errorBefore = metrics::expectedCalibrationError(scores.plain());
    subset.errorAfter = metrics::expectedCalibrationError(calibratedOnes);
    subset.curve = metrics::riskCoverage(scored);
    subset.accuracyOfAll = subset.curve.empty() ? std::numeric_limits<double>::quiet_NaN() : subset.curve.back().accuracy;
}

/// Cells below the threshold of their sensors become uncertain; confidence becomes the calibrated one.
void Study::mark(map::MapBlock& block, SubsetThreshold& subset) const {
    const auto cells = block.labels.size();
    const int classes = classifier_->model().classCount();
    std::vector<float> row(static_cast<std::size_t>(classes));
    for (std::size_t cell = 0; cell < cells; ++cell) {
        if (block.labels[cell] == 0) continue;
        const auto pattern = block.availability[cell];
        const auto* calibration = known(pattern);
        for (std::size_t k = 0; k < row.size(); ++k) row[k] = block.probabilities[k * cells + cell];
        const float score = isIsotonic() ? block.confidence[cell] : metrics::calibratedConfidence(row.data(), classes, calibration ? calibration->temperature : 1);
        block.confidence[cell] = calibrated(result_, pattern, score);
        ++subset.cells;
        if (!rule_.isUncertain(score, pattern)) continue;
        ++subset.uncertainCells;
        block.labels[cell] = static_cast<std::uint8_t>(result_.uncertain.value);
    }
    block.probabilities.clear();
}

base::Status Study::makeMaps(const std::stop_token& stop, base::Progress& progress) {
    const int stride = options_.classify.stride;
    const auto mapGrid = raster::coarsened(grid_, stride);
    result_.cellArea = mapGrid.pixelArea;
    auto classes = scene_.checkpoint.model.classes;
    classes.push_back(result_.uncertain);
    std::vector<std::unique_ptr<output::MapFileWriter>> files;
    LACUNA_TRY_STATUS(base::ensureFolder(options_.outFolder));
    const std::filesystem::path folder(options_.outFolder);
    for (auto& subset : result_.subsets) {
        output::MapFileOptions file;
        file.labels = subset.mapFile = (folder / ("map-" + slug(subset.title) + ".tif")).string();
        file.confidence = subset.confidenceFile = (folder / ("confidence-" + slug(subset.title) + ".tif")).string();
        file.sensorsUsed = subset.pattern;
        file.modalityNames = result_.modalityNames;
        file.provenance = provenanceOf(scene_.checkpoint, scene_.modelSha256, subset.pattern);
        file.provenance.merge(loss::factsOf(scene_.inputs.losses));
        file.provenance["CALIBRATION"] = options_.calibration;
        file.provenance["TEMPERATURE"] = fmt::format("{:.6g}", subset.temperature);
        file.provenance.merge(factsOf(rule_, result_.modalityNames));
        LACUNA_TRY(writer, output::MapFileWriter::create(mapGrid, classes, file));
        files.push_back(std::move(writer));
    }
    tile::PlanOptions planning;
    planning.tileSize = tileSize();
    planning.stride = stride;
    const auto tiles = tile::planTiles(grid_, planning);
    base::ProgressMeter meter(progress, "Classifying",
                              static_cast<std::uint64_t>(mapGrid.width) * static_cast<std::uint64_t>(mapGrid.height) * files.size(), "px");
    const int halo = scene_.halo();
    tile::TileReader tileReader(std::move(scene_.stack), scene_.inputs, tiles, halo, scene_.switchedOn);
    map::AssembleOptions assembling;
    assembling.mapStride = stride;
    assembling.probabilities = true;
    for (;;) {
        LACUNA_TRY(next, tileReader.next(stop));
        if (!next) break;
        for (std::size_t i = 0; i < files.size(); ++i) {
            assembling.switchedOn = result_.subsets[i].pattern;
            LACUNA_TRY(block, map::classifyTile(*classifier_, *next->tile, next->planned, grid_, assembling, stop,
                                                [&](std::size_t pixels) { meter.advance(pixels); }, nullptr));
            mark(block, result_.subsets[i]);
            LACUNA_TRY_STATUS(files[i]->write(block));
        }
    }
    for (const auto& file : files) LACUNA_TRY_STATUS(file->finish());
    LACUNA_TRY_STATUS(base::writeTextFile((folder / "thresholds.csv").string(), thresholdCsv(result_)));
    return base::writeTextFile((folder / "thresholds.json").string(), toJson(result_).dump(2) + "\n");
}

base::Result<ThresholdResult> Study::run(const std::stop_token& stop, base::Progress& progress) {
    const auto start = std::chrono::steady_clock::now();
    LACUNA_TRY_STATUS(prepare());
    LACUNA_TRY_STATUS(score(stop, progress));
    LACUNA_TRY_STATUS(calibrate());
    if (!options_.outFolder.empty()) LACUNA_TRY_STATUS(makeMaps(stop, progress));
    result_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(result_);
}

nlohmann::json pointJson(const metrics::CoveragePoint& point) {
    nlohmann::json json{{"share", point.share}, {"pixels", point.certain}};
    if (std::isfinite(point.accuracy)) json["accuracy"] = point.accuracy;
    return json;
}

/// At most 101 points, evenly spread.
nlohmann::json curveJson(const std::vector<metrics::CoveragePoint>& curve) {
    auto json = nlohmann::json::array();
    const std::size_t step = std::max<std::size_t>(1, curve.size() / 100);
    for (std::size_t i = 0; i < curve.size(); i += step)
        json.push_back({curve[i].threshold, curve[i].share, curve[i].accuracy});
    return json;
}

std::string percent(double share) { return std::isfinite(share) ? fmt::format("{:.1f}", 100 * share) : "–"; }

}  // namespace

base::ParameterSet ThresholdOptions::declare() {
    base::ParameterSet set;
    set.add("accuracy", "Accuracy that the certain pixels shall have", &accuracy).range(0, 1);
    set.add("share", "Instead of an accuracy: the share of the pixels to be certain of; 0: by accuracy", &share).range(0, 1);
    set.add("confidence", "Instead of both: the least calibrated confidence of the pixels to be certain of; 0: not asked", &confidence).range(0, 1);
    set.add("calibration", "By one temperature for all probabilities, or by how often pixels of a confidence are right", &calibration)
        .choices({"temperature", "isotonic"});
    set.add("fit-fraction", "Share of the reference that thresholds are fitted on; they are judged on the rest", &fitFraction)
        .range(0.1, 0.9);
    set.add("seed", "Fixes which blocks of the reference are fitted on", &seed).range(0, 9e15);
    return set;
}

ThresholdGoal ThresholdOptions::goal() const {
    if (confidence > 0) return {ThresholdGoal::By::Confidence, confidence};
    if (share > 0) return {ThresholdGoal::By::Share, share};
    return {ThresholdGoal::By::Accuracy, accuracy};
}

float calibrated(const ThresholdResult& result, base::Availability availability, float confidence) {
    for (const auto& one : result.patterns)
        if (one.pattern == availability && !one.steps.empty()) return metrics::calibratedBy(one.steps, confidence);
    return confidence;
}

namespace {

/// The threshold of a pattern; nothing where what is asked for is out of reach.
std::optional<metrics::CoveragePoint> pointOf(const PatternCalibration& pattern, const ThresholdGoal& goal) {
    if (pattern.fitted.empty()) return std::nullopt;
    if (goal.by == ThresholdGoal::By::Share) return metrics::pointForShare(pattern.fitted, goal.value);
    if (goal.by == ThresholdGoal::By::Accuracy) return metrics::pointForAccuracy(pattern.fitted, goal.value, fewestCertain);
    auto least = static_cast<float>(goal.value);
    if (!pattern.steps.empty()) {
        const auto step = std::find_if(pattern.steps.begin(), pattern.steps.end(), [&](const auto& one) { return one.accuracy >= least; });
        if (step == pattern.steps.end()) return std::nullopt;
        least = step->from;
    }
    metrics::CoveragePoint point{0, 0, std::numeric_limits<double>::quiet_NaN(), 0};
    for (const auto& one : pattern.fitted)
        if (one.threshold >= least) point = one;
    point.threshold = least;
    return point;
}

}  // namespace

map::UncertaintyRule uncertaintyOf(const ThresholdResult& result) {
    map::UncertaintyRule rule;
    rule.uncertain = result.uncertain;
    // Sensors that no reference pixel shows: nothing is known of them.
    rule.below.fill(std::numeric_limits<float>::infinity());
    for (const auto& pattern : result.patterns)
        if (const auto point = pointOf(pattern, result.goal)) rule.below[pattern.pattern] = point->threshold;
    return rule;
}

std::map<std::string, std::string> factsOf(const map::UncertaintyRule& rule, const std::vector<std::string>& modalityNames) {
    std::string text;
    for (const auto pattern : base::allPatterns(static_cast<int>(modalityNames.size())))
        if (const float below = rule.below[pattern]; below > 0 && std::isfinite(below))
            text += fmt::format("{}{}: {:.6g}", text.empty() ? "" : "; ", base::describePattern(pattern, modalityNames), below);
    return {{"UNCERTAIN_BELOW", text.empty() ? "nothing is certain" : text}};
}

void chooseThresholds(ThresholdResult& result, const ThresholdGoal& goal) {
    result.goal = goal;
    const auto rule = uncertaintyOf(result);
    for (auto& subset : result.subsets) {
        const auto own = std::find_if(result.patterns.begin(), result.patterns.end(), [&](const auto& one) { return one.pattern == subset.pattern; });
        const auto point = own == result.patterns.end() ? std::nullopt : pointOf(*own, goal);
        subset.reached = point.has_value();
        metrics::CoveragePoint nothing;
        nothing.threshold = std::numeric_limits<float>::infinity();
        nothing.accuracy = std::numeric_limits<double>::quiet_NaN();
        subset.fitted = point ? *point : nothing;
        metrics::CoveragePoint judged;
        judged.threshold = subset.fitted.threshold;
        std::size_t right = 0;
        for (const auto& pixel : subset.scores) {
            if (rule.isUncertain(pixel.score, pixel.availability)) continue;
            ++judged.certain;
            right += pixel.right;
        }
        judged.share = subset.scores.empty() ? 0 : static_cast<double>(judged.certain) / static_cast<double>(subset.scores.size());
        judged.accuracy = judged.certain == 0 ? std::numeric_limits<double>::quiet_NaN()
                                              : static_cast<double>(right) / static_cast<double>(judged.certain);
        subset.judged = judged;
    }
}

base::Result<base::LandClass> uncertainClass(const base::ClassTable& map, const base::ClassTable& reference) {
    for (int value = 255; value > 0; --value)
        if (base::classIndex(map, value) < 0 && base::classIndex(reference, value) < 0)
            return base::LandClass{value, "uncertain", {200, 200, 200}};
    return fail(ErrorCode::BadData, stage, "all class values from 1 to 255 are taken; there is none left for uncertain pixels");
}

ThresholdJob::ThresholdJob(ThresholdOptions options) : options_(std::move(options)) {}

base::Result<ThresholdResult> ThresholdJob::run(std::stop_token stop, base::Progress& progress) {
    LACUNA_TRY_STATUS(options_.declare().fromJson(options_.declare().toJson()));
    LACUNA_TRY_STATUS(options_.classify.declare().fromJson(options_.classify.declare().toJson()));
    if (options_.reference.empty())
        return fail(ErrorCode::Usage, stage, "no reference is given; name labels that the model was not trained on");
    progress.report({0, "Opening the rasters and the model", 0, "", -1});
    const auto& classify = options_.classify;
    LACUNA_TRY(scene, openSceneModel(classify.modalities, classify.model, classify.lose, classify.align, classify.degrade, stop));
    Study study(options_, std::move(scene));
    return study.run(stop, progress);
}

std::string thresholdText(const ThresholdResult& result) {
    std::size_t width = 6;
    for (const auto& subset : result.subsets) width = std::max(width, subset.title.size());
    auto text = fmt::format("{:<{}}  {:>6}  {:>11}  {:>9}  {:>9}  {:>13}  {:>8}\n", "subset", width, "T", "ECE %", "threshold", "certain %",
                            "their OA %", "OA %");
    for (const auto& subset : result.subsets) {
        text += fmt::format("{:<{}}  {:>6.2f}  {:>4} → {:>4}  ", subset.title, width, subset.temperature, percent(subset.errorBefore),
                            percent(subset.errorAfter));
        text += fmt::format("{:>9}  {:>9}  {:>13}  {:>8}\n", subset.reached ? fmt::format("{:.3f}", subset.fitted.threshold) : "–",
                            percent(subset.judged.share), percent(subset.judged.accuracy), percent(subset.accuracyOfAll));
    }
    for (const auto& subset : result.subsets) {
        if (!subset.reached) text += fmt::format("{}: no threshold reaches what is asked for; every pixel is uncertain\n", subset.title);
        if (subset.mapFile.empty()) continue;
        text += fmt::format("{}: {} of {} cells uncertain", subset.mapFile, subset.uncertainCells, subset.cells);
        if (result.cellArea > 0) text += fmt::format(", {:.1f} ha", static_cast<double>(subset.uncertainCells) * result.cellArea / 10000);
        text += "\n";
    }
    for (const auto& loss : result.losses) text += loss + ", in all subsets\n";
    text += fmt::format("fitted on {} reference pixels, judged on {} in other blocks; {} left out\n", result.fittedPixels, result.judgedPixels,
                        result.leftOut);
    return text;
}

std::string thresholdCsv(const ThresholdResult& result) {
    std::string text = "subset,sensors,temperature,ece_before,ece_after,reached,threshold,certain_share,certain_accuracy,accuracy,"
                       "cells,uncertain_cells\n";
    const auto number = [](double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : std::string(); };
    for (const auto& subset : result.subsets)
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", subset.title,
                            base::dots(subset.pattern, static_cast<int>(result.modalityNames.size())), number(subset.temperature),
                            number(subset.errorBefore), number(subset.errorAfter), subset.reached ? "yes" : "no",
                            number(subset.fitted.threshold), number(subset.judged.share), number(subset.judged.accuracy),
                            number(subset.accuracyOfAll), subset.cells, subset.uncertainCells);
    return text;
}

nlohmann::json toJson(const ThresholdResult& result) {
    auto subsets = nlohmann::json::array();
    for (const auto& subset : result.subsets) {
        nlohmann::json entry{{"title", subset.title},
                             {"sensors", base::dots(subset.pattern, static_cast<int>(result.modalityNames.size()))},
                             {"temperature", subset.temperature},
                             {"ece_before", subset.errorBefore},
                             {"ece_after", subset.errorAfter},
                             {"reached", subset.reached},
                             {"fitted", pointJson(subset.fitted)},
                             {"judged", pointJson(subset.judged)},
                             {"accuracy_of_all", subset.accuracyOfAll},
                             {"curve", curveJson(subset.curve)}};
        if (subset.reached) entry["threshold"] = subset.fitted.threshold;
        if (!subset.mapFile.empty())
            entry.update({{"map", subset.mapFile},
                          {"confidence", subset.confidenceFile},
                          {"cells", subset.cells},
                          {"uncertain_cells", subset.uncertainCells}});
        subsets.push_back(std::move(entry));
    }
    return {{"subsets", subsets},
            {"losses", result.losses},
            {"fitted_pixels", result.fittedPixels},
            {"judged_pixels", result.judgedPixels},
            {"left_out", result.leftOut},
            {"uncertain_value", result.uncertain.value},
            {"seconds", result.seconds}};
}

}  // namespace lacuna::jobs
