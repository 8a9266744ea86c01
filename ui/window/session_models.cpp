#include <QFileInfo>
#include <algorithm>

#include "ui/window/session.h"

namespace lacuna::ui {

std::vector<const SessionModel*> Session::models() const {
    std::vector<const SessionModel*> all;
    for (const auto& model : models_) all.push_back(model.get());
    return all;
}

SessionModel* Session::modelOf(int number) const {
    for (const auto& model : models_)
        if (model->number == number) return model.get();
    return nullptr;
}

const SessionModel* Session::findModel(int number) const {
    return modelOf(number);
}

SessionModel* Session::modelOfGeneration(quint64 generation) const {
    for (const auto& model : models_)
        if (model->generation == generation) return model.get();
    return nullptr;
}

QString Session::methodName(const std::string& id) const {
    const auto method = methods_.find(id);
    return QString::fromStdString(method ? (*method)->title() : id).section(" (", 0, 0);
}

void Session::openModel(const QString& path) {
    files_.start<std::shared_ptr<const OpenModel>>(
        tr("Opening %1").arg(QFileInfo(path).fileName()),
        [path = path.toStdString()](std::stop_token, base::Progress&) { return lacuna::ui::openModel(path); },
        [this](base::Result<std::shared_ptr<const OpenModel>> model) {
            if (!model) return report(model.error());
            addModel(*model);
        });
}

/// "MaMOL", and where that is taken "MaMOL (model-2)".
QString Session::freeTitle(const OpenModel& model) const {
    const QString method = methodName(model.checkpoint.adaptation.method);
    const QString file = QFileInfo(QString::fromStdString(model.path)).completeBaseName();
    const auto taken = [this](const QString& title) {
        return std::any_of(models_.begin(), models_.end(), [&](const auto& one) { return one->title == title; });
    };
    QString title = method;
    if (taken(title)) title = tr("%1 (%2)").arg(method, file);
    for (int n = 2; taken(title); ++n) title = tr("%1 (%2, %3)").arg(method, file).arg(n);
    return title;
}

void Session::addModel(const std::shared_ptr<const OpenModel>& opened) {
    if (hasScene()) {
        const auto order = matchModalities(opened->checkpoint.model, scene_, opened->path);
        if (!order) return report(order.error());
    }
    auto found =
        std::find_if(models_.begin(), models_.end(), [&](const auto& one) { return one->model->path == opened->path; });
    if (found == models_.end()) {
        auto added = std::make_unique<SessionModel>();
        added->number = ++lastModel_;
        added->title = freeTitle(*opened);
        added->generation = ++lastGeneration_;
        found = models_.insert(models_.end(), std::move(added));
    } else {
        forgetMaps(**found);
    }
    (*found)->model = opened;
    retitleMaps();
    show(found->get());
}

void Session::showModel(int number) {
    auto* model = modelOf(number);
    if (model && model != shown_) show(model);
}

void Session::show(SessionModel* model) {
    shown_ = model;
    if (arrangeSensors()) {
        showSensors();
        Q_EMIT sceneChanged();
        Q_EMIT switchedOnChanged(switchedOn_);
    }
    if (!training_) takeCurve();
    Q_EMIT modelChanged();
    Q_EMIT activationChanged();
    Q_EMIT whatIfChanged();
    Q_EMIT trainingChanged();
    if (canClassify())
        requestMap(switchedOn_);
    else
        showCurrentMapOnly();
}

std::unique_ptr<SessionModel> Session::takeModel(int number) {
    const auto found =
        std::find_if(models_.begin(), models_.end(), [&](const auto& one) { return one->number == number; });
    if (found == models_.end()) return nullptr;
    forgetMaps(**found);
    auto taken = std::move(*found);
    const auto next = models_.erase(found);
    retitleMaps();
    if (shown_ != taken.get())
        Q_EMIT modelChanged();
    else
        show(next != models_.end() ? next->get() : models_.empty() ? nullptr : models_.back().get());
    return taken;
}

void Session::putModel(std::unique_ptr<SessionModel> model, int position) {
    if (hasScene()) {
        const auto order = matchModalities(model->model->checkpoint.model, scene_, model->model->path);
        if (!order) return report(order.error());
    }
    const auto place = std::clamp<std::ptrdiff_t>(position, 0, static_cast<std::ptrdiff_t>(models_.size()));
    auto* put = models_.insert(models_.begin() + place, std::move(model))->get();
    retitleMaps();
    show(put);
}

/// Models that don't fit the sensors that were opened are put away, with the reason.
void Session::closeMisfits() {
    const auto before = models_.size();
    for (const auto* model : models()) {
        const auto order = matchModalities(model->model->checkpoint.model, scene_, model->model->path);
        if (order) continue;
        report(order.error());
        if (shown_ == model) shown_ = nullptr;
        models_.erase(
            std::find_if(models_.begin(), models_.end(), [&](const auto& one) { return one.get() == model; }));
    }
    if (models_.size() == before) return;
    if (!shown_ && !models_.empty()) shown_ = models_.back().get();
    retitleMaps();
    takeCurve();
    Q_EMIT modelChanged();
}

/// Puts the sensors into the shown model's order, by its names. True when that changed something; subsets then mean
/// something else, and all maps are forgotten.
bool Session::arrangeSensors() {
    if (!canClassify()) return false;
    const auto& spec = shown_->model->checkpoint.model;
    const auto order = matchModalities(spec, scene_, shown_->model->path);
    LACUNA_ASSERT(order);  // a model that doesn't fit is not let in
    const auto before = scene_.modalityNames();
    auto scene = arranged(scene_, *order, spec);
    if (scene.modalityNames() == before && scene.given == scene_.given) return false;
    forgetAllMaps();
    scene_ = std::move(scene);
    switchedOn_ = scene_.given;
    losses_.clear();
    for (int i = 0; i < scene_.modalityCount(); ++i) {
        if ((*order)[static_cast<std::size_t>(i)] < 0) continue;
        const auto& was = before[static_cast<std::size_t>((*order)[static_cast<std::size_t>(i)])];
        const auto& is = scene_.modalities[static_cast<std::size_t>(i)].name;
        if (was != is)
            Q_EMIT noticed(
                tr("%1 is the model's %2 by its bands").arg(QString::fromStdString(was), QString::fromStdString(is)));
    }
    return true;
}

void Session::takeCurve() {
    curve_.clear();
    if (!shown_) return;
    const auto& training = shown_->model->checkpoint.training;
    if (!training.contains("curve") || !training["curve"].is_array()) return;
    for (const auto& entry : training["curve"]) {
        if (!entry.is_object()) continue;
        engine::EpochReport epoch;
        epoch.epoch = entry.value("epoch", 0);
        epoch.loss = entry.value("loss", 0.0);
        epoch.trainAccuracy = entry.value("trainAccuracy", 0.0);
        epoch.validationAccuracy = entry.value("validationAccuracy", -1.0);
        epoch.learningRate = entry.value("learningRate", 0.0);
        curve_.push_back(epoch);
    }
}

void Session::forgetMaps(SessionModel& model) {
    dropAllAside(model);
    auto queued = std::move(model.queued);
    auto maps = std::move(model.maps);
    model.queued.clear();
    model.maps.clear();
    model.activation.clear();
    model.whatIf.reset();
    model.generation = ++lastGeneration_;
    for (const auto& [pattern, job] : queued) mapJobs_.cancel(job);
    for (auto& [pattern, map] : maps)
        if (map.layer && layers_.positionOf(map.layer) >= 0) layers_.remove(map.layer);
    Q_EMIT activationChanged();
    Q_EMIT whatIfChanged();
    for (const auto& [pattern, map] : maps) Q_EMIT mapRemoved(pattern);
}

void Session::forgetAllMaps() {
    for (auto& model : models_) forgetMaps(*model);
}

}  // namespace lacuna::ui
