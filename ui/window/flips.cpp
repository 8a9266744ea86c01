#include "ui/window/flips.h"

#include "jobs/provenance.h"
#include "output/map_file.h"
#include "ui/window/session.h"

namespace lacuna::ui {

Flips::Flips(Session* session, QObject* parent) : QObject(parent), session_(session) {
    for (auto signal : {&Session::whatIfChanged, &Session::modelChanged, &Session::sceneChanged})
        connect(session_, signal, this, &Flips::follow);
    connect(session_, &Session::switchedOnChanged, this, &Flips::follow);
    // A map that comes is put on top of the others.
    for (auto signal : {&Session::mapStarted, &Session::mapReady}) connect(session_, signal, this, &Flips::raise);
    connect(session_->layers(), &LayerModel::layerAboutToBeTaken, this, [this](Layer* layer) {
        if (layer != layer_) return;
        layer_ = nullptr;
        file_.clear();
        on_ = false;
        Q_EMIT changed();
    });
}

const jobs::WhatIfSubset* Flips::subset() const {
    const auto& study = session_->whatIf();
    if (!study) return nullptr;
    for (const auto& subset : study->subsets)
        if (subset.pattern == session_->switchedOn() && !subset.flipFile.empty()) return &subset;
    return nullptr;
}

void Flips::setOn(bool on) {
    if (on == on_) return;
    on_ = on;
    follow();
    Q_EMIT changed();
}

void Flips::follow() {
    const auto* wanted = on_ ? subset() : nullptr;
    const std::string file = wanted ? wanted->flipFile : std::string();
    if (file == file_) return;
    drop();
    if (!file.empty()) read(file);
}

void Flips::read(const std::string& file) {
    file_ = file;
    session_->files().start<map::ClassMap>(
        tr("Opening the flip map"), [file](std::stop_token, base::Progress&) { return output::readMap(file); },
        [self = QPointer<Flips>(this), file, title = tr("Flips: %1").arg(session_->titleOf(session_->shownMap()))](
            base::Result<map::ClassMap> map) {
            if (!self || self->file_ != file || self->layer_) return;
            if (!map) {
                self->file_.clear();
                self->setOn(false);
                if (map.error().code != base::ErrorCode::Cancelled) Q_EMIT self->session_->failed(map.error());
                return;
            }
            auto added = std::make_unique<ClassMapLayer>(title, std::move(*map));
            self->layer_ = added.get();
            self->session_->layers()->add(std::move(added));
            Q_EMIT self->changed();
        });
}

void Flips::drop() {
    file_.clear();
    if (!layer_) return;
    auto* layer = layer_.data();
    layer_ = nullptr;
    session_->layers()->remove(layer);
    Q_EMIT changed();
}

void Flips::raise() {
    if (layer_ && session_->layers()->positionOf(layer_) > 0) session_->layers()->move(layer_, 0);
}

void Flips::exportMap(const QString& path, const ExportChoice& choice) {
    const auto* shown = subset();
    const auto* model = session_->shownModel();
    if (!layer_ || !shown || !model) return;
    output::MapFileOptions options;
    options.labels = path.toStdString();
    options.sensorsUsed = shown->pattern;
    options.modalityNames = session_->whatIf()->modalityNames;
    options.provenance = jobs::provenanceOf(model->model->checkpoint, model->model->sha256, shown->pattern);
    options.provenance["FIRST_MAP"] = session_->whatIf()->subsets.front().title;
    options.provenance["SECOND_MAP"] = shown->title;
    choice.addTo(options);
    auto map = std::make_shared<map::ClassMap>(layer_->map());
    session_->save(path, [map, options](std::stop_token stop) { return output::writeMap(*map, options, stop); });
}

}  // namespace lacuna::ui
