#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/canvas/layer_model.h"

class QComboBox;
class QLabel;
class QSlider;
class QTreeView;

namespace lacuna::ui {

class SensorLayer;
struct Stretch;

/// The Layers dock: the tree with check boxes, the chosen layer's opacity, and for a sensor its bands and stretch.
/// It never removes a layer by itself: removeRequested lets the window make that undoable.
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
    void removeRequested(Layer* layer);
    void compareRequested(Layer* left, Layer* right);  ///< "Compare with …" of a layer's menu

private:
    void makeTree();
    QWidget* makeControls();
    QWidget* makeSensorControls();
    void showCurrent();
    void showSensor(SensorLayer* sensor);
    void fillBandBoxes(const SensorLayer& sensor);
    void showStretch(const Stretch& stretch);
    void applyBands();
    void applyStretch();
    void openMenu(const QPoint& position);

    LayerModel* model_;
    QTreeView* tree_;
    QSlider* opacity_;
    QLabel* opacityLabel_;
    QWidget* sensorControls_;
    QComboBox* rendering_;
    QComboBox* red_;
    QComboBox* green_;
    QComboBox* blue_;
    QLabel* redLabel_;
    QLabel* greenLabel_;
    QLabel* blueLabel_;
    QComboBox* stretch_;
    QPointer<SensorLayer> shownSensor_;
    bool filling_ = false;
};

}  // namespace lacuna::ui
