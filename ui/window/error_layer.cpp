#include "ui/window/error_layer.h"

#include "base/version.h"
#include "map/error_map.h"
#include "output/map_file.h"
#include "ui/window/session.h"

namespace lacuna::ui {

ErrorLayer::ErrorLayer(Session* session, QObject* parent) : QObject(parent), session_(session) {
    for (auto signal : {&Session::mapReady, &Session::mapRemoved, &Session::mapStarted, &Session::switchedOnChanged})
        connect(session_, signal, this, &ErrorLayer::follow);
    connect(session_, &Session::modelChanged, this, &ErrorLayer::follow);
    connect(session_, &Session::referenceChanged, this, [this] {
        drop();
        follow();
    });
    for (auto signal : {&Session::mapStarted, &Session::mapReady}) connect(session_, signal, this, &ErrorLayer::raise);
    connect(session_->layers(), &LayerModel::layerAboutToBeTaken, this, [this](Layer* layer) {
        if (layer != layer_) return;
        layer_ = nullptr;
        key_.reset();
        on_ = false;
        Q_EMIT changed();
    });
}

bool ErrorLayer::isPossible() const {
    return session_->canClassify() && session_->reference() && session_->isMapComplete(session_->shownMap());
}

void ErrorLayer::setOn(bool on) {
    if (on == on_) return;
    on_ = on;
    follow();
    Q_EMIT changed();
}

void ErrorLayer::follow() {
    const auto wanted = on_ && isPossible() ? std::optional(session_->shownMap()) : std::nullopt;
    if (wanted == key_) return;
    drop();
    if (wanted) make(*wanted);
}

void ErrorLayer::make(const MapKey& key) {
    key_ = key;
    const auto& shown = session_->mapLayer(key)->map();
    auto labels = std::make_shared<map::MapLabels>(map::MapLabels{shown.grid, shown.classes, shown.labels});
    session_->files().start<map::FlipMap>(
        tr("Looking where the map is wrong"),
        [labels, reference = session_->reference(), stride = session_->classifySettings().stride](std::stop_token stop, base::Progress&) {
            return map::errorMap(*labels, *reference, stride, stop);
        },
        [self = QPointer<ErrorLayer>(this), number = ++number_, title = tr("Errors: %1").arg(session_->titleOf(key))](
            base::Result<map::FlipMap> errors) {
            if (!self || self->number_ != number || !self->key_ || self->layer_) return;
            if (!errors) {
                self->key_.reset();
                self->setOn(false);
                if (errors.error().code != base::ErrorCode::Cancelled) Q_EMIT self->session_->failed(errors.error());
                return;
            }
            auto added = std::make_unique<ClassMapLayer>(title, std::move(errors->map));
            self->layer_ = added.get();
            self->session_->layers()->add(std::move(added));
            Q_EMIT self->changed();
        });
}

void ErrorLayer::drop() {
    key_.reset();
    ++number_;
    if (!layer_) return;
    auto* layer = layer_.data();
    layer_ = nullptr;
    session_->layers()->remove(layer);
    Q_EMIT changed();
}

void ErrorLayer::raise() {
    if (layer_ && session_->layers()->positionOf(layer_) > 0) session_->layers()->move(layer_, 0);
}

void ErrorLayer::exportMap(const QString& path, const ExportChoice& choice) {
    if (!layer_ || !key_) return;
    output::MapFileOptions options;
    options.labels = path.toStdString();
    options.provenance = {{"VERSION", base::version()},
                          {"MAP", session_->titleOf(*key_).toStdString()},
                          {"REFERENCE", session_->referencePath().toStdString()}};
    choice.addTo(options);
    auto map = std::make_shared<map::ClassMap>(layer_->map());
    session_->save(path, [map, options](std::stop_token stop) { return output::writeMap(*map, options, stop); });
}

}  // namespace lacuna::ui
