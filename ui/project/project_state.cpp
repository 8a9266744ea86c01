#include "ui/project/project_state.h"

#include <QLayout>
#include <QMainWindow>
#include <algorithm>

#include "ui/canvas/map_canvas.h"
#include "ui/project/layer_states.h"
#include "ui/window/session.h"
#include "ui/window/training_panel.h"

namespace lacuna::ui {
namespace {

constexpr int layoutVersion = 1;

bool sameSources(const std::vector<raster::ModalitySource>& one, const std::vector<raster::ModalitySource>& other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const auto& a, const auto& b) { return a.name == b.name && a.files == b.files; });
}

}  // namespace

ProjectState::ProjectState(Session* session, MapCanvas* canvas, TrainingPanel* training, QMainWindow* window)
    : QObject(window), session_(session), canvas_(canvas), training_(training), window_(window) {
    watch();
}

void ProjectState::watch() {
    for (auto signal : {&Session::sceneChanged, &Session::modelChanged, &Session::samplesChanged, &Session::referenceChanged,
                        &Session::classifySettingsChanged})
        connect(session_, signal, this, &ProjectState::changed);
    connect(session_, &Session::switchedOnChanged, this, &ProjectState::changed);
    connect(session_->layers(), &LayerModel::layerChanged, this, &ProjectState::changed);
    connect(session_->layers(), &LayerModel::orderChanged, this, &ProjectState::changed);
    connect(session_->layers(), &LayerModel::layerAdded, this, &ProjectState::layerAdded);
    connect(training_, &TrainingPanel::settingsChanged, this, &ProjectState::changed);
}

void ProjectState::addPart(ProjectPart part) {
    parts_.push_back(std::move(part));
}

project::Project ProjectState::capture() const {
    project::Project project;
    const auto& scene = session_->scene();
    if (session_->hasScene()) {
        project.sensors = scene.givenSources();
        project.align = scene.align;
        for (int i = 0; i < scene.modalityCount(); ++i)
            if (base::isPresent(scene.given, i) && !base::isPresent(session_->switchedOn(), i))
                project.lost.push_back(scene.modalities[static_cast<std::size_t>(i)].name);
    }
    project.samples = session_->samplesPath().toStdString();
    project.reference = session_->referencePath().toStdString();
    project.referenceColumn = session_->referenceColumn().toStdString();
    for (const auto* model : session_->models()) {
        if (model == session_->shownModel()) project.shownModel = static_cast<int>(project.models.size());
        project.models.push_back(model->model->path);
    }
    project.training = training_->settings();
    project.classifying = session_->classifyChanges();
    project.layers = layerStates(*session_);
    if (session_->hasScene()) project.view = project::ViewState{canvas_->center().x(), canvas_->center().y(), canvas_->scale()};
    project.windowLayout = window_->saveState(layoutVersion).toBase64().toStdString();
    project.parts = unknownParts_;
    for (const auto& part : parts_) {
        auto kept = part.save();
        if (!kept.empty()) project.parts[part.name] = std::move(kept);
    }
    return project;
}

void ProjectState::apply(const project::Project& project, bool layout) {
    const int run = ++run_;
    applying_ = 1;
    session_->closeAll();
    expected_.clear();
    unknownParts_ = project.parts;
    for (const auto& part : parts_) unknownParts_.erase(part.name);
    if (layout && !project.windowLayout.empty()) {
        // Qt shows the tabs one after another; a layout that is active meanwhile takes their list away under its hands.
        window_->layout()->setEnabled(false);
        window_->restoreState(QByteArray::fromBase64(QByteArray::fromStdString(project.windowLayout)), layoutVersion);
        window_->layout()->setEnabled(true);
        window_->layout()->activate();
    }
    training_->setSettings(project.training);
    if (const auto status = session_->setClassifySettings(project.classifying); !status) Q_EMIT session_->failed(status.error());
    training_->showClassifySettings();
    if (!project.sensors.empty()) session_->openSensors(project.sensors, project.align);
    session_->whenOpened([this, project, run] {
        if (run != run_) return;
        openRest(project);
        session_->whenOpened([this, project, run] {
            if (run != run_) return;
            settle(project);
        });
    });
}

/// Models and labels, when the sensors are there.
void ProjectState::openRest(const project::Project& project) {
    if (session_->hasScene()) {
        switchSensors(project);
        if (!project.samples.empty()) session_->importSamples(QString::fromStdString(project.samples));
        if (!project.reference.empty()) session_->importReference(QString::fromStdString(project.reference), QString::fromStdString(project.referenceColumn));
    }
    for (const auto& model : project.models) session_->openModel(QString::fromStdString(model));
}

void ProjectState::switchSensors(const project::Project& project) {
    const auto& scene = session_->scene();
    auto pattern = scene.given;
    for (int i = 0; i < scene.modalityCount(); ++i)
        if (std::find(project.lost.begin(), project.lost.end(), scene.modalities[static_cast<std::size_t>(i)].name) != project.lost.end())
            pattern = base::without(pattern, i);
    if (pattern != 0) session_->setSwitchedOn(pattern);
}

void ProjectState::settle(const project::Project& project) {
    const auto index = static_cast<std::size_t>(project.shownModel);
    for (const auto* model : session_->models())
        if (project.shownModel >= 0 && index < project.models.size() && model->model->path == project.models[index]) {
            session_->showModel(model->number);
            break;
        }
    switchSensors(project);
    applyLayerStates(*session_, project.layers);
    for (const auto& state : project.layers)
        if (state.kind == "map") expected_.push_back(state);
    if (project.view && session_->hasScene()) {
        canvas_->setScale(project.view->scale);
        canvas_->setCenter({project.view->column, project.view->row});
    }
    for (const auto& part : parts_) {
        const auto found = project.parts.find(part.name);
        part.restore(found == project.parts.end() ? nlohmann::json::object() : found->second);
    }
    // What the parts read comes before the end.
    session_->whenOpened([this, run = run_] {
        if (run != run_) return;
        applying_ = 0;
        Q_EMIT opened();
        finish();
    });
}

void ProjectState::finish() {
    applying_ = 0;
    Q_EMIT done();
    Q_EMIT changed();
}

void ProjectState::applyContents(const project::Project& project) {
    const int run = ++run_;
    applying_ = 1;
    Q_EMIT changed();
    training_->setSettings(project.training);
    if (project.classifying != session_->classifyChanges()) {
        if (const auto status = session_->setClassifySettings(project.classifying); !status) Q_EMIT session_->failed(status.error());
        training_->showClassifySettings();
    }
    const auto now = capture();
    if (project.sensors.empty() && session_->hasScene()) session_->closeAll();
    else if (!sameSources(project.sensors, now.sensors) || project.align != now.align) session_->openSensors(project.sensors, project.align);
    session_->whenOpened([this, project, run] {
        if (run != run_) return;
        for (const auto* model : session_->models())
            if (std::find(project.models.begin(), project.models.end(), model->model->path) == project.models.end())
                session_->takeModel(model->number);
        const auto there = capture();
        for (const auto& path : project.models)
            if (std::find(there.models.begin(), there.models.end(), path) == there.models.end())
                session_->openModel(QString::fromStdString(path));
        const auto labels = [&](const std::string& wanted, const std::string& column, bool same, auto clear, auto import) {
            if (same) return;
            if (wanted.empty()) (session_->*clear)();
            else (session_->*import)(QString::fromStdString(wanted), QString::fromStdString(column));
        };
        const bool sameReference = project.reference == there.reference && project.referenceColumn == there.referenceColumn;
        labels(project.samples, {}, project.samples == there.samples, &Session::clearSamples, &Session::importSamples);
        labels(project.reference, project.referenceColumn, sameReference, &Session::clearReference, &Session::importReference);
        session_->whenOpened([this, project, run] {
            if (run != run_) return;
            const auto index = static_cast<std::size_t>(project.shownModel);
            for (const auto* model : session_->models())
                if (project.shownModel >= 0 && index < project.models.size() && model->model->path == project.models[index]) {
                    session_->showModel(model->number);
                    break;
                }
            switchSensors(project);
            finish();
        });
    });
}

/// A map of the project that is made now looks as it did. Not at once: the session names it after it was added.
void ProjectState::layerAdded(Layer* layer) {
    Q_EMIT changed();
    if (expected_.empty()) return;
    QMetaObject::invokeMethod(this, [this, layer = QPointer<Layer>(layer)] {
        if (!layer) return;
        const auto [kind, name] = session_->roleOf(layer);
        const auto found = std::find_if(expected_.begin(), expected_.end(), [kind = kind.toStdString(), name = name.toStdString()](const auto& state) {
            return state.kind == kind && state.name == name;
        });
        if (found == expected_.end()) return;
        applyLayerState(*layer, *found);
        expected_.erase(found);
    }, Qt::QueuedConnection);
}

}  // namespace lacuna::ui
