#include "jobs/model_test_job.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "engine/classifier.h"
#include "jobs/scene_model.h"
#include "map/map_assembler.h"
#include "samples/sample_files.h"
#include "samples/split.h"

namespace lacuna::jobs {
namespace {

constexpr auto stage = "test model";
using base::ErrorCode;
using base::fail;
using PlacesByPattern = std::map<base::Availability, std::vector<std::size_t>>;

/// The reference's samples with the model's class indices, in order of rows.
base::Result<samples::SampleSet> readReference(const ModelTestOptions& options, const raster::Grid& grid,
                                               const base::ClassTable& classes) {
    LACUNA_TRY(set, samples::readSamples(options.reference, grid, options.classColumn));
    for (auto& sample : set.samples) {
        const auto& landClass = set.classes[static_cast<std::size_t>(sample.classIndex)];
        sample.classIndex = base::classIndex(classes, landClass.value);
        if (sample.classIndex < 0)
            return fail(ErrorCode::BadData, stage,
                        "{} holds class {} ({}), which {} does not know. Test with the classes it was trained on",
                        options.reference, landClass.value, landClass.name, options.model);
    }
    set.classes = classes;
    return samples::thinned(std::move(set), static_cast<std::size_t>(options.limit));
}

class ModelTest {
public:
    ModelTest(const ModelTestOptions& options, SceneModel scene) : options_(options), scene_(std::move(scene)) {}
    base::Result<ModelTestResult> run(const std::stop_token& stop, base::Progress& progress);

private:
    base::Status prepare();
    std::vector<tile::PlannedTile> planTiles();
    /// Decides what each sample of the tile is shown with; returns the samples by pattern, each pair once.
    PlacesByPattern showTile(const tile::Tile& tile, const std::vector<std::size_t>& places);
    base::Status judgeTile(const tile::TileReader::Next& next, const std::stop_token& stop, base::ProgressMeter& meter);
    std::int32_t centreOf(const tile::Tile& tile, std::size_t place) const;
    void collect(SettingResult& setting) const;

    const ModelTestOptions& options_;
    SceneModel scene_;
    std::unique_ptr<engine::Classifier> classifier_;
    int tileSize_ = 0;
    std::map<std::pair<int, int>, std::vector<std::size_t>> placesByTile_;  ///< samples of each tile
    std::vector<std::vector<base::Availability>> drawn_;                    ///< [setting][n]
    std::size_t experts_ = 0;                                               ///< whose activation is recorded
    /// What a pattern gives: [n] class index + 1, and [n, experts] as engine::Scores has them.
    struct Answers {
        std::vector<std::uint8_t> predicted;
        std::vector<float> share, weight;
    };
    std::map<base::Availability, Answers> answersWith_;
    ModelTestResult result_;
};

base::Status ModelTest::prepare() {
    const auto& model = scene_.checkpoint.model;
    result_.modalityNames = model.modalityNames();
    result_.classes = model.classes;
    result_.losses = scene_.lossSentences();
    LACUNA_TRY(device, engine::chooseDevice(options_.device, options_.precision));
    result_.device = device.name;
    LACUNA_TRY(classifier,
               engine::Classifier::create(scene_.checkpoint, {device, options_.batchSize, options_.recordActivation}));
    classifier_ = std::move(classifier);
    if (options_.recordActivation) experts_ = static_cast<std::size_t>(classifier_->experts().experts());
    LACUNA_TRY(reference, readReference(options_, scene_.stack.grid(), model.classes));
    result_.samples = std::move(reference.samples);
    const auto count = result_.samples.size();
    for (const auto& setting : options_.settings) {
        LACUNA_TRY(patterns, setting.patterns(result_.modalityNames));
        // Another stream than the split's, which starts from the same seed.
        std::mt19937_64 random(static_cast<std::uint64_t>(options_.seed) ^ 0x7465737473657473ull);
        drawn_.push_back(patterns.deal(count, random));
        result_.settings.push_back({std::vector<base::Availability>(count), std::vector<std::uint8_t>(count),
                                    metrics::Confusion(model.classCount()),
                                    metrics::Activation(classifier_->experts(), model.classCount())});
    }
    return {};
}

std::vector<tile::PlannedTile> ModelTest::planTiles() {
    tileSize_ = scene_.tileSize();
    for (std::size_t i = 0; i < result_.samples.size(); ++i)
        placesByTile_[{result_.samples[i].row / tileSize_, result_.samples[i].column / tileSize_}].push_back(i);
    auto tiles = tile::planTiles(scene_.stack.grid(), {tileSize_, 1, {}, 0});
    std::erase_if(tiles, [&](const auto& planned) {
        return !placesByTile_.contains({planned.window.row / tileSize_, planned.window.column / tileSize_});
    });
    return tiles;
}

std::int32_t ModelTest::centreOf(const tile::Tile& tile, std::size_t place) const {
    const auto& sample = result_.samples[place];
    return static_cast<std::int32_t>(sample.row - tile.originRow) * tile.width +
           static_cast<std::int32_t>(sample.column) - tile.originColumn;
}

PlacesByPattern ModelTest::showTile(const tile::Tile& tile, const std::vector<std::size_t>& places) {
    PlacesByPattern wanted;
    for (const auto place : places) {
        const auto natural = tile.availability[static_cast<std::size_t>(centreOf(tile, place))];
        for (std::size_t s = 0; s < drawn_.size(); ++s) {
            const auto shown = samples::effective(drawn_[s][place], natural);
            result_.settings[s].shown[place] = shown;
            auto& list = wanted[shown];
            if (shown != 0 && (list.empty() || list.back() != place)) list.push_back(place);
        }
    }
    return wanted;
}

base::Status ModelTest::judgeTile(const tile::TileReader::Next& next, const std::stop_token& stop,
                                  base::ProgressMeter& meter) {
    const auto& window = next.planned.window;
    const auto& places = placesByTile_.at({window.row / tileSize_, window.column / tileSize_});
    for (const auto& [pattern, list] : showTile(*next.tile, places)) {
        auto& answers = answersWith_[pattern];
        answers.predicted.resize(result_.samples.size());
        answers.share.resize(result_.samples.size() * experts_);
        answers.weight.resize(result_.samples.size() * experts_);
        std::vector<std::int32_t> centres;
        for (const auto place : list) centres.push_back(centreOf(*next.tile, place));
        map::AssembleOptions assembling;
        assembling.switchedOn = pattern;
        LACUNA_TRY_STATUS(map::classifyPixels(
            *classifier_, *next.tile, centres, assembling, stop, [](std::size_t) {}, nullptr,
            [&](const map::PixelScore& score) {
                const auto place = list[score.pixel];
                answers.predicted[place] = static_cast<std::uint8_t>(score.classIndex + 1);
                if (experts_ == 0) return;
                std::copy_n(score.shares, experts_, answers.share.data() + place * experts_);
                std::copy_n(score.gates, experts_, answers.weight.data() + place * experts_);
            }));
    }
    meter.advance(places.size());
    return {};
}

void ModelTest::collect(SettingResult& setting) const {
    for (std::size_t i = 0; i < result_.samples.size(); ++i) {
        const int reference = result_.samples[i].classIndex;
        if (setting.shown[i] != 0) {
            const auto& answers = answersWith_.at(setting.shown[i]);
            setting.predicted[i] = answers.predicted[i];
            if (experts_ > 0)
                setting.activation.add(setting.shown[i], reference, answers.share.data() + i * experts_,
                                       answers.weight.data() + i * experts_);
        }
        setting.confusion.add(reference, static_cast<int>(setting.predicted[i]) - 1);
    }
}

base::Result<ModelTestResult> ModelTest::run(const std::stop_token& stop, base::Progress& progress) {
    const auto start = std::chrono::steady_clock::now();
    LACUNA_TRY_STATUS(prepare());
    auto tiles = planTiles();
    base::ProgressMeter meter(progress, "Testing", result_.samples.size(), "px");
    const int halo = scene_.halo();
    tile::TileReader reader(std::move(scene_.stack), scene_.inputs, std::move(tiles), halo, scene_.switchedOn);
    for (;;) {
        LACUNA_TRY(next, reader.next(stop));
        if (!next) break;
        LACUNA_TRY_STATUS(judgeTile(*next, stop, meter));
    }
    for (auto& setting : result_.settings) collect(setting);
    result_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(result_);
}

}  // namespace

base::ParameterSet ModelTestOptions::declare() {
    base::ParameterSet set;
    set.add("seed", "Fixes which pixel lacks which sensors", &seed).range(0, 9e15);
    set.add("limit", "At most so many test pixels, spread evenly over the classes; 0: all", &limit)
        .range(0, 1e9)
        .unit("px");
    set.add("batch-size", "Pixels of one pass; 0: chosen for the device", &batchSize).range(0, 65536).unit("px");
    set.add("align", "Warp rasters whose grid differs to the first one's (bilinear) instead of refusing them", &align);
    set.add("device", "auto, cpu, cuda or cuda:<index>", &device);
    set.add("precision", "Number type of the matrix products; auto: bf16 where the processor multiplies in it",
            &precision)
        .choices({"auto", "fp32", "bf16"});
    return set;
}

ModelTestJob::ModelTestJob(ModelTestOptions options) : options_(std::move(options)) {}

base::Result<ModelTestResult> ModelTestJob::run(std::stop_token stop, base::Progress& progress) {
    LACUNA_TRY_STATUS(options_.declare().fromJson(options_.declare().toJson()));
    if (options_.reference.empty())
        return fail(ErrorCode::Usage, stage, "no test labels are given; name a label raster or a vector file");
    LACUNA_TRY(scene, openSceneModel(options_.modalities, options_.model, options_.lose, options_.align, options_.degrade, stop));
    ModelTest test(options_, std::move(scene));
    return test.run(stop, progress);
}

}  // namespace lacuna::jobs
