#include "ui/views/view_tools.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>

#include "ui/canvas/sensor_layer.h"
#include "ui/theme/icons.h"

namespace lacuna::ui {
namespace {

constexpr int settleTime = 250;  // ms

/// The entry of the View menu before which ours stand.
QAction* placeIn(QMenu* menu, const char* before) {
    for (QAction* action : menu->actions())
        if (action->menu() != nullptr && action->menu()->objectName() == before) return action;
    return nullptr;
}

}  // namespace

ViewTools::ViewTools(QMainWindow* window, LinkedViews* views, QActionGroup* tools, QUndoStack* undo)
    : QObject(window),
      window_(window),
      views_(views),
      canvas_(views->canvas(0)),
      distance_(MeasureTool::Kind::Distance, [this](const QString& text) { Q_EMIT noticed(text.isEmpty() ? text : tr("Distance: %1").arg(text)); }),
      area_(MeasureTool::Kind::Area, [this](const QString& text) { Q_EMIT noticed(text.isEmpty() ? text : tr("Area: %1").arg(text)); }) {
    for (MapOverlay* overlay : std::initializer_list<MapOverlay*>{&graticule_, &magnifier_}) views_->addOverlay(overlay);
    canvas_->addOverlay(&northArrow_);
    makeViewCounts();
    makeFurniture();
    makeMeasuring(tools);
    makeFlickerRates();
    bookmarkMenu_ = addMenu("bookmarkMenu", tr("&Bookmarks"), "bookmark");
    bookmarks_ = new Bookmarks(bookmarkMenu_, canvas_, undo);
    viewSettled_.setSingleShot(true);
    viewSettled_.setInterval(settleTime);
    connect(&viewSettled_, &QTimer::timeout, this, &ViewTools::tellSensorsTheView);
    connect(canvas_, &MapCanvas::viewChanged, &viewSettled_, qOverload<>(&QTimer::start));
    connect(canvas_->model(), &LayerModel::layerAdded, &viewSettled_, qOverload<>(&QTimer::start));
    setEnabled(false);
}

/// For those whose stretch goes by what is in view.
void ViewTools::tellSensorsTheView() {
    const raster::Window seen = canvas_->visibleWindow();
    const QRectF window(seen.column, seen.row, seen.width, seen.height);
    for (Layer* layer : canvas_->model()->layers(LayerGroup::Sensors)) {
        auto* sensor = qobject_cast<SensorLayer*>(layer);
        if (sensor != nullptr && !window.isEmpty())
            sensor->setViewWindow(sceneFromLayer(canvas_->grid(), sensor->grid()).inverted().mapRect(window).toAlignedRect());
    }
}

ViewTools::~ViewTools() {
    if (!views_ || !canvas_) return;
    views_->removeOverlay(&graticule_);
    views_->removeOverlay(&magnifier_);
    canvas_->removeOverlay(&northArrow_);
    if (canvas_->mapTool() == &distance_ || canvas_->mapTool() == &area_) canvas_->setMapTool(nullptr);
}

QAction* ViewTools::add(const char* name, const QString& text, const char* iconName, const QString& key) {
    auto* action = new QAction(icon(iconName), text, window_);
    action->setObjectName(name);
    action->setCheckable(true);
    if (!key.isEmpty()) action->setShortcut(QKeySequence(key));
    window_->addAction(action);
    auto* menu = window_->findChild<QMenu*>("viewMenu");
    menu->insertAction(placeIn(menu, "themeMenu"), action);
    return action;
}

QMenu* ViewTools::addMenu(const char* name, const QString& text, const char* iconName) {
    auto* menu = window_->findChild<QMenu*>("viewMenu");
    auto* made = new QMenu(text, menu);
    made->setObjectName(name);
    made->setIcon(icon(iconName));
    menu->insertMenu(placeIn(menu, "themeMenu"), made);
    return made;
}

void ViewTools::makeViewCounts() {
    countMenu_ = addMenu("linkedViewsMenu", tr("&Linked Views"), "linked-views");
    auto* group = new QActionGroup(this);
    const QStringList titles{tr("&One"), tr("&Two"), tr("T&hree"), tr("&Four")};
    for (int count = 1; count <= LinkedViews::most; ++count) {
        auto* action = countMenu_->addAction(titles[count - 1], this, [this, count] { views_->setCount(count); });
        action->setObjectName(QString("linkedViews%1").arg(count));
        action->setCheckable(true);
        action->setChecked(count == views_->count());
        action->setShortcut(QKeySequence(QString("Ctrl+Alt+%1").arg(count)));
        window_->addAction(action);
        group->addAction(action);
        counts_.append(action);
    }
    connect(views_, &LinkedViews::countChanged, this, [this](int count) { counts_[count - 1]->setChecked(true); });
}

void ViewTools::setGraticule(Graticule::Kind kind) {
    graticule_.setKind(kind);
    graticules_[static_cast<int>(kind)]->setChecked(true);
    views_->updateAll();
}

void ViewTools::makeFurniture() {
    northAction_ = add("northArrow", tr("&North Arrow"), "north-arrow", {});
    magnifierAction_ = add("magnifier", tr("&Magnifier"), "magnifier", "Ctrl+Shift+M");
    connect(northAction_, &QAction::toggled, this, [this](bool on) {
        northArrow_.setOn(on);
        canvas_->update();
    });
    connect(magnifierAction_, &QAction::toggled, this, [this](bool on) {
        magnifier_.setOn(on);
        views_->updateAll();
    });
    graticuleMenu_ = addMenu("graticuleMenu", tr("&Graticule"), "graticule");
    auto* group = new QActionGroup(this);
    using Kind = Graticule::Kind;
    for (const auto& [kind, name, text] : {std::tuple{Kind::None, "graticuleNone", tr("&None")},
                                           std::tuple{Kind::Geographic, "graticuleGeographic", tr("&Longitude and Latitude")},
                                           std::tuple{Kind::Projected, "graticuleProjected", tr("The &Scene's Coordinates")}}) {
        auto* action = graticuleMenu_->addAction(text, this, [this, kind = kind] { setGraticule(kind); });
        action->setObjectName(name);
        action->setCheckable(true);
        group->addAction(action);
        graticules_.append(action);
    }
    graticules_.front()->setChecked(true);
}

void ViewTools::measure(MeasureTool* tool) {
    tool->setGrid(canvas_->grid());
    canvas_->setMapTool(tool);
    canvas_->setFocus();
}

void ViewTools::makeMeasuring(QActionGroup* tools) {
    distanceAction_ = add("measureDistance", tr("Measure &Distance"), "measure-distance", "Ctrl+Shift+L");
    areaAction_ = add("measureArea", tr("Measure &Area"), "measure-area", "Ctrl+Shift+A");
    tools->addAction(distanceAction_);
    tools->addAction(areaAction_);
    connect(distanceAction_, &QAction::triggered, this, [this] { measure(&distance_); });
    connect(areaAction_, &QAction::triggered, this, [this] { measure(&area_); });
    connect(canvas_, &MapCanvas::gridChanged, this, [this] {
        distance_.setGrid(canvas_->grid());
        area_.setGrid(canvas_->grid());
    });
    connect(canvas_, &MapCanvas::mapToolChanged, this, [this](MapTool* tool) {
        if (tool != &distance_) distance_.clear();
        if (tool != &area_) area_.clear();
    });
}

void ViewTools::makeFlickerRates() {
    auto* study = window_->findChild<QMenu*>("studyMenu");
    auto* menu = study->addMenu(tr("Flicker &Rate"));
    menu->setObjectName("flickerRateMenu");
    auto* group = new QActionGroup(this);
    for (const auto& [interval, text] : {std::pair{2000, tr("Every 2 s")}, std::pair{1000, tr("Every second")},
                                         std::pair{500, tr("Twice a second")}, std::pair{250, tr("4 times a second")},
                                         std::pair{0, tr("By the key B alone")}}) {
        auto* action = menu->addAction(text, this, [this, interval = interval] { canvas_->setFlickerInterval(interval); });
        action->setObjectName(QString("flickerRate%1").arg(interval));
        action->setData(interval);
        action->setCheckable(true);
        action->setChecked(interval == canvas_->flickerInterval());
        group->addAction(action);
        rates_.append(action);
    }
}

void ViewTools::setEnabled(bool sceneOpen) {
    const raster::Grid& grid = canvas_->grid();
    for (auto* action : {magnifierAction_, distanceAction_, areaAction_}) action->setEnabled(sceneOpen);
    for (auto* menu : {countMenu_, bookmarkMenu_}) menu->setEnabled(sceneOpen);
    for (auto* action : std::as_const(counts_)) action->setEnabled(sceneOpen);
    northAction_->setEnabled(sceneOpen && grid.georeferenced);
    graticuleMenu_->setEnabled(sceneOpen && grid.georeferenced);
    graticules_[static_cast<int>(Graticule::Kind::Geographic)]->setEnabled(sceneOpen && !grid.crsWkt.empty());
}

FurnitureState ViewTools::state() const {
    return {canvas_->isScaleBarVisible(), northArrow_.isOn(),          magnifier_.isOn(),
            graticule_.kind(),            canvas_->flickerInterval(), bookmarks_->list()};
}

void ViewTools::setState(const FurnitureState& state) {
    if (auto* scaleBar = window_->findChild<QAction*>("scaleBar")) scaleBar->setChecked(state.scaleBar);
    canvas_->setScaleBarVisible(state.scaleBar);
    northAction_->setChecked(state.northArrow);
    magnifierAction_->setChecked(state.magnifier);
    setGraticule(state.graticule);
    canvas_->setFlickerInterval(state.flickerInterval);
    for (auto* action : std::as_const(rates_)) action->setChecked(action->data().toInt() == state.flickerInterval);
    bookmarks_->setList(state.bookmarks);
}

}  // namespace lacuna::ui
