#include "ui/window/disagreement.h"

#include "jobs/compare_job.h"
#include "ui/window/session.h"

namespace lacuna::ui {

Disagreement::Disagreement(Session* session, QObject* parent) : QObject(parent), session_(session) {
    for (auto signal : {&Session::mapReady, &Session::mapRemoved, &Session::mapStarted})
        connect(session_, signal, this, &Disagreement::update);
    connect(session_, &Session::referenceChanged, this, [this] {
        drop();
        update();
    });
    connect(session_->layers(), &LayerModel::layerAboutToBeTaken, this, [this](Layer* layer) {
        if (layer != layer_) return;
        layer_ = nullptr;
        Q_EMIT changed();
    });
}

void Disagreement::setMaps(const std::optional<Pair>& maps) {
    if (maps == maps_) return;
    drop();
    maps_ = maps;
    update();
    Q_EMIT changed();
}

std::array<QString, 2> Disagreement::names() const {
    if (!maps_) return {};
    const auto& [left, right] = *maps_;
    const auto subset = [this](const MapKey& key) { return tr("“%1”").arg(session_->describe(key.pattern)); };
    if (left.model == right.model) return {subset(left), subset(right)};
    if (left.pattern != right.pattern) return {session_->titleOf(left), session_->titleOf(right)};
    const auto title = [this](const MapKey& key) {
        const auto* model = session_->findModel(key.model);
        return model ? model->title : QString();
    };
    return {title(left), title(right)};
}

bool Disagreement::isUnfair() const {
    if (!maps_ || (*maps_)[0].model == (*maps_)[1].model) return false;
    const auto training = [this](const MapKey& key) {
        const auto* model = session_->findModel(key.model);
        const auto none = nlohmann::json();
        if (!model || !model->model->checkpoint.training.is_object()) return none;
        const auto& record = model->model->checkpoint.training;
        return nlohmann::json{record.value("split", none), record.value("/options/seed"_json_pointer, none)};
    };
    return training((*maps_)[0]) != training((*maps_)[1]);
}

/// Begins the comparison when both maps are there; drops the result when one of them is no longer.
void Disagreement::update() {
    if (!maps_) return;
    const auto& [left, right] = *maps_;
    const bool ready = session_->isMapComplete(left) && session_->isMapComplete(right);
    if (!ready) return drop();
    if (result_ || running_ != 0) return;
    const auto labelsOf = [this](const MapKey& key) {
        const auto& map = session_->mapLayer(key)->map();
        return map::MapLabels{map.grid, map.classes, map.labels};
    };
    struct Inputs {
        map::MapLabels left, right;
        std::array<std::string, 2> names;
    };
    const auto both = names();
    auto inputs = std::make_shared<Inputs>(
        Inputs{labelsOf(left), labelsOf(right), {both[0].toStdString(), both[1].toStdString()}});
    running_ = ++lastNumber_;
    session_->files().start<map::MapComparison>(
        tr("Comparing two maps"),
        [inputs, reference = session_->reference(), stride = session_->classifySettings().stride](std::stop_token stop,
                                                                                                  base::Progress&) {
            return map::compareMaps(inputs->left, inputs->right, inputs->names, reference.get(), stride, stop);
        },
        [self = QPointer<Disagreement>(this), number = running_](base::Result<map::MapComparison> comparison) {
            if (!self || self->running_ != number) return;
            if (comparison)
                self->take(std::move(*comparison));
            else if (comparison.error().code != base::ErrorCode::Cancelled)
                Q_EMIT self->session_->failed(comparison.error());
        });
}

void Disagreement::take(map::MapComparison comparison) {
    result_ = std::move(comparison);
    const auto [left, right] = names();
    auto map = std::move(result_->disagreement);
    result_->disagreement.classes = map.classes;
    auto added = std::make_unique<ClassMapLayer>(tr("Disagreement: %1 / %2").arg(left, right), std::move(map));
    added->setVisible(false);
    layer_ = added.get();
    session_->layers()->add(std::move(added));
    Q_EMIT changed();
}

void Disagreement::drop() {
    running_ = 0;
    if (!result_) return;
    result_.reset();
    if (layer_) session_->layers()->remove(layer_);
    Q_EMIT changed();
}

void Disagreement::exportMap(const QString& path, const ExportChoice& choice) {
    if (!layer_) return;
    const std::array<std::string, 2> both{session_->titleOf((*maps_)[0]).toStdString(), session_->titleOf((*maps_)[1]).toStdString()};
    auto map = std::make_shared<const map::ClassMap>(layer_->map());
    output::MapFileOptions files;
    files.labels = path.toStdString();
    choice.addTo(files);
    session_->save(path, [map, both, files](std::stop_token stop) { return jobs::writeDisagreement(*map, both, files, stop); });
}

}  // namespace lacuna::ui
