#include "ui/welcome/first_steps.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>

#include "scenes/synthetic_scene.h"
#include "ui/window/file_choosers.h"
#include "ui/window/window_actions.h"

namespace lacuna::ui {

FirstSteps::FirstSteps(Session* session, WindowActions* actions, QWidget* window, SampleFolders folders)
    : QObject(window), session_(session), actions_(actions), window_(window), folders_(std::move(folders)) {}

void FirstSteps::openSample() {
    const auto scene = sample();
    if (!scene.isHere()) return makeSample();
    session_->openSensors(scene.sensors);
    if (scene.model.isEmpty()) {
        session_->importSamples(scene.labels);
        return session_->whenOpened([this] { trainSample(); });
    }
    session_->openModel(scene.model);
    if (!scene.reference.isEmpty()) session_->importReference(scene.reference);
}

void FirstSteps::trainSample() {
    if (!session_->hasScene() || !session_->hasSamples()) return;
    const auto scene = sample();
    jobs::TrainOptions options;
    options.split = "blocks";
    const QString model = scene.synthetic ? folders_.ownScene() + "/model.safetensors" : folders_.ownModel();
    options.out = model.toStdString();
    if (!QDir().mkpath(QFileInfo(model).path()))
        return Q_EMIT session_->failed({base::ErrorCode::Io, "train the sample's model",
                                        "the folder " + QFileInfo(model).path().toStdString() + " cannot be made. Check its rights, or set XDG_DATA_HOME to another folder."});
    Q_EMIT panelWanted("trainingDock");
    session_->train(std::move(options));
    Q_EMIT noticed(tr("The sample's model is being trained; its map follows by itself."));
}

void FirstSteps::makeSample() {
    const QString folder = folders_.ownScene();
    session_->save(
        folder,
        [folder = folder.toStdString()](std::stop_token stop) -> base::Status {
            base::Progress progress;
            LACUNA_TRY(files, scenes::makeScene(folder, scenes::SceneOptions(), stop, progress));
            (void)files;
            return {};
        },
        tr("Making a sample scene"), [this] { openSample(); });
}

void FirstSteps::openSensors(std::function<void()> then) {
    chooseFiles(window_, {"openSensorsDialog", tr("Open the rasters of a scene, one for each sensor"), rasterFilter(), {}, {}},
                [this, then](const QStringList& files) {
                    std::vector<std::string> paths;
                    for (const auto& file : files) paths.push_back(file.toStdString());
                    const auto names = guessModalityNames(paths);
                    std::vector<raster::ModalitySource> sources;
                    for (std::size_t i = 0; i < paths.size(); ++i) sources.push_back({names[i], {paths[i]}});
                    session_->openSensors(std::move(sources));
                    if (!then) return;
                    session_->whenOpened([this, then] {
                        if (session_->hasScene()) then();
                    });
                });
}

void FirstSteps::openModel(const QString& title, std::function<void()> then) {
    chooseFile(window_, {"openModelDialog", title, modelFilter(), {}, {}}, [this, then](const QString& file) {
        session_->openModel(file);
        session_->whenOpened([this, then] {
            if (session_->canClassify()) then();
        });
    });
}

void FirstSteps::mapWithModel() {
    openSensors([this] {
        openModel(tr("Open the model to map with"), [this] { Q_EMIT noticed(tr("The map is being made. Click a sensor above it, or press its number, to lose it.")); });
    });
}

void FirstSteps::collectSamples() {
    openSensors([this] {
        Q_EMIT panelWanted("samplesDock");
        actions_->samplePolygon->trigger();
        Q_EMIT noticed(tr("Add a class in the Samples panel, then draw areas of it on the map."));
    });
}

void FirstSteps::askCost() {
    openSensors([this] {
        openModel(tr("Open the model to ask"), [this] {
            actions_->whatIf->trigger();
            if (!session_->reference())
                Q_EMIT noticed(tr("With reference labels (Samples › Import Reference) the study also says what a loss costs in accuracy."));
        });
    });
}

}  // namespace lacuna::ui
