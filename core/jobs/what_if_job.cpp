#include "jobs/what_if_job.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>

#include "jobs/provenance.h"
#include "jobs/scene_model.h"
#include "jobs/slug.h"
#include "map/map_assembler.h"
#include "base/atomic_file.h"
#include "base/memory_cap.h"
#include "output/map_file.h"
#include "output/picture.h"
#include "output/tables.h"
#include "raster/label_raster.h"
#include "samples/sample_files.h"

namespace lacuna::jobs {
namespace {

constexpr auto stage = "what-if";
constexpr std::uint64_t largestPicture = 64u << 20;  // cells; a larger map is looked at in its GeoTIFF

/// The reference's classes as the model's, by value; −1 for a class the model does not know.
struct Reference {
    samples::SampleSet set;
    std::vector<int> modelClass;  ///< [classes of the set]
    std::map<std::int64_t, int> classAt;  ///< row·width + column → class of the model
};

class Study {
public:
    Study(const WhatIfOptions& options, SceneModel scene) : options_(options), scene_(std::move(scene)) {}
    base::Result<WhatIfResult> run(const std::stop_token& stop, base::Progress& progress);

private:
    base::Status prepare();
    base::Status readReference();
    base::Status openMaps();
    std::vector<tile::PlannedTile> plan() const;
    /// Every subset over one tile, for maps.
    base::Status mapTile(const tile::TileReader::Next& next, const std::stop_token& stop, base::ProgressMeter& meter);
    /// Every subset at the reference's pixels of one tile.
    base::Status judgeTile(const tile::TileReader::Next& next, const std::stop_token& stop, base::ProgressMeter& meter);
    void judgeBlock(const map::MapBlock& block, WhatIfSubset& subset);
    /// How a map of the subset is written to `path`.
    output::MapFileOptions fileOf(const WhatIfSubset& subset, const std::string& path) const;
    base::Status finishMaps();
    base::Status writeFlips(const std::stop_token& stop);
    base::Result<map::MapLabels> labelsOf(const WhatIfSubset& subset) const;
    void valueSensors();
    bool wantsMaps() const { return options_.maps; }
    std::vector<std::int64_t> pixelsIn(const raster::Window& window) const;

    const WhatIfOptions& options_;
    SceneModel scene_;
    raster::Grid grid_;      ///< of the scene
    raster::Grid mapGrid_;
    std::unique_ptr<engine::Classifier> classifier_;
    Reference reference_;
    std::vector<std::unique_ptr<output::MapFileWriter>> files_;  ///< one a subset, when maps are written
    WhatIfResult result_;
};

base::Status Study::readReference() {
    if (options_.reference.empty()) return {};
    LACUNA_TRY(set, samples::readSamples(options_.reference, grid_, options_.classColumn));
    reference_.set = std::move(set);
    bool anyKnown = false;
    for (const auto& landClass : reference_.set.classes) {
        reference_.modelClass.push_back(base::classIndex(result_.classes, landClass.value));
        anyKnown = anyKnown || reference_.modelClass.back() >= 0;
    }
    if (!anyKnown)
        return base::fail(base::ErrorCode::BadData, stage,
                          "none of the classes in {} is a class of the model; their values must be the same", options_.reference);
    for (const auto& sample : reference_.set.samples) {
        const int known = reference_.modelClass[static_cast<std::size_t>(sample.classIndex)];
        if (known >= 0) reference_.classAt[static_cast<std::int64_t>(sample.row) * grid_.width + sample.column] = known;
        else ++result_.unknownReference;
    }
    return {};
}

base::Status Study::prepare() {
    grid_ = scene_.stack.grid();
    mapGrid_ = raster::coarsened(grid_, options_.classify.stride);
    const auto& model = scene_.checkpoint.model;
    result_.modalityNames = model.modalityNames();
    result_.classes = model.classes;
    result_.losses = scene_.lossSentences();
    result_.cellArea = wantsMaps() ? mapGrid_.pixelArea : 0;
    LACUNA_TRY(device, engine::chooseDevice(options_.classify.device, options_.classify.precision));
    result_.device = device.name;
    LACUNA_TRY(classifier, engine::Classifier::create(scene_.checkpoint, {device, options_.classify.batchSize, true}));
    classifier_ = std::move(classifier);
    result_.activation = metrics::Activation(classifier_->experts(), model.classCount());
    LACUNA_TRY_STATUS(readReference());
    for (const auto pattern : base::allPatterns(model.modalityCount())) {
        if ((pattern & ~scene_.switchedOn) != 0) continue;  // a sensor that is not given
        WhatIfSubset subset;
        subset.pattern = pattern;
        subset.title = base::describePattern(pattern, result_.modalityNames);
        if (!options_.reference.empty()) subset.confusion = metrics::Confusion(model.classCount());
        result_.subsets.push_back(std::move(subset));
    }
    if (wantsMaps() && !options_.outFolder.empty()) return openMaps();
    return {};
}

output::MapFileOptions Study::fileOf(const WhatIfSubset& subset, const std::string& path) const {
    output::MapFileOptions file;
    file.labels = path;
    file.sensorsUsed = subset.pattern;
    file.modalityNames = result_.modalityNames;
    file.provenance = provenanceOf(scene_.checkpoint, scene_.modelSha256, subset.pattern);
    file.provenance.merge(loss::factsOf(scene_.inputs.losses));
    return file;
}

base::Status Study::openMaps() {
    for (auto& subset : result_.subsets) {
        subset.mapFile = (std::filesystem::path(options_.outFolder) / ("map-" + slug(subset.title) + ".tif")).string();
        auto file = fileOf(subset, subset.mapFile);
        if (options_.confidence) {
            const auto folder = std::filesystem::path(options_.outFolder);
            file.confidence = subset.confidenceFile = (folder / ("confidence-" + slug(subset.title) + ".tif")).string();
            file.availability = subset.availabilityFile = (folder / ("availability-" + slug(subset.title) + ".tif")).string();
        }
        LACUNA_TRY(writer, output::MapFileWriter::create(mapGrid_, result_.classes, file));
        files_.push_back(std::move(writer));
    }
    return {};
}

std::vector<std::int64_t> Study::pixelsIn(const raster::Window& window) const {
    std::vector<std::int64_t> pixels;
    for (int row = window.row; row < window.row + window.height; ++row) {
        const auto first = static_cast<std::int64_t>(row) * grid_.width + window.column;
        for (auto at = reference_.classAt.lower_bound(first);
             at != reference_.classAt.end() && at->first < first + window.width; ++at)
            pixels.push_back(at->first);
    }
    return pixels;
}

std::vector<tile::PlannedTile> Study::plan() const {
    tile::PlanOptions planning;
    planning.tileSize = options_.classify.tileSize > 0 ? options_.classify.tileSize : scene_.tileSize();
    planning.stride = wantsMaps() ? options_.classify.stride : 1;
    auto tiles = tile::planTiles(grid_, planning);
    if (!wantsMaps()) std::erase_if(tiles, [&](const auto& planned) { return pixelsIn(planned.window).empty(); });
    return tiles;
}

void Study::judgeBlock(const map::MapBlock& block, WhatIfSubset& subset) {
    if (!subset.confusion) return;
    const int stride = options_.classify.stride;
    const auto judge = [&](std::int64_t pixel, int cell) {
        const auto reference = reference_.classAt.find(pixel);
        if (reference == reference_.classAt.end()) return;
        subset.confusion->add(reference->second, base::classIndex(result_.classes, block.labels[static_cast<std::size_t>(cell)]));
    };
    for (int row = 0, cell = 0; row < block.window.height; ++row) {
        const int y = tile::representative(block.window.row + row, stride, grid_.height);
        for (int column = 0; column < block.window.width; ++column, ++cell)
            judge(static_cast<std::int64_t>(y) * grid_.width +
                      tile::representative(block.window.column + column, stride, grid_.width), cell);
    }
}

base::Status Study::mapTile(const tile::TileReader::Next& next, const std::stop_token& stop, base::ProgressMeter& meter) {
    map::AssembleOptions assembling;
    assembling.mapStride = options_.classify.stride;
    map::MapBlock complete;
    for (std::size_t i = 0; i < result_.subsets.size(); ++i) {
        auto& subset = result_.subsets[i];
        assembling.switchedOn = subset.pattern;
        LACUNA_TRY(block, map::classifyTile(*classifier_, *next.tile, next.planned, grid_, assembling, stop,
                                            [&](std::size_t pixels) { meter.advance(pixels); }, &result_.activation));
        judgeBlock(block, subset);
        if (!files_.empty()) LACUNA_TRY_STATUS(files_[i]->write(block));
        if (i == 0) complete = std::move(block);
        else
            for (std::size_t cell = 0; cell < block.labels.size(); ++cell)
                subset.changedCells += block.labels[cell] != complete.labels[cell];
    }
    return {};
}

base::Status Study::judgeTile(const tile::TileReader::Next& next, const std::stop_token& stop, base::ProgressMeter& meter) {
    const auto pixels = pixelsIn(next.planned.window);
    std::vector<std::int32_t> centres;
    for (const auto pixel : pixels)
        centres.push_back(static_cast<std::int32_t>(pixel / grid_.width - next.tile->originRow) * next.tile->width +
                          static_cast<std::int32_t>(pixel % grid_.width) - next.tile->originColumn);
    std::vector<int> complete;
    for (auto& subset : result_.subsets) {
        std::vector<int> predicted(pixels.size(), -1);
        map::AssembleOptions assembling;
        assembling.switchedOn = subset.pattern;
        LACUNA_TRY_STATUS(map::classifyPixels(
            *classifier_, *next.tile, centres, assembling, stop, [&](std::size_t count) { meter.advance(count); },
            &result_.activation, [&](const map::PixelScore& score) { predicted[score.pixel] = score.classIndex; }));
        for (std::size_t i = 0; i < pixels.size(); ++i)
            subset.confusion->add(reference_.classAt.at(pixels[i]), predicted[i]);
        if (complete.empty()) complete = predicted;
        for (std::size_t i = 0; i < pixels.size(); ++i) subset.changedCells += predicted[i] != complete[i];
    }
    return {};
}

base::Status Study::finishMaps() {
    for (std::size_t i = 0; i < files_.size(); ++i) {
        LACUNA_TRY_STATUS(files_[i]->finish());
        if (static_cast<std::uint64_t>(mapGrid_.width) * static_cast<std::uint64_t>(mapGrid_.height) > largestPicture) continue;
        const auto& path = result_.subsets[i].mapFile;
        LACUNA_TRY(finished, output::readMap(path));
        const int scale = std::clamp(1024 / std::max(mapGrid_.width, mapGrid_.height), 1, 8);
        LACUNA_TRY_STATUS(output::writeMapPicture(std::filesystem::path(path).replace_extension(".png").string(), finished, scale));
    }
    return {};
}

base::Result<map::MapLabels> Study::labelsOf(const WhatIfSubset& subset) const {
    LACUNA_TRY(read, raster::readLabelRaster(subset.mapFile));
    return map::MapLabels{mapGrid_, result_.classes, std::move(read.values)};
}

/// What changes from the complete map to each of the others.
base::Status Study::writeFlips(const std::stop_token& stop) {
    constexpr std::uint64_t bytesPerCell = 3;
    const auto cells = static_cast<std::uint64_t>(mapGrid_.width) * static_cast<std::uint64_t>(mapGrid_.height);
    if (files_.size() < 2 || bytesPerCell * cells > base::memoryCap() / 2) return {};
    const auto& first = result_.subsets.front();
    LACUNA_TRY(complete, labelsOf(first));
    for (std::size_t i = 1; i < result_.subsets.size(); ++i) {
        auto& subset = result_.subsets[i];
        LACUNA_TRY(labels, labelsOf(subset));
        LACUNA_TRY(flipped, map::flipMap(complete, labels, stop));
        subset.flips = std::move(flipped.flips);
        subset.flipFile = (std::filesystem::path(options_.outFolder) / ("flips-" + slug(subset.title) + ".tif")).string();
        auto files = fileOf(subset, subset.flipFile);
        files.provenance["FIRST_MAP"] = std::filesystem::path(first.mapFile).filename().string();
        files.provenance["SECOND_MAP"] = std::filesystem::path(subset.mapFile).filename().string();
        LACUNA_TRY_STATUS(output::writeMap(flipped.map, files));
    }
    return {};
}

/// The subsets are all those of the sensors that are given; with a coarse map perhaps no reference pixel was judged.
void Study::valueSensors() {
    std::vector<metrics::JudgedSubset> judged;
    for (const auto& subset : result_.subsets)
        if (subset.confusion && subset.confusion->total() > 0) judged.push_back({subset.pattern, *subset.confusion});
    if (!judged.empty()) result_.sensorValues = metrics::sensorValues(judged);
}

std::string tableCsv(const WhatIfResult& result) {
    std::string csv = "subset,sensors,oa,oa_low,oa_high,aa,kappa,macro_f1,mean_iou,pixels,changed_cells\n";
    for (const auto& subset : result.subsets) {
        const int modalities = static_cast<int>(result.modalityNames.size());
        csv += fmt::format("{},{}", subset.title, base::dots(subset.pattern, modalities));
        if (subset.confusion) {
            const auto accuracy = metrics::accuracyOf(*subset.confusion);
            csv += fmt::format(",{:.6f},{:.6f},{:.6f},{:.6f},{:.6f},{:.6f},{:.6f},{}", accuracy.overall, accuracy.overallLow,
                               accuracy.overallHigh, accuracy.average, accuracy.kappa, accuracy.macroF1, accuracy.meanIou,
                               subset.confusion->total());
        } else {
            csv += ",,,,,,,,";
        }
        csv += fmt::format(",{}\n", subset.changedCells);
    }
    return csv;
}

base::Result<WhatIfResult> Study::run(const std::stop_token& stop, base::Progress& progress) {
    LACUNA_TRY_STATUS(prepare());
    const auto tiles = plan();
    std::uint64_t pixels = 0;
    const int stride = wantsMaps() ? options_.classify.stride : 1;
    for (const auto& planned : tiles)
        pixels += wantsMaps() ? static_cast<std::uint64_t>((planned.window.width + stride - 1) / stride) *
                                    static_cast<std::uint64_t>((planned.window.height + stride - 1) / stride)
                              : pixelsIn(planned.window).size();
    pixels *= result_.subsets.size();
    const auto start = std::chrono::steady_clock::now();
    base::ProgressMeter meter(progress, fmt::format("Classifying {} subsets of sensors", result_.subsets.size()), pixels, "px");
    const int halo = scene_.halo();
    tile::TileReader reader(std::move(scene_.stack), scene_.inputs, tiles, halo, scene_.switchedOn);
    for (;;) {
        LACUNA_TRY(next, reader.next(stop));
        if (!next) break;
        LACUNA_TRY_STATUS(wantsMaps() ? mapTile(*next, stop, meter) : judgeTile(*next, stop, meter));
    }
    result_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    result_.pixelsPerSecond = static_cast<double>(pixels) / std::max(1e-9, result_.seconds);
    valueSensors();
    LACUNA_TRY_STATUS(finishMaps());
    LACUNA_TRY_STATUS(writeFlips(stop));
    if (!options_.outFolder.empty()) LACUNA_TRY_STATUS(writeWhatIfTables(result_, options_.outFolder));
    return std::move(result_);
}

}  // namespace

WhatIfJob::WhatIfJob(WhatIfOptions options) : options_(std::move(options)) {}

base::Result<WhatIfResult> WhatIfJob::run(std::stop_token stop, base::Progress& progress) {
    LACUNA_TRY_STATUS(options_.classify.declare().fromJson(options_.classify.declare().toJson()));
    if (!options_.maps && options_.reference.empty())
        return base::fail(base::ErrorCode::Usage, stage, "neither maps nor a reference are asked for; give a reference");
    if (!options_.outFolder.empty()) LACUNA_TRY_STATUS(base::ensureFolder(options_.outFolder));
    progress.report({0, "Opening the rasters and the model", 0, "", -1});
    LACUNA_TRY(scene, openSceneModel(options_.classify.modalities, options_.classify.model, options_.classify.lose,
                                     options_.classify.align, options_.classify.degrade, stop));
    Study study(options_, std::move(scene));
    return study.run(stop, progress);
}

base::Status writeWhatIfTables(const WhatIfResult& result, const std::string& outFolder) {
    const std::filesystem::path folder(outFolder);
    LACUNA_TRY_STATUS(base::writeTextFile((folder / "what_if.csv").string(), tableCsv(result)));
    LACUNA_TRY_STATUS(base::writeTextFile((folder / "what_if.json").string(), toJson(result).dump(2) + "\n"));
    if (result.sensorValues)
        LACUNA_TRY_STATUS(base::writeTextFile((folder / "sensor_value.csv").string(),
                                              output::sensorValueCsv(*result.sensorValues, result.classes, result.modalityNames)));
    LACUNA_TRY_STATUS(base::writeTextFile((folder / "activation.csv").string(),
                                            output::activationCsv(result.activation, result.classes, result.modalityNames)));
    for (const auto& subset : result.subsets) {
        const auto name = slug(subset.title);
        if (subset.confusion)
            LACUNA_TRY_STATUS(base::writeTextFile((folder / ("confusion-" + name + ".csv")).string(),
                                                    output::confusionCsv(*subset.confusion, result.classes)));
        if (subset.flips)
            LACUNA_TRY_STATUS(base::writeTextFile((folder / ("flips-" + name + ".csv")).string(),
                                                  output::flipsCsv(*subset.flips, result.cellArea)));
        if (result.activation.layout().experts() > 0 && result.activation.pixels(subset.pattern) > 0)
            LACUNA_TRY_STATUS(output::writeActivationPicture((folder / ("experts-" + name + ".png")).string(),
                                                             result.activation, subset.pattern));
    }
    return {};
}

nlohmann::json toJson(const WhatIfResult& result) {
    auto subsets = nlohmann::json::array();
    const int modalities = static_cast<int>(result.modalityNames.size());
    for (const auto& subset : result.subsets) {
        nlohmann::json entry{{"title", subset.title},
                             {"sensors", base::dots(subset.pattern, modalities)},
                             {"changed_cells", subset.changedCells}};
        if (!subset.mapFile.empty()) entry["map"] = subset.mapFile;
        if (!subset.flipFile.empty()) entry["flip_map"] = subset.flipFile;
        if (subset.flips) entry["flips"] = output::flipsJson(*subset.flips, result.cellArea);
        if (subset.confusion) entry["accuracy"] = output::accuracyJson(*subset.confusion, result.classes);
        subsets.push_back(std::move(entry));
    }
    nlohmann::json json{{"modalities", result.modalityNames},
                        {"subsets", subsets},
                        {"activation", output::activationJson(result.activation, result.modalityNames)},
                        {"unknown_reference_pixels", result.unknownReference},
                        {"seconds", result.seconds},
                        {"pixels_per_second", result.pixelsPerSecond},
                        {"device", result.device}};
    if (!result.losses.empty()) json["losses"] = result.losses;
    if (result.sensorValues)
        json["sensor_values"] = output::sensorValueJson(*result.sensorValues, result.classes, result.modalityNames);
    return json;
}

namespace {

/// From the commonest class to the complete map, sensor by sensor.
std::string sensorValueText(const WhatIfResult& result) {
    const auto& values = *result.sensorValues;
    const auto commonest = fmt::format("no sensor (always {})", result.classes[static_cast<std::size_t>(values.commonest)].name);
    std::size_t width = commonest.size();
    for (const auto& name : result.modalityNames) width = std::max(width, name.size());
    std::string text = "\nsensor value: mean gain over all subsets (Shapley), in points of OA\n";
    text += fmt::format("{:<{}}  {:>6.1f}\n", commonest, width, 100 * values.emptyOverall);
    for (const auto& sensor : values.sensors)
        text += fmt::format("{:<{}}  {:>+6.1f}\n", result.modalityNames[static_cast<std::size_t>(sensor.sensor)], width,
                            100 * sensor.overall);
    return text + fmt::format("{:<{}}  {:>6.1f}\n", "all sensors", width, 100 * values.completeOverall);
}

}  // namespace

std::string whatIfText(const WhatIfResult& result) {
    const int modalities = static_cast<int>(result.modalityNames.size());
    std::size_t width = 6;
    for (const auto& subset : result.subsets) width = std::max(width, subset.title.size());
    std::string text = fmt::format("{:<{}}  {:<{}}  {:>6}  {:>6}  {:>6}  {:>6}  {:>9}\n", "subset", width, "", modalities, "OA %",
                                   "diff", "AA %", "kappa", "changed");
    double complete = 0;
    for (std::size_t i = 0; i < result.subsets.size(); ++i) {
        const auto& subset = result.subsets[i];
        text += fmt::format("{:<{}}  {}", subset.title, width, base::dots(subset.pattern, modalities));
        if (subset.confusion) {
            const auto accuracy = metrics::accuracyOf(*subset.confusion);
            if (i == 0) complete = accuracy.overall;
            const auto difference = i == 0 ? std::string() : fmt::format("{:+.1f}", 100 * (accuracy.overall - complete));
            text += fmt::format("  {:>6.1f}  {:>6}  {:>6.1f}  {:>6.3f}", 100 * accuracy.overall, difference,
                                100 * accuracy.average, accuracy.kappa);
        } else {
            text += fmt::format("  {:>6}  {:>6}  {:>6}  {:>6}", "", "", "", "");
        }
        text += fmt::format("  {:>9}\n", subset.changedCells);
    }
    if (result.subsets.size() > 1 && !result.subsets[1].mapFile.empty() && !result.subsets[1].flips)
        text += "no flip maps: they would take over half of the memory allowed; raise LACUNA_MAX_RAM or set a stride\n";
    for (const auto& sentence : result.losses) text += "in all subsets: " + sentence + "\n";
    if (result.sensorValues) text += sensorValueText(result);
    if (result.unknownReference > 0)
        text += fmt::format("{} reference pixels belong to classes that the model does not know and are left out\n",
                            result.unknownReference);
    return text;
}

}  // namespace lacuna::jobs
