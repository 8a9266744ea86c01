#include "ui/window/identify_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/figures/spectra_figure.h"
#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"
#include "ui/window/empty_state.h"
#include "ui/window/expert_tables.h"
#include "ui/window/figure_table.h"
#include "ui/window/identification.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

constexpr int layerRole = Qt::UserRole + 1;

QString placeOf(const SeenPixel& pixel) { return IdentifyPanel::tr("row %1, column %2").arg(pixel.report.row).arg(pixel.report.column); }

QString lineTitle(const SeenPixel& pixel) {
    const QString name = pixel.className();
    return name.isEmpty() ? placeOf(pixel) : name + " (" + placeOf(pixel) + ")";
}

const raster::ModalityInfo* infoOf(const Scene& scene, const std::string& name) {
    for (const auto& modality : scene.modalities)
        if (modality.name == name) return &modality;
    return nullptr;
}

const jobs::SensorReading* readingOf(const SeenPixel& pixel, const std::string& name) {
    for (const auto& reading : pixel.report.sensors)
        if (reading.name == name) return &reading;
    return nullptr;
}

}  // namespace

IdentifyPanel::IdentifyPanel(Session* session, Identification* identification, QWidget* parent)
    : QWidget(parent),
      session_(session),
      identification_(identification),
      pages_(new QStackedWidget),
      empty_(new EmptyState("identify")),
      place_(new QLabel),
      result_(new QLabel),
      sensors_(new QLabel),
      tabs_(new QTabWidget),
      pin_(new QPushButton(tr("Pin"))),
      unpinAll_(new QPushButton(tr("Unpin all"))),
      class_(new QComboBox),
      save_(new QPushButton(tr("Save…"))),
      spectra_(new SpectraFigure),
      probabilities_(new FigureTable("identifyProbabilities", tr("Probability of each class"))),
      gatePages_(new QStackedWidget),
      gates_(new HeatmapFigure("identifyGates", tr("Gates of the pixel by block and expert"))),
      noGates_(new QLabel),
      layers_(new FigureTable("identifyLayers", tr("What the visible layers say"))) {
    setObjectName("identifyPanel");
    place_->setObjectName("identifyPlace");
    place_->setProperty("role", "heading");
    place_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    result_->setObjectName("identifyResult");
    result_->setTextFormat(Qt::RichText);
    sensors_->setObjectName("identifySensors");
    sensors_->setTextFormat(Qt::RichText);
    sensors_->setWordWrap(true);
    noGates_->setObjectName("identifyNoGates");
    noGates_->setProperty("role", "muted");
    noGates_->setWordWrap(true);
    noGates_->setAlignment(Qt::AlignTop);
    noGates_->setContentsMargins(12, 12, 12, 12);
    empty_->say(tr("Click a pixel of the map with the Identify tool: its spectra, class probabilities and experts come here."), tr("Identify"));
    gates_->setClickHint(tr("Click: its gate on the map"));
    probabilities_->setItemDelegateForColumn(1, new BarDelegate(probabilities_));
    gatePages_->addWidget(gates_);
    gatePages_->addWidget(noGates_);
    tabs_->setObjectName("identifyTabs");
    tabs_->setDocumentMode(true);
    tabs_->addTab(makeSpectra(), tr("Spectra"));
    tabs_->addTab(probabilities_, tr("Classes"));
    tabs_->addTab(gatePages_, tr("Gates"));
    tabs_->addTab(layers_, tr("Layers"));
    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 10, 12, 0);
    head->setSpacing(2);
    for (auto* label : {place_, result_, sensors_}) head->addWidget(label);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 8);
    column->addLayout(head);
    column->addWidget(tabs_, 1);
    pages_->addWidget(empty_);
    pages_->addWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pages_);
    connectAll();
    fillClasses();
    refresh();
}

QWidget* IdentifyPanel::makeSpectra() {
    pin_->setObjectName("identifyPin");
    pin_->setToolTip(tr("Keeps this pixel's spectra, to compare others with"));
    unpinAll_->setObjectName("identifyUnpinAll");
    class_->setObjectName("identifyClass");
    class_->setAccessibleName(tr("Class whose mean spectrum is shown"));
    class_->setToolTip(tr("Mean of the class's samples, with one standard deviation to each side"));
    class_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    class_->setMinimumContentsLength(8);
    save_->setObjectName("identifySave");
    save_->setToolTip(tr("Picture (PNG, SVG) or numbers (CSV)"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 8, 12, 0);
    row->addWidget(pin_);
    row->addWidget(unpinAll_);
    row->addWidget(class_, 1);
    row->addWidget(save_);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(spectra_);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(scroll, 1);
    return page;
}

void IdentifyPanel::connectAll() {
    connect(empty_, &EmptyState::triggered, this, &IdentifyPanel::toolRequested);
    connect(identification_, &Identification::changed, this, &IdentifyPanel::refresh);
    connect(pin_, &QPushButton::clicked, this, [this] {
        if (!identification_->isPinned()) return identification_->pin();
        const auto& report = identification_->pixel()->report;
        const auto& pins = identification_->pins();
        for (std::size_t i = 0; i < pins.size(); ++i)
            if (pins[i].isAt(report.row, report.column)) return identification_->unpin(i);
    });
    connect(unpinAll_, &QPushButton::clicked, identification_, &Identification::unpinAll);
    connect(save_, &QPushButton::clicked, spectra_, &Figure::chooseFile);
    connect(class_, &QComboBox::activated, this, [this] {
        const auto id = class_->currentData(layerRole).toString();
        identification_->compareWith(qobject_cast<SampleLayer*>(session_->layers()->layer(id)), class_->currentData().toInt());
    });
    connect(gates_, &HeatmapFigure::cellClicked, this, [this](int row, int column) {
        const auto cell = expertCell(identification_->pixel()->experts, row, column);
        Q_EMIT gateRequested(cell.block, cell.expert);
    });
    for (auto* figure : std::initializer_list<Figure*>{spectra_, gates_}) {
        connect(figure, &Figure::failed, this, &IdentifyPanel::failed);
        connect(figure, &Figure::saved, this, &IdentifyPanel::saved);
    }
    for (auto* table : {probabilities_, layers_}) connect(table, &FigureTable::failed, this, &IdentifyPanel::failed);
    connect(session_->layers(), &LayerModel::layerAdded, this, [this](const Layer* layer) {
        if (layer->group() == LayerGroup::Samples) fillClasses();
    });
    connect(session_->layers(), &LayerModel::rowsRemoved, this, &IdentifyPanel::fillClasses);
    for (auto signal : {&Session::mapReady, &Session::mapRemoved, &Session::mapStarted}) connect(session_, signal, this, &IdentifyPanel::showLayers);
    connect(session_->layers(), &LayerModel::layerChanged, this, &IdentifyPanel::showLayers);
}

/// The classes of all layers of samples; the choice stays while its layer is there.
void IdentifyPanel::fillClasses() {
    const QSignalBlocker quiet(class_);
    class_->clear();
    class_->addItem(tr("no class"), -1);
    const auto& seen = identification_->seenClass();
    for (auto* layer : session_->layers()->layers(LayerGroup::Samples)) {
        const auto* samples = qobject_cast<SampleLayer*>(layer);
        if (!samples) continue;
        class_->addItem(layer->title(), -1);
        if (auto* model = qobject_cast<QStandardItemModel*>(class_->model())) model->item(class_->count() - 1)->setEnabled(false);
        const auto counts = samples->samples().countByClass();
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (counts[i] == 0) continue;
            const auto& one = samples->samples().classes[i];
            class_->addItem(swatch(one.color), tr("%1 ± sd").arg(QString::fromStdString(one.name)), static_cast<int>(i));
            class_->setItemData(class_->count() - 1, layer->id(), layerRole);
            if (seen && seen->layer == layer && seen->classIndex == static_cast<int>(i)) class_->setCurrentIndex(class_->count() - 1);
        }
    }
    class_->setEnabled(class_->count() > 1);
}

void IdentifyPanel::refresh() {
    pages_->setCurrentIndex(identification_->pixel() ? 1 : 0);
    if (!identification_->seenClass()) class_->setCurrentIndex(0);
    if (!identification_->pixel()) return;
    showHead();
    showSpectra();
    showProbabilities();
    showGates();
    showLayers();
}

void IdentifyPanel::showHead() {
    const auto& pixel = *identification_->pixel();
    const auto& grid = session_->scene().grid;
    QString place = tr("Row %L1, column %L2").arg(pixel.report.row).arg(pixel.report.column);
    if (grid.georeferenced) {
        const auto at = grid.mapPoint(pixel.report.column + 0.5, pixel.report.row + 0.5);
        place += tr(" · E %L1, N %L2").arg(at[0], 0, 'f', 0).arg(at[1], 0, 'f', 0);
    }
    place_->setText(place);
    if (pixel.report.scores) {
        const double best = pixel.report.scores->probabilities[static_cast<std::size_t>(pixel.report.scores->classIndex)];
        result_->setText(tr("<span style=\"color:%1\">■</span> %2, probability %3 %")
                             .arg(pixel.color().name(), pixel.className().toHtmlEscaped(), shownNumber(100 * best, 1)));
    } else {
        result_->setText(pixel.classes.empty() ? tr("No model is open.") : tr("No data: no sensor that is on has a value here."));
    }
    QStringList states;
    for (const auto& reading : pixel.report.sensors) {
        const QString name = "<b>" + QString::fromStdString(reading.name).toHtmlEscaped() + "</b>";
        if (!reading.holdsData) states << tr("◌ %1 no data").arg(name);
        else states << (reading.used ? tr("● %1 used").arg(name) : tr("○ %1 switched off").arg(name));
    }
    sensors_->setText(states.join("&nbsp;&nbsp; "));
}

void IdentifyPanel::showSpectra() {
    std::vector<SpectrumSensor> sensors;
    std::vector<const jobs::SensorReading*> readings;
    const auto& pixel = *identification_->pixel();
    for (const auto& reading : pixel.report.sensors) {
        const auto* info = infoOf(session_->scene(), reading.name);
        if (!info) return;  // another scene came in between
        SpectrumSensor sensor{QString::fromStdString(reading.name), info->wavelengths, reading.bad, {}};
        for (const auto& name : info->bandNames) sensor.bandNames << QString::fromStdString(name);
        sensors.push_back(std::move(sensor));
    }
    int colorless = 0;
    const auto lineOf = [&](const SeenPixel& seen, bool strong) {
        SpectrumLine line{lineTitle(seen), seen.color(), strong, {}};
        if (!line.color.isValid()) {
            const auto rgb = base::defaultColor(colorless++);
            line.color = QColor(rgb[0], rgb[1], rgb[2]);
        }
        for (const auto& reading : pixel.report.sensors) {
            const auto* own = readingOf(seen, reading.name);
            line.values.push_back(own ? own->values : std::vector<float>());
        }
        return line;
    };
    std::vector<SpectrumLine> lines{lineOf(pixel, true)};
    for (const auto& pin : identification_->pins())
        if (!pin.isAt(pixel.report.row, pixel.report.column)) lines.push_back(lineOf(pin, false));
    std::optional<SpectrumBand> band;
    if (const auto& seen = identification_->seenClass(); seen && !seen->spectra.empty()) {
        std::uint64_t pixels = 0;
        band = SpectrumBand{{}, seen->color, {}, {}};
        for (const auto& reading : pixel.report.sensors) {
            const auto found = std::find_if(seen->spectra.begin(), seen->spectra.end(), [&](const auto& one) { return one.sensor == reading.name; });
            const bool known = found != seen->spectra.end();
            band->mean.push_back(known ? found->mean : std::vector<double>());
            band->deviation.push_back(known ? found->standardDeviation : std::vector<double>());
            if (known) pixels = std::max(pixels, found->pixels);
        }
        band->title = tr("%1, mean ± sd of %L2 samples").arg(seen->name).arg(pixels);
    }
    spectra_->setSpectra(std::move(sensors), std::move(lines), std::move(band));
    pin_->setText(identification_->isPinned() ? tr("Unpin") : tr("Pin"));
    unpinAll_->setEnabled(!identification_->pins().empty());
}

void IdentifyPanel::showProbabilities() {
    const auto& pixel = *identification_->pixel();
    probabilities_->setColumns({tr("Class"), tr("Probability %")});
    const std::vector<float> none;
    const auto& shares = pixel.report.scores ? pixel.report.scores->probabilities : none;
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return shares[a] > shares[b]; });
    probabilities_->setRowCount(static_cast<int>(order.size()));
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto row = static_cast<int>(i);
        const auto& one = pixel.classes[order[i]];
        probabilities_->setCell(row, 0, QString::fromStdString(one.name))->setIcon(swatch(one.color));
        const double share = static_cast<double>(shares[order[i]]);
        probabilities_->setCell(row, 1, shownNumber(share * 100, 2), true)->setData(Qt::UserRole, share);
    }
    probabilities_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
}

void IdentifyPanel::showGates() {
    const auto& pixel = *identification_->pixel();
    const bool there = pixel.report.scores && !pixel.report.scores->weight.empty();
    gatePages_->setCurrentIndex(there ? 0 : 1);
    if (!there)
        return noGates_->setText(pixel.classes.empty()     ? tr("The gates of a model's experts stand here, once a model is open.")
                                 : !pixel.report.scores    ? tr("No sensor that is on has data here.")
                                                           : tr("This model has no experts: its method uses none."));
    const auto& weights = pixel.report.scores->weight;
    auto map = blocksByExperts(pixel.experts, {weights.begin(), weights.end()});
    map.factor = 1;
    map.decimals = 2;
    map.unit = tr("mean gate over the pixel's tokens");
    gates_->setHeatmap(std::move(map));
}

void IdentifyPanel::showLayers() {
    if (!identification_->pixel()) return;
    const auto& report = identification_->pixel()->report;
    layers_->setColumns({tr("Layer"), tr("What"), tr("Value")});
    layers_->setRowCount(0);
    for (const auto* layer : session_->layers()->layers()) {
        if (!layer->isVisible()) continue;
        const QPointF at = sceneFromLayer(session_->scene().grid, layer->grid()).inverted().map(QPointF(report.column + 0.5, report.row + 0.5));
        for (const auto& [name, value] : layer->describeCell(static_cast<int>(std::floor(at.x())), static_cast<int>(std::floor(at.y())))) {
            const int row = layers_->rowCount();
            layers_->setRowCount(row + 1);
            layers_->setCell(row, 0, layer->title());
            layers_->setCell(row, 1, name);
            layers_->setCell(row, 2, value, true);
        }
    }
    layers_->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
}

}  // namespace lacuna::ui
