#include "ui/window/experts_panel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/theme/flow_layout.h"
#include "ui/theme/icons.h"
#include "ui/theme/numbers.h"
#include "ui/window/empty_state.h"
#include "ui/window/expert_tables.h"
#include "ui/window/figure_table.h"
#include "ui/window/gate_maps.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

enum Measure { Share, Gate };
constexpr int none = -1;

template <class Widget>
Widget* named(Widget* widget, const char* name, const QString& accessibleName) {
    widget->setObjectName(name);
    widget->setAccessibleName(accessibleName);
    return widget;
}

QScrollArea* scrolled(QWidget* content) {
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    return scroll;
}

QToolButton* flatButton(const char* name, const QString& accessibleName, const QString& iconName) {
    auto* button = named(new QToolButton, name, accessibleName);
    button->setIcon(icon(iconName));
    button->setToolTip(accessibleName);
    button->setProperty("role", "flat");
    return button;
}

}  // namespace

ExpertsPanel::ExpertsPanel(Session* session, GateMaps* gates, QWidget* parent)
    : QWidget(parent),
      session_(session),
      gates_(gates),
      pages_(new QStackedWidget),
      empty_(new EmptyState("experts")),
      pattern_(named(new QComboBox, "expertPattern", tr("Subset of sensors"))),
      compared_(named(new QComboBox, "expertCompared", tr("Subset that is subtracted"))),
      class_(named(new QComboBox, "expertClass", tr("Mapped class"))),
      measure_(named(new QComboBox, "expertMeasure", tr("What the numbers are"))),
      region_(new QLabel),
      drawRegion_(flatButton("expertRegionDraw", tr("Draw a region on the map"), "single")),
      clearRegion_(flatButton("expertRegionClear", tr("Take the whole scene"), "close")),
      tabs_(named(new QTabWidget, "expertTabs", tr("Heatmap, strips and table"))),
      heatmap_(new HeatmapFigure("expertHeatmap", tr("Experts by block"))),
      strips_(new HeatmapFigure("expertStrips", tr("Experts by subset of sensors"))),
      table_(new FigureTable("expertTable", tr("Share of tokens and mean gate by block and expert"))),
      note_(new QLabel),
      extent_(named(new QComboBox, "gateExtent", tr("Part of the scene that a gate is mapped over"))),
      export_(named(new QPushButton(tr("Export gates…")), "gateExport", tr("Export the block's gates"))),
      save_(named(new QPushButton(tr("Save…")), "expertSave", tr("Save picture or numbers"))) {
    setObjectName("expertsPanel");
    region_->setObjectName("expertRegion");
    note_->setObjectName("expertNote");
    note_->setProperty("role", "muted");
    note_->setWordWrap(true);
    heatmap_->setClickHint(tr("Click: its gate on the map"));
    tabs_->setDocumentMode(true);
    tabs_->addTab(scrolled(heatmap_), tr("Heatmap"));
    tabs_->addTab(scrolled(strips_), tr("Subsets"));
    tabs_->addTab(table_, tr("Table"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 8);
    column->addWidget(makeChoosers());
    column->addWidget(tabs_, 1);
    note_->setContentsMargins(12, 0, 12, 0);
    column->addWidget(note_);
    column->addWidget(makeFoot());
    pages_->addWidget(empty_);
    pages_->addWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pages_);
    connectAll();
    refresh();
}

QWidget* ExpertsPanel::makeChoosers() {
    auto* box = new QWidget;
    auto* form = new QFormLayout(box);
    form->setContentsMargins(12, 10, 12, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    measure_->addItem(tr("Share of tokens"), Share);
    measure_->addItem(tr("Mean gate"), Gate);
    for (auto* combo : {pattern_, compared_, class_, measure_}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(10);
    }
    form->addRow(tr("Sensors"), pattern_);
    form->addRow(tr("Less"), compared_);
    auto* both = new QHBoxLayout;
    both->addWidget(class_, 3);
    both->addWidget(measure_, 2);
    form->addRow(tr("Class"), both);
    auto* region = new QHBoxLayout;
    region->addWidget(region_, 1);
    region->addWidget(drawRegion_);
    region->addWidget(clearRegion_);
    form->addRow(tr("Region"), region);
    compared_->setToolTip(tr("Shows the difference: the upper subset less this one"));
    return box;
}

QWidget* ExpertsPanel::makeFoot() {
    auto* box = new QWidget;
    auto* row = new FlowLayout(box, 6);
    row->setContentsMargins(12, 0, 12, 0);
    extent_->addItem(tr("Gates of what is visible"), false);
    extent_->addItem(tr("Gates of the whole scene"), true);
    extent_->setToolTip(tr("A click on a cell of the heatmap lays the expert's gate over this part of the map"));
    row->addWidget(extent_);
    row->addWidget(export_);
    row->addWidget(save_);
    return box;
}

void ExpertsPanel::connectAll() {
    connect(table_, &FigureTable::failed, this, &ExpertsPanel::failed);
    for (auto* figure : {heatmap_, strips_}) {
        connect(figure, &Figure::failed, this, &ExpertsPanel::failed);
        connect(figure, &Figure::saved, this, &ExpertsPanel::saved);
    }
    for (auto* combo : {pattern_, compared_, class_, measure_}) connect(combo, &QComboBox::activated, this, &ExpertsPanel::showAll);
    connect(empty_, &EmptyState::triggered, this, &ExpertsPanel::modelRequested);
    connect(drawRegion_, &QToolButton::clicked, this, &ExpertsPanel::regionRequested);
    connect(clearRegion_, &QToolButton::clicked, this, [this] { gates_->setRegion(std::nullopt); });
    connect(heatmap_, &HeatmapFigure::cellClicked, this, &ExpertsPanel::gateClicked);
    connect(extent_, &QComboBox::activated, this, [this] { gates_->setWholeScene(extent_->currentData().toBool()); });
    connect(export_, &QPushButton::clicked, this, &ExpertsPanel::exportRequested);
    connect(save_, &QPushButton::clicked, this, [this] { (tabs_->currentIndex() == 1 ? strips_ : heatmap_)->chooseFile(); });
    connect(tabs_, &QTabWidget::currentChanged, this, [this](int tab) { save_->setEnabled(tab != 2); });
    connect(gates_, &GateMaps::changed, this, &ExpertsPanel::refresh);
    for (auto signal : {&Session::activationChanged, &Session::modelChanged, &Session::sceneChanged})
        connect(session_, signal, this, &ExpertsPanel::refresh);
    connect(session_, &Session::switchedOnChanged, this, [this](base::Availability pattern) {
        const int place = pattern_->findData(static_cast<int>(pattern));
        if (place < 0) return;
        pattern_->setCurrentIndex(place);
        showAll();
    });
}

const metrics::Activation* ExpertsPanel::activation(base::Availability pattern) const {
    if (!gates_->region()) return session_->activation(pattern);
    const auto* found = gates_->regionActivation();
    return found && found->pixels(pattern) > 0 ? found : nullptr;
}

std::vector<base::Availability> ExpertsPanel::patterns() const {
    std::vector<base::Availability> found;
    for (const auto pattern : base::allPatterns(std::max(1, session_->scene().modalityCount())))
        if (activation(pattern)) found.push_back(pattern);
    return found;
}

base::Availability ExpertsPanel::chosen() const { return static_cast<base::Availability>(pattern_->currentData().toInt()); }

std::optional<base::Availability> ExpertsPanel::compared() const {
    const int pattern = compared_->currentData().toInt();
    return pattern == none || pattern == chosen() ? std::nullopt : std::optional(static_cast<base::Availability>(pattern));
}

QString ExpertsPanel::nameOf(base::Availability pattern) const {
    return QString::fromStdString(base::dots(pattern, session_->scene().modalityCount())) + "  " + session_->describe(pattern);
}

std::vector<double> ExpertsPanel::values(base::Availability pattern) const {
    const auto* found = activation(pattern);
    const int classIndex = class_->currentIndex() - 1;
    return measure_->currentData().toInt() == Gate ? found->weight(pattern, classIndex) : found->share(pattern, classIndex);
}

void ExpertsPanel::refresh() {
    const bool experts = session_->model() && engine::expertLayout(session_->model()->checkpoint.adaptation).experts() > 0;
    const bool there = experts && (gates_->region() || !session_->recordedPatterns().empty());
    pages_->setCurrentIndex(there ? 1 : 0);
    if (!session_->canClassify())
        empty_->say(tr("Which experts of the model a map used stands here, once there is a map."), tr("Open a model…"));
    else if (!experts)
        empty_->say(tr("This model has no experts: its method uses none."));
    else
        empty_->say(tr("The experts come with the first finished map."));
    if (!there) return;
    updateFoot();
    fillPatterns();
    fillClasses();
    showAll();
}

void ExpertsPanel::updateFoot() {
    const auto& region = gates_->region();
    clearRegion_->setEnabled(region.has_value());
    export_->setEnabled(gates_->layer() != nullptr);
    export_->setToolTip(gates_->layer() ? tr("GeoTIFF of the block whose gate is on the map, a band an expert")
                                        : tr("Click a cell of the heatmap first: its gate comes on the map"));
    if (!region) return region_->setText(tr("the whole scene"));
    region_->setText(tr("rows %1–%2, columns %3–%4")
                         .arg(region->row)
                         .arg(region->row + region->height - 1)
                         .arg(region->column)
                         .arg(region->column + region->width - 1));
}

void ExpertsPanel::fillPatterns() {
    const QSignalBlocker quiet(pattern_);
    const int before = compared_->currentData().isValid() ? compared_->currentData().toInt() : none;
    pattern_->clear();
    compared_->clear();
    compared_->addItem(tr("nothing"), none);
    for (const auto pattern : patterns()) {
        pattern_->addItem(nameOf(pattern), static_cast<int>(pattern));
        compared_->addItem(nameOf(pattern), static_cast<int>(pattern));
    }
    pattern_->setCurrentIndex(std::max(0, pattern_->findData(static_cast<int>(session_->switchedOn()))));
    compared_->setCurrentIndex(std::max(0, compared_->findData(before)));
}

void ExpertsPanel::fillClasses() {
    const int before = class_->currentIndex();
    class_->clear();
    class_->addItem(tr("all classes"));
    for (const auto& one : session_->model()->checkpoint.model.classes) class_->addItem(swatch(one.color), QString::fromStdString(one.name));
    class_->setCurrentIndex(before > 0 && before < class_->count() ? before : 0);
}

void ExpertsPanel::showAll() {
    const auto* found = pattern_->count() > 0 ? activation(chosen()) : nullptr;
    if (!found) {
        heatmap_->setHeatmap({});
        strips_->setHeatmap({});
        table_->setRowCount(0);
        note_->setText(gates_->region() ? tr("The region's experts are being recorded.") : QString());
        return;
    }
    showHeatmap();
    showStrips();
    showTable();
    const auto pixels = found->pixels(chosen(), class_->currentIndex() - 1);
    QString text = pixels == 0 ? tr("No pixel was mapped as this class.")
                               : tr("Means over %L1 pixels. A sensor's expert is used by every token of a pixel where the sensor is there.").arg(pixels);
    if (const auto other = compared()) text = tr("“%1” less “%2”. ").arg(session_->describe(chosen()), session_->describe(*other)) + text;
    note_->setText(text);
}

void ExpertsPanel::showHeatmap() {
    auto shown = values(chosen());
    const bool gate = measure_->currentData().toInt() == Gate;
    const auto other = compared();
    double largest = 0;
    if (other) {
        const auto subtracted = values(*other);
        for (std::size_t i = 0; i < shown.size(); ++i) {
            shown[i] -= subtracted[i];
            largest = std::max(largest, std::abs(shown[i]));
        }
    }
    auto map = blocksByExperts(activation(chosen())->layout(), shown);
    map.factor = gate ? 1 : 100;
    map.decimals = gate ? 2 : 0;
    map.unit = gate ? tr("mean gate") : tr("share of tokens, %");
    if (other) {
        map.map = ColorMap::Diverging;
        // All alike is pale, not a matter of rounding.
        map.high = std::max(largest, 0.01);
        map.low = -map.high;
        map.sign = true;
        map.decimals = gate ? 2 : 1;
        map.unit = gate ? tr("difference of the mean gates") : tr("difference, percentage points of tokens");
    }
    heatmap_->setHeatmap(std::move(map));
}

void ExpertsPanel::showStrips() {
    QStringList rows;
    std::vector<std::vector<double>> all;
    for (const auto pattern : patterns()) {
        rows << nameOf(pattern);
        all.push_back(values(pattern));
    }
    auto map = strips(activation(chosen())->layout(), rows, all);
    const bool gate = measure_->currentData().toInt() == Gate;
    map.factor = gate ? 1 : 100;
    map.decimals = gate ? 2 : 0;
    map.unit = gate ? tr("mean gate") : tr("share of tokens, %");
    strips_->setHeatmap(std::move(map));
}

void ExpertsPanel::showTable() {
    const auto pattern = chosen();
    const int classIndex = class_->currentIndex() - 1;
    const auto& found = *activation(pattern);
    const auto shares = found.share(pattern, classIndex), weights = found.weight(pattern, classIndex);
    const auto other = compared();
    QStringList titles{tr("Block"), tr("Expert"), tr("Tokens %"), tr("Mean gate")};
    if (other) titles << tr("Δ tokens") << tr("Δ gate");
    table_->setColumns(titles);
    table_->setRowCount(static_cast<int>(shares.size()));
    const auto otherShares = other ? activation(*other)->share(*other, classIndex) : shares;
    const auto otherWeights = other ? activation(*other)->weight(*other, classIndex) : weights;
    int row = 0;
    for (const auto& block : found.layout().blocks) {
        for (const auto& expert : block.experts) {
            const auto i = static_cast<std::size_t>(row);
            table_->setCell(row, 0, QString::number(block.block));
            table_->setCell(row, 1, QString::fromStdString(expert));
            table_->setCell(row, 2, shownNumber(shares[i] * 100, 1), true);
            table_->setCell(row, 3, shownNumber(weights[i], 3), true);
            if (other) {
                table_->setCell(row, 4, shownNumber((shares[i] - otherShares[i]) * 100, 1), true);
                table_->setCell(row, 5, shownNumber(weights[i] - otherWeights[i], 3), true);
            }
            ++row;
        }
    }
    table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    table_->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

/// The gate that is mapped is the chosen subset's: it is switched on first where it isn't.
void ExpertsPanel::gateClicked(int row, int column) {
    const auto* found = activation(chosen());
    if (!found) return;
    const auto cell = expertCell(found->layout(), row, column);
    session_->setSwitchedOn(chosen());
    gates_->show(cell.block, cell.expert);
}

}  // namespace lacuna::ui
