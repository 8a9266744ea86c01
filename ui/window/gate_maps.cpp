#include "ui/window/gate_maps.h"

#include "ui/window/expert_tables.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

constexpr std::int64_t layerCells = 65536;   // half a minute on two cores
constexpr std::int64_t regionCells = 4096;   // of each subset
constexpr int mostSensorsForEverySubset = 4;

}  // namespace

GateMaps::GateMaps(Session* session, QObject* parent) : QObject(parent), session_(session) {
    connect(session_, &Session::sceneChanged, this, &GateMaps::forget);
    connect(session_, &Session::modelChanged, this, [this] {
        const auto* model = session_->shownModel();
        if (model && model->generation == regionGeneration_) return;
        regionActivation_.reset();
        readRegion();
        Q_EMIT changed();
    });
    connect(session_, &Session::switchedOnChanged, this, [this](base::Availability pattern) {
        // With many sensors the region was read for one subset alone.
        if (region_ && !readsEverySubset() && regionActivation_ && regionActivation_->pixels(pattern) == 0) readRegion();
    });
    connect(session_->layers(), &LayerModel::layerAboutToBeTaken, this, [this](Layer* layer) {
        if (shown_.count(layer) != 0) QMetaObject::invokeMethod(this, &GateMaps::changed, Qt::QueuedConnection);
    });
    connect(session_->layers(), &LayerModel::layerChanged, this, [this](Layer* layer) {
        if (shown_.count(layer) != 0) Q_EMIT changed();
    });
}

void GateMaps::forget() {
    map_.reset();
    shown_.clear();
    region_.reset();
    regionActivation_.reset();
    session_->mapJobs().cancel(job_);
    session_->mapJobs().cancel(regionJob_);
    ++regionNumber_;
    Q_EMIT changed();
}

jobs::ExpertsOptions GateMaps::options(base::Availability pattern) const {
    jobs::ExpertsOptions options;
    const auto& scene = session_->scene();
    options.classify = session_->classifySettings();
    options.classify.modalities = scene.givenSources();
    options.classify.model = session_->model()->path;
    options.classify.align = scene.align;
    for (int i = 0; i < scene.modalityCount(); ++i)
        if (base::isPresent(scene.given, i) && !base::isPresent(pattern, i))
            options.classify.lose.push_back(scene.modalities[static_cast<std::size_t>(i)].name);
    return options;
}

void GateMaps::show(int block, const QString& expert) {
    if (!session_->canClassify()) return;
    const auto pattern = session_->switchedOn();
    const auto whole = session_->scene().grid.whole();
    auto window = wholeScene_ || !visibleWindow_ ? whole : visibleWindow_();
    if (window.width < 1 || window.height < 1) window = whole;
    const Key key{session_->shownModel()->generation, pattern, window};
    const auto subset = session_->titleOf(session_->shownMap());
    session_->mapJobs().cancel(job_);
    if (map_ && key == key_) return take(map_, block, expert, subset);
    auto asked = options(pattern);
    asked.window = window;
    asked.gates = true;
    asked.classify.stride = std::max(asked.classify.stride, jobs::strideFor(window, layerCells));
    job_ = session_->mapJobs().start<jobs::ExpertsResult>(
        tr("Gates of block %1: %2").arg(block).arg(subset),
        [asked](std::stop_token stop, base::Progress& progress) { return jobs::ExpertsJob(asked).run(stop, progress); },
        [self = QPointer<GateMaps>(this), key, block, expert, subset](base::Result<jobs::ExpertsResult> result) {
            if (!self) return;
            if (!result) {
                if (result.error().code == base::ErrorCode::Cancelled) Q_EMIT self->session_->noticed(tr("Stopped: gates of block %1").arg(block));
                else Q_EMIT self->session_->failed(result.error());
                return;
            }
            const auto* model = self->session_->shownModel();
            if (!model || model->generation != key.generation) return;  // of a scene or model that is gone
            self->key_ = key;
            self->map_ = std::make_shared<const jobs::GateMap>(std::move(*result->gates));
            self->take(self->map_, block, expert, subset);
        });
}

/// A layer of the same gate comes back to the top; the other gate layers are hidden, not removed.
void GateMaps::take(const std::shared_ptr<const jobs::GateMap>& map, int block, const QString& expert, const QString& subset) {
    const auto place = expertPlace(map->layout, block, expert);
    if (!place) return;
    auto* layers = session_->layers();
    FloatLayer* wanted = nullptr;
    for (auto* layer : layers->layers(LayerGroup::Maps)) {
        const auto found = shown_.find(layer);
        if (found == shown_.end()) continue;
        const bool same = found->second.map == map && found->second.block == block && found->second.expert == expert;
        if (same) wanted = qobject_cast<FloatLayer*>(layer);
        layer->setVisible(same);
    }
    if (wanted) {
        layers->move(wanted, 0);
    } else {
        auto layer = std::make_unique<FloatLayer>(tr("Gate: block %1, %2 (%3)").arg(block).arg(expert, subset), map->grid, map->values(*place), QString());
        layer->setRange(0, 1);
        shown_[layer.get()] = {map, block, expert};
        connect(layer.get(), &QObject::destroyed, this, [this, gone = static_cast<Layer*>(layer.get())] { shown_.erase(gone); });
        layers->add(std::move(layer));
    }
    Q_EMIT changed();
}

FloatLayer* GateMaps::layer() const {
    for (auto* layer : session_->layers()->layers(LayerGroup::Maps))
        if (layer->isVisible() && shown_.count(layer) != 0) return qobject_cast<FloatLayer*>(layer);
    return nullptr;
}

QString GateMaps::suggestedName() const {
    const auto found = shown_.find(layer());
    return found == shown_.end() ? QString() : QString("gates_block_%1.tif").arg(found->second.block, 2, 10, QChar('0'));
}

void GateMaps::exportShown(const QString& path) {
    const auto found = shown_.find(layer());
    if (found == shown_.end()) return;
    session_->save(path, [map = found->second.map, block = found->second.block, file = path.toStdString()] { return jobs::writeGates(*map, block, file); });
}

void GateMaps::setRegion(const std::optional<raster::Window>& region) {
    if (region == region_) return;
    region_ = region;
    regionActivation_.reset();
    readRegion();
    Q_EMIT changed();
}

bool GateMaps::readsEverySubset() const { return session_->scene().modalityCount() <= mostSensorsForEverySubset; }

void GateMaps::readRegion() {
    session_->mapJobs().cancel(regionJob_);
    ++regionNumber_;
    if (!region_ || !session_->canClassify()) return;
    const bool every = readsEverySubset();
    regionGeneration_ = session_->shownModel()->generation;
    auto asked = options(every ? session_->complete() : session_->switchedOn());
    asked.window = *region_;
    asked.everySubset = every;
    asked.classify.stride = std::max(1, jobs::strideFor(*region_, regionCells));
    regionJob_ = session_->mapJobs().start<jobs::ExpertsResult>(
        tr("Experts of the region"),
        [asked](std::stop_token stop, base::Progress& progress) { return jobs::ExpertsJob(asked).run(stop, progress); },
        [self = QPointer<GateMaps>(this), number = ++regionNumber_](base::Result<jobs::ExpertsResult> result) {
            if (!self || self->regionNumber_ != number) return;
            if (result) {
                self->regionActivation_ = std::move(result->activation);
            } else {
                self->region_.reset();
                if (result.error().code == base::ErrorCode::Cancelled) Q_EMIT self->session_->noticed(tr("Stopped: experts of the region"));
                else Q_EMIT self->session_->failed(result.error());
            }
            Q_EMIT self->changed();
        });
}

}  // namespace lacuna::ui
