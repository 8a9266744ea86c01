#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/canvas/layer_model.h"

class QLabel;
class QTableWidget;

namespace lacuna::ui {

/// The legend of one layer: colour, name, hectares (or cells where the pixel's area is unknown), share. A click on a
/// check box shows or hides the class. Without setLayer it follows the topmost visible map.
class LegendPanel : public QWidget {
    Q_OBJECT

public:
    explicit LegendPanel(LayerModel* model, QWidget* parent = nullptr);

    /// Pins a layer; null follows the topmost visible map again.
    void setLayer(Layer* layer);
    Layer* layer() const;

private:
    void makeTable();
    void refresh();
    void scheduleRefresh();
    void fill(const QList<LegendEntry>& entries);
    void fillName(int row, const LegendEntry& entry);
    void fillNumber(int row, int column, const QString& text);
    void copy();

    LayerModel* model_;
    QPointer<Layer> pinned_;
    QLabel* title_;
    QTableWidget* table_;
    QLabel* empty_;
    bool filling_ = false;
    bool scheduled_ = false;
};

}  // namespace lacuna::ui
