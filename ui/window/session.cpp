#include "ui/window/session.h"

#include <QFileInfo>

#include "samples/sample_files.h"
#include "ui/canvas/sensor_layer.h"

namespace lacuna::ui {
namespace {

QString nameOf(const QString& path) {
    return QFileInfo(path).fileName();
}

QStringList namesOf(const Scene& scene) {
    QStringList names;
    for (const auto& modality : scene.modalities) names << QString::fromStdString(modality.name);
    return names;
}

}  // namespace

Session::Session(const plugins::MethodRegistry& methods, QObject* parent) : QObject(parent), methods_(methods) {
    qRegisterMetaType<base::Error>();
    qRegisterMetaType<base::Availability>("lacuna::base::Availability");
    classifySettings_.previewStride = -1;
    classifySettings_.recordActivation = true;
    connect(&layers_, &LayerModel::layerAboutToBeTaken, this, &Session::layerTaken);
    connect(&layers_, &LayerModel::layerAdded, this, &Session::layerAdded);
    for (auto* lane : {&files_, &mapJobs_, &studies_})
        connect(lane, &JobRunner::idle, this, &Session::settle, Qt::QueuedConnection);
    chooseDevice();
}

Session::~Session() {
    disconnect(&layers_, nullptr, this, nullptr);
}

QStringList Session::sensorNames() const {
    return namesOf(scene_);
}

QString Session::describe(base::Availability pattern) const {
    return QString::fromStdString(base::describePattern(pattern, scene_.modalityNames()));
}

void Session::report(const base::Error& error) {
    if (error.code == base::ErrorCode::Cancelled)
        Q_EMIT noticed(tr("Stopped: %1").arg(QString::fromStdString(error.stage)));
    else
        Q_EMIT failed(error);
}

void Session::save(const QString& path, std::function<base::Status()> write, const QString& activity) {
    files_.start<void>(
        activity.isEmpty() ? tr("Saving %1").arg(QFileInfo(path).fileName()) : activity,
        [write = std::move(write)](std::stop_token, base::Progress&) { return write(); },
        [this, path](base::Status status) {
            if (!status) return report(status.error());
            Q_EMIT saved(path);
        });
}

void Session::settle() {
    if (!isIdle()) return;
    Q_EMIT idle();
}

void Session::chooseDevice() {
    files_.start<engine::Device>(
        tr("Looking for the device"),
        [](std::stop_token, base::Progress&) { return engine::chooseDevice("auto", "auto"); },
        [this](base::Result<engine::Device> device) {
            if (!device) return report(device.error());
            device_ = *device;
            Q_EMIT deviceChanged();
        });
}

void Session::openSensors(std::vector<raster::ModalitySource> sources, bool align) {
    files_.start<Scene>(
        tr("Opening sensors"),
        [sources, align](std::stop_token, base::Progress&) { return openScene(sources, align); },
        [this, sources](base::Result<Scene> scene) {
            if (scene) return takeScene(std::move(*scene));
            refused_ = sources;
            report(scene.error());
        });
}

void Session::addSensor(const raster::ModalitySource& source, bool align) {
    auto sources = scene_.givenSources();
    sources.push_back(source);
    openSensors(std::move(sources), align || scene_.align);
}

void Session::alignRefusedSensors() {
    if (!refused_.empty()) openSensors(refused_, true);
}

void Session::takeScene(Scene scene) {
    refused_.clear();
    const bool sameGrid = hasScene() && scene.grid.width == scene_.grid.width && scene.grid.height == scene_.grid.height &&
                          scene.grid.mapFromPixel == scene_.grid.mapFromPixel;
    forgetAllMaps();
    if (!sameGrid) {
        reference_.reset();
        referencePath_.clear();
        samplesPath_.clear();
        layers_.clear();
    }
    scene_ = std::move(scene);
    switchedOn_ = scene_.given;
    losses_.clear();
    closeMisfits();
    arrangeSensors();
    showSensors();
    Q_EMIT sceneChanged();
    if (!sameGrid) {
        Q_EMIT referenceChanged();
        Q_EMIT samplesChanged();
    }
    Q_EMIT switchedOnChanged(switchedOn_);
    if (canClassify()) requestMap(switchedOn_);
}

void Session::showSensors() {
    for (auto* layer : layers_.layers(LayerGroup::Sensors)) layers_.remove(layer);
    for (int i = scene_.modalityCount() - 1; i >= 0; --i) {
        const auto& info = scene_.modalities[static_cast<std::size_t>(i)];
        if (info.files.empty()) continue;
        auto layer = std::make_unique<SensorLayer>(scene_.grid, info);
        connect(layer.get(), &SensorLayer::failed, this, [this, name = info.name](const QString& message) {
            Q_EMIT failed({base::ErrorCode::Io, "show " + name, message.toStdString()});
        });
        layers_.add(std::move(layer));
    }
}

void Session::importSamples(const QString& path) {
    importLabels(path, false);
}

void Session::importReference(const QString& path) {
    importLabels(path, true);
}

void Session::importLabels(const QString& path, bool asReference) {
    // The scene may still be opening: its grid is looked up when this job's turn has come.
    files_.start<bool>(
        tr("Opening %1").arg(nameOf(path)), [](std::stop_token, base::Progress&) -> base::Result<bool> { return true; },
        [this, path, asReference](base::Result<bool> turn) {
            if (!turn) return report(turn.error());
            if (!hasScene())
                return report({base::ErrorCode::Usage, "open " + path.toStdString(),
                               "there are no sensors yet to lay the labels on. Open the rasters of the scene first."});
            files_.start<samples::SampleSet>(
                tr("Opening %1").arg(nameOf(path)),
                [file = path.toStdString(), sceneGrid = scene_.grid](std::stop_token, base::Progress&) {
                    return samples::readSamples(file, sceneGrid);
                },
                [this, path, asReference](base::Result<samples::SampleSet> set) {
                    if (!set) return report(set.error());
                    takeSamples(path, std::move(*set), asReference);
                });
        });
}

void Session::takeSamples(const QString& path, samples::SampleSet set, bool asReference) {
    auto& layer = asReference ? referenceLayer_ : samplesLayer_;
    if (layer && layers_.positionOf(layer) >= 0) layers_.remove(layer);
    const QString title = asReference ? tr("Reference: %1").arg(nameOf(path)) : tr("Samples: %1").arg(nameOf(path));
    auto added = std::make_unique<SampleLayer>(title, scene_.grid, set);
    added->setVisible(!shown_);
    layer = added.get();
    layers_.add(std::move(added));
    if (!asReference) {
        samplesPath_ = path;
        Q_EMIT samplesChanged();
        return;
    }
    referencePath_ = path;
    reference_ = std::make_shared<const samples::SampleSet>(std::move(set));
    for (auto& model : models_)
        for (auto& [pattern, map] : model->maps) map.accuracy.reset();
    for (auto& model : models_)
        for (auto& [state, aside] : model->aside)
            for (auto& [pattern, map] : aside.maps) map.accuracy.reset();
    Q_EMIT referenceChanged();
    judgeAll();
}

void Session::openFiles(const QStringList& paths) {
    using Kinds = std::vector<FileKind>;
    files_.start<Kinds>(
        tr("Looking at the files"),
        [paths](std::stop_token stop, base::Progress&) -> base::Result<Kinds> {
            Kinds kinds;
            for (const auto& path : paths) {
                if (stop.stop_requested()) return base::cancelled("open files");
                kinds.push_back(kindOf(path.toStdString()));
            }
            return kinds;
        },
        [this, paths](base::Result<Kinds> kinds) {
            if (!kinds) return report(kinds.error());
            std::vector<std::string> rasters;
            QStringList labels, models;
            for (int i = 0; i < paths.size(); ++i) {
                const auto kind = (*kinds)[static_cast<std::size_t>(i)];
                if (kind == FileKind::Raster) rasters.push_back(paths[i].toStdString());
                else (kind == FileKind::Samples ? labels : models) << paths[i];
            }
            auto sources = scene_.givenSources();
            const auto names = guessModalityNames(rasters, scene_.modalityNames());
            for (std::size_t i = 0; i < rasters.size(); ++i) sources.push_back({names[i], {rasters[i]}});
            if (!rasters.empty()) openSensors(std::move(sources));
            for (const auto& path : models) openModel(path);
            for (const auto& path : labels) importSamples(path);
        });
}

}  // namespace lacuna::ui
