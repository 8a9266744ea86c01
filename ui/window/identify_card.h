#pragma once

#include <QFrame>
#include <QPointF>

#include "raster/grid.h"

class QLabel;

namespace lacuna::ui {

class LayerModel;

/// What the visible layers say of one pixel, in the lower right corner of the map.
class IdentifyCard : public QFrame {
    Q_OBJECT

public:
    IdentifyCard(LayerModel* layers, QWidget* map);
    void showPixel(const raster::Grid& scene, int row, int column, QPointF position);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void moveToCorner();

    LayerModel* layers_;
    QLabel* place_;
    QLabel* details_;
};

}  // namespace lacuna::ui
