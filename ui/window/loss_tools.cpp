#include "ui/window/loss_tools.h"

#include <fmt/format.h>

#include <QMenu>
#include <QUndoStack>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/views/linked_views.h"
#include "ui/window/degrade_popover.h"
#include "ui/window/file_choosers.h"
#include "ui/window/sensor_chips.h"

namespace lacuna::ui {
namespace {

/// What the sensors have lost, before and after. Steps of one slider card merge.
class ChangeLosses : public QUndoCommand {
public:
    ChangeLosses(Session* session, SceneLosses after, const QString& what, int merge)
        : QUndoCommand(what), session_(session), before_(session->losses()), after_(std::move(after)), merge_(merge) {}
    void undo() override { session_->setLosses(before_); }
    void redo() override { session_->setLosses(after_); }
    int id() const override { return merge_; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto* later = dynamic_cast<const ChangeLosses*>(other);
        if (!later || later->merge_ != merge_) return false;
        after_ = later->after_;
        return true;
    }

private:
    Session* session_;
    SceneLosses before_, after_;
    int merge_;
};

constexpr int stripDistance = 20;

}  // namespace

LossTools::LossTools(Session* session, LinkedViews* views, SensorChipRow* chips, QUndoStack* undo, QWidget* window)
    : QObject(window), session_(session), views_(views), canvas_(views->canvas(0)), undo_(undo), window_(window) {
    views_->addSceneOverlay(&parts_);
    connect(chips, &SensorChipRow::menuRequested, this, &LossTools::showMenu);
    for (auto signal : {&Session::lossesChanged, &Session::sceneChanged}) connect(session_, signal, this, &LossTools::showParts);
    connect(session_, &Session::switchedOnChanged, this, &LossTools::showParts);
    polygon_.cancelled = [this] {
        canvas_->setTool(toolBefore_);
        Q_EMIT noticed(tr("No part was lost"));
    };
}

LossTools::~LossTools() = default;

void LossTools::showMenu(int sensor, const QPoint& place) {
    if (!base::isPresent(session_->scene().given, sensor)) return;
    const QString name = session_->sensorNames().value(sensor);
    const bool on = base::isPresent(session_->switchedOn(), sensor);
    const auto* loss = session_->lossOf(sensor);
    auto* menu = new QMenu(window_);
    menu->setObjectName("sensorLossMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](QMenu* to, const char* object, const QString& text, auto what) {
        auto* action = to->addAction(text);
        action->setObjectName(object);
        connect(action, &QAction::triggered, this, what);
        return action;
    };
    add(menu, "loseSensor", on ? tr("Lose %1").arg(name) : tr("Restore %1").arg(name), [this, sensor] { session_->toggleSensor(sensor); });
    menu->addSeparator();
    addPartActions(menu, sensor);
    add(menu, "restorePart", tr("Restore the Lost Part"), [this, sensor] { restorePart(sensor); })->setEnabled(loss && loss->lost);
    menu->addSeparator();
    add(menu, "degradeSensor", tr("Degrade…"), [this, sensor, place] { degrade(sensor, place); });
    add(menu, "endDegradation", tr("End the Degradation"), [this, sensor] { setDegradation(sensor, {}); })
        ->setEnabled(loss && !loss->degradation.isNone());
    menu->addSeparator();
    add(menu, "clearLosses", tr("Make %1 Whole Again").arg(name), [this, sensor] { clear(sensor); })->setEnabled(loss != nullptr);
    menu->popup(place);
}

void LossTools::addPartActions(QMenu* menu, int sensor) {
    const auto add = [&](QMenu* to, const QString& object, const QString& text, auto what) {
        auto* action = to->addAction(text);
        action->setObjectName(object);
        connect(action, &QAction::triggered, this, what);
    };
    add(menu, "drawPart", tr("Lose a Part: Draw It"), [this, sensor] { drawPart(sensor); });
    add(menu, "choosePart", tr("Lose a Part: From a File…"), [this, sensor] { choosePart(sensor); });
    auto* clouds = menu->addMenu(tr("Lose a Part: Under Clouds"));
    auto* strips = menu->addMenu(tr("Lose a Part: In Strips"));
    clouds->setObjectName("cloudMenu");
    strips->setObjectName("stripMenu");
    const auto& grid = session_->scene().grid;
    const int size = std::clamp(std::min(grid.width, grid.height) / 4, 4, 400);
    for (const int percent : {10, 25, 50, 75}) {
        add(clouds, QString("clouds%1").arg(percent), tr("%1 % of the Scene").arg(percent), [this, sensor, percent, size] {
            losePart(sensor, fmt::format("clouds,share:{},size:{}", percent / 100.0, size));
        });
        add(strips, QString("strips%1").arg(percent), tr("%1 % of the Scene").arg(percent), [this, sensor, percent] {
            losePart(sensor, fmt::format("strips,every:{},width:{}", stripDistance, stripDistance * percent / 100));
        });
    }
}

void LossTools::losePart(int sensor, const std::string& footprint) {
    const QString what = tr("lose a part of %1").arg(session_->sensorNames().value(sensor));
    session_->readPart(sensor, footprint, [self = QPointer<LossTools>(this), what](SceneLosses losses) {
        if (self) self->change(std::move(losses), what);
    });
}

void LossTools::drawPart(int sensor) {
    if (canvas_->tool() != MapCanvas::Tool::Custom) toolBefore_ = canvas_->tool();
    polygon_.begin();
    polygon_.finished = [this, sensor](const QPolygonF& corners) { drawn(sensor, corners); };
    canvas_->setMapTool(&polygon_);
    canvas_->setFocus();
    Q_EMIT noticed(tr("Click around the part that %1 loses; a double click or Enter closes it, Escape gives up")
                       .arg(session_->sensorNames().value(sensor)));
}

void LossTools::drawn(int sensor, const QPolygonF& corners) {
    canvas_->setTool(toolBefore_);
    losePart(sensor, polygonWkt(corners, session_->scene().grid));
}

void LossTools::choosePart(int sensor) {
    chooseFile(window_,
               {"footprintDialog", tr("Where %1 is lost").arg(session_->sensorNames().value(sensor)),
                tr("Polygons and masks (*.gpkg *.shp *.geojson *.json *.tif *.tiff *.vrt);;All files (*)"), {}, {}},
               [this, sensor](const QString& file) { losePart(sensor, file.toStdString()); });
}

/// Of the bands, as the shown model knows them; 1 without a model.
double LossTools::deviationOf(int sensor) const {
    const auto model = session_->model();
    if (!model) return 1;
    const auto& modalities = model->checkpoint.model.modalities;  // the scene is in the model's order
    if (static_cast<std::size_t>(sensor) >= modalities.size()) return 1;
    double largest = 0;
    for (const float inverse : modalities[static_cast<std::size_t>(sensor)].inverse) largest = std::max(largest, 1.0 / inverse);
    return largest;
}

void LossTools::degrade(int sensor, const QPoint& place) {
    const auto* loss = session_->lossOf(sensor);
    const auto& info = session_->scene().modalities[static_cast<std::size_t>(sensor)];
    popover_ = new DegradePopover(QString::fromStdString(info.name), info.bands, deviationOf(sensor),
                                  loss ? loss->degradation : loss::Degradation{}, window_);
    ++popovers_;
    connect(popover_, &DegradePopover::changed, this,
            [this, sensor](const loss::Degradation& degradation) { setDegradation(sensor, degradation); });
    popover_->adjustSize();
    popover_->move(place);
    popover_->show();
}

void LossTools::setDegradation(int sensor, const loss::Degradation& degradation) {
    auto losses = session_->losses();
    lossIn(losses, sensor).degradation = degradation;
    change(std::move(losses), tr("degrade %1").arg(session_->sensorNames().value(sensor)), popover_ ? popovers_ : -1);
}

void LossTools::restorePart(int sensor) {
    auto losses = session_->losses();
    auto& loss = lossIn(losses, sensor);
    loss.lost.reset();
    loss.footprints.clear();
    change(std::move(losses), tr("restore a part of %1").arg(session_->sensorNames().value(sensor)));
}

void LossTools::clear(int sensor) {
    auto losses = session_->losses();
    lossIn(losses, sensor) = {};
    change(std::move(losses), tr("make %1 whole again").arg(session_->sensorNames().value(sensor)));
}

loss::SensorLoss& LossTools::lossIn(SceneLosses& losses, int sensor) const {
    losses.resize(static_cast<std::size_t>(session_->scene().modalityCount()));
    auto& loss = losses[static_cast<std::size_t>(sensor)];
    loss.sensor = session_->sensorNames().value(sensor).toStdString();
    return loss;
}

void LossTools::change(SceneLosses after, const QString& what, int merge) {
    undo_->push(new ChangeLosses(session_, std::move(after), what, merge));
}

void LossTools::showParts() {
    QList<FootprintOverlay::Area> areas;
    for (int i = 0; i < session_->scene().modalityCount(); ++i) {
        const auto* loss = session_->lossOf(i);
        if (loss && loss->lost && base::isPresent(session_->switchedOn(), i)) areas << FootprintOverlay::Area{loss->lost, i % 2 == 1};
    }
    parts_.setColor(themeColors().loss);
    parts_.setAreas(areas);
    views_->updateAll();
}

}  // namespace lacuna::ui
