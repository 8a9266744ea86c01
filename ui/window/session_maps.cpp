#include <QFileInfo>
#include <algorithm>

#include "jobs/provenance.h"
#include "output/map_file.h"
#include "ui/window/session.h"

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

ClassMapLayer* Session::mapLayer(Availability pattern) const {
    const auto found = maps_.find(pattern);
    return found == maps_.end() ? nullptr : found->second.layer.data();
}

bool Session::isMapComplete(Availability pattern) const {
    const auto found = maps_.find(pattern);
    return found != maps_.end() && found->second.layer && found->second.complete;
}

const MapAccuracy* Session::accuracy(Availability pattern) const {
    const auto found = maps_.find(pattern);
    return found == maps_.end() || !found->second.accuracy ? nullptr : &*found->second.accuracy;
}

const metrics::Activation* Session::activation(Availability pattern) const {
    const auto found = activation_.find(pattern);
    return found == activation_.end() ? nullptr : &found->second;
}

std::vector<Availability> Session::recordedPatterns() const {
    std::vector<Availability> patterns;
    for (const auto pattern : base::allPatterns(std::max(1, scene_.modalityCount())))
        if (activation_.count(pattern) != 0) patterns.push_back(pattern);
    return patterns;
}

void Session::requestMap(Availability pattern) {
    if (!canClassify() || pattern == 0) return;
    auto& map = maps_[pattern];
    if (pattern == switchedOn_) stopUnwanted();
    if (map.layer && map.complete) {
        showOnly(pattern);
        Q_EMIT mapReady(pattern);
    } else if (queued_.count(pattern) != 0) {
        showOnly(pattern);
        Q_EMIT mapStarted(pattern);
    } else if (!map.file.empty()) {
        loadMap(pattern);
    } else {
        startClassify(pattern);
    }
}

/// Maps of other subsets that are still being made give way to the one the user wants now.
void Session::stopUnwanted() {
    QList<ClassMapLayer*> unwanted;
    for (const auto& [pattern, job] : queued_)
        if (pattern != switchedOn_ && pattern != pinned_ && mapLayer(pattern)) unwanted << mapLayer(pattern);
    for (auto* layer : unwanted) layers_.remove(layer);
}

/// Of the maps made here only the one that is switched on is shown; other layers stay as they are.
void Session::showOnly(Availability pattern) {
    if (pattern != switchedOn_) return;
    for (auto& [other, map] : maps_)
        if (map.layer) map.layer->setVisible(other == pattern);
}

void Session::startClassify(Availability pattern) {
    auto options = classifySettings_;
    options.modalities = scene_.givenSources();
    options.model = model_->path;
    options.align = scene_.align;
    options.lose = lostNames(scene_, pattern);
    options.focus = focus_ ? focus_() : raster::Window{};

    auto& map = maps_[pattern];
    if (map.layer && layers_.positionOf(map.layer) >= 0) layers_.remove(map.layer);
    auto added = std::make_unique<ClassMapLayer>(describe(pattern), raster::coarsened(scene_.grid, mapStride()),
                                                 model_->checkpoint.model.classes);
    added->setModalities(pattern, sensorNames());
    added->setProperty("generation", modelGeneration_);
    auto* layer = added.get();
    maps_[pattern] = Map{layer, false, {}, {}};
    layers_.add(std::move(added));
    showOnly(pattern);

    queued_[pattern] = mapJobs_.start<jobs::ClassifyResult>(
        tr("Classifying: %1").arg(describe(pattern)),
        [options, inbox = layer->inbox()](std::stop_token stop, base::Progress& progress) {
            return jobs::ClassifyJob(options).run(stop, progress, inbox.get());
        },
        [this, pattern, layer = QPointer<ClassMapLayer>(layer)](base::Result<jobs::ClassifyResult> result) {
            classified(pattern, std::move(result), layer);
        });
    Q_EMIT mapStarted(pattern);
}

void Session::classified(Availability pattern, base::Result<jobs::ClassifyResult> result, ClassMapLayer* layer) {
    if (!layer || mapLayer(pattern) != layer) return;  // removed, or its model was closed
    queued_.erase(pattern);
    layer->takeBlocks();
    if (!result) {
        const bool keep = result.error().code == base::ErrorCode::Cancelled && pattern == switchedOn_;
        if (keep) layer->setTitle(tr("%1 (stopped)").arg(describe(pattern)));
        else layers_.remove(layer);
        return report(result.error());
    }
    maps_[pattern].complete = true;
    if (!result->activation.patterns().empty()) {
        activation_[pattern] = std::move(result->activation);
        Q_EMIT activationChanged();
    }
    Q_EMIT noticed(tr("%1: %L2 pixels in %3 s, %L4 px/s, %5")
                     .arg(describe(pattern))
                     .arg(result->pixels)
                     .arg(result->seconds, 0, 'f', 1)
                     .arg(result->pixelsPerSecond, 0, 'f', 0)
                     .arg(QString::fromStdString(result->device)));
    Q_EMIT mapReady(pattern);
    compare(pattern);
}

void Session::loadMap(Availability pattern) {
    queued_[pattern] = 0;
    files_.start<map::ClassMap>(
        tr("Opening the map: %1").arg(describe(pattern)),
        [file = maps_[pattern].file](std::stop_token, base::Progress&) { return output::readMap(file); },
        [this, pattern, generation = modelGeneration_](base::Result<map::ClassMap> map) {
            if (generation != modelGeneration_) return;
            queued_.erase(pattern);
            if (!map) return startClassify(pattern);
            const auto cells = map->labels.size();
            if (map->confidence.size() != cells) map->confidence.assign(cells, 0.0f);
            if (map->availability.size() != cells) map->availability.assign(cells, pattern);
            auto layer = std::make_unique<ClassMapLayer>(describe(pattern), std::move(*map));
            layer->setModalities(pattern, sensorNames());
            layer->setProperty("generation", modelGeneration_);
            auto& entry = maps_[pattern];
            entry.layer = layer.get();
            entry.complete = true;
            layers_.add(std::move(layer));
            showOnly(pattern);
            Q_EMIT mapReady(pattern);
            if (!entry.accuracy) compare(pattern);
        });
}

base::Status Session::setClassifySettings(const nlohmann::json& changes) {
    jobs::ClassifyOptions settings;
    settings.previewStride = classifySettings_.previewStride;
    settings.recordActivation = classifySettings_.recordActivation;
    LACUNA_TRY_STATUS(settings.declare().fromJson(changes));
    classifySettings_ = std::move(settings);
    forgetMaps();
    if (canClassify()) requestMap(switchedOn_);
    return {};
}

void Session::classifyAgain() {
    if (!canClassify()) return;
    startClassify(switchedOn_);
}

void Session::compare(Availability pattern) {
    auto* layer = mapLayer(pattern);
    if (!reference_ || !layer) return;
    auto labels = std::make_shared<MapLabels>(MapLabels{layer->map().grid, layer->map().classes, layer->map().labels});
    files_.start<MapAccuracy>(
        tr("Comparing with the reference"),
        [labels, reference = reference_, stride = mapStride()](std::stop_token, base::Progress&) {
            return compareWithReference(*labels, *reference, stride);
        },
        [this, pattern, generation = modelGeneration_, reference = reference_](base::Result<MapAccuracy> accuracy) {
            if (generation != modelGeneration_ || reference != reference_) return;
            if (!accuracy) return report(accuracy.error());
            const auto found = maps_.find(pattern);
            if (found == maps_.end()) return;
            found->second.accuracy = std::move(*accuracy);
            Q_EMIT accuracyChanged(pattern);
        });
}

void Session::layerTaken(Layer* layer) {
    for (auto& [pattern, map] : maps_) {
        if (map.layer != layer) continue;
        map.layer = nullptr;
        map.complete = false;
        const auto job = queued_.find(pattern);
        if (job != queued_.end()) {
            mapJobs_.cancel(job->second);
            queued_.erase(job);
        }
        Q_EMIT mapRemoved(pattern);
    }
    if (layer == referenceLayer_) referenceLayer_ = nullptr;
    if (layer == samplesLayer_) samplesLayer_ = nullptr;
}

/// A map that comes back by undo is known again.
void Session::layerAdded(Layer* layer) {
    auto* map = qobject_cast<ClassMapLayer*>(layer);
    if (!map || map->property("generation").toULongLong() != modelGeneration_ || !model_) return;
    auto& entry = maps_[map->switchedOn()];
    if (entry.layer) return;
    entry.layer = map;
    entry.complete = true;
    Q_EMIT mapReady(map->switchedOn());
}

void Session::forgetMaps() {
    mapJobs_.cancelAll();
    ++modelGeneration_;
    auto old = std::move(maps_);
    maps_.clear();
    for (auto& [pattern, map] : old)
        if (map.layer && layers_.positionOf(map.layer) >= 0) layers_.remove(map.layer);
    queued_.clear();
    activation_.clear();
    whatIf_.reset();
    pinned_.reset();
    Q_EMIT activationChanged();
    Q_EMIT whatIfChanged();
    for (auto& [pattern, map] : old) Q_EMIT mapRemoved(pattern);
}

void Session::exportMap(Availability pattern, const QString& path) {
    auto* layer = mapLayer(pattern);
    if (!layer || !model_) return;
    if (!isMapComplete(pattern))
        return report({base::ErrorCode::Usage, "export map",
                       "the map is not finished yet. Wait for the classification to end, or start it again."});
    output::MapFileOptions options;
    options.labels = path.toStdString();
    options.sensorsUsed = pattern;
    options.modalityNames = scene_.modalityNames();
    options.provenance = jobs::provenanceOf(model_->checkpoint, model_->sha256, pattern);
    auto map = std::make_shared<map::ClassMap>(layer->map());
    files_.start<void>(
        tr("Saving %1").arg(QFileInfo(path).fileName()),
        [map, options](std::stop_token, base::Progress&) { return output::writeMap(*map, options); },
        [this, path](base::Status status) {
            if (!status) return report(status.error());
            Q_EMIT saved(path);
        });
}

}  // namespace lacuna::ui
