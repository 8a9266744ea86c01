#include "ui/views/sensor_style_panel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/views/histogram_strip.h"

namespace lacuna::ui {
namespace {

constexpr int step = 8;
using Kind = Stretch::Kind;

// The order of the boxes' lines.
enum Rendering { Color, Single };
enum Area { Whole, View };
constexpr std::array<Kind, 4> kinds{Kind::Cumulative, Kind::StandardDeviation, Kind::MinMax, Kind::Fixed};

QComboBox* makeBox(const char* name, const QString& accessibleName) {
    auto* box = new QComboBox;
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    // Hundreds of long band names must not make the dock wide.
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    return box;
}

}  // namespace

SensorStylePanel::SensorStylePanel(QWidget* parent) : QWidget(parent), pages_(new QStackedWidget) {
    setObjectName("sensorStylePanel");
    pages_->addWidget(makeEmpty());
    pages_->addWidget(makeForm());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(pages_);
}

QWidget* SensorStylePanel::makeEmpty() {
    auto* box = new QWidget;
    auto* text = new QLabel(tr("Bands, colours and stretch of the sensor that is chosen in Layers."));
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    text->setProperty("role", "muted");
    auto* button = new QPushButton(tr("Choose the base map"));
    button->setObjectName("styleEmptyButton");
    connect(button, &QPushButton::clicked, this, &SensorStylePanel::sensorRequested);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(2 * step, 2 * step, 2 * step, 2 * step);
    column->addStretch(1);
    column->addWidget(text);
    column->addWidget(button, 0, Qt::AlignHCenter);
    column->addStretch(2);
    return box;
}

QWidget* SensorStylePanel::makeForm() {
    auto* content = new QWidget;
    auto* form = new QFormLayout(content);
    form->setContentsMargins(step, step, step, step);
    form->setSpacing(step);
    title_ = new QLabel;
    title_->setObjectName("styleTitle");
    title_->setProperty("role", "heading");
    form->addRow(title_);
    rendering_ = makeBox("styleRendering", tr("Rendering"));
    rendering_->addItems({tr("three bands in colour"), tr("one band")});
    form->addRow(tr("Shown"), rendering_);

    natural_ = new QPushButton(tr("True colour"));
    natural_->setObjectName("styleTrueColour");
    natural_->setToolTip(tr("The bands nearest to 0.65, 0.56 and 0.48 µm"));
    infrared_ = new QPushButton(tr("Infrared"));
    infrared_->setObjectName("styleInfrared");
    infrared_->setToolTip(tr("Near infrared (0.86 µm) as red, red as green, green as blue: plants are red"));
    presets_ = new QWidget;
    auto* row = new QHBoxLayout(presets_);
    row->setContentsMargins(0, 0, 0, 0);
    for (auto* button : {natural_, infrared_}) {
        button->setProperty("role", "quiet");
        row->addWidget(button);
    }
    form->addRow(presets_);
    connect(natural_, &QPushButton::clicked, this, [this] { applyPreset(naturalColor(layer_->info())); });
    connect(infrared_, &QPushButton::clicked, this, [this] { applyPreset(colorInfrared(layer_->info())); });

    const std::array names{std::pair{"styleRed", tr("Red")}, std::pair{"styleGreen", tr("Green")}, std::pair{"styleBlue", tr("Blue")}};
    for (std::size_t c = 0; c < 3; ++c) {
        bands_[c] = makeBox(names[c].first, names[c].second);
        bandLabels_[c] = new QLabel(names[c].second);
        form->addRow(bandLabels_[c], bands_[c]);
    }
    map_ = makeBox("styleColorMap", tr("Colour map"));
    map_->addItems({tr("grey"), tr("viridis"), tr("cividis"), tr("blue, white, red")});
    mapLabel_ = new QLabel(tr("Colours"));
    form->addRow(mapLabel_, map_);
    stretch_ = makeBox("styleStretch", tr("Stretch"));
    stretch_->addItems({tr("percentile cut"), tr("mean ± deviations"), tr("least to greatest"), tr("fixed range")});
    form->addRow(tr("Stretch"), stretch_);
    amount_ = new QDoubleSpinBox;
    amount_->setObjectName("styleAmount");
    amount_->setAccessibleName(tr("Cut at each end"));
    amount_->setAlignment(Qt::AlignRight);
    amount_->setKeyboardTracking(false);
    amountLabel_ = new QLabel;
    form->addRow(amountLabel_, amount_);
    area_ = makeBox("styleArea", tr("Values that the stretch goes by"));
    area_->addItems({tr("whole raster"), tr("what is in view")});
    areaLabel_ = new QLabel(tr("Of"));
    form->addRow(areaLabel_, area_);
    for (auto& strip : histograms_) {
        const auto channel = static_cast<std::size_t>(&strip - histograms_.data());
        strip = new HistogramStrip;
        strip->setObjectName(QString("styleHistogram%1").arg(channel + 1));
        form->addRow(strip);
        connect(strip, &HistogramStrip::rangeDragged, this, [this, channel](double low, double high) {
            if (!layer_) return;
            if (!std::exchange(dragging_, true)) beforeDrag_ = layer_->style();
            layer_->setStyle(withRange(channel, low, high));
        });
        connect(strip, &HistogramStrip::rangeChosen, this, [this, channel](double low, double high) {
            if (!layer_) return;
            const SensorStyle before = std::exchange(dragging_, false) ? beforeDrag_ : layer_->style();
            layer_->setStyle(withRange(channel, low, high));
            showStyle();
            Q_EMIT edited(layer_, before, layer_->style());
        });
    }
    for (QComboBox* box : {rendering_, bands_[0], bands_[1], bands_[2], map_, stretch_, area_})
        connect(box, &QComboBox::currentIndexChanged, this, &SensorStylePanel::applyControls);
    connect(amount_, &QDoubleSpinBox::valueChanged, this, &SensorStylePanel::applyControls);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    return scroll;
}

void SensorStylePanel::setLayer(SensorLayer* layer) {
    if (layer_ != layer) {
        if (layer_) layer_->disconnect(this);
        layer_ = layer;
        dragging_ = false;
        if (layer_) {
            fillBands();
            connect(layer_, &SensorLayer::styleChanged, this, &SensorStylePanel::showStyle);
            connect(layer_, &SensorLayer::styleReady, this, &SensorStylePanel::showHistograms);
            connect(layer_, &QObject::destroyed, this, [this] { pages_->setCurrentIndex(0); });
        }
    }
    pages_->setCurrentIndex(layer_ ? 1 : 0);
    showStyle();
}

void SensorStylePanel::fillBands() {
    const raster::ModalityInfo& info = layer_->info();
    filling_ = true;
    QStringList names;
    for (int band = 0; band < info.bands; ++band) names.append(bandLabel(info, band));
    for (QComboBox* box : bands_) {
        box->clear();
        box->addItems(names);
    }
    natural_->setEnabled(naturalColor(info).has_value());
    infrared_->setEnabled(colorInfrared(info).has_value());
    rendering_->setEnabled(info.bands > 1);
    filling_ = false;
}

void SensorStylePanel::showStyle() {
    if (!layer_) return;
    filling_ = true;
    const SensorStyle style = layer_->style();
    const bool color = style.bands.color;
    title_->setText(layer_->title());
    rendering_->setCurrentIndex(color ? Color : Single);
    const std::array numbers{style.bands.red, style.bands.green, style.bands.blue};
    for (std::size_t c = 0; c < 3; ++c) {
        bands_[c]->setCurrentIndex(numbers[c]);
        bands_[c]->setVisible(color || c == 0);
        bandLabels_[c]->setVisible(color || c == 0);
    }
    bandLabels_[0]->setText(color ? tr("Red") : tr("Band"));
    bands_[0]->setAccessibleName(bandLabels_[0]->text());
    // Without wavelengths there is nothing that a preset could go by.
    presets_->setVisible(color && (natural_->isEnabled() || infrared_->isEnabled()));
    map_->setCurrentIndex(style.map ? static_cast<int>(*style.map) + 1 : 0);
    map_->setVisible(!color);
    mapLabel_->setVisible(!color);
    showStretch(style.stretch);
    filling_ = false;
    showHistograms();
}

void SensorStylePanel::showStretch(const Stretch& stretch) {
    const auto found = std::find(kinds.begin(), kinds.end(), stretch.kind);
    stretch_->setCurrentIndex(static_cast<int>(found - kinds.begin()));
    const bool cut = stretch.kind == Kind::Cumulative;
    const bool deviations = stretch.kind == Kind::StandardDeviation;
    amount_->setVisible(cut || deviations);
    amountLabel_->setVisible(cut || deviations);
    amountLabel_->setText(cut ? tr("Cut at each end") : tr("Deviations"));
    amount_->setAccessibleName(amountLabel_->text());
    if (cut) {
        amount_->setRange(0, 45);
        amount_->setDecimals(1);
        amount_->setSingleStep(0.5);
        amount_->setSuffix(tr(" %"));
        amount_->setValue(100 * stretch.lowFraction);
    } else if (deviations) {
        amount_->setRange(0.1, 10);
        amount_->setDecimals(1);
        amount_->setSingleStep(0.5);
        amount_->setSuffix(tr(" σ"));
        amount_->setValue(stretch.deviations);
    }
    area_->setCurrentIndex(stretch.ofView ? View : Whole);
    area_->setVisible(stretch.kind != Kind::Fixed);
    areaLabel_->setVisible(stretch.kind != Kind::Fixed);
}

void SensorStylePanel::showHistograms() {
    if (!layer_) return;
    const SensorStyle style = layer_->style();
    const std::array numbers{style.bands.red, style.bands.green, style.bands.blue};
    const std::array<QColor, 3> colors{QColor(200, 60, 50), QColor(60, 150, 70), QColor(60, 100, 200)};
    const auto ranges = layer_->range();
    for (std::size_t c = 0; c < 3; ++c) {
        HistogramStrip* strip = histograms_[c];
        strip->setVisible(style.bands.color || c == 0);
        if (strip->isDragging()) continue;
        strip->setChannel(bandLabel(layer_->info(), numbers[c]), style.bands.color ? colors[c] : QColor(128, 128, 128));
        strip->setValues(layer_->sampledValues(numbers[c]));
        strip->setRange(ranges[c][0], ranges[c][1]);
    }
}

Stretch SensorStylePanel::chosenStretch() const {
    Stretch stretch = layer_->style().stretch;
    const Kind before = stretch.kind;
    stretch.kind = kinds[static_cast<std::size_t>(std::max(0, stretch_->currentIndex()))];
    stretch.ofView = stretch.kind != Kind::Fixed && area_->currentIndex() == View;
    // The spin box still shows the former kind's number when the kind has just been changed.
    if (stretch.kind == before && stretch.kind == Kind::Cumulative) {
        stretch.lowFraction = amount_->value() / 100;
        stretch.highFraction = 1 - stretch.lowFraction;
    }
    if (stretch.kind == before && stretch.kind == Kind::StandardDeviation) stretch.deviations = amount_->value();
    if (stretch.kind == Kind::Fixed && before != Kind::Fixed) {
        const auto ranges = layer_->range();
        for (std::size_t c = 0; c < 3; ++c) {
            stretch.low[c] = ranges[c][0];
            stretch.high[c] = ranges[c][1];
        }
    }
    return stretch;
}

void SensorStylePanel::applyControls() {
    if (filling_ || !layer_) return;
    SensorStyle style = layer_->style();
    style.bands = {rendering_->currentIndex() == Color, bands_[0]->currentIndex(), bands_[1]->currentIndex(), bands_[2]->currentIndex()};
    if (style.bands.color || map_->currentIndex() == 0)
        style.map.reset();
    else
        style.map = static_cast<ColorMap>(map_->currentIndex() - 1);
    style.stretch = chosenStretch();
    apply(style);
}

void SensorStylePanel::applyPreset(const std::optional<BandChoice>& bands) {
    if (!bands) return;
    SensorStyle style = layer_->style();
    style.bands = *bands;
    apply(style);
}

void SensorStylePanel::apply(const SensorStyle& style) {
    const SensorStyle before = layer_->style();
    if (style == before) return;
    layer_->setStyle(style);
    Q_EMIT edited(layer_, before, style);
}

SensorStyle SensorStylePanel::withRange(std::size_t channel, double low, double high) const {
    SensorStyle style = layer_->style();
    const auto ranges = layer_->range();
    for (std::size_t c = 0; c < 3 && style.stretch.kind != Kind::Fixed; ++c) {
        style.stretch.low[c] = ranges[c][0];
        style.stretch.high[c] = ranges[c][1];
    }
    style.stretch.kind = Kind::Fixed;
    style.stretch.ofView = false;
    style.stretch.low[channel] = low;
    style.stretch.high[channel] = high;
    return style;
}

}  // namespace lacuna::ui
