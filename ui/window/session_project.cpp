// What a session gives to a project file, and how it is emptied.
#include <QFileInfo>

#include "ui/canvas/sensor_layer.h"
#include "ui/window/session.h"

namespace lacuna::ui {

void Session::closeAll() {
    for (auto* lane : {&files_, &mapJobs_, &studies_, &samples_.jobs()}) lane->dropAll();
    forgetAllMaps();
    shown_ = nullptr;
    models_.clear();
    refused_.clear();
    reference_.reset();
    referencePath_.clear();
    samples_.begin({});
    samples_.setSensors({}, false);
    curve_.clear();
    layers_.clear();
    scene_ = {};
    switchedOn_ = 0;
    Q_EMIT sceneChanged();
    Q_EMIT modelChanged();
    Q_EMIT activationChanged();
    Q_EMIT whatIfChanged();
    Q_EMIT trainingChanged();
    Q_EMIT referenceChanged();
    Q_EMIT samplesChanged();
    Q_EMIT switchedOnChanged(switchedOn_);
}

void Session::clearSamples() {
    samples_.begin(scene_.grid);
    samples_.setSensors(scene_.givenSources(), scene_.align);
    Q_EMIT samplesChanged();
}

void Session::clearReference() {
    if (referenceLayer_ && layers_.positionOf(referenceLayer_) >= 0) layers_.remove(referenceLayer_);
    referencePath_.clear();
    reference_.reset();
    for (auto& model : models_)
        for (auto& [pattern, map] : model->maps) map.accuracy.reset();
    Q_EMIT referenceChanged();
    Q_EMIT accuracyChanged(switchedOn_);
}

void Session::whenOpened(std::function<void()> then) {
    // Labels are opened in two turns (see importLabels): behind the second one everything is there.
    const auto turn = [](std::stop_token, base::Progress&) -> base::Result<bool> { return true; };
    files_.start<bool>(tr("Opening"), turn, [this, turn, then = std::move(then)](base::Result<bool> first) {
        if (!first) return;
        files_.start<bool>(tr("Opening"), turn, [then](base::Result<bool> second) {
            if (second) then();
        });
    });
}

std::pair<QString, QString> Session::roleOf(const Layer* layer) const {
    if (const auto* sensor = qobject_cast<const SensorLayer*>(layer)) return {"sensor", QString::fromStdString(sensor->info().name)};
    if (layer && layer == samples_.layer()) return {"samples", {}};
    if (layer && layer == referenceLayer_) return {"reference", {}};
    const auto key = keyOf(layer);
    const auto* model = key ? findModel(key->model) : nullptr;
    if (!model) return {};
    return {"map", QFileInfo(QString::fromStdString(model->model->path)).fileName() + " " + QString::fromStdString(base::describePattern(key->pattern, scene_.modalityNames()))};
}

nlohmann::json Session::classifyChanges() const {
    jobs::ClassifyOptions defaults, present = classifySettings_;
    const auto usual = defaults.declare().toJson();
    const auto values = present.declare().toJson();
    auto changes = nlohmann::json::object();
    for (const auto& [name, value] : values.items())
        if (value != usual[name]) changes[name] = value;
    return changes;
}

}  // namespace lacuna::ui
