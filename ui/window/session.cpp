#include "ui/window/session.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include "base/atomic_file.h"
#include "samples/area_files.h"
#include "samples/sample_files.h"
#include "samples/vector_areas.h"
#include "ui/canvas/sensor_layer.h"

namespace lacuna::ui {
namespace {

QString nameOf(const QString& path) {
    return QFileInfo(path).fileName();
}

/// Samples that were not saved outlive their scene in a file of the user's data folder.
void keepUnsaved(Session& session) {
    const auto& document = *session.samples();
    if (document.isEmpty() || !document.isModified()) return;
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovered"));
    const QString path = folder.filePath(QDateTime::currentDateTime().toString(QStringLiteral("'samples-'yyyyMMdd-hhmmss'.gpkg'")));
    session.save(path, [areas = document.sharedAreas(), grid = document.grid(), file = path.toStdString(), folder = folder.path().toStdString()]() -> base::Status {
        LACUNA_TRY_STATUS(base::ensureFolder(folder));
        return samples::writeAreas(file, *areas, grid);
    });
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
    connect(&samples_, &SampleDocument::changed, this, &Session::samplesChanged);
    connect(&samples_, &SampleDocument::failed, this, &Session::report);
    for (auto* lane : {&files_, &mapJobs_, &studies_, &samples_.jobs()})
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
    QStringList present, lost;
    for (int i = 0; i < scene_.modalityCount(); ++i) (base::isPresent(pattern, i) ? present : lost) << sensorNames()[i];
    if (lost.isEmpty()) return tr("complete");
    if (present.isEmpty()) return tr("no sensor");
    // As base::describePattern, whose words files have.
    return present.size() < lost.size() ? tr("only %1").arg(present.join(", ")) : tr("without %1").arg(lost.join(", "));
}

void Session::report(const base::Error& error) {
    if (error.code == base::ErrorCode::Cancelled)
        Q_EMIT noticed(tr("Stopped: %1").arg(QString::fromStdString(error.stage)));
    else
        Q_EMIT failed(error);
}

void Session::save(const QString& path, std::function<base::Status()> write, const QString& activity,
                   std::function<void()> done) {
    save(path, [write = std::move(write)](std::stop_token) { return write(); }, activity, std::move(done));
}

void Session::save(const QString& path, std::function<base::Status(std::stop_token)> write, const QString& activity,
                   std::function<void()> done) {
    files_.start<void>(
        activity.isEmpty() ? tr("Saving %1").arg(QFileInfo(path).fileName()) : activity,
        [write = std::move(write)](std::stop_token stop, base::Progress&) { return write(stop); },
        [this, path, done = std::move(done)](base::Status status) {
            if (!status) return report(status.error());
            if (done) done();
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
    tiles_->clear();  // the files may have changed
    if (!sameGrid) {
        keepUnsaved(*this);
        reference_.reset();
        referencePath_.clear();
        layers_.clear();
        samples_.begin(scene.grid);
    }
    scene_ = std::move(scene);
    samples_.setSensors(scene_.givenSources(), scene_.align);
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

void Session::importSamples(const QString& path, const QString& classColumn) {
    importLabels(path, classColumn, false);
}

void Session::importReference(const QString& path, const QString& classColumn) {
    importLabels(path, classColumn, true);
}

namespace {

/// Labels as areas and as pixels, or the columns of which one must be chosen for the class.
struct ImportedLabels {
    samples::TrainingAreas areas;
    samples::LabelledPixels pixels;
    QStringList columns;
};

base::Result<ImportedLabels> readLabels(const std::string& path, const raster::Grid& grid, const std::string& classColumn,
                                        std::stop_token stop) {
    ImportedLabels labels;
    auto areas = samples::readAreas(path, grid, classColumn);
    if (!areas && classColumn.empty() && samples::isVectorFile(path))
        if (const auto columns = samples::vectorColumns(path); columns && !samples::hasUsualColumn(*columns)) {
            for (const auto& column : *columns) labels.columns << QString::fromStdString(column);
            if (labels.columns.size() > 1) return labels;
        }
    if (!areas) return base::passOn(areas);
    LACUNA_TRY(pixels, samples::labelPixels(*areas, grid, stop));
    LACUNA_TRY_STATUS(samples::checkInside(*areas, pixels.set, grid, path));
    labels.areas = std::move(*areas);
    labels.pixels = std::move(pixels);
    return labels;
}

}  // namespace

void Session::importLabels(const QString& path, const QString& classColumn, bool asReference) {
    // The scene may still be opening: its grid is looked up when this job's turn has come.
    files_.start<bool>(
        tr("Opening %1").arg(nameOf(path)), [](std::stop_token, base::Progress&) -> base::Result<bool> { return true; },
        [this, path, classColumn, asReference](base::Result<bool> turn) {
            if (!turn) return report(turn.error());
            if (!hasScene())
                return report({base::ErrorCode::Usage, "open " + path.toStdString(),
                               "there are no sensors yet to lay the labels on. Open the rasters of the scene first."});
            files_.start<ImportedLabels>(
                tr("Opening %1").arg(nameOf(path)),
                [file = path.toStdString(), sceneGrid = scene_.grid, column = classColumn.toStdString()](std::stop_token stop, base::Progress&) {
                    return readLabels(file, sceneGrid, column, stop);
                },
                [this, path, asReference](base::Result<ImportedLabels> labels) {
                    if (!labels) return report(labels.error());
                    if (!labels->columns.isEmpty()) return Q_EMIT classColumnNeeded(path, labels->columns, asReference);
                    if (asReference) return takeReference(path, samples::withoutEmptyClasses(std::move(labels->pixels.set)));
                    samples_.open(path, std::move(labels->areas), std::move(labels->pixels), !shown_);
                });
        });
}

void Session::takeReference(const QString& path, samples::SampleSet set) {
    if (referenceLayer_ && layers_.positionOf(referenceLayer_) >= 0) layers_.remove(referenceLayer_);
    auto added = std::make_unique<SampleLayer>(tr("Reference: %1").arg(nameOf(path)), scene_.grid, set);
    added->setVisible(!shown_);
    referenceLayer_ = added.get();
    layers_.add(std::move(added));
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
