#include "ui/canvas/layer_panel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/canvas/sensor_layer.h"

namespace lacuna::ui {
namespace {

constexpr int step = 8;
constexpr int iconEdge = 20;

/// Rows of three steps, whether they have an icon or not.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return QStyledItemDelegate::sizeHint(option, index).expandedTo({0, 3 * step});
    }
};

enum Rendering { Color, Grey };

struct StretchEntry {
    const char* name;
    Stretch stretch;
};

/// What the stretch box offers; a stretch set elsewhere gets a line of its own below.
const std::array<StretchEntry, 4>& offeredStretches() {
    using Kind = Stretch::Kind;
    static const std::array<StretchEntry, 4> offered{{
        {QT_TRANSLATE_NOOP("LayerPanel", "2 to 98 % of the values"), {Kind::Cumulative, 0.02, 0.98}},
        {QT_TRANSLATE_NOOP("LayerPanel", "0.5 to 99.5 % of the values"), {Kind::Cumulative, 0.005, 0.995}},
        {QT_TRANSLATE_NOOP("LayerPanel", "mean ± 2 standard deviations"), {Kind::StandardDeviation}},
        {QT_TRANSLATE_NOOP("LayerPanel", "least to greatest value"), {Kind::MinMax}},
    }};
    return offered;
}

QComboBox* makeBox(QWidget* parent, const QString& name) {
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    // Hundreds of long band names must not make the dock wide.
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    return box;
}

}  // namespace

LayerPanel::LayerPanel(LayerModel* model, QWidget* parent) : QWidget(parent), model_(model) {
    makeTree();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tree_, 1);
    layout->addWidget(makeControls());
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        showCurrent();
        Q_EMIT currentLayerChanged(currentLayer());
    });
    connect(model_, &LayerModel::layerChanged, this, [this](Layer* layer) {
        if (layer == currentLayer()) showCurrent();
    });
    showCurrent();
}

void LayerPanel::makeTree() {
    tree_ = new QTreeView(this);
    tree_->setModel(model_);
    tree_->setHeaderHidden(true);
    tree_->setAccessibleName(tr("Layers"));
    tree_->setFrameShape(QFrame::NoFrame);
    tree_->setDragDropMode(QAbstractItemView::InternalMove);
    tree_->setEditTriggers(QAbstractItemView::EditKeyPressed);
    tree_->setContextMenuPolicy(Qt::CustomContextMenu);
    tree_->setItemDelegate(new RowDelegate(tree_));
    tree_->setIconSize({iconEdge, iconEdge});
    tree_->expandAll();
    connect(tree_, &QWidget::customContextMenuRequested, this, &LayerPanel::openMenu);
    connect(tree_, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        if (Layer* layer = model_->layer(index)) Q_EMIT zoomToLayerRequested(layer);
    });
    connect(model_, &LayerModel::layerAdded, this,
            [this](Layer* layer) { tree_->expand(model_->groupIndex(layer->group())); });
}

QWidget* LayerPanel::makeControls() {
    auto* controls = new QWidget(this);
    auto* form = new QFormLayout(controls);
    form->setContentsMargins(step, step, step, step);
    form->setSpacing(step);
    opacity_ = new QSlider(Qt::Horizontal, controls);
    opacity_->setRange(0, 100);
    opacity_->setPageStep(10);
    opacity_->setAccessibleName(tr("Opacity"));
    opacityLabel_ = new QLabel(controls);
    opacityLabel_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    opacityLabel_->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 %").arg(100)));
    auto* row = new QHBoxLayout;
    row->addWidget(opacity_, 1);
    row->addWidget(opacityLabel_);
    form->addRow(tr("Opacity"), row);
    sensorControls_ = makeSensorControls();
    form->addRow(sensorControls_);
    connect(opacity_, &QSlider::valueChanged, this, [this](int percent) {
        opacityLabel_->setText(tr("%1 %").arg(percent));
        Layer* layer = currentLayer();
        if (!filling_ && layer != nullptr)
            model_->edit(tr("opacity of %1").arg(layer->title()), [&] { layer->setOpacity(percent / 100.0); });
    });
    return controls;
}

QWidget* LayerPanel::makeSensorControls() {
    auto* controls = new QWidget(this);
    auto* form = new QFormLayout(controls);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(step);
    rendering_ = makeBox(controls, tr("Rendering"));
    rendering_->addItem(tr("three bands in colour"));
    rendering_->addItem(tr("one band in grey"));
    form->addRow(tr("Shown"), rendering_);
    const auto addBand = [&](QComboBox*& box, QLabel*& label, const QString& name) {
        box = makeBox(controls, name);
        label = new QLabel(name, controls);
        label->setBuddy(box);
        form->addRow(label, box);
        connect(box, &QComboBox::currentIndexChanged, this, &LayerPanel::applyBands);
    };
    addBand(red_, redLabel_, tr("Red"));
    addBand(green_, greenLabel_, tr("Green"));
    addBand(blue_, blueLabel_, tr("Blue"));
    stretch_ = makeBox(controls, tr("Stretch"));
    form->addRow(tr("Stretch"), stretch_);
    connect(rendering_, &QComboBox::currentIndexChanged, this, &LayerPanel::applyBands);
    connect(stretch_, &QComboBox::currentIndexChanged, this, &LayerPanel::applyStretch);
    return controls;
}

Layer* LayerPanel::currentLayer() const {
    return model_->layer(tree_->currentIndex());
}

void LayerPanel::setCurrentLayer(Layer* layer) {
    tree_->setCurrentIndex(model_->indexOf(layer));
}

void LayerPanel::showCurrent() {
    Layer* layer = currentLayer();
    filling_ = true;
    opacity_->setEnabled(layer != nullptr);
    const int percent = layer == nullptr ? 100 : qRound(layer->opacity() * 100);
    opacity_->setValue(percent);
    opacityLabel_->setText(tr("%1 %").arg(percent));
    filling_ = false;
    showSensor(qobject_cast<SensorLayer*>(layer));
}

void LayerPanel::showSensor(SensorLayer* sensor) {
    sensorControls_->setVisible(sensor != nullptr);
    const bool fresh = sensor != shownSensor_;
    shownSensor_ = sensor;
    if (sensor == nullptr) return;
    filling_ = true;
    if (fresh) fillBandBoxes(*sensor);
    const BandChoice bands = sensor->bands();
    rendering_->setCurrentIndex(bands.color ? Color : Grey);
    rendering_->setEnabled(sensor->info().bands > 1);
    red_->setCurrentIndex(bands.red);
    green_->setCurrentIndex(bands.green);
    blue_->setCurrentIndex(bands.blue);
    redLabel_->setText(bands.color ? tr("Red") : tr("Band"));
    red_->setAccessibleName(redLabel_->text());
    for (QWidget* widget : std::initializer_list<QWidget*>{green_, greenLabel_, blue_, blueLabel_})
        widget->setVisible(bands.color);
    showStretch(sensor->stretch());
    filling_ = false;
}

void LayerPanel::fillBandBoxes(const SensorLayer& sensor) {
    QStringList names;
    for (int band = 0; band < sensor.info().bands; ++band) names.append(bandLabel(sensor.info(), band));
    for (QComboBox* box : {red_, green_, blue_}) {
        box->clear();
        box->addItems(names);
    }
}

void LayerPanel::showStretch(const Stretch& stretch) {
    const auto& offered = offeredStretches();
    const auto found =
        std::find_if(offered.begin(), offered.end(), [&](const StretchEntry& e) { return e.stretch == stretch; });
    stretch_->clear();
    for (const StretchEntry& entry : offered) stretch_->addItem(tr(entry.name));
    if (found == offered.end()) stretch_->addItem(tr("a range of its own"));
    stretch_->setCurrentIndex(static_cast<int>(found - offered.begin()));
}

void LayerPanel::applyBands() {
    if (filling_ || !shownSensor_) return;
    BandChoice bands;
    bands.color = rendering_->currentIndex() == Color;
    bands.red = red_->currentIndex();
    bands.green = green_->currentIndex();
    bands.blue = blue_->currentIndex();
    model_->edit(tr("bands of %1").arg(shownSensor_->title()), [&] { shownSensor_->setBands(bands); });
    showSensor(shownSensor_);
}

void LayerPanel::applyStretch() {
    const int chosen = stretch_->currentIndex();
    const auto& offered = offeredStretches();
    if (filling_ || !shownSensor_ || chosen < 0 || chosen >= static_cast<int>(offered.size())) return;
    model_->edit(tr("stretch of %1").arg(shownSensor_->title()),
                 [&] { shownSensor_->setStretch(offered[static_cast<std::size_t>(chosen)].stretch); });
}

void LayerPanel::openMenu(const QPoint& position) {
    Layer* layer = model_->layer(tree_->indexAt(position));
    if (layer == nullptr) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // The layer may be gone by the time a line is chosen.
    const QPointer<Layer> chosen = layer;
    menu->addAction(tr("Zoom to layer"), this, [this, chosen] {
        if (chosen) Q_EMIT zoomToLayerRequested(chosen);
    });
    menu->addAction(tr("Rename"), this, [this, chosen] {
        if (chosen) tree_->edit(model_->indexOf(chosen));
    });
    QMenu* compare = menu->addMenu(tr("Compare with"));
    for (Layer* other : model_->layers()) {
        if (other == layer) continue;
        const QPointer<Layer> right = other;
        compare->addAction(other->title(), this, [this, chosen, right] {
            if (chosen && right) Q_EMIT compareRequested(chosen, right);
        });
    }
    compare->setEnabled(!compare->isEmpty());
    menu->addSeparator();
    menu->addAction(tr("Remove"), this, [this, chosen] {
        if (chosen) Q_EMIT removeRequested(chosen);
    });
    menu->popup(tree_->viewport()->mapToGlobal(position));
}

}  // namespace lacuna::ui
