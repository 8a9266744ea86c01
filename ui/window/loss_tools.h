#pragma once

#include <QObject>
#include <QPointer>

#include "ui/canvas/footprint_overlay.h"
#include "ui/canvas/polygon_tool.h"
#include "ui/window/session.h"

class QMenu;
class QUndoStack;

namespace lacuna::ui {

class DegradePopover;
class LinkedViews;
class SensorChipRow;

/// What a right click on a sensor's chip offers: losing a part of the sensor (drawn, from a file, under clouds, in
/// strips), degrading it, and taking that back. Lost parts are hatched on the map. Every change can be undone.
class LossTools : public QObject {
    Q_OBJECT

public:
    LossTools(Session* session, LinkedViews* views, SensorChipRow* chips, QUndoStack* undo, QWidget* window);
    ~LossTools() override;

    /// The menu of a chip, shown at a place on the screen.
    void showMenu(int sensor, const QPoint& place);
    void losePart(int sensor, const std::string& footprint);

Q_SIGNALS:
    void noticed(const QString& sentence);

private:
    void addPartActions(QMenu* menu, int sensor);
    void drawPart(int sensor);
    void drawn(int sensor, const QPolygonF& corners);
    void choosePart(int sensor);
    void degrade(int sensor, const QPoint& place);
    void setDegradation(int sensor, const loss::Degradation& degradation);
    void restorePart(int sensor);
    void clear(int sensor);
    void change(SceneLosses after, const QString& what, int merge = -1);
    loss::SensorLoss& lossIn(SceneLosses& losses, int sensor) const;
    double deviationOf(int sensor) const;
    void showParts();

    Session* session_;
    LinkedViews* views_;
    MapCanvas* canvas_;  ///< the first view's
    QUndoStack* undo_;
    QWidget* window_;
    PolygonTool polygon_;
    MapCanvas::Tool toolBefore_ = MapCanvas::Tool::Pan;
    FootprintOverlay parts_;
    QPointer<DegradePopover> popover_;
    int popovers_ = 0;
};

}  // namespace lacuna::ui
