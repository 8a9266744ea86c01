#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <QTemporaryDir>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/device.h"
#include "jobs/classify_job.h"
#include "jobs/train_job.h"
#include "samples/sample_set.h"
#include "ui/canvas/layer_model.h"
#include "ui/canvas/sample_layer.h"
#include "ui/jobs/job_runner.h"
#include "ui/samples/sample_document.h"
#include "ui/window/export_options.h"
#include "ui/window/session_model.h"

namespace lacuna::ui {

/// Everything that is open and what was made of it: sensors, samples, models, for each model one map for each subset of
/// sensors with its accuracy and the what-if study, the training curve. No widgets; lives on the GUI thread and does
/// all work by jobs, in three lanes: files (opening, comparing, saving), maps (classifying what is shown) and studies
/// (training, what-if).
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(const plugins::MethodRegistry& methods, QObject* parent = nullptr);
    ~Session() override;

    LayerModel* layers() { return &layers_; }
    const plugins::MethodRegistry& methods() const { return methods_; }
    JobRunner& files() { return files_; }
    /// Queues the writing of a file (or, with another `activity`, of a folder); saved() or failed() tells how it ended,
    /// and `done` is called when it ended well.
    void save(const QString& path, std::function<base::Status()> write, const QString& activity = {}, std::function<void()> done = {});
    /// The same for what takes long and can be stopped.
    void save(const QString& path, std::function<base::Status(std::stop_token)> write, const QString& activity = {},
              std::function<void()> done = {});
    JobRunner& mapJobs() { return mapJobs_; }
    JobRunner& studies() { return studies_; }
    bool isIdle() const { return !files_.isBusy() && !mapJobs_.isBusy() && !studies_.isBusy() && !samples_.isBusy(); }

    // What is open. Opening is queued: the files are read in the order asked for.
    const Scene& scene() const { return scene_; }
    bool hasScene() const { return scene_.modalityCount() > 0; }
    QStringList sensorNames() const;
    const std::shared_ptr<const samples::SampleSet>& reference() const { return reference_; }
    QString referencePath() const { return referencePath_; }
    QString samplesPath() const { return samples_.path(); }
    /// The samples that train, drawn or imported.
    SampleDocument* samples() { return &samples_; }
    bool hasSamples() const { return !samples_.isEmpty(); }
    const std::optional<engine::Device>& device() const { return device_; }

    void openSensors(std::vector<raster::ModalitySource> sources, bool align = false);
    void addSensor(const raster::ModalitySource& source, bool align = false);
    /// Tries the last sensors that did not fit again, warped to the first one's grid.
    void alignRefusedSensors();
    bool hasRefusedSensors() const { return !refused_.empty(); }
    /// `classColumn` of a vector file; empty: guessed, and asked for by classColumnNeeded() where that fails.
    void importSamples(const QString& path, const QString& classColumn = {});
    void importReference(const QString& path, const QString& classColumn = {});
    /// Files of any kind (dropped on the window): rasters become sensors, the others what they are.
    void openFiles(const QStringList& paths);
    /// Puts everything away, what is under way included.
    void closeAll();
    void clearSamples();
    void clearReference();
    /// Called when everything that was asked to be opened so far has been, or has failed.
    void whenOpened(std::function<void()> then);
    /// "sensor HS", "samples", "reference", "map model.safetensors without …": what a layer is to a project, as kind and
    /// name; empty for the others.
    std::pair<QString, QString> roleOf(const Layer* layer) const;

    // Models. Any number may be open, one is shown; the sensors' switches are the same for all.
    std::vector<const SessionModel*> models() const;  ///< in the order they were opened
    const SessionModel* findModel(int number) const;  ///< null when it is closed
    const SessionModel* shownModel() const { return shown_; }
    std::shared_ptr<const OpenModel> model() const { return shown_ ? shown_->model : nullptr; }
    /// Shows the model; one from the same file is replaced.
    void openModel(const QString& path);
    void showModel(int number);
    /// Closes a model, or opens a closed one again (undo). The neighbour of a shown one is shown next.
    std::unique_ptr<SessionModel> takeModel(int number);
    void putModel(std::unique_ptr<SessionModel> model, int position);
    /// "MaMOL" for "MaMOL (missing-aware mixture of LoRA experts)"; the id of a method that isn't installed.
    QString methodName(const std::string& id) const;

    // Sensors and maps. Where a subset is enough to name a map, it is one of the shown model.
    base::Availability switchedOn() const { return switchedOn_; }
    /// All sensors that have files.
    base::Availability complete() const { return scene_.given; }
    /// Refused with a notice when it would leave no sensor. The map of the new subset follows.
    void setSwitchedOn(base::Availability pattern);
    void toggleSensor(int sensor);
    QString describe(base::Availability pattern) const;
    bool canClassify() const { return hasScene() && shown_ != nullptr; }
    MapKey shownMap() const { return mapOf(switchedOn_); }
    MapKey mapOf(base::Availability pattern) const { return {shown_ ? shown_->number : 0, pattern}; }
    /// "without SWIR"; "MaMOL, without SWIR" when several models are open.
    QString titleOf(const MapKey& key) const;
    /// Makes a map unless it is there or under way; mapReady follows in each case.
    void requestMap(const MapKey& key);
    void requestMap(base::Availability pattern) { requestMap(mapOf(pattern)); }
    /// Forgets the map of the subset that is switched on and makes it anew.
    void classifyAgain();
    /// Null until its job has begun.
    ClassMapLayer* mapLayer(const MapKey& key) const;
    ClassMapLayer* mapLayer(base::Availability pattern) const { return mapLayer(mapOf(pattern)); }
    std::optional<MapKey> keyOf(const Layer* layer) const;  ///< nothing for layers that no model here made
    bool isMapComplete(const MapKey& key) const;
    bool isMapComplete(base::Availability pattern) const { return isMapComplete(mapOf(pattern)); }
    /// Hides the other maps made here.
    void showCurrentMapOnly() { showOnly(shownMap()); }
    /// Classification for this map goes on although it isn't shown (the other side of a comparison).
    void setPinned(const std::optional<MapKey>& key) { pinned_ = key; }
    const map::MapAccuracy* accuracy(const MapKey& key) const;
    const map::MapAccuracy* accuracy(base::Availability pattern) const { return accuracy(mapOf(pattern)); }
    /// Null without a recorded run of the subset.
    const metrics::Activation* activation(base::Availability pattern) const;
    std::vector<base::Availability> recordedPatterns() const;
    /// The part of the scene that is classified first.
    void setFocus(std::function<raster::Window()> focus) { focus_ = std::move(focus); }
    jobs::ClassifyOptions classifySettings() const { return classifySettings_; }
    /// Stride, tile size, device and so on, from a form. Maps made with other settings are forgotten.
    base::Status setClassifySettings(const nlohmann::json& changes);
    /// What of them differs from the defaults.
    nlohmann::json classifyChanges() const;

    // What sensors lose short of being switched off: parts of the scene, quality. One state holds for all models; maps of
    // other states are put aside and come back with them.
    const SceneLosses& losses() const { return losses_; }
    const loss::SensorLoss* lossOf(int sensor) const;  ///< null when it has lost nothing
    void setLosses(SceneLosses losses);
    /// Reads a footprint (loss::readFootprint) and hands over the present losses with it added to the sensor's.
    void readPart(int sensor, const std::string& footprint, std::function<void(SceneLosses)> taken);
    /// "VNIR 37 % lost, SWIR degraded": of the sensors in a subset; empty when they have lost nothing.
    QString describeLosses(base::Availability pattern) const;
    /// Of the complete map of the scene as it is, whatever is lost now; null while there is none.
    const map::MapAccuracy* untouchedAccuracy() const;

    // Studies.
    /// What a study of the shown model reads: all sensors, with what they have lost. canClassify() must hold.
    jobs::ClassifyOptions studySettings() const;
    void runWhatIf();
    /// What a study of the scene as it is would be run with; without an out folder. canClassify() must hold.
    jobs::WhatIfOptions studyOptions() const;
    const std::optional<jobs::WhatIfResult>& whatIf() const;
    /// Sensors, labels and destination are filled in here; the rest is as set.
    void train(jobs::TrainOptions options);
    /// Of the running or last training, else the open model's.
    const std::vector<engine::EpochReport>& curve() const { return curve_; }
    bool isTraining() const { return training_; }
    /// What goes on, as jobs::toJson writes it; empty: nothing.
    const nlohmann::json& runningTraining() const { return runningTraining_; }
    bool isStudying() const { return studying_; }

    void exportMap(base::Availability pattern, const QString& path, const ExportChoice& choice = {});
    /// The tables of the shown model's study, as jobs::writeWhatIfTables writes them.
    void exportStudy(const QString& folder);

Q_SIGNALS:
    void sceneChanged();
    void modelChanged();  ///< another one is shown, or the list changed
    void samplesChanged();
    void referenceChanged();
    /// A vector file whose class column can't be guessed.
    void classColumnNeeded(const QString& path, const QStringList& columns, bool asReference);
    void deviceChanged();
    void switchedOnChanged(lacuna::base::Availability pattern);
    void lossesChanged();
    void mapStarted(lacuna::base::Availability pattern);
    void mapReady(lacuna::base::Availability pattern);
    void mapRemoved(lacuna::base::Availability pattern);
    void accuracyChanged(lacuna::base::Availability pattern);
    void activationChanged();
    void whatIfChanged();
    void classifySettingsChanged();
    void trainingChanged();  ///< began, an epoch, ended
    void saved(const QString& path);
    void failed(const lacuna::base::Error& error);
    void noticed(const QString& sentence);  ///< for the status bar
    void idle();                            ///< no job is left

private:
    void report(const base::Error& error);
    void takeScene(Scene scene);
    void takeReference(const QString& path, samples::SampleSet set);
    void importLabels(const QString& path, const QString& classColumn, bool asReference);
    void showSensors();
    void settle();
    void chooseDevice();

    void addModel(const std::shared_ptr<const OpenModel>& model);
    void show(SessionModel* model);
    void closeMisfits();
    bool arrangeSensors();
    QString freeTitle(const OpenModel& model) const;
    void retitleMaps();
    void takeCurve();
    SessionModel* modelOf(int number) const;
    SessionModel* modelOfGeneration(quint64 generation) const;
    const SessionModel::Map* mapAt(const MapKey& key) const;
    void forgetMaps(SessionModel& model);
    void forgetAllMaps();

    void startClassify(const MapKey& key);
    jobs::ClassifyOptions optionsOf(const MapKey& key) const;
    map::MapState stateOf(const MapKey& key) const;
    void showKept(const MapKey& key, ClassMapLayer& layer);
    void addLosses(jobs::ClassifyOptions& options, const SessionModel& model, base::Availability pattern) const;
    void putAside(SessionModel& model, const std::string& from, const std::string& to);
    void dropAside(SessionModel& model, const std::string& state);
    void dropAllAside(SessionModel& model);
    void classified(const MapKey& key, base::Result<jobs::ClassifyResult> result, ClassMapLayer* layer);
    ClassMapLayer* addMap(const MapKey& key, std::unique_ptr<ClassMapLayer> layer);
    void loadMap(const MapKey& key);
    void showOnly(const MapKey& key);
    void stopUnwanted();
    void judge(const MapKey& key);
    void judgeAll();
    void layerTaken(Layer* layer);
    void layerAdded(Layer* layer);
    int mapStride() const { return classifySettings_.stride; }

    const plugins::MethodRegistry& methods_;
    LayerModel layers_;
    SampleDocument samples_{&layers_};
    Scene scene_;
    std::vector<raster::ModalitySource> refused_;
    std::vector<std::unique_ptr<SessionModel>> models_;
    SessionModel* shown_ = nullptr;
    int lastModel_ = 0;
    quint64 lastGeneration_ = 0;
    std::shared_ptr<const samples::SampleSet> reference_;
    QString referencePath_;
    QPointer<SampleLayer> referenceLayer_;
    std::optional<engine::Device> device_;
    base::Availability switchedOn_ = 0;
    SceneLosses losses_;
    std::optional<MapKey> pinned_;
    std::function<raster::Window()> focus_;
    jobs::ClassifyOptions classifySettings_;
    std::shared_ptr<map::TileCache> tiles_ = std::make_shared<map::TileCache>();
    std::vector<engine::EpochReport> curve_;
    bool training_ = false;
    nlohmann::json runningTraining_ = nlohmann::json::object();
    bool studying_ = false;
    int studyNumber_ = 0;
    QTemporaryDir studyFolder_;

    // Last: they stop before anything that their jobs deliver to goes.
    JobRunner files_;
    JobRunner mapJobs_;
    JobRunner studies_;
};

}  // namespace lacuna::ui

Q_DECLARE_METATYPE(lacuna::base::Error)
