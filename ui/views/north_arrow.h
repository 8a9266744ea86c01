#pragma once

#include <optional>

#include "ui/canvas/map_canvas.h"

namespace lacuna::ui {

/// Degrees, clockwise from the view's top, of true north at a scene position; of the map's own north where the CRS is
/// unknown; nothing without a georeference.
std::optional<double> northAt(const raster::Grid& grid, QPointF scene);

/// An arrow to true north, in the upper right corner.
class NorthArrow : public MapOverlay {
public:
    void setOn(bool on) { on_ = on; }
    bool isOn() const { return on_; }
    void paint(QPainter& painter, const MapCanvas& canvas) override;

private:
    bool on_ = false;
    QPointF place_;
    raster::Grid grid_;
    std::optional<double> north_;
};

}  // namespace lacuna::ui
