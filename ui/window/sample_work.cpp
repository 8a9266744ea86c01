#include "ui/window/sample_work.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QInputDialog>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>
#include <QUndoStack>

#include "samples/area_files.h"
#include "ui/samples/samples_panel.h"
#include "ui/window/file_choosers.h"
#include "ui/window/session.h"
#include "ui/window/training_panel.h"
#include "ui/window/window_actions.h"

namespace lacuna::ui {

SampleWork::SampleWork(Session* session, MapCanvas* canvas, WindowActions* actions, QUndoStack* undo, QMainWindow* window)
    : QObject(window), session_(session), actions_(actions), window_(window), tools_(new SampleTools(session->samples(), canvas, this)),
      panel_(new SamplesPanel(session->samples(), tools_)) {
    session_->samples()->setUndoStack(undo);
    connectActions();
    connect(tools_, &SampleTools::noticed, this, &SampleWork::noticed);
    connect(tools_, &SampleTools::failed, session_, &Session::failed);
    connect(panel_, &SamplesPanel::failed, this, &SampleWork::failed);
    connect(panel_, &SamplesPanel::importRequested, actions_->importSamples, &QAction::trigger);
    connect(panel_, &SamplesPanel::saveRequested, actions_->saveSamplesAs, &QAction::trigger);
    connect(panel_, &SamplesPanel::trainRequested, this, &SampleWork::trainRequested);
    connect(session_, &Session::sceneChanged, this, &SampleWork::followSensors);
    connect(session_, &Session::classColumnNeeded, this, &SampleWork::askForColumn);
    for (auto signal : {&Session::samplesChanged, &Session::trainingChanged, &Session::sceneChanged}) connect(session_, signal, this, &SampleWork::updateActions);
    connect(session_->samples(), &SampleDocument::selectionChanged, this, &SampleWork::updateActions);
    connect(session_->samples(), &SampleDocument::factsChanged, this, &SampleWork::updateActions);
    updateActions();
}

SampleWork::~SampleWork() { session_->samples()->setUndoStack(nullptr); }

void SampleWork::connectActions() {
    using Kind = SampleTools::Kind;
    const std::map<Kind, QAction*> actions{{Kind::Select, actions_->sampleSelect}, {Kind::Point, actions_->samplePoint}, {Kind::Polygon, actions_->samplePolygon},
                                           {Kind::Brush, actions_->sampleBrush},   {Kind::Grow, actions_->sampleGrow},   {Kind::Split, actions_->sampleSplit}};
    for (const auto& [kind, action] : actions) connect(action, &QAction::triggered, this, [this, kind = kind] { tools_->use(kind); });
    connect(tools_, &SampleTools::used, this, [actions](Kind kind) {
        if (const auto found = actions.find(kind); found != actions.end()) found->second->setChecked(true);
    });
    // A question before closing whose file dialog was cancelled is forgotten.
    connect(actions_->saveSamples, &QAction::triggered, this, [this] { closesWhenSaved_ = false, save(); });
    connect(actions_->saveSamplesAs, &QAction::triggered, this, [this] { closesWhenSaved_ = false, saveAs(); });
    connect(actions_->separateAreas, &QAction::triggered, session_->samples(), &SampleDocument::separateSelection);
    connect(actions_->showSplit, &QAction::toggled, session_->samples(), &SampleDocument::showSplit);
    connect(session_->samples(), &SampleDocument::splitShownChanged, actions_->showSplit, &QAction::setChecked);
}

void SampleWork::updateActions() {
    const bool scene = session_->hasScene(), any = session_->hasSamples();
    for (auto* action : {actions_->sampleSelect, actions_->samplePoint, actions_->samplePolygon, actions_->sampleBrush, actions_->sampleGrow, actions_->sampleSplit})
        action->setEnabled(scene);
    actions_->saveSamples->setEnabled(any && session_->samples()->isModified());
    actions_->saveSamplesAs->setEnabled(any);
    actions_->separateAreas->setEnabled(session_->samples()->canSeparate());
    const auto& facts = session_->samples()->facts();
    actions_->showSplit->setEnabled(facts && facts->split);
    panel_->setCanTrain(scene && any && !session_->isTraining());
}

void SampleWork::followSensors() {
    QStringList names;
    std::vector<int> bands;
    for (const auto& modality : session_->scene().modalities) {
        if (modality.files.empty()) continue;
        names << QString::fromStdString(modality.name);
        bands.push_back(modality.bands);
    }
    // The model may have put the sensors into another order.
    session_->samples()->setSensors(session_->scene().givenSources(), session_->scene().align);
    panel_->setSensors(names, bands);
}

void SampleWork::connectTraining(TrainingPanel* training) {
    training_ = training;
    connect(training_, &TrainingPanel::settingsChanged, this, &SampleWork::followSettings);
    followSettings();
}

void SampleWork::followSettings() {
    const auto options = training_->options();
    if (!options) return;
    SplitSettings split;
    split.kind = QString::fromStdString(options->split);
    split.blocks = {options->blockSize, options->buffer, options->trainFraction, static_cast<std::uint64_t>(options->trainer.seed)};
    split.patchSize = options->patchSize;
    session_->samples()->setSplitSettings(split);
}

void SampleWork::save() {
    const auto path = session_->samples()->path();
    // A label raster does not hold areas: what was drawn onto one is kept as a GeoPackage.
    const bool holdsAreas = QFileInfo(path).suffix().toLower() == "gpkg";
    holdsAreas ? write(path) : saveAs();
}

void SampleWork::saveAs() {
    const auto now = session_->samples()->path();
    const auto given = session_->scene().givenSources();
    if (given.empty()) return;
    QDir folder = QFileInfo(now.isEmpty() ? QString::fromStdString(given.front().files.front()) : now).absoluteDir();
    if (!QFileInfo(folder.path()).isWritable()) folder = QDir::home();
    const QString name = now.isEmpty() ? QStringLiteral("samples") : QFileInfo(now).completeBaseName();
    chooseDestination(window_, {"saveSamplesDialog", tr("Save the samples as"), sampleFilter(), folder.filePath(name + ".gpkg"), "gpkg"},
                      [this](const QString& path) { write(path); });
}

void SampleWork::write(const QString& path) {
    const auto areas = session_->samples()->sharedAreas();
    session_->save(
        path, [areas, grid = session_->scene().grid, file = path.toStdString()] { return samples::writeAreas(file, *areas, grid); }, {},
        [this, path, areas] {
            session_->samples()->markSaved(path, areas);
            if (std::exchange(closesWhenSaved_, false)) window_->close();
        });
}

void SampleWork::askForColumn(const QString& path, const QStringList& columns, bool asReference) {
    auto* dialog = new QInputDialog(window_);
    dialog->setObjectName("classColumnDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(false);
    dialog->setWindowTitle(tr("Class column"));
    dialog->setLabelText(tr("Which column of %1 says the class?").arg(QFileInfo(path).fileName()));
    dialog->setComboBoxItems(columns);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, path, asReference](const QString& column) {
        asReference ? session_->importReference(path, column) : session_->importSamples(path, column);
    });
    dialog->show();
}

bool SampleWork::mayClose() {
    if (discarding_ || !session_->hasSamples() || !session_->samples()->isModified()) return true;
    if (question_) {
        question_->raise();
        return false;
    }
    question_ = new QMessageBox(QMessageBox::Question, tr("Samples not saved"), tr("The samples have changes that are not saved."),
                                QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, window_);
    question_->setObjectName("saveSamplesQuestion");
    question_->setAttribute(Qt::WA_DeleteOnClose);
    question_->setModal(false);
    connect(question_, &QMessageBox::buttonClicked, this, [this](QAbstractButton* button) {
        const auto choice = question_->standardButton(button);
        question_.clear();
        discarding_ = choice == QMessageBox::Discard;
        closesWhenSaved_ = choice == QMessageBox::Save;
        if (discarding_) window_->close();
        if (closesWhenSaved_) save();
    });
    question_->show();
    return false;
}

}  // namespace lacuna::ui
