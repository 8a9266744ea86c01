// What each command and panel of the window does.
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>
#include <QVBoxLayout>
#include <map>

#include "base/version.h"
#include "jobs/evaluate_job.h"
#include "ui/canvas/layer_panel.h"
#include "ui/canvas/map_canvas.h"
#include "ui/help/help_desk.h"
#include "ui/project/content_history.h"
#include "ui/project/layer_history.h"
#include "ui/project/missing_panel.h"
#include "ui/project/project_keeper.h"
#include "ui/project/project_state.h"
#include "ui/report/report_dialog.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/views/linked_views.h"
#include "ui/views/sensor_style_panel.h"
#include "ui/views/view_tools.h"
#include "ui/vision/vision_preview.h"
#include "ui/welcome/first_steps.h"
#include "ui/welcome/welcome_page.h"
#include "ui/window/accuracy_panel.h"
#include "ui/window/comparison.h"
#include "ui/window/error_layer.h"
#include "ui/window/experts_panel.h"
#include "ui/window/export_options.h"
#include "ui/window/file_choosers.h"
#include "ui/window/flips.h"
#include "ui/window/loss_tools.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"
#include "ui/window/model_list.h"
#include "ui/window/sample_work.h"
#include "ui/window/status_row.h"
#include "ui/window/training_panel.h"
#include "ui/window/undo_commands.h"
#include "ui/window/what_if_panel.h"
#include "ui/window/window_actions.h"

namespace lacuna::ui {

void MainWindow::makeProject() {
    state_ = new ProjectState(session_, canvas_, training_, this);
    keeper_ = new ProjectKeeper(session_, state_, missing_, offers_, &undo_, this, keepsSettings_);
    new ContentHistory(state_, &undo_, this);
    new LayerHistory(session_->layers(), &undo_, this);
    const auto& a = *actions_;
    connect(a.newProject, &QAction::triggered, keeper_, &ProjectKeeper::newProject);
    connect(a.openProject, &QAction::triggered, keeper_, &ProjectKeeper::chooseAndOpen);
    connect(a.saveProject, &QAction::triggered, keeper_, [this] { keeper_->save(); });
    connect(a.saveProjectAs, &QAction::triggered, keeper_, [this] { keeper_->saveAs(); });
    connect(a.recentMenu, &QMenu::aboutToShow, keeper_, [this] { keeper_->fillRecent(actions_->recentMenu); });
    connect(keeper_, &ProjectKeeper::changed, this, &MainWindow::showTitle);
    connect(keeper_, &ProjectKeeper::failed, this, &MainWindow::showError);
    connect(keeper_, &ProjectKeeper::noticed, this, [this](const QString& sentence) { status_->say(sentence); });
    connect(keeper_, &ProjectKeeper::opened, this, [this] {
        findChild<QDockWidget*>("missingDock")->setVisible(!missing_->isEmpty());
        lastPattern_ = session_->switchedOn();
        updateSensorMenu();
        updateActions();
    });
    connect(missing_, &MissingPanel::changed, this, [this] {
        auto* dock = findChild<QDockWidget*>("missingDock");
        dock->setVisible(!missing_->isEmpty());
        if (!missing_->isEmpty()) dock->raise();
    });
    // A step that opens files is under way until they are open.
    connect(state_, &ProjectState::changed, this, [this] {
        actions_->undo->setEnabled(undo_.canUndo() && !state_->isApplying());
        actions_->redo->setEnabled(undo_.canRedo() && !state_->isApplying());
    });
}

/// The project's name, else those of the sensors' files; with a mark when there is something to save.
void MainWindow::showTitle() {
    QStringList files;
    for (const auto& source : session_->scene().givenSources())
        files << QFileInfo(QString::fromStdString(source.files.front())).fileName();
    const QString name = keeper_->path().isEmpty() ? files.join(", ") : QFileInfo(keeper_->path()).completeBaseName();
    setWindowTitle(name.isEmpty() ? tr("Lacuna") : tr("%1[*] — Lacuna").arg(name));
    setWindowModified(!name.isEmpty() && keeper_->isModified());
}

void MainWindow::connectFiles() {
    const auto& a = *actions_;
    connect(a.openSensors, &QAction::triggered, steps_, [this] { steps_->openSensors(); });
    connect(a.addSensor, &QAction::triggered, this, [this] {
        chooseFiles(this, {"addSensorDialog", tr("Add another sensor of the scene"), rasterFilter(), {}, {}},
                    [this](const QStringList& files) { addChosenSensors(files); });
    });
    connect(a.importSamples, &QAction::triggered, this, [this] {
        chooseFile(this, {"importSamplesDialog", tr("Import training samples"), labelFilter(), {}, {}},
                   [this](const QString& file) { session_->importSamples(file); });
    });
    connect(a.importReference, &QAction::triggered, this, [this] {
        chooseFile(this, {"importReferenceDialog", tr("Import reference labels"), labelFilter(), {}, {}},
                   [this](const QString& file) { session_->importReference(file); });
    });
    connect(a.openModel, &QAction::triggered, this, [this] {
        chooseFile(this, {"openModelDialog", tr("Open a model"), modelFilter(), {}, {}},
                   [this](const QString& file) { session_->openModel(file); });
    });
    connect(a.exportMap, &QAction::triggered, this, &MainWindow::exportShownMap);
    connect(a.writeReport, &QAction::triggered, this, [this] { (new ReportDialog(session_, this))->show(); });
    connect(a.saveScreenshot, &QAction::triggered, this, &MainWindow::saveScreenshot);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.undo, &QAction::triggered, this, [this] {
        undoing_ = true;
        undo_.undo();
        undoing_ = false;
    });
    connect(a.redo, &QAction::triggered, this, [this] {
        undoing_ = true;
        undo_.redo();
        undoing_ = false;
    });
    connect(&undo_, &QUndoStack::canUndoChanged, a.undo, &QAction::setEnabled);
    connect(&undo_, &QUndoStack::canRedoChanged, a.redo, &QAction::setEnabled);
    connect(&undo_, &QUndoStack::undoTextChanged, a.undo, [action = a.undo](const QString& what) { action->setText(tr("&Undo %1").arg(what)); });
    connect(&undo_, &QUndoStack::redoTextChanged, a.redo, [action = a.redo](const QString& what) { action->setText(tr("&Redo %1").arg(what)); });
    a.undo->setEnabled(false);
    a.redo->setEnabled(false);
}

void MainWindow::addChosenSensors(const QStringList& files) {
    std::vector<std::string> paths;
    for (const auto& file : files) paths.push_back(file.toStdString());
    const auto names = guessModalityNames(paths, session_->scene().modalityNames());
    auto sources = session_->scene().givenSources();
    for (std::size_t i = 0; i < paths.size(); ++i) sources.push_back({names[i], {paths[i]}});
    session_->openSensors(std::move(sources));
}

void MainWindow::connectView() {
    const auto& a = *actions_;
    connect(a.pan, &QAction::triggered, this, [this] { canvas_->setTool(MapCanvas::Tool::Pan); });
    connect(a.zoom, &QAction::triggered, this, [this] { canvas_->setTool(MapCanvas::Tool::Zoom); });
    connect(a.identify, &QAction::triggered, this, [this] { canvas_->setTool(MapCanvas::Tool::Identify); });
    connect(a.zoomIn, &QAction::triggered, this, [this] { canvas_->setScale(canvas_->scale() * 1.5); });
    connect(a.zoomOut, &QAction::triggered, this, [this] { canvas_->setScale(canvas_->scale() / 1.5); });
    connect(a.fullExtent, &QAction::triggered, canvas_, &MapCanvas::zoomToFullExtent);
    connect(a.refresh, &QAction::triggered, canvas_, &MapCanvas::refresh);
    connect(a.scaleBar, &QAction::toggled, canvas_, &MapCanvas::setScaleBarVisible);
    connect(a.fullScreen, &QAction::toggled, this, [this](bool on) { on ? showFullScreen() : showNormal(); });
    connect(a.themeSystem, &QAction::triggered, this, [] { setTheme(ThemeChoice::System); });
    connect(a.themeLight, &QAction::triggered, this, [] { setTheme(ThemeChoice::Light); });
    connect(a.themeDark, &QAction::triggered, this, [] { setTheme(ThemeChoice::Dark); });
    connect(a.nextPanel, &QAction::triggered, this, &MainWindow::nextPanel);
    connect(a.resetLayout, &QAction::triggered, this, &MainWindow::layOut);
    connect(a.keys, &QAction::triggered, this, &MainWindow::showKeys);
    connect(a.about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(a.showSamples, &QAction::triggered, this, [this](bool on) {
        for (auto* layer : session_->layers()->layers(LayerGroup::Samples)) layer->setVisible(on);
    });
}

void MainWindow::connectStudies() {
    const auto& a = *actions_;
    connect(a.restoreAll, &QAction::triggered, this, [this] { session_->setSwitchedOn(session_->complete()); });
    connect(a.train, &QAction::triggered, this, [this] {
        raisePanel("trainingDock");
        training_->train();
    });
    connect(a.classify, &QAction::triggered, session_, &Session::classifyAgain);
    connect(a.whatIf, &QAction::triggered, this, [this] {
        raisePanel("whatIfDock");
        session_->runWhatIf();
    });
    using Mode = Comparison::Mode;
    const std::map<Mode, QAction*> modes{{Mode::Single, a.single}, {Mode::Swipe, a.swipe}, {Mode::SideBySide, a.sideBySide}, {Mode::Flicker, a.flicker}, {Mode::Disagreement, a.disagreement}};
    for (const auto& [mode, action] : modes) connect(action, &QAction::triggered, this, [this, mode = mode] { comparison_->setMode(mode); });
    connect(comparison_, &Comparison::modeChanged, this, [this, modes](Mode mode) {
        modes.at(mode)->setChecked(true);
        if (mode != Mode::Single) flips_->setOn(false);
        updateActions();
    });
    connect(flips_, &Flips::changed, this, [this] {
        if (flips_->isOn() && comparison_->mode() != Mode::Single) comparison_->setMode(Mode::Single);
        updateActions();
    });
    connect(disagreement_, &Disagreement::changed, this, &MainWindow::updateActions);
    connect(viewTools_, &ViewTools::noticed, status_, &StatusRow::say);
    connect(losses_, &LossTools::noticed, status_, &StatusRow::say);
    connect(comparison_, &Comparison::noticed, status_, &StatusRow::say);
}

void MainWindow::connectModels() {
    connect(actions_->closeModel, &QAction::triggered, this, [this] { closeModel(session_->shownMap().model); });
    connect(models_, &ModelList::closeRequested, this, &MainWindow::closeModel);
    connect(models_, &ModelList::compareRequested, comparison_, &Comparison::compareWithModel);
    connect(models_, &ModelList::failed, this, &MainWindow::showMessage);
    connect(models_, &ModelList::showRequested, this, [this](int number) {
        const int before = session_->shownMap().model;
        if (number == before || !session_->findModel(number)) return;
        undoing_ = true;
        undo_.push(new ShowModel(session_, before, number));
        undoing_ = false;
    });
}

void MainWindow::closeModel(int number) {
    if (!session_->findModel(number)) return;
    undoing_ = true;
    undo_.push(new CloseModel(session_, number));
    undoing_ = false;
}

void MainWindow::connectSamples() {
    sampleWork_->connectTraining(training_);
    connect(sampleWork_, &SampleWork::noticed, status_, &StatusRow::say);
    connect(sampleWork_, &SampleWork::failed, this, &MainWindow::showMessage);
    connect(sampleWork_, &SampleWork::trainRequested, actions_->train, &QAction::trigger);
    connect(sampleWork_->tools(), &SampleTools::used, this, [this](SampleTools::Kind kind) {
        if (kind != SampleTools::Kind::None) raisePanel("samplesDock");
    });
}

void MainWindow::connectSession() {
    connect(session_, &Session::failed, this, &MainWindow::showError);
    connect(message_, &MessageBar::actionTriggered, session_, &Session::alignRefusedSensors);
    connect(session_, &Session::saved, this, [this](const QString& path) { status_->say(tr("Saved %1").arg(QDir::toNativeSeparators(path))); });
    connect(session_, &Session::sceneChanged, this, [this] {
        canvas_->setGrid(session_->scene().grid);
        canvas_->zoomToFullExtent();
        lastPattern_ = 0;
        showTitle();
        message_->clear();
        updateSensorMenu();
        updateActions();
    });
    connect(session_, &Session::switchedOnChanged, this, &MainWindow::sensorsSwitched);
    for (auto signal : {&Session::mapReady, &Session::mapRemoved, &Session::mapStarted}) connect(session_, signal, this, &MainWindow::updateActions);
    for (auto signal : {&Session::modelChanged, &Session::samplesChanged, &Session::referenceChanged, &Session::whatIfChanged, &Session::trainingChanged})
        connect(session_, signal, this, &MainWindow::updateActions);
    connect(session_->layers(), &LayerModel::layerChanged, this, [this] {
        bool visible = false;
        for (const auto* layer : session_->layers()->layers(LayerGroup::Samples)) visible = visible || layer->isVisible();
        actions_->showSamples->setChecked(visible);
    });
}

void MainWindow::connectPanels() {
    const auto& a = *actions_;
    connect(layers_, &LayerPanel::currentLayerChanged, this, &MainWindow::updateActions);
    connect(layers_, &LayerPanel::currentLayerChanged, this, [this](Layer* layer) { style_->setLayer(qobject_cast<SensorLayer*>(layer)); });
    connect(layers_, &LayerPanel::propertiesRequested, this, [this] { raisePanel("propertiesDock"); });
    connect(style_, &SensorStylePanel::sensorRequested, this, [this] {
        const auto sensors = session_->layers()->layers(LayerGroup::Sensors);
        if (!sensors.isEmpty()) layers_->setCurrentLayer(sensors.first());
    });
    connect(style_, &SensorStylePanel::edited, this, [this](SensorLayer* layer, const SensorStyle& before, const SensorStyle& after) {
        undo_.push(new StyleSensor(layer, before, after));
    });
    connect(layers_, &LayerPanel::zoomToLayerRequested, canvas_, &MapCanvas::zoomToLayer);
    connect(layers_, &LayerPanel::compareRequested, comparison_, &Comparison::compareLayers);
    connect(layers_, &LayerPanel::removeRequested, this, [this](Layer* layer) { undo_.push(new RemoveLayer(session_->layers(), layer)); });
    connect(a.removeLayer, &QAction::triggered, this, [this] {
        if (auto* layer = layers_->currentLayer()) undo_.push(new RemoveLayer(session_->layers(), layer));
    });
    connect(accuracy_, &AccuracyPanel::referenceRequested, a.importReference, &QAction::trigger);
    connect(accuracy_, &AccuracyPanel::saveRequested, this, [this] {
        chooseFolder(this, {"saveAccuracyDialog", tr("Save the accuracy's tables into a folder"), {}, {}, {}}, [this](const QString& folder) {
            const auto* accuracy = session_->accuracy(session_->switchedOn());
            if (!accuracy) return;
            session_->save(folder, [found = *accuracy, path = folder.toStdString()] { return jobs::writeAccuracyTables(found, path); },
                           tr("Saving the accuracy's tables"));
        });
    });
    connect(accuracy_, &AccuracyPanel::modelRequested, a.openModel, &QAction::trigger);
    connect(whatIf_, &WhatIfPanel::modelRequested, a.openModel, &QAction::trigger);
    connect(whatIf_, &WhatIfPanel::saveRequested, this, [this] {
        chooseFolder(this, {"saveStudyDialog", tr("Save the study's tables into a folder"), {}, {}, {}},
                     [this](const QString& folder) { session_->exportStudy(folder); });
    });
    connect(whatIf_, &WhatIfPanel::showRequested, session_, &Session::setSwitchedOn);
    connect(whatIf_, &WhatIfPanel::compareRequested, comparison_, &Comparison::compareWith);
    connect(experts_, &ExpertsPanel::modelRequested, a.openModel, &QAction::trigger);
    connect(training_, &TrainingPanel::sensorsRequested, a.openSensors, &QAction::trigger);
    connect(training_, &TrainingPanel::samplesRequested, a.importSamples, &QAction::trigger);
    connect(accuracy_, &AccuracyPanel::failed, this, &MainWindow::showMessage);
    connect(whatIf_, &WhatIfPanel::failed, this, &MainWindow::showMessage);
    connect(experts_, &ExpertsPanel::failed, this, &MainWindow::showMessage);
    connect(training_, &TrainingPanel::failed, this, &MainWindow::showMessage);
}

void MainWindow::exportShownMap() {
    const auto pattern = session_->switchedOn();
    const bool differing = comparison_->mode() == Comparison::Mode::Disagreement && disagreement_->layer();
    const bool flips = !differing && flips_->layer() && flips_->layer()->isVisible();
    const QString subset = QString::fromStdString(base::describePattern(pattern, session_->scene().modalityNames())).toLower().replace(' ', '_');
    const bool errors = !differing && !flips && errors_->layer() && errors_->layer()->isVisible();
    const QString what = differing ? disagreement_->layer()->title()
                         : errors  ? errors_->layer()->title()
                         : flips   ? flips_->layer()->title()
                                   : session_->titleOf(session_->shownMap());
    const QString name = (differing ? "disagreement" : (flips ? "flips_" : errors ? "errors_" : "map_") + subset) + ".tif";
    const auto given = session_->scene().givenSources();
    const QDir folder = QFileInfo(QString::fromStdString(given.front().files.front())).absoluteDir();
    const QString begin = QFileInfo(folder.path()).isWritable() ? folder.filePath(name) : QDir::home().filePath(name);
    auto* options = new ExportOptions(!differing && !flips && !errors);
    chooseDestination(this, {"exportMapDialog", tr("Export the map: %1").arg(what), tr("GeoTIFF (*.tif *.tiff)"), begin, "tif"},
                      [this, pattern, differing, flips, errors, options](const QString& path) {
                          const auto choice = options->choice();
                          if (differing) disagreement_->exportMap(path, choice);
                          else if (flips) flips_->exportMap(path, choice);
                          else if (errors) errors_->exportMap(path, choice);
                          else session_->exportMap(pattern, path, choice);
                      },
                      options);
}

void MainWindow::saveScreenshot() {
    const QImage picture = vision_->without([this] { return grab().toImage(); });
    chooseDestination(this, {"screenshotDialog", tr("Save a picture of the window"), tr("PNG (*.png)"), "lacuna.png", "png"},
                      [this, picture](const QString& path) {
                          QSaveFile file(path);
                          if (file.open(QIODevice::WriteOnly) && picture.save(&file, "PNG") && file.commit())
                              return status_->say(tr("Saved %1").arg(QDir::toNativeSeparators(path)));
                          showMessage(tr("save screenshot: %1 cannot be written: %2. Choose another folder.").arg(path, file.errorString()));
                      });
}

void MainWindow::connectHelp() {
    const auto& a = *actions_;
    connect(a.guide, &QAction::triggered, help_, [this] { help_->showFor(QApplication::activePopupWidget() ? QApplication::activePopupWidget() : QApplication::focusWidget()); });
    connect(a.whatsThis, &QAction::triggered, help_, &HelpDesk::askWhatThisIs);
    connect(welcome_, &WelcomePage::guideRequested, help_, [this] { help_->showSection({}); });
    connect(welcome_, &WelcomePage::keysRequested, a.keys, &QAction::trigger);
    connect(welcome_, &WelcomePage::openProjectRequested, a.openProject, &QAction::trigger);
    connect(welcome_, &WelcomePage::projectRequested, keeper_, &ProjectKeeper::open);
    connect(steps_, &FirstSteps::panelWanted, this, &MainWindow::raisePanel);
    connect(steps_, &FirstSteps::noticed, status_, &StatusRow::say);
    connect(keeper_, &ProjectKeeper::changed, welcome_, [this] { welcome_->setRecent(keeper_->recent()); });
    welcome_->setRecent(keeper_->recent());
    help_->describePanels();
}

void MainWindow::showKeys() {
    auto* dialog = new QDialog(this);
    dialog->setObjectName("keysDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keys"));
    QString html = "<table cellspacing=\"0\" cellpadding=\"3\">";
    const auto line = [&](const QString& key, const QString& what) {
        html += "<tr><td style=\"padding-right: 24px\"><b>" + key.toHtmlEscaped() + "</b></td><td>" + what.toHtmlEscaped() + "</td></tr>";
    };
    line("1 … 8", tr("Lose or restore a sensor"));
    line(tr("Space, middle button"), tr("Pan while held"));
    line(tr("Wheel, + −"), tr("Zoom"));
    line(tr("Arrows"), tr("Pan"));
    for (const auto* action : actions_->withKeys())
        line(action->shortcut().toString(QKeySequence::NativeText), QString(action->text()).remove('&').remove(QChar(0x2026)));
    auto* text = new QLabel(html + "</table>");
    text->setObjectName("keysText");
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(20, 16, 20, 16);
    column->addWidget(text);
    dialog->show();
}

void MainWindow::showAbout() {
    auto* box = new QMessageBox(this);
    box->setObjectName("aboutBox");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setModal(false);
    box->setWindowTitle(tr("About Lacuna"));
    box->setIconPixmap(programIcon().pixmap(64, 64));
    box->setText(tr("<b>Lacuna %1</b>").arg(QString::fromStdString(base::version())));
    QStringList methods;
    for (const auto* method : session_->methods().all()) methods << QString::fromStdString(method->title());
    box->setInformativeText(tr("Land-cover maps from several sensors, and what each would be without one.\n\nMethods: %1\nDevice: %2\n\nApache-2.0")
                                .arg(methods.join(", "),
                                     session_->device() ? QString::fromStdString(session_->device()->name) : tr("not known yet")));
    box->show();
}

}  // namespace lacuna::ui
