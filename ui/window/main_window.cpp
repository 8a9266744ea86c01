#include "ui/window/main_window.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/canvas/layer_panel.h"
#include "ui/canvas/legend_panel.h"
#include "ui/canvas/map_canvas.h"
#include "ui/project/missing_panel.h"
#include "ui/project/project_keeper.h"
#include "ui/help/help_desk.h"
#include "ui/language/language_menu.h"
#include "ui/project/project_state.h"
#include "ui/studies/zone_study.h"
#include "ui/theme/icons.h"
#include "ui/samples/samples_panel.h"
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
#include "ui/window/flips.h"
#include "ui/window/gate_maps.h"
#include "ui/window/identification.h"
#include "ui/window/identify_panel.h"
#include "ui/window/jobs_panel.h"
#include "ui/window/loss_tools.h"
#include "ui/window/map_marks.h"
#include "ui/window/message_bar.h"
#include "ui/window/model_list.h"
#include "ui/window/proof_section.h"
#include "ui/window/rectangle_tool.h"
#include "ui/window/sample_work.h"
#include "ui/window/sensor_chips.h"
#include "ui/window/status_row.h"
#include "ui/window/training_panel.h"
#include "ui/window/undo_commands.h"
#include "ui/window/what_if_panel.h"
#include "ui/window/window_actions.h"

namespace lacuna::ui {
namespace {

QToolButton* addTitleButton(QDockWidget* dock, QHBoxLayout* row, const char* name, const QString& iconName, const QString& text) {
    auto* button = new QToolButton;
    button->setObjectName(dock->objectName() + name);
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setIcon(icon(iconName));
    button->setIconSize(QSize(14, 14));
    button->setProperty("role", "flat");
    row->addWidget(button);
    return button;
}

QWidget* makeTitleBar(QDockWidget* dock, HelpDesk* help) {
    auto* bar = new QWidget(dock);
    bar->setObjectName(dock->objectName() + "Title");
    auto* title = new QLabel(dock->windowTitle());
    title->setProperty("role", "heading");
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 6, 8, 4);
    row->addWidget(title, 1);
    auto* about = addTitleButton(dock, row, "Help", "help", MainWindow::tr("%1 in the guide").arg(dock->windowTitle()));
    QObject::connect(about, &QToolButton::clicked, help, [help, dock] { help->showFor(dock); });
    auto* close = addTitleButton(dock, row, "Close", "close", MainWindow::tr("Close %1").arg(dock->windowTitle()));
    close->setToolTip(MainWindow::tr("Close; the Window menu brings it back"));
    QObject::connect(close, &QToolButton::clicked, dock, &QDockWidget::close);
    return bar;
}

/// A panel that is taller than its place is scrolled, so that the window fits on any screen.
class PanelScroller : public QScrollArea {
public:
    explicit PanelScroller(QWidget* panel) {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFocusPolicy(Qt::NoFocus);
        setWidget(panel);
    }
    QSize minimumSizeHint() const override { return {widget()->minimumSizeHint().width(), 96}; }
    QSize sizeHint() const override { return widget()->sizeHint(); }
};

}  // namespace

MainWindow::MainWindow(Session* session, bool keepsSettings, QWidget* parent)
    : QMainWindow(parent), session_(session), keepsSettings_(keepsSettings), actions_(new WindowActions(this)) {
    setObjectName("mainWindow");
    setWindowTitle(tr("Lacuna"));
    setWindowIcon(programIcon());
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    buildCentre();
    help_ = new HelpDesk(this);
    disagreement_ = new Disagreement(session_, this);
    comparison_ = new Comparison(session_, disagreement_, canvas_, this);
    flips_ = new Flips(session_, this);
    identification_ = new Identification(session_, this);
    gates_ = new GateMaps(session_, this);
    sampleWork_ = new SampleWork(session_, canvas_, actions_, &undo_, this);
    errors_ = new ErrorLayer(session_, this);
    losses_ = new LossTools(session_, views_, chips_, &undo_, this);
    zones_ = new ZoneStudy(session_, &undo_, this);
    buildDocks();
    makeProject();
    status_ = new StatusRow(statusBar(), session_, views_);
    viewTools_ = new ViewTools(this, views_, actions_->tools, &undo_);
    vision_ = new VisionPreview(this, {views_, legend_});
    auto* language = new LanguageMenu(this, keepsSettings_);
    connect(language, &LanguageMenu::noticed, status_, &StatusRow::say);
    connectFiles();
    connectView();
    connectStudies();
    connectModels();
    connectSamples();
    connectSession();
    connectPanels();
    connectExperts();
    connectHelp();
    resize(1440, 900);
    layOut();
    readSettings();
    findChild<QDockWidget*>("missingDock")->setVisible(false);
    updateSensorMenu();
    updateActions();
    session_->setFocus([this] { return canvas_->visibleWindow(); });
    canvas_->setFocus();
}

MainWindow::~MainWindow() {
    session_->setFocus({});
    canvas_->setMapTool(nullptr);
    // The docks announce that they are hidden when the window's own part is gone already.
    for (auto* dock : docks_) disconnect(dock, nullptr, this, nullptr);
}

void MainWindow::buildCentre() {
    canvas_ = new MapCanvas(session_->layers());
    canvas_->setObjectName("mapCanvas");
    canvas_->setAccessibleName(tr("Map"));
    chips_ = new SensorChipRow(session_);
    message_ = new MessageBar;
    offers_ = new MessageBar(nullptr, "offer");
    views_ = new LinkedViews(canvas_);
    marks_ = new MapMarks(canvas_);
    steps_ = new FirstSteps(session_, actions_, this);
    welcome_ = new WelcomePage(steps_);
    pages_ = new QStackedWidget;
    pages_->addWidget(welcome_);
    pages_->addWidget(views_);
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(chips_);
    column->addWidget(offers_);
    column->addWidget(message_);
    column->addWidget(pages_, 1);
    setCentralWidget(centre);
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setWidget(new PanelScroller(content));
    addDockWidget(area, dock);
    actions_->windowMenu->addAction(dock->toggleViewAction());
    docks_ << dock;
    return dock;
}

void MainWindow::buildDocks() {
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    layers_ = new LayerPanel(session_->layers());
    legend_ = new LegendPanel(session_->layers());
    style_ = new SensorStylePanel;
    accuracy_ = new AccuracyPanel(session_, disagreement_, errors_);
    whatIf_ = new WhatIfPanel(session_, flips_);
    experts_ = new ExpertsPanel(session_, gates_);
    models_ = new ModelList(session_, comparison_);
    training_ = new TrainingPanel(session_);
    auto* model = new QWidget;
    auto* column = new QVBoxLayout(model);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(models_);
    column->addWidget(training_, 1);
    addDock("layersDock", tr("Layers"), layers_, Qt::LeftDockWidgetArea);
    addDock("legendDock", tr("Legend"), legend_, Qt::LeftDockWidgetArea);
    addDock("samplesDock", tr("Samples"), sampleWork_->panel(), Qt::LeftDockWidgetArea);
    addDock("propertiesDock", tr("Properties"), style_, Qt::LeftDockWidgetArea);
    addDock("accuracyDock", tr("Accuracy"), accuracy_, Qt::RightDockWidgetArea);
    addDock("expertsDock", tr("Experts"), experts_, Qt::RightDockWidgetArea);
    addDock("trainingDock", tr("Model"), model, Qt::RightDockWidgetArea);
    addDock("identifyDock", tr("Identify"), new IdentifyPanel(session_, identification_), Qt::RightDockWidgetArea);
    auto* whatIf = new QWidget;
    auto* study = new QVBoxLayout(whatIf);
    study->setContentsMargins(0, 0, 0, 0);
    study->setSpacing(0);
    study->addWidget(whatIf_, 1);
    study->addWidget(new ProofSection(session_, [this] { return canvas_->visibleWindow(); }));
    addDock("whatIfDock", tr("What-if"), whatIf, Qt::RightDockWidgetArea);
    addStudies();
    auto* jobs = new JobsPanel(session_);
    connect(jobs, &JobsPanel::failed, this, &MainWindow::showMessage);
    addDock("jobsDock", tr("Jobs"), jobs, Qt::RightDockWidgetArea);
    missing_ = new MissingPanel;
    addDock("missingDock", tr("Missing files"), missing_, Qt::LeftDockWidgetArea)->hide();
    for (auto* dock : docks_) connect(dock, &QDockWidget::visibilityChanged, this, &MainWindow::showTitleBars);
    for (auto* dock : docks_) connect(dock, &QDockWidget::topLevelChanged, this, &MainWindow::showTitleBars);
}

void MainWindow::layOut() {
    for (auto* dock : docks_) {
        dock->setFloating(false);
        dock->show();
    }
    const auto dock = [this](const char* name) { return findChild<QDockWidget*>(name); };
    addDockWidget(Qt::LeftDockWidgetArea, dock("layersDock"));
    addDockWidget(Qt::LeftDockWidgetArea, dock("legendDock"));
    addDockWidget(Qt::RightDockWidgetArea, dock("accuracyDock"));
    addDockWidget(Qt::RightDockWidgetArea, dock("whatIfDock"));
    addDockWidget(Qt::LeftDockWidgetArea, dock("samplesDock"));
    tabifyDockWidget(dock("legendDock"), dock("samplesDock"));
    tabifyDockWidget(dock("legendDock"), dock("propertiesDock"));
    dock("legendDock")->raise();
    tabifyDockWidget(dock("accuracyDock"), dock("expertsDock"));
    tabifyDockWidget(dock("expertsDock"), dock("trainingDock"));
    tabifyDockWidget(dock("trainingDock"), dock("identifyDock"));
    tabifyDockWidget(dock("identifyDock"), dock("jobsDock"));
    tabifyDockWidget(dock("whatIfDock"), dock("zonesDock"));
    dock("accuracyDock")->raise();
    dock("whatIfDock")->raise();
    dock("missingDock")->setVisible(!missing_->isEmpty());
    resizeDocks({dock("layersDock"), dock("accuracyDock")}, {270, 430}, Qt::Horizontal);
    resizeDocks({dock("layersDock"), dock("legendDock")}, {330, 470}, Qt::Vertical);
    resizeDocks({dock("accuracyDock"), dock("whatIfDock")}, {560, 240}, Qt::Vertical);
    showTitleBars();
}

/// Tabs are title enough; a dock that stands alone has a title bar with a close button.
void MainWindow::showTitleBars() {
    for (auto* dock : docks_) {
        const bool tabbed = !dock->isFloating() && !tabifiedDockWidgets(dock).isEmpty();
        auto* former = dock->titleBarWidget();
        if (former && tabbed == former->objectName().isEmpty()) continue;
        dock->setTitleBarWidget(tabbed ? new QWidget(dock) : makeTitleBar(dock, help_));
        if (former) former->deleteLater();
    }
}

void MainWindow::raisePanel(const QString& name) {
    auto* dock = findChild<QDockWidget*>(name);
    if (!dock) return;
    dock->show();
    dock->raise();
}

void MainWindow::nextPanel() {
    int current = -1;
    for (int i = 0; i < docks_.size(); ++i)
        if (docks_[i]->isAncestorOf(QApplication::focusWidget())) current = i;
    int ahead = 1;
    while (docks_[(current + ahead) % docks_.size()]->isAncestorOf(missing_) && missing_->isEmpty()) ++ahead;
    auto* next = docks_[(current + ahead) % docks_.size()];
    next->show();
    next->raise();
    auto* content = next->widget();
    auto* target = content->nextInFocusChain();
    while (target && target != content && !(content->isAncestorOf(target) && target->isVisible() && (target->focusPolicy() & Qt::TabFocus)))
        target = target->nextInFocusChain();
    if (target) target->setFocus(Qt::TabFocusReason);
}

void MainWindow::showMessage(const QString& text) {
    message_->show(text);
}

void MainWindow::showError(const base::Error& error) {
    const bool canAlign = session_->hasRefusedSensors() && error.code == base::ErrorCode::BadData;
    message_->show(QString::fromStdString(base::describe(error)), canAlign ? tr("Align to the first sensor") : QString());
}

void MainWindow::sensorsSwitched(base::Availability pattern) {
    const bool byUser = !undoing_ && !state_->isApplying() && lastPattern_ != 0 && session_->hasScene();
    if (byUser && lastPattern_ != pattern) {
        undoing_ = true;
        undo_.push(new SwitchSensors(session_, lastPattern_, pattern));
        undoing_ = false;
    }
    lastPattern_ = pattern;
    updateSensorMenu();
    updateActions();
}

void MainWindow::updateSensorMenu() {
    auto* menu = actions_->sensorMenu;
    for (auto* action : menu->actions())
        if (action->property("sensor").isValid()) delete action;
    menu->clear();
    const auto names = session_->sensorNames();
    for (int i = 0; i < names.size(); ++i) {
        auto* action = menu->addAction(names[i]);
        action->setObjectName(QString("sensor%1").arg(i + 1));
        action->setProperty("sensor", i);
        action->setCheckable(true);
        action->setChecked(base::isPresent(session_->switchedOn(), i));
        action->setShortcut(QKeySequence(QString::number(i + 1)));
        connect(action, &QAction::triggered, this, [this, i] {
            // A change rebuilds this menu: not while one of its entries is being triggered.
            QMetaObject::invokeMethod(this, [this, i] {
                session_->toggleSensor(i);
                updateSensorMenu();
            }, Qt::QueuedConnection);
        });
    }
    if (!names.isEmpty()) menu->addSeparator();
    menu->addAction(actions_->restoreAll);
    menu->addAction(actions_->addSensor);
}

void MainWindow::updateActions() {
    const auto& a = *actions_;
    const bool scene = session_->hasScene();
    const bool maps = session_->canClassify();
    const auto shown = session_->switchedOn();
    a.addSensor->setEnabled(scene && session_->scene().modalityCount() < base::maxModalities);
    const bool differing = comparison_->mode() == Comparison::Mode::Disagreement;
    a.exportMap->setEnabled(maps && (differing ? disagreement_->layer() != nullptr : flips_->layer() || session_->isMapComplete(shown)));
    a.writeReport->setEnabled(maps);
    a.closeModel->setEnabled(session_->shownModel() != nullptr);
    for (auto* action : {a.pan, a.zoom, a.identify, a.zoomIn, a.zoomOut, a.fullExtent, a.refresh, a.importSamples, a.importReference})
        action->setEnabled(scene);
    a.restoreAll->setEnabled(scene && shown != session_->complete());
    a.showSamples->setEnabled(!session_->layers()->layers(LayerGroup::Samples).isEmpty());
    a.train->setEnabled(scene && session_->hasSamples() && !session_->isTraining());
    a.classify->setEnabled(maps);
    a.whatIf->setEnabled(maps && !session_->isStudying());
    for (auto* action : {a.swipe, a.sideBySide, a.flicker, a.disagreement}) action->setEnabled(maps);
    a.removeLayer->setEnabled(layers_->currentLayer() != nullptr);
    viewTools_->setEnabled(scene);
    pages_->setCurrentIndex(scene ? 1 : 0);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!sampleWork_->mayClose()) return event->ignore();
    if (!keeper_->letGo([this] { close(); })) return event->ignore();
    writeSettings();
    for (auto* lane : {&session_->files(), &session_->mapJobs(), &session_->studies(), &session_->samples()->jobs()}) lane->cancelAll();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const auto& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    if (paths.isEmpty()) return;
    event->acceptProposedAction();
    const auto isProject = [](const QString& path) { return path.endsWith(".lacuna", Qt::CaseInsensitive); };
    const auto project = std::find_if(paths.begin(), paths.end(), isProject);
    // A project says itself what belongs to it.
    if (project != paths.end()) return keeper_->open(*project);
    session_->openFiles(paths);
}

void MainWindow::readSettings() {
    auto choice = theme();
    if (keepsSettings_) {
        const QSettings settings;
        restoreGeometry(settings.value("window/geometry").toByteArray());
        restoreState(settings.value("window/docks").toByteArray(), 1);
        canvas_->setScaleBarVisible(settings.value("view/scaleBar", true).toBool());
    }
    actions_->scaleBar->setChecked(canvas_->isScaleBarVisible());
    (choice == ThemeChoice::Light ? actions_->themeLight : choice == ThemeChoice::Dark ? actions_->themeDark : actions_->themeSystem)
        ->setChecked(true);
}

void MainWindow::writeSettings() const {
    if (!keepsSettings_) return;
    QSettings settings;
    settings.setValue("window/geometry", saveGeometry());
    settings.setValue("window/docks", saveState(1));
    settings.setValue("view/scaleBar", canvas_->isScaleBarVisible());
    settings.setValue("view/theme", nameOf(theme()));
}

}  // namespace lacuna::ui
