#include "ui/studies/zone_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/figures/value_bars_figure.h"
#include "ui/studies/zone_study.h"
#include "ui/theme/icons.h"
#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"
#include "ui/views/linked_views.h"
#include "ui/window/empty_state.h"
#include "ui/window/figure_table.h"
#include "ui/window/file_choosers.h"
#include "ui/window/session.h"
#include "ui/window/what_if_tables.h"

namespace lacuna::ui {
namespace {

QString percent(double share) { return std::isfinite(share) ? shownNumber(100 * share, 1) : QString(QChar(0x2013)); }

QToolButton* toolButton(const char* name, const char* iconName, const QString& text, const QString& explanation) {
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(explanation);
    button->setToolTip(explanation);
    button->setIcon(icon(iconName));
    button->setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    button->setProperty("role", "flat");
    return button;
}

}  // namespace

ZonePanel::ZonePanel(Session* session, ZoneStudy* study, LinkedViews* views, QWidget* parent)
    : QWidget(parent),
      session_(session),
      study_(study),
      views_(views),
      canvas_(views->canvas(0)),
      pages_(new QStackedWidget),
      empty_(new EmptyState("zones")),
      drawPolygon_(toolButton("zonePolygon", "sample-polygon", tr("Polygon"), tr("Draw a polygon on the map and value the sensors in it"))),
      drawRectangle_(toolButton("zoneRectangle", "single", tr("Rectangle"), tr("Draw a rectangle on the map and value the sensors in it"))),
      fromFile_(toolButton("zoneFile", "open", tr("File…"), tr("Take the polygons of a GeoPackage, Shapefile or GeoJSON"))),
      remove_(toolButton("zoneRemove", "delete", {}, tr("Remove the chosen zone; of a file all of them"))),
      value_(new QPushButton(tr("Value"))),
      save_(toolButton("zoneSave", "save", {}, tr("Save the zones with their values as GeoPackage or CSV"))),
      savePicture_(toolButton("zoneSavePicture", "export", {}, tr("Save the bars as PNG, SVG or CSV"))),
      table_(new FigureTable("zoneTable", tr("Zones with what each sensor is worth in them"))),
      bars_(new ValueBarsFigure("zoneBars", tr("What each sensor adds in the chosen zone, in total and by class"))),
      note_(new QLabel),
      running_(new QWidget),
      progress_(new QProgressBar),
      cancel_(new QPushButton(tr("Cancel"))) {
    setObjectName("zonePanel");
    views_->addSceneOverlay(&overlay_);
    pages_->addWidget(empty_);
    pages_->addWidget(makeContent());
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 8);
    all->setSpacing(4);
    all->addLayout(makeTools());
    all->addWidget(pages_, 1);
    connectTools();
    connect(study_, &ZoneStudy::changed, this, &ZonePanel::refresh);
    connect(study_, &ZoneStudy::noticed, this, &ZonePanel::noticed);
    connect(study_, &ZoneStudy::progressed, this, [this](double fraction) {
        if (fraction <= 0) return;
        progress_->setRange(0, 1000);
        progress_->setValue(static_cast<int>(fraction * 1000));
    });
    for (auto signal : {&Session::modelChanged, &Session::sceneChanged}) connect(session_, signal, this, &ZonePanel::refresh);
    refresh();
}

QLayout* ZonePanel::makeTools() {
    value_->setObjectName("zoneValue");
    value_->setProperty("role", "primary");
    value_->setToolTip(tr("Find out what each sensor is worth in every zone"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 6, 12, 0);
    row->setSpacing(2);
    for (auto* button : {drawPolygon_, drawRectangle_, fromFile_, remove_}) row->addWidget(button);
    row->addStretch(1);
    row->addWidget(value_);
    return row;
}

QWidget* ZonePanel::makeContent() {
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    table_->setMinimumHeight(96);
    note_->setObjectName("zoneNote");
    note_->setProperty("role", "muted");
    note_->setWordWrap(true);
    note_->setContentsMargins(12, 0, 12, 0);
    progress_->setObjectName("zoneProgress");
    progress_->setAccessibleName(tr("Progress of the zones' values"));
    progress_->setTextVisible(false);
    cancel_->setObjectName("zoneCancel");
    cancel_->setAccessibleName(tr("Cancel valuing the zones"));
    cancel_->setProperty("role", "quiet");
    auto* line = new QHBoxLayout(running_);
    line->setContentsMargins(12, 0, 12, 0);
    line->addWidget(progress_, 1);
    line->addWidget(cancel_);
    auto* scroll = new QScrollArea;
    scroll->setObjectName("zoneBarsScroll");
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumHeight(96);
    scroll->setWidget(bars_);
    auto* split = new QSplitter(Qt::Vertical);
    split->setObjectName("zoneSplit");
    split->setChildrenCollapsible(false);
    split->addWidget(table_);
    split->addWidget(scroll);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split, 1);
    column->addWidget(running_);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(0, 0, 12, 0);
    foot->addWidget(note_, 1);
    for (auto* button : {savePicture_, save_}) foot->addWidget(button, 0, Qt::AlignVCenter);
    column->addLayout(foot);
    return content;
}

void ZonePanel::connectTools() {
    polygon_.finished = [this](const QPolygonF& corners) {
        endDrawing();
        study_->draw(corners);
    };
    polygon_.cancelled = [this] {
        endDrawing();
        Q_EMIT noticed(tr("No zone was drawn"));
    };
    rectangle_ = std::make_unique<RectangleTool>(canvas_, [this](std::optional<raster::Window> drawn) {
        // Not at once: the tool is being asked.
        QMetaObject::invokeMethod(this, [this, drawn] {
            endDrawing();
            if (!drawn) return Q_EMIT noticed(tr("No zone was drawn"));
            study_->draw(QPolygonF({QPointF(drawn->column, drawn->row), QPointF(drawn->column + drawn->width, drawn->row),
                                    QPointF(drawn->column + drawn->width, drawn->row + drawn->height),
                                    QPointF(drawn->column, drawn->row + drawn->height)}));
        }, Qt::QueuedConnection);
    });
    connect(drawPolygon_, &QToolButton::clicked, this, [this] {
        polygon_.begin();
        beginDrawing(&polygon_, tr("Click around the zone; a double click or Enter closes it, Backspace takes a corner back, Escape gives up"));
    });
    connect(drawRectangle_, &QToolButton::clicked, this,
            [this] { beginDrawing(rectangle_.get(), tr("Drag a rectangle over the zone; Escape gives up")); });
    connect(fromFile_, &QToolButton::clicked, this, &ZonePanel::chooseFile);
    connect(empty_, &EmptyState::triggered, drawPolygon_, &QToolButton::click);
    connect(remove_, &QToolButton::clicked, this, [this] { study_->remove(table_->currentRow()); });
    connect(value_, &QPushButton::clicked, study_, &ZoneStudy::run);
    connect(cancel_, &QPushButton::clicked, this, [this] {
        cancel_->setEnabled(false);
        study_->cancel();
    });
    connect(save_, &QToolButton::clicked, this, &ZonePanel::chooseDestinationFile);
    connect(savePicture_, &QToolButton::clicked, bars_, &Figure::chooseFile);
    connect(bars_, &Figure::failed, this, &ZonePanel::failed);
    connect(bars_, &Figure::saved, this, [this](const QString& path) { Q_EMIT noticed(tr("Saved %1").arg(path)); });
    connect(table_, &FigureTable::failed, this, &ZonePanel::failed);
    connect(table_, &QTableWidget::itemSelectionChanged, this, &ZonePanel::choose);
    connect(table_, &QTableWidget::itemChanged, this, [this](QTableWidgetItem* item) {
        if (!filling_ && item->column() == 0) study_->rename(item->row(), item->text());
    });
}

void ZonePanel::beginDrawing(MapTool* tool, const QString& hint) {
    if (canvas_->tool() != MapCanvas::Tool::Custom) toolBefore_ = canvas_->tool();
    canvas_->setMapTool(tool);
    canvas_->setFocus();
    Q_EMIT noticed(hint);
}

void ZonePanel::endDrawing() {
    if (canvas_->mapTool() == &polygon_ || canvas_->mapTool() == rectangle_.get()) canvas_->setTool(toolBefore_);
}

void ZonePanel::chooseFile() {
    ui::chooseFile(this, {"zoneFileDialog", tr("Polygons to value the sensors in"), tr("Polygons (*.gpkg *.shp *.geojson *.json);;All files (*)"), {}, {}},
                   [this](const QString& file) { study_->addFile(file); });
}

void ZonePanel::chooseDestinationFile() {
    chooseDestination(this, {"saveZonesDialog", tr("Save the zones with their values"), tr("GeoPackage (*.gpkg);;Comma-separated values (*.csv)"), "zone-values.gpkg", "gpkg"},
                      [this](const QString& path) { study_->exportTo(path); });
}

void ZonePanel::refresh() {
    const bool any = !study_->zones().empty();
    pages_->setCurrentIndex(any ? 1 : 0);
    if (!session_->hasScene()) empty_->say(tr("What each sensor is worth inside a polygon (a parcel, a survey area) stands here, once a scene is open."));
    else empty_->say(tr("Is a sensor worth it here? Draw a polygon on the map, or take those of a file."), tr("Draw a polygon"));
    overlay_.setZones(study_->zones());
    fillZones();
    updateControls();
    choose();
}

void ZonePanel::updateControls() {
    const bool any = !study_->zones().empty();
    for (auto* button : {drawPolygon_, drawRectangle_, fromFile_}) button->setEnabled(session_->hasScene());
    remove_->setEnabled(any && table_->currentRow() >= 0);
    value_->setEnabled(study_->canRun() && !study_->result());
    value_->setVisible(any);
    save_->setEnabled(study_->result() != nullptr);
    savePicture_->setEnabled(!bars_->bars().rows.isEmpty());
    const bool wasRunning = running_->isVisibleTo(this);
    running_->setVisible(study_->isRunning());
    if (study_->isRunning() && !wasRunning) {
        progress_->setRange(0, 0);
        cancel_->setEnabled(true);
    }
    note_->setText(noteText());
}

void ZonePanel::fillZones() {
    filling_ = true;
    const int chosen = std::max(0, table_->currentRow());
    const auto* result = study_->result();
    const bool judged = result && std::any_of(result->zones.begin(), result->zones.end(), [](const auto& zone) { return zone.values.has_value(); });
    QStringList titles{tr("Zone"), judged ? tr("Reference px") : tr("Pixels")};
    if (judged) titles << tr("OA %");
    if (result)
        for (const auto& name : result->sensorNames) titles << (judged ? QString::fromStdString(name) : tr("Changes without %1, %").arg(QString::fromStdString(name)));
    table_->clearContents();
    table_->setColumns(titles);
    table_->setRowCount(static_cast<int>(study_->zones().size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const auto& zone = study_->zones()[static_cast<std::size_t>(row)];
        auto* name = table_->setCell(row, 0, QString::fromStdString(zone.name));
        name->setFlags(study_->isDrawn(row) ? name->flags() | Qt::ItemIsEditable : name->flags() & ~Qt::ItemIsEditable);
        name->setToolTip(study_->isDrawn(row) ? tr("Drawn; F2 or a double click renames it") : QString::fromStdString(zone.file));
        if (!judged) table_->setCell(row, 1, QString("%L1").arg(zone.pixels.size()), true);
        if (result) fillFigures(row);
        for (int column = 1; column < table_->columnCount(); ++column)
            if (auto* cell = table_->item(row, column)) cell->setFlags(cell->flags() & ~Qt::ItemIsEditable);
    }
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    if (judged)
        for (int column = 3; column < table_->columnCount(); ++column)
            table_->horizontalHeaderItem(column)->setToolTip(tr("What the sensor adds to the overall accuracy in the zone, in percentage points (Shapley)"));
    if (chosen < table_->rowCount()) table_->selectRow(chosen);
    filling_ = false;
}

void ZonePanel::fillFigures(int row) {
    const auto& result = *study_->result();
    const auto& zone = result.zones[static_cast<std::size_t>(row)];
    const bool judged = table_->columnCount() == 3 + static_cast<int>(result.sensorNames.size());
    if (!judged) {
        for (std::size_t i = 0; i < result.sensorNames.size(); ++i)
            table_->setCell(row, 2 + static_cast<int>(i), percent(zone.changed[i]), true);
        return;
    }
    auto* reference = table_->setCell(row, 1, QString("%L1%2").arg(zone.referencePixels).arg(zone.few ? "*" : ""), true);
    if (zone.few) reference->setToolTip(tr("So few reference pixels say little: the values may be chance"));
    table_->setCell(row, 2, percent(zone.values ? zone.values->completeOverall : std::nan("")), true);
    for (std::size_t i = 0; i < result.sensorNames.size(); ++i) {
        const double value = zone.values ? zone.values->sensors[i].overall : std::nan("");
        auto* cell = table_->setCell(row, 3 + static_cast<int>(i), signedPoints(value), true);
        if (std::abs(value) >= 0.0005) cell->setForeground(value < 0 ? themeColors().loss : themeColors().gain);
        if (std::isfinite(zone.changed[i]))
            cell->setToolTip(tr("Without %1, %2 % of the zone's pixels are of another class").arg(QString::fromStdString(result.sensorNames[i]), percent(zone.changed[i])));
    }
}

void ZonePanel::choose() {
    const int row = table_->selectionModel()->hasSelection() ? table_->currentRow() : -1;
    overlay_.setChosen(row);
    const auto extent = overlay_.extentOf(row);
    const auto seen = canvas_->visibleWindow();
    if (!filling_ && !extent.isEmpty() && !QRectF(seen.column, seen.row, seen.width, seen.height).intersects(extent)) canvas_->setCenter(extent.center());
    views_->updateAll();
    drawBars();
    updateControls();
}

/// In total and for each class that the reference has in the zone.
void ZonePanel::drawBars() {
    const auto* result = study_->result();
    const int row = overlay_.chosen();
    ValueBars bars;
    const auto* zone = result && row >= 0 && static_cast<std::size_t>(row) < result->zones.size() ? &result->zones[static_cast<std::size_t>(row)] : nullptr;
    if (zone && zone->values) {
        const auto& values = *zone->values;
        bars.cornerTitle = tr("Class");
        bars.unit = tr("points of accuracy that the sensor adds");
        for (const auto& name : result->sensorNames) bars.things << QString::fromStdString(name);
        const auto add = [&](const QString& name, auto valueOf) {
            bars.rows << name;
            bars.values.emplace_back();
            for (const auto& sensor : values.sensors) bars.values.back().push_back(valueOf(sensor));
        };
        add(tr("All classes"), [](const auto& sensor) { return sensor.overall; });
        for (std::size_t c = 0; c < result->classes.size(); ++c)
            if (std::isfinite(values.completeProducers[c]))
                add(QString::fromStdString(result->classes[c].name), [c](const auto& sensor) { return sensor.producers[c]; });
    }
    bars_->setVisible(!bars.rows.isEmpty());
    bars_->setBars(std::move(bars));
}

QString ZonePanel::noteText() const {
    if (study_->isRunning()) return tr("Every subset of the sensors is classified at the zones' pixels.");
    const auto* result = study_->result();
    if (!session_->canClassify()) return tr("Open or train a model to value the sensors.");
    if (!result) return tr("Value says what each sensor is worth in every zone.");
    QStringList parts;
    for (const auto& loss : result->losses) parts << tr("%1, in all subsets.").arg(QString::fromStdString(loss));
    const int row = overlay_.chosen();
    const auto* zone = row >= 0 && static_cast<std::size_t>(row) < result->zones.size() ? &result->zones[static_cast<std::size_t>(row)] : nullptr;
    if (session_->referencePath().isEmpty())
        parts << tr("Without a reference only what changes is counted, at up to 400 pixels of each zone. Import one to see what a sensor is worth.");
    else if (zone && !zone->values)
        parts << tr("%1 holds no reference pixel: what a sensor is worth there can't be said.").arg(QString::fromStdString(zone->zone.name));
    else if (zone)
        parts << tr("%1: from %2 % (always “%3”) to %4 % with all sensors.")
                     .arg(QString::fromStdString(zone->zone.name), percent(zone->values->emptyOverall),
                          QString::fromStdString(result->classes[static_cast<std::size_t>(zone->values->commonest)].name), percent(zone->values->completeOverall));
    if (std::any_of(result->zones.begin(), result->zones.end(), [](const auto& one) { return one.few; })) parts << tr("* so few reference pixels that it may be chance.");
    return parts.join(' ');
}

}  // namespace lacuna::ui
