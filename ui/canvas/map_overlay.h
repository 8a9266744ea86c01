#pragma once

#include <QPainter>

#include "ui/canvas/view_transform.h"

namespace lacuna::ui {

/// Something painted over the layers that is none of them (MapCanvas::addOverlay), in view coordinates.
class MapOverlay {
public:
    virtual ~MapOverlay() = default;
    virtual void paint(QPainter& painter, const ViewTransform& view) = 0;
};

}  // namespace lacuna::ui
