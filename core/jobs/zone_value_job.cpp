#include "jobs/zone_value_job.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>

#include "base/atomic_file.h"
#include "jobs/pixel_scores.h"
#include "samples/sample_files.h"

namespace lacuna::jobs {
namespace {

constexpr auto stage = "value of sensors by zone";
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
using base::ErrorCode;
using base::fail;

std::string endingOf(const std::string& path) { return std::filesystem::path(path).extension().string(); }

/// What a pixel is looked at for.
struct Use {
    std::size_t zone = 0;
    bool sampled = false;
};

class Study {
public:
    Study(const ZoneValueOptions& options, SceneModel scene) : options_(options), scene_(std::move(scene)) {}
    base::Result<ZoneValueResult> run(const std::stop_token& stop, base::Progress& progress);

private:
    base::Status readReference();
    void choosePixels();
    void takeZone(std::size_t place);
    void count();
    void countZone(std::size_t zone, std::size_t pixel, bool sampled);
    void value();
    int predicted(std::size_t subset, std::size_t pixel) const { return predicted_[subset * request_.pixels.size() + pixel]; }

    const ZoneValueOptions& options_;
    SceneModel scene_;
    raster::Grid grid_;
    std::vector<int> sensors_;                   ///< bits of the sensors that are given
    std::map<std::int64_t, int> reference_;      ///< pixel → class of the model
    std::map<std::int64_t, std::vector<Use>> uses_;
    PixelRequest request_;
    std::vector<int> predicted_;                 ///< [subset, pixel] class index, −1: none
    std::vector<std::vector<metrics::Confusion>> confusions_;  ///< [zone][subset]
    std::vector<std::vector<std::uint64_t>> changes_;          ///< [zone][sensor]
    ZoneValueResult result_;
};

base::Status Study::readReference() {
    if (options_.reference.empty()) return {};
    const auto& classes = scene_.checkpoint.model.classes;
    LACUNA_TRY(set, samples::readSamples(options_.reference, grid_, options_.classColumn));
    for (const auto& sample : set.samples) {
        const int known = base::classIndex(classes, set.classes[static_cast<std::size_t>(sample.classIndex)].value);
        if (known >= 0) reference_[static_cast<std::int64_t>(sample.row) * grid_.width + sample.column] = known;
    }
    if (reference_.empty())
        return fail(ErrorCode::BadData, stage, "none of the classes in {} is a class of the model; their values must be the same",
                    options_.reference);
    return {};
}

void Study::takeZone(std::size_t place) {
    const auto& pixels = result_.zones[place].zone.pixels;
    const auto most = options_.pixelsPerZone == 0 ? pixels.size() : static_cast<std::size_t>(options_.pixelsPerZone);
    const double step = std::max(1.0, static_cast<double>(pixels.size()) / static_cast<double>(std::max<std::size_t>(1, most)));
    double next = 0;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const bool sampled = static_cast<double>(i) >= next;
        if (sampled) next += step;
        if (sampled || reference_.count(pixels[i]) != 0) uses_[pixels[i]].push_back({place, sampled});
    }
}

void Study::choosePixels() {
    for (std::size_t place = 0; place < result_.zones.size(); ++place) takeZone(place);
    for (const auto& [pixel, uses] : uses_) request_.pixels.push_back(pixel);
    const auto& model = scene_.checkpoint.model;
    for (const auto pattern : base::allPatterns(model.modalityCount()))
        if ((pattern & ~scene_.switchedOn) == 0) request_.subsets.push_back(pattern);
    request_.tileSize = options_.classify.tileSize > 0 ? options_.classify.tileSize : scene_.tileSize();
    predicted_.assign(request_.subsets.size() * request_.pixels.size(), -1);
    confusions_.assign(result_.zones.size(),
                       std::vector<metrics::Confusion>(request_.subsets.size(), metrics::Confusion(model.classCount())));
    changes_.assign(result_.zones.size(), std::vector<std::uint64_t>(sensors_.size()));
}

void Study::countZone(std::size_t zone, std::size_t pixel, bool sampled) {
    const auto known = reference_.find(request_.pixels[pixel]);
    if (known != reference_.end())
        for (std::size_t subset = 0; subset < request_.subsets.size(); ++subset)
            confusions_[zone][subset].add(known->second, predicted(subset, pixel));
    const int complete = predicted(0, pixel);
    if (!sampled || complete < 0) return;
    ++result_.zones[zone].sampled;
    for (std::size_t i = 0; i < sensors_.size(); ++i) {
        const auto without = base::without(request_.subsets.front(), sensors_[i]);
        const auto found = std::find(request_.subsets.begin(), request_.subsets.end(), without);
        if (found != request_.subsets.end())
            changes_[zone][i] += predicted(static_cast<std::size_t>(found - request_.subsets.begin()), pixel) != complete;
    }
}

void Study::count() {
    for (std::size_t pixel = 0; pixel < request_.pixels.size(); ++pixel)
        for (const auto& use : uses_.at(request_.pixels[pixel])) countZone(use.zone, pixel, use.sampled);
}

void Study::value() {
    for (std::size_t z = 0; z < result_.zones.size(); ++z) {
        auto& zone = result_.zones[z];
        zone.referencePixels = confusions_[z].front().total();
        zone.few = zone.referencePixels > 0 && zone.referencePixels < static_cast<std::uint64_t>(options_.fewPixels);
        result_.emptyZones += zone.zone.pixels.empty();
        for (const auto changes : changes_[z])
            zone.changed.push_back(zone.sampled > 0 && sensors_.size() > 1
                                       ? static_cast<double>(changes) / static_cast<double>(zone.sampled)
                                       : notANumber);
        if (zone.referencePixels == 0) continue;
        std::vector<metrics::JudgedSubset> judged;
        for (std::size_t subset = 0; subset < request_.subsets.size(); ++subset)
            judged.push_back({request_.subsets[subset], confusions_[z][subset]});
        zone.values = metrics::sensorValues(judged);
    }
}

/// What each sensor adds to the producer's accuracy of each class that has a reference pixel in some zone.
void addClassColumns(std::vector<samples::ZoneColumn>& columns, const ZoneValueResult& result) {
    for (std::size_t c = 0; c < result.classes.size(); ++c) {
        const bool known = std::any_of(result.zones.begin(), result.zones.end(), [&](const auto& zone) {
            return zone.values && std::isfinite(zone.values->completeProducers[c]);
        });
        for (std::size_t i = 0; known && i < result.sensorNames.size(); ++i) {
            samples::ZoneColumn column{"value_" + result.sensorNames[i] + "_" + result.classes[c].name, {}, false};
            for (const auto& zone : result.zones) column.values.push_back(zone.values ? zone.values->sensors[i].producers[c] : notANumber);
            columns.push_back(std::move(column));
        }
    }
}

std::vector<samples::ZoneColumn> columnsOf(const ZoneValueResult& result, bool byClass) {
    std::vector<samples::ZoneColumn> columns{{"reference_pixels", {}, true}, {"few_reference_pixels", {}, true}, {"oa_complete", {}, false}};
    for (const auto& name : result.sensorNames) columns.push_back({"value_" + name, {}, false});
    columns.push_back({"pixels_looked_at", {}, true});
    for (const auto& name : result.sensorNames) columns.push_back({"changes_without_" + name, {}, false});
    const auto sensors = result.sensorNames.size();
    for (const auto& zone : result.zones) {
        columns[0].values.push_back(static_cast<double>(zone.referencePixels));
        columns[1].values.push_back(zone.few ? 1 : 0);
        columns[2].values.push_back(zone.values ? zone.values->completeOverall : notANumber);
        for (std::size_t i = 0; i < sensors; ++i) {
            columns[3 + i].values.push_back(zone.values ? zone.values->sensors[i].overall : notANumber);
            columns[4 + sensors + i].values.push_back(zone.changed[i]);
        }
        columns[3 + sensors].values.push_back(static_cast<double>(zone.sampled));
    }
    if (byClass) addClassColumns(columns, result);
    return columns;
}

base::Status checkEnding(const std::string& path) {
    const auto ending = endingOf(path);
    if (path.empty() || ending == ".csv" || ending == ".gpkg") return {};
    return fail(ErrorCode::Usage, stage, "{}: the figures are written as .gpkg or .csv; choose one of these endings", path);
}

base::Result<ZoneValueResult> Study::run(const std::stop_token& stop, base::Progress& progress) {
    const auto start = std::chrono::steady_clock::now();
    grid_ = scene_.stack.grid();
    const auto names = scene_.checkpoint.model.modalityNames();
    for (int i = 0; i < static_cast<int>(names.size()); ++i) {
        if (!base::isPresent(scene_.switchedOn, i)) continue;
        sensors_.push_back(i);
        result_.sensorNames.push_back(names[static_cast<std::size_t>(i)]);
    }
    result_.classes = scene_.checkpoint.model.classes;
    result_.losses = scene_.lossSentences();
    for (const auto& file : options_.zones) {
        LACUNA_TRY(zones, samples::readZones(file, grid_, options_.nameColumn));
        for (auto& zone : zones) result_.zones.push_back({std::move(zone), 0, false, {}, 0, {}});
    }
    LACUNA_TRY_STATUS(readReference());
    LACUNA_TRY(device, engine::chooseDevice(options_.classify.device, options_.classify.precision));
    LACUNA_TRY(classifier, engine::Classifier::create(scene_.checkpoint, {device, options_.classify.batchSize, false}));
    choosePixels();
    base::ProgressMeter meter(progress, fmt::format("Classifying {} subsets of sensors", request_.subsets.size()), predicted_.size(), "px");
    LACUNA_TRY_STATUS(scorePixels(
        std::move(scene_.stack), scene_, *classifier, request_, stop, [&](std::size_t pixels) { meter.advance(pixels); },
        [&](std::size_t subset, std::size_t pixel, const map::PixelScore& score) {
            predicted_[subset * request_.pixels.size() + pixel] = score.classIndex;
        }));
    count();
    value();
    if (!options_.out.empty()) LACUNA_TRY_STATUS(writeZoneValues(result_, options_.out, options_.byClass));
    result_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(result_);
}

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string result = "\"";
    for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + "\"";
}

}  // namespace

base::ParameterSet ZoneValueOptions::declare() {
    base::ParameterSet set;
    set.add("pixels-per-zone", "Pixels of a zone that are looked at for what changes, evenly spread; 0: all", &pixelsPerZone)
        .range(0, 1e9)
        .unit("px");
    set.add("few-pixels", "With fewer reference pixels a zone's value is marked as uncertain", &fewPixels).range(1, 1e9).unit("px");
    set.add("by-class", "Write what each sensor is worth to each class as well", &byClass);
    return set;
}

ZoneValueJob::ZoneValueJob(ZoneValueOptions options) : options_(std::move(options)) {}

base::Result<ZoneValueResult> ZoneValueJob::run(std::stop_token stop, base::Progress& progress) {
    LACUNA_TRY_STATUS(options_.declare().fromJson(options_.declare().toJson()));
    LACUNA_TRY_STATUS(options_.classify.declare().fromJson(options_.classify.declare().toJson()));
    if (options_.zones.empty()) return fail(ErrorCode::Usage, stage, "no zones are given; name a vector file of polygons");
    LACUNA_TRY_STATUS(checkEnding(options_.out));
    progress.report({0, "Opening the rasters and the model", 0, "", -1});
    const auto& classify = options_.classify;
    LACUNA_TRY(scene, openSceneModel(classify.modalities, classify.model, classify.lose, classify.align, classify.degrade, stop));
    Study study(options_, std::move(scene));
    return study.run(stop, progress);
}

std::string zoneValueText(const ZoneValueResult& result) {
    std::size_t width = 4;
    for (const auto& zone : result.zones) width = std::max(width, zone.zone.name.size());
    const auto share = [](double value) { return std::isfinite(value) ? fmt::format("{:.1f}", 100 * value) : std::string("–"); };
    std::string text = "value: points of OA (Shapley) at the zone's reference pixels; changes: % of the zone's pixels with another class "
                       "without the sensor\n";
    text += fmt::format("{:<{}}  {:>9}  {:>5}", "zone", width, "reference", "OA %");
    for (const auto& name : result.sensorNames) text += fmt::format("  {:>14}", "value " + name);
    for (const auto& name : result.sensorNames) text += fmt::format("  {:>16}", "changes " + name);
    text += "\n";
    bool few = false;
    for (const auto& zone : result.zones) {
        if (zone.zone.pixels.empty()) continue;
        few = few || zone.few;
        text += fmt::format("{:<{}}  {:>8}{}  {:>5}", zone.zone.name, width, zone.referencePixels, zone.few ? "*" : " ",
                            share(zone.values ? zone.values->completeOverall : notANumber));
        for (std::size_t i = 0; i < result.sensorNames.size(); ++i)
            text += fmt::format("  {:>14}", zone.values ? fmt::format("{:+.1f}", 100 * zone.values->sensors[i].overall) : "–");
        for (const double changed : zone.changed) text += fmt::format("  {:>16}", share(changed));
        text += "\n";
    }
    if (few) text += "* too few reference pixels to say much\n";
    if (result.emptyZones > 0) text += fmt::format("{} zones cover no pixel of the scene\n", result.emptyZones);
    for (const auto& loss : result.losses) text += loss + ", in all subsets\n";
    return text;
}

base::Status writeZoneValues(const ZoneValueResult& result, const std::string& path, bool byClass) {
    LACUNA_TRY_STATUS(checkEnding(path));
    if (endingOf(path) == ".csv") return base::writeTextFile(path, zoneValueCsv(result, byClass));
    std::vector<samples::Zone> zones;
    for (const auto& [zone, referencePixels, few, values, sampled, changed] : result.zones)
        zones.push_back({zone.file, zone.layer, zone.feature, zone.name, {}, {}});
    return samples::writeZones(path, zones, columnsOf(result, byClass));
}

std::string zoneValueCsv(const ZoneValueResult& result, bool byClass) {
    const auto columns = columnsOf(result, byClass);
    std::string text = "zone,layer,feature,pixels";
    for (const auto& column : columns) text += "," + quoted(column.name);
    text += "\n";
    for (std::size_t z = 0; z < result.zones.size(); ++z) {
        const auto& zone = result.zones[z].zone;
        text += fmt::format("{},{},{},{}", quoted(zone.name), quoted(zone.layer), zone.feature, zone.pixels.size());
        for (const auto& column : columns)
            text += std::isfinite(column.values[z]) ? fmt::format(",{:.6g}", column.values[z]) : std::string(",");
        text += "\n";
    }
    return text;
}

nlohmann::json toJson(const ZoneValueResult& result) {
    auto zones = nlohmann::json::array();
    for (const auto& zone : result.zones) {
        nlohmann::json entry{{"zone", zone.zone.name},
                             {"feature", zone.zone.feature},
                             {"pixels", zone.zone.pixels.size()},
                             {"reference_pixels", zone.referencePixels},
                             {"few_reference_pixels", zone.few},
                             {"pixels_looked_at", zone.sampled}};
        if (zone.values) entry["oa_complete"] = zone.values->completeOverall;
        for (std::size_t i = 0; i < result.sensorNames.size(); ++i) {
            if (zone.values) entry["value"][result.sensorNames[i]] = zone.values->sensors[i].overall;
            if (std::isfinite(zone.changed[i])) entry["changes_without"][result.sensorNames[i]] = zone.changed[i];
            for (std::size_t c = 0; zone.values && c < result.classes.size(); ++c)
                if (const double value = zone.values->sensors[i].producers[c]; std::isfinite(value))
                    entry["value_by_class"][result.sensorNames[i]][result.classes[c].name] = value;
        }
        zones.push_back(std::move(entry));
    }
    return {{"zones", zones}, {"sensors", result.sensorNames}, {"losses", result.losses}, {"seconds", result.seconds}};
}

}  // namespace lacuna::jobs
