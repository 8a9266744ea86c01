#include "ui/window/window_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include "ui/theme/icons.h"

namespace lacuna::ui {

QAction* WindowActions::add(const char* name, const QString& text, const QString& iconName, const QKeySequence& key) {
    auto* action = new QAction(text, window_);
    action->setObjectName(name);
    if (!iconName.isEmpty()) action->setIcon(icon(iconName));
    if (!key.isEmpty()) {
        action->setShortcut(key);
        action->setToolTip(tr("%1 (%2)").arg(QString(text).remove('&').remove(QChar(0x2026)), key.toString(QKeySequence::NativeText)));
    }
    window_->addAction(action);
    return action;
}

WindowActions::WindowActions(QMainWindow* window) : QObject(window), window_(window) {
    newProject = add("newProject", tr("&New Project"), {}, QKeySequence("Ctrl+N"));
    openProject = add("openProject", tr("&Open Project…"), "open", QKeySequence("Ctrl+O"));
    saveProject = add("saveProject", tr("&Save Project"), "save", QKeySequence("Ctrl+S"));
    saveProjectAs = add("saveProjectAs", tr("Save Project &As…"), {}, QKeySequence("Ctrl+Shift+S"));
    openSensors = add("openSensors", tr("Open Senso&rs…"), "open", QKeySequence("Ctrl+Shift+O"));
    addSensor = add("addSensor", tr("A&dd Sensor…"), "sensor-add", QKeySequence("Ctrl+L"));
    openModel = add("openModel", tr("Open &Model…"), "model", QKeySequence("Ctrl+M"));
    exportMap = add("exportMap", tr("&Export Map…"), "export", QKeySequence("Ctrl+E"));
    writeReport = add("writeReport", tr("Write Re&port…"), "report", QKeySequence("Ctrl+Shift+P"));
    saveScreenshot = add("saveScreenshot", tr("Save Screen&shot…"), "screenshot");
    quit = add("quit", tr("&Quit"), {}, QKeySequence("Ctrl+Q"));

    undo = add("undo", tr("&Undo"), "undo", QKeySequence("Ctrl+Z"));
    redo = add("redo", tr("&Redo"), "redo", QKeySequence("Ctrl+Shift+Z"));
    removeLayer = add("removeLayer", tr("Remove &Layer"), "close", QKeySequence("Ctrl+D"));

    pan = add("toolPan", tr("&Pan"), "pan");
    zoom = add("toolZoom", tr("&Zoom"), "zoom");
    identify = add("toolIdentify", tr("&Identify"), "identify", QKeySequence("Ctrl+Shift+I"));
    zoomIn = add("zoomIn", tr("Zoom I&n"), {}, QKeySequence("Ctrl++"));
    zoomOut = add("zoomOut", tr("Zoom &Out"), {}, QKeySequence("Ctrl+-"));
    fullExtent = add("fullExtent", tr("&Full Extent"), "full-extent", QKeySequence("Ctrl+Shift+F"));
    refresh = add("refresh", tr("&Redraw"), {}, QKeySequence("F5"));
    scaleBar = add("scaleBar", tr("Scale &Bar"), "scale-bar");
    fullScreen = add("fullScreen", tr("F&ull Screen"), {}, QKeySequence("F11"));
    themeSystem = add("themeSystem", tr("As the &System"));
    themeLight = add("themeLight", tr("&Light"));
    themeDark = add("themeDark", tr("&Dark"));
    for (auto* action : {scaleBar, fullScreen, themeSystem, themeLight, themeDark}) action->setCheckable(true);

    restoreAll = add("restoreAll", tr("&Restore All"), "restore", QKeySequence("0"));
    importSamples = add("importSamples", tr("&Import Samples…"), "samples", QKeySequence("Ctrl+I"));
    importReference = add("importReference", tr("Import &Reference…"), "reference", QKeySequence("Ctrl+Shift+R"));
    showSamples = add("showSamples", tr("&Show Samples on the Map"));
    showSamples->setCheckable(true);
    saveSamples = add("saveSamples", tr("&Save Samples"), "save", QKeySequence("Ctrl+Alt+S"));
    saveSamplesAs = add("saveSamplesAs", tr("Save Samples &As…"));
    sampleSelect = add("sampleSelect", tr("Select and &Move Areas"), "sample-select", QKeySequence("Ctrl+1"));
    samplePoint = add("samplePoint", tr("&Point"), "sample-point", QKeySequence("Ctrl+2"));
    samplePolygon = add("samplePolygon", tr("P&olygon"), "sample-polygon", QKeySequence("Ctrl+3"));
    sampleBrush = add("sampleBrush", tr("&Brush"), "sample-brush", QKeySequence("Ctrl+4"));
    sampleGrow = add("sampleGrow", tr("&Grow a Region"), "sample-grow", QKeySequence("Ctrl+5"));
    sampleSplit = add("sampleSplit", tr("Spli&t Areas"), "sample-split", QKeySequence("Ctrl+6"));
    separateAreas = add("separateAreas", tr("S&eparate the Parts of the Selection"));
    showSplit = add("showSplit", tr("Show Training and &Test on the Map"));
    showSplit->setCheckable(true);
    train = add("train", tr("&Train"), "train", QKeySequence("Ctrl+T"));
    classify = add("classify", tr("&Classify Again"), "classify", QKeySequence("Ctrl+R"));
    closeModel = add("closeModel", tr("C&lose Model"));
    whatIf = add("whatIf", tr("Run &What-If"), "what-if", QKeySequence("Ctrl+W"));
    single = add("compareSingle", tr("&One Map"), "single");
    swipe = add("compareSwipe", tr("S&wipe"), "swipe", QKeySequence("Ctrl+Shift+W"));
    sideBySide = add("compareSideBySide", tr("Side &by Side"), "side-by-side", QKeySequence("Ctrl+Shift+B"));
    flicker = add("compareFlicker", tr("&Flicker"), "flicker", QKeySequence("Ctrl+Shift+K"));
    disagreement = add("compareDisagreement", tr("&Disagreement"), "disagreement", QKeySequence("Ctrl+Shift+D"));
    nextPanel = add("nextPanel", tr("&Next Panel"), {}, QKeySequence("Ctrl+Tab"));
    resetLayout = add("resetLayout", tr("&Reset Layout"));
    guide = add("guide", tr("&Guide"), "help", QKeySequence("F1"));
    guide->setShortcutContext(Qt::ApplicationShortcut);
    whatsThis = add("whatsThis", tr("&What Is This?"), "whats-this", QKeySequence("Shift+F1"));
    keys = add("keys", tr("&Keys"), "keys", QKeySequence("Ctrl+F1"));
    about = add("about", tr("&About Lacuna"));

    tools = new QActionGroup(this);
    for (auto* action : {pan, zoom, identify, sampleSelect, samplePoint, samplePolygon, sampleBrush, sampleGrow, sampleSplit}) tools->addAction(action)->setCheckable(true);
    pan->setChecked(true);
    compare = new QActionGroup(this);
    for (auto* action : {single, swipe, sideBySide, flicker, disagreement}) compare->addAction(action)->setCheckable(true);
    single->setChecked(true);
    auto* themes = new QActionGroup(this);
    for (auto* action : {themeSystem, themeLight, themeDark}) themes->addAction(action);
    makeMenus();
    makeToolBar();
}

void WindowActions::makeMenus() {
    auto* bar = window_->menuBar();
    const auto menu = [&](const char* name, const QString& title, const QList<QAction*>& actions) {
        auto* made = bar->addMenu(title);
        made->setObjectName(name);
        for (auto* action : actions) {
            if (action) made->addAction(action);
            else made->addSeparator();
        }
        return made;
    };
    auto* file = menu("fileMenu", tr("&File"), {newProject, openProject, saveProject, saveProjectAs, nullptr, openSensors, addSensor, openModel, nullptr, exportMap, writeReport, saveScreenshot, nullptr, quit});
    recentMenu = new QMenu(tr("Open Re&cent"), file);
    recentMenu->setObjectName("recentMenu");
    file->insertMenu(saveProject, recentMenu);
    menu("editMenu", tr("&Edit"), {undo, redo, nullptr, removeLayer});
    auto* view = menu("viewMenu", tr("&View"), {pan, zoom, identify, nullptr, zoomIn, zoomOut, fullExtent, refresh, nullptr, scaleBar});
    auto* theme = view->addMenu(tr("&Theme"));
    theme->setObjectName("themeMenu");
    theme->addActions({themeSystem, themeLight, themeDark});
    view->addSeparator();
    view->addAction(fullScreen);
    sensorMenu = menu("sensorMenu", tr("Se&nsors"), {});
    menu("samplesMenu", tr("&Samples"), {importSamples, importReference, saveSamples, saveSamplesAs, nullptr, sampleSelect, samplePoint, samplePolygon, sampleBrush, sampleGrow,
                                          sampleSplit, separateAreas, nullptr, showSamples, showSplit});
    menu("modelMenu", tr("&Model"), {openModel, train, nullptr, classify, nullptr, closeModel});
    menu("studyMenu", tr("S&tudy"), {whatIf, nullptr, single, swipe, sideBySide, flicker, disagreement});
    windowMenu = menu("windowMenu", tr("&Window"), {nextPanel, resetLayout, nullptr});
    menu("helpMenu", tr("&Help"), {guide, whatsThis, nullptr, keys, about});
}

void WindowActions::makeToolBar() {
    toolBar = window_->addToolBar(tr("Tools"));
    toolBar->setObjectName("toolBar");
    toolBar->setMovable(false);
    toolBar->setIconSize(QSize(20, 20));
    const QList<QAction*> actions{saveProject, openSensors, openModel, importSamples, nullptr, pan,   zoom,       identify,
                                  fullExtent,  nullptr,   sampleSelect,  samplePoint,  samplePolygon, sampleBrush, sampleGrow, nullptr, train,         classify, whatIf, nullptr,   single,
                                  swipe,       sideBySide, flicker, disagreement, nullptr,  exportMap, saveScreenshot, nullptr, whatsThis};
    for (auto* action : actions) {
        if (action) toolBar->addAction(action);
        else toolBar->addSeparator();
    }
    for (auto* action : actions) {
        auto* button = action ? qobject_cast<QToolButton*>(toolBar->widgetForAction(action)) : nullptr;
        if (!button) continue;
        button->setObjectName("tool." + action->objectName());
        button->setAccessibleName(QString(action->text()).remove('&').remove(QChar(0x2026)));
    }
}

QList<QAction*> WindowActions::withKeys() const {
    QList<QAction*> found;
    for (auto* action : window_->actions())
        if (!action->shortcut().isEmpty()) found << action;
    return found;
}

}  // namespace lacuna::ui
