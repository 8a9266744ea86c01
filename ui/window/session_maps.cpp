#include <algorithm>

#include "jobs/job_command.h"
#include "jobs/kept_tiles.h"
#include "jobs/provenance.h"
#include "output/map_file.h"
#include "ui/window/session.h"
#include "ui/theme/numbers.h"

namespace lacuna::ui {
namespace {

using base::Availability;

std::vector<std::string> lostNames(const Scene& scene, Availability pattern) {
    std::vector<std::string> lost;
    for (int i = 0; i < scene.modalityCount(); ++i)
        if (base::isPresent(scene.given, i) && !base::isPresent(pattern, i))
            lost.push_back(scene.modalities[static_cast<std::size_t>(i)].name);
    return lost;
}

/// Cells that are painted in a moment, however many are kept.
constexpr std::size_t shownAtOnce = 4u << 20;

// What a layer remembers of its making, so that it is known again when it comes back by undo.
constexpr auto ownGeneration = "generation";
constexpr auto ownPattern = "pattern";
constexpr auto ownTitle = "ownTitle";

/// The scene as a model knows it, in its order and by its names, and a subset of the sensors in that order.
struct SeenScene {
    Scene scene;
    Availability pattern = 0;
};

SeenScene sceneOf(const SessionModel& model, const Scene& scene, Availability pattern) {
    const auto& spec = model.model->checkpoint.model;
    const auto order = matchModalities(spec, scene, model.model->path);
    LACUNA_ASSERT(order);  // a model that doesn't fit is not let in
    SeenScene seen{arranged(scene, *order, spec)};
    for (std::size_t i = 0; i < order->size(); ++i)
        if ((*order)[i] >= 0 && base::isPresent(pattern, (*order)[i]))
            seen.pattern = static_cast<Availability>(seen.pattern | 1u << i);
    return seen;
}

}  // namespace

void Session::setSwitchedOn(Availability pattern) {
    pattern = static_cast<Availability>(pattern & scene_.given);
    if (!hasScene() || pattern == switchedOn_) return;
    if (pattern == 0) {
        Q_EMIT noticed(tr("A map needs at least one sensor: restore another one before losing this"));
        return;
    }
    switchedOn_ = pattern;
    Q_EMIT switchedOnChanged(pattern);
    if (canClassify()) requestMap(pattern);
    else Q_EMIT noticed(tr("Open or train a model to see the map: %1").arg(describe(pattern)));
}

void Session::toggleSensor(int sensor) {
    if (sensor < 0 || sensor >= scene_.modalityCount()) return;
    if (!base::isPresent(scene_.given, sensor)) {
        Q_EMIT noticed(tr("%1 has no file: add its raster first").arg(sensorNames().value(sensor)));
        return;
    }
    setSwitchedOn(static_cast<Availability>(switchedOn_ ^ (1u << sensor)));
}

QString Session::titleOf(const MapKey& key) const {
    const auto* model = modelOf(key.model);
    const auto lost = describeLosses(key.pattern);
    const QString what = lost.isEmpty() ? describe(key.pattern) : tr("%1, %2").arg(describe(key.pattern), lost);
    return model && models_.size() > 1 ? tr("%1, %2").arg(model->title, what) : what;
}

/// A second model makes titles longer. A title that the user gave stays.
void Session::retitleMaps() {
    for (const auto& model : models_) {
        for (const auto& [pattern, map] : model->maps) {
            if (!map.layer || map.layer->title() != map.layer->property(ownTitle).toString()) continue;
            const QString title = titleOf({model->number, pattern});
            map.layer->setProperty(ownTitle, title);
            map.layer->setTitle(title);
        }
    }
}

const SessionModel::Map* Session::mapAt(const MapKey& key) const {
    const auto* model = modelOf(key.model);
    if (!model) return nullptr;
    const auto found = model->maps.find(key.pattern);
    return found == model->maps.end() ? nullptr : &found->second;
}

ClassMapLayer* Session::mapLayer(const MapKey& key) const {
    const auto* map = mapAt(key);
    return map ? map->layer.data() : nullptr;
}

std::optional<MapKey> Session::keyOf(const Layer* layer) const {
    for (const auto& model : models_)
        for (const auto& [pattern, map] : model->maps)
            if (layer && map.layer == layer) return MapKey{model->number, pattern};
    return std::nullopt;
}

bool Session::isMapComplete(const MapKey& key) const {
    const auto* map = mapAt(key);
    return map && map->layer && map->complete;
}

const map::MapAccuracy* Session::accuracy(const MapKey& key) const {
    const auto* map = mapAt(key);
    return map && map->accuracy ? &*map->accuracy : nullptr;
}

const metrics::Activation* Session::activation(Availability pattern) const {
    if (!shown_) return nullptr;
    const auto found = shown_->activation.find(pattern);
    return found == shown_->activation.end() ? nullptr : &found->second;
}

std::vector<Availability> Session::recordedPatterns() const {
    std::vector<Availability> patterns;
    for (const auto pattern : base::allPatterns(std::max(1, scene_.modalityCount())))
        if (activation(pattern)) patterns.push_back(pattern);
    return patterns;
}

void Session::requestMap(const MapKey& key) {
    auto* model = modelOf(key.model);
    if (!model || !hasScene() || key.pattern == 0) return;
    if (key == shownMap()) stopUnwanted();
    const auto& map = model->maps[key.pattern];
    if (map.layer && map.complete) {
        showOnly(key);
        Q_EMIT mapReady(key.pattern);
    } else if (model->queued.count(key.pattern) != 0) {
        showOnly(key);
        Q_EMIT mapStarted(key.pattern);
    } else if (!map.file.empty()) {
        loadMap(key);
    } else {
        startClassify(key);
    }
}

/// Maps that are still being made give way to the one the user wants now, unless it is compared with them.
void Session::stopUnwanted() {
    QList<ClassMapLayer*> unwanted;
    for (const auto& model : models_) {
        for (const auto& [pattern, job] : model->queued) {
            const MapKey key{model->number, pattern};
            if (key != shownMap() && key != pinned_ && mapLayer(key)) unwanted << mapLayer(key);
        }
    }
    for (auto* layer : unwanted) layers_.remove(layer);
}

/// Of the maps made here only the one that is asked for is shown; other layers stay as they are.
void Session::showOnly(const MapKey& key) {
    if (key != shownMap()) return;
    for (const auto& model : models_)
        for (const auto& [pattern, map] : model->maps)
            if (map.layer) map.layer->setVisible(MapKey{model->number, pattern} == key);
}

jobs::ClassifyOptions Session::optionsOf(const MapKey& key) const {
    const auto& model = *modelOf(key.model);
    const auto seen = sceneOf(model, scene_, key.pattern);
    auto options = classifySettings_;
    options.modalities = seen.scene.givenSources();
    options.model = model.model->path;
    options.align = scene_.align;
    options.lose = lostNames(seen.scene, seen.pattern);
    addLosses(options, model, key.pattern);
    options.focus = focus_ ? focus_() : raster::Window{};
    options.cache = tiles_;
    return options;
}

map::MapState Session::stateOf(const MapKey& key) const {
    const auto& model = *modelOf(key.model);
    return jobs::stateOf(optionsOf(key), model.model->sha256, sceneOf(model, scene_, key.pattern).pattern);
}

void Session::startClassify(const MapKey& key) {
    auto& model = *modelOf(key.model);
    const auto options = optionsOf(key);
    auto& map = model.maps[key.pattern];
    if (map.layer && layers_.positionOf(map.layer) >= 0) layers_.remove(map.layer);
    model.maps[key.pattern] = {};
    auto* layer = addMap(key, std::make_unique<ClassMapLayer>(titleOf(key), raster::coarsened(scene_.grid, mapStride()),
                                                              model.model->checkpoint.model.classes));
    showKept(key, *layer);
    showOnly(key);

    const auto file = "map_" + titleOf(key).toLower().replace(", ", "_").replace(' ', '_').toStdString() + ".tif";
    model.queued[key.pattern] = mapJobs_.start<jobs::ClassifyResult>(
        {tr("Classifying: %1").arg(titleOf(key)), jobs::toJson(options), jobs::commandLine(options, file)},
        [options, inbox = layer->inbox()](std::stop_token stop, base::Progress& progress) {
            return jobs::ClassifyJob(options).run(stop, progress, inbox.get());
        },
        [this, key, layer = QPointer<ClassMapLayer>(layer)](base::Result<jobs::ClassifyResult> result) {
            classified(key, std::move(result), layer);
        });
    Q_EMIT mapStarted(key.pattern);
}

/// What is in view of a map that was begun before is there at once; its job brings the rest.
void Session::showKept(const MapKey& key, ClassMapLayer& layer) {
    const auto view = focus_ ? focus_() : scene_.grid.whole();
    std::size_t cells = 0;
    for (const auto& tile : tiles_->tilesOf(stateOf(key))) {
        const auto& window = tile->planned.window;
        const bool inView = QRect(window.column, window.row, window.width, window.height)
                                .intersects(QRect(view.column, view.row, view.width, view.height));
        if (!inView || cells > shownAtOnce) continue;
        cells += tile->block.labels.size();
        layer.inbox()->write(tile->block);
    }
    layer.takeBlocks();
}

ClassMapLayer* Session::addMap(const MapKey& key, std::unique_ptr<ClassMapLayer> layer) {
    auto& model = *modelOf(key.model);
    const auto seen = sceneOf(model, scene_, key.pattern);
    QStringList names;
    for (const auto& name : seen.scene.modalityNames()) names << QString::fromStdString(name);
    layer->setModalities(seen.pattern, names);
    layer->setProperty(ownGeneration, model.generation);
    layer->setProperty(ownPattern, static_cast<int>(key.pattern));
    layer->setProperty(ownTitle, layer->title());
    auto* added = layer.get();
    model.maps[key.pattern].layer = added;
    layers_.add(std::move(layer));
    return added;
}

void Session::classified(const MapKey& key, base::Result<jobs::ClassifyResult> result, ClassMapLayer* layer) {
    auto* model = modelOf(key.model);
    if (!layer || mapLayer(key) != layer) return;  // removed, or its model was closed
    model->queued.erase(key.pattern);
    layer->takeBlocks();
    if (!result) {
        const bool keep = result.error().code == base::ErrorCode::Cancelled && key == shownMap();
        if (keep) layer->setTitle(tr("%1 (stopped)").arg(titleOf(key)));
        else layers_.remove(layer);
        return report(result.error());
    }
    model->maps[key.pattern].complete = true;
    if (!result->activation.patterns().empty()) {
        model->activation[key.pattern] = std::move(result->activation);
        Q_EMIT activationChanged();
    }
    Q_EMIT noticed(tr("%1: %L2 pixels in %3 s, %L4 px/s, %5")
                     .arg(titleOf(key))
                     .arg(result->pixels)
                     .arg(shownNumber(result->seconds, 1))
                     .arg(result->pixelsPerSecond, 0, 'f', 0)
                     .arg(QString::fromStdString(result->device)));
    Q_EMIT mapReady(key.pattern);
    judge(key);
}

void Session::loadMap(const MapKey& key) {
    auto& model = *modelOf(key.model);
    model.queued[key.pattern] = 0;
    files_.start<map::ClassMap>(
        tr("Opening the map: %1").arg(titleOf(key)),
        [file = model.maps[key.pattern].file](std::stop_token, base::Progress&) { return output::readMap(file); },
        [this, key, generation = model.generation](base::Result<map::ClassMap> map) {
            auto* made = modelOfGeneration(generation);
            if (!made) return;
            made->queued.erase(key.pattern);
            if (!map) return startClassify(key);
            const auto cells = map->labels.size();
            if (map->confidence.size() != cells) map->confidence.assign(cells, 0.0f);
            if (map->availability.size() != cells) map->availability.assign(cells, sceneOf(*made, scene_, key.pattern).pattern);
            made->maps[key.pattern].complete = true;
            addMap(key, std::make_unique<ClassMapLayer>(titleOf(key), std::move(*map)));
            showOnly(key);
            Q_EMIT mapReady(key.pattern);
            if (!accuracy(key) || accuracy(key)->mappedCells.empty()) judge(key);
        });
}

base::Status Session::setClassifySettings(const nlohmann::json& changes) {
    jobs::ClassifyOptions settings;
    settings.previewStride = classifySettings_.previewStride;
    settings.recordActivation = classifySettings_.recordActivation;
    LACUNA_TRY_STATUS(settings.declare().fromJson(changes));
    classifySettings_ = std::move(settings);
    Q_EMIT classifySettingsChanged();
    forgetAllMaps();
    if (canClassify()) requestMap(switchedOn_);
    return {};
}

void Session::classifyAgain() {
    if (!canClassify()) return;
    tiles_->forget(stateOf(shownMap()));
    startClassify(shownMap());
}

/// Measures a map's accuracy, where there is a reference.
void Session::judge(const MapKey& key) {
    auto* layer = mapLayer(key);
    if (!reference_ || !layer) return;
    auto labels = std::make_shared<map::MapLabels>(map::MapLabels{layer->map().grid, layer->map().classes, layer->map().labels});
    files_.start<map::MapAccuracy>(
        tr("Comparing with the reference"),
        [labels, reference = reference_, stride = mapStride()](std::stop_token, base::Progress&) {
            return map::compareWithReference(*labels, *reference, stride);
        },
        [this, pattern = key.pattern, generation = modelOf(key.model)->generation,
         reference = reference_](base::Result<map::MapAccuracy> accuracy) {
            auto* model = modelOfGeneration(generation);
            if (!model || reference != reference_) return;
            if (!accuracy) return report(accuracy.error());
            const auto found = model->maps.find(pattern);
            if (found == model->maps.end()) return;
            found->second.accuracy = std::move(*accuracy);
            Q_EMIT accuracyChanged(pattern);
        });
}

void Session::judgeAll() {
    for (const auto& model : models_)
        for (const auto& [pattern, map] : model->maps)
            if (map.complete) judge({model->number, pattern});
}

void Session::layerTaken(Layer* layer) {
    if (const auto key = keyOf(layer)) {
        auto& model = *modelOf(key->model);
        auto& map = model.maps[key->pattern];
        map.layer = nullptr;
        map.complete = false;
        const auto job = model.queued.find(key->pattern);
        if (job != model.queued.end()) {
            mapJobs_.cancel(job->second);
            model.queued.erase(job);
        }
        Q_EMIT mapRemoved(key->pattern);
    }
    if (layer == referenceLayer_) referenceLayer_ = nullptr;
}

/// A map that comes back by undo is known again.
void Session::layerAdded(Layer* layer) {
    auto* map = qobject_cast<ClassMapLayer*>(layer);
    auto* model = map ? modelOfGeneration(map->property(ownGeneration).toULongLong()) : nullptr;
    if (!model) return;
    const auto pattern = static_cast<Availability>(map->property(ownPattern).toInt());
    auto& entry = model->maps[pattern];
    if (entry.layer) return;
    entry.layer = map;
    entry.complete = true;
    Q_EMIT mapReady(pattern);
}

void Session::exportMap(Availability pattern, const QString& path, const ExportChoice& choice) {
    auto* layer = mapLayer(pattern);
    if (!layer) return;
    if (!isMapComplete(pattern))
        return report({base::ErrorCode::Usage, "export map",
                       "the map is not finished yet. Wait for the classification to end, or start it again."});
    output::MapFileOptions options;
    options.labels = path.toStdString();
    options.sensorsUsed = pattern;
    options.modalityNames = scene_.modalityNames();
    options.provenance = jobs::provenanceOf(shown_->model->checkpoint, shown_->model->sha256, pattern);
    options.provenance.merge(loss::factsOf(losses_));
    choice.addTo(options);
    auto map = std::make_shared<map::ClassMap>(layer->map());
    save(path, [map, options](std::stop_token stop) { return output::writeMap(*map, options, stop); });
}

}  // namespace lacuna::ui
