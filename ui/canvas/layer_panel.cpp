#include "ui/canvas/layer_panel.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

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
    connect(opacity_, &QSlider::valueChanged, this, [this](int percent) {
        opacityLabel_->setText(tr("%1 %").arg(percent));
        Layer* layer = currentLayer();
        if (!filling_ && layer != nullptr) layer->setOpacity(percent / 100.0);
    });
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
    if (qobject_cast<SensorLayer*>(layer) != nullptr) {
        menu->addAction(tr("Properties"), this, [this, chosen] {
            if (!chosen) return;
            setCurrentLayer(chosen);
            Q_EMIT propertiesRequested(chosen);
        });
    }
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
