#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/canvas/layer_model.h"

class QLabel;
class QSlider;
class QTreeView;

namespace lacuna::ui {

/// The Layers dock: the tree with check boxes, the chosen layer's opacity. It never removes a layer by itself:
/// removeRequested lets the window make that undoable.
class LayerPanel : public QWidget {
    Q_OBJECT

public:
    explicit LayerPanel(LayerModel* model, QWidget* parent = nullptr);

    Layer* currentLayer() const;
    void setCurrentLayer(Layer* layer);
    QTreeView* tree() const { return tree_; }

Q_SIGNALS:
    void currentLayerChanged(Layer* layer);  ///< null for none or a group
    void zoomToLayerRequested(Layer* layer);
    void propertiesRequested(Layer* layer);  ///< it is the current one then
    void removeRequested(Layer* layer);
    void compareRequested(Layer* left, Layer* right);  ///< "Compare with …" of a layer's menu

private:
    void makeTree();
    QWidget* makeControls();
    void showCurrent();
    void openMenu(const QPoint& position);

    LayerModel* model_;
    QTreeView* tree_;
    QSlider* opacity_;
    QLabel* opacityLabel_;
    bool filling_ = false;
};

}  // namespace lacuna::ui
