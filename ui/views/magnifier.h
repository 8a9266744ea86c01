#pragma once

#include "ui/canvas/map_canvas.h"

namespace lacuna::ui {

/// A round loupe at the pointer, in a linked view at the place where the pointer is in another.
class Magnifier : public MapOverlay {
public:
    static constexpr double radius = 90;  ///< logical pixels
    static constexpr double factor = 4;

    void setOn(bool on) { on_ = on; }
    bool isOn() const { return on_; }
    void paint(QPainter& painter, const MapCanvas& canvas) override;
    bool followsPointer() const override { return on_; }

private:
    bool on_ = false;
};

}  // namespace lacuna::ui
