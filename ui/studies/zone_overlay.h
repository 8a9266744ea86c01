#pragma once

#include <QPainterPath>
#include <vector>

#include "samples/zone_files.h"
#include "ui/canvas/scene_overlay.h"

namespace lacuna::ui {

/// Zones as outlines over the map, the chosen one in the accent colour and filled faintly.
class ZoneOverlay : public SceneOverlay {
public:
    void setZones(const std::vector<samples::Zone>& zones);
    void setChosen(int zone) { chosen_ = zone; }  ///< −1: none
    int chosen() const { return chosen_; }
    /// In scene pixels; empty where there is no such zone.
    QRectF extentOf(int zone) const;

    void paint(QPainter& painter, const ViewTransform& view) override;

private:
    std::vector<QPainterPath> outlines_;  ///< in scene pixels
    int chosen_ = -1;
};

}  // namespace lacuna::ui
