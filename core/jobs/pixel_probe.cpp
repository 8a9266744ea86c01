#include "jobs/pixel_probe.h"

#include <algorithm>

#include "engine/classifier.h"
#include "jobs/scene_model.h"
#include "map/map_assembler.h"
#include "raster/bad_bands.h"

namespace lacuna::jobs {
namespace {

constexpr auto stage = "identify";

}  // namespace

struct PixelProbe::Impl {
    std::optional<raster::RasterStack> sensorsAlone;  ///< without a model
    std::optional<SceneModel> scene;
    std::unique_ptr<engine::Classifier> classifier;
    std::vector<std::vector<bool>> bad;  ///< bands of each sensor

    const raster::RasterStack& stack() const { return scene ? scene->stack : *sensorsAlone; }
    base::Status readSensors(PixelReport& report, const std::vector<std::string>& lost) const;
    base::Status classify(PixelReport& report, const std::vector<std::string>& lost) const;
};

base::Status PixelProbe::Impl::readSensors(PixelReport& report, const std::vector<std::string>& lost) const {
    for (int i = 0; i < stack().modalities(); ++i) {
        SensorReading reading;
        reading.name = stack().modality(i).name;
        std::vector<float> values(static_cast<std::size_t>(stack().modality(i).bands));
        std::uint8_t holdsData = 0;
        LACUNA_TRY_STATUS(stack().read(i, {report.column, report.row, 1, 1}, values.data(), &holdsData));
        reading.holdsData = holdsData != 0;
        reading.used = reading.holdsData && std::find(lost.begin(), lost.end(), reading.name) == lost.end();
        reading.bad = bad[static_cast<std::size_t>(i)];
        if (reading.holdsData) reading.values = std::move(values);
        report.sensors.push_back(std::move(reading));
    }
    return {};
}

base::Status PixelProbe::Impl::classify(PixelReport& report, const std::vector<std::string>& lost) const {
    map::AssembleOptions options;
    LACUNA_TRY(switchedOn, withoutLost(scene->switchedOn, lost, scene->checkpoint.model.modalityNames()));
    options.switchedOn = switchedOn;
    LACUNA_TRY(tile, tile::readTile(scene->stack, scene->inputs, {report.column, report.row, 1, 1}, scene->halo(), switchedOn));
    const auto centre = static_cast<std::int32_t>(scene->halo() * tile.width + scene->halo());
    const auto classes = scene->checkpoint.model.classes.size();
    const auto experts = static_cast<std::size_t>(classifier->experts().experts());
    return map::classifyPixels(*classifier, tile, {centre}, options, {}, [](std::size_t) {}, nullptr,
                               [&](const map::PixelScore& score) {
                                   PixelScores scores{score.classIndex, {score.probabilities, score.probabilities + classes}, {}, {}};
                                   if (score.gates != nullptr) {
                                       scores.share.assign(score.shares, score.shares + experts);
                                       scores.weight.assign(score.gates, score.gates + experts);
                                   }
                                   report.scores = std::move(scores);
                               });
}

PixelProbe::PixelProbe(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PixelProbe::~PixelProbe() = default;

base::Result<std::unique_ptr<PixelProbe>> PixelProbe::open(const ClassifyOptions& options) {
    auto impl = std::make_unique<Impl>();
    if (options.model.empty()) {
        LACUNA_TRY(stack, raster::RasterStack::open(options.modalities, {options.align}));
        impl->sensorsAlone = std::move(stack);
    } else {
        LACUNA_TRY(scene, openSceneModel(options.modalities, options.model, {}, options.align));
        LACUNA_TRY(device, engine::chooseDevice(options.device, options.precision));
        LACUNA_TRY(classifier, engine::Classifier::create(scene.checkpoint, {device, 1, true}));
        impl->scene = std::move(scene);
        impl->classifier = std::move(classifier);
    }
    for (int i = 0; i < impl->stack().modalities(); ++i) {
        LACUNA_TRY(bad, raster::badBands(impl->stack().modality(i)));
        impl->bad.push_back(std::move(bad));
    }
    return std::unique_ptr<PixelProbe>(new PixelProbe(std::move(impl)));
}

base::Result<PixelReport> PixelProbe::at(int row, int column, const std::vector<std::string>& lost) {
    const auto& grid = stack().grid();
    if (row < 0 || column < 0 || row >= grid.height || column >= grid.width)
        return base::fail(base::ErrorCode::Usage, stage,
                          "row {}, column {} lies outside the scene, whose rows are 0 to {} and columns 0 to {}", row, column,
                          grid.height - 1, grid.width - 1);
    PixelReport report{row, column, {}, {}};
    LACUNA_TRY_STATUS(impl_->readSensors(report, lost));
    if (impl_->classifier) LACUNA_TRY_STATUS(impl_->classify(report, lost));
    return report;
}

const raster::RasterStack& PixelProbe::stack() const { return impl_->stack(); }

const base::ClassTable& PixelProbe::classes() const {
    static const base::ClassTable none;
    return impl_->scene ? impl_->scene->checkpoint.model.classes : none;
}

metrics::ExpertLayout PixelProbe::experts() const {
    return impl_->classifier ? impl_->classifier->experts() : metrics::ExpertLayout{};
}

}  // namespace lacuna::jobs
