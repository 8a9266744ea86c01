#pragma once

#include <QWidget>
#include <memory>

#include "ui/canvas/map_canvas.h"
#include "ui/canvas/polygon_tool.h"
#include "ui/studies/zone_overlay.h"
#include "ui/window/rectangle_tool.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace lacuna::ui {

class EmptyState;
class FigureTable;
class LinkedViews;
class Session;
class ValueBarsFigure;
class ZoneStudy;

/// What each sensor is worth inside polygons: these are drawn on the map or come from a file, a row a zone. The chosen
/// zone is marked on the map, and its values in total and by class stand beside the table as bars.
class ZonePanel : public QWidget {
    Q_OBJECT

public:
    ZonePanel(Session* session, ZoneStudy* study, LinkedViews* views, QWidget* parent = nullptr);

Q_SIGNALS:
    void noticed(const QString& sentence);
    void failed(const QString& message);

private:
    QWidget* makeContent();
    QLayout* makeTools();
    void connectTools();
    void refresh();
    void fillZones();
    void fillFigures(int row);
    void choose();
    void drawBars();
    QString noteText() const;
    void updateControls();
    void beginDrawing(MapTool* tool, const QString& hint);
    void endDrawing();
    void chooseFile();
    void chooseDestinationFile();

    Session* session_;
    ZoneStudy* study_;
    LinkedViews* views_;
    MapCanvas* canvas_;
    ZoneOverlay overlay_;
    PolygonTool polygon_;
    std::unique_ptr<RectangleTool> rectangle_;
    MapCanvas::Tool toolBefore_ = MapCanvas::Tool::Pan;
    bool filling_ = false;

    QStackedWidget* pages_;
    EmptyState* empty_;
    QToolButton* drawPolygon_;
    QToolButton* drawRectangle_;
    QToolButton* fromFile_;
    QToolButton* remove_;
    QPushButton* value_;
    QToolButton* save_;
    QToolButton* savePicture_;
    FigureTable* table_;
    ValueBarsFigure* bars_;
    QLabel* note_;
    QWidget* running_;
    QProgressBar* progress_;
    QPushButton* cancel_;
};

}  // namespace lacuna::ui
