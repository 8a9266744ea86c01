#pragma once

#include <QObject>
#include <QTimer>

#include "ui/views/bookmarks.h"
#include "ui/views/graticule.h"
#include "ui/views/linked_views.h"
#include "ui/views/magnifier.h"
#include "ui/views/measure_tool.h"
#include "ui/views/north_arrow.h"

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
class QUndoStack;

namespace lacuna::ui {

/// What a project keeps of the map's furniture.
struct FurnitureState {
    bool scaleBar = true;
    bool northArrow = false;
    bool magnifier = false;
    Graticule::Kind graticule = Graticule::Kind::None;
    int flickerInterval = 500;  ///< milliseconds each side; 0: by the key alone
    QList<Bookmark> bookmarks;
    bool operator==(const FurnitureState&) const = default;
};

/// The commands of the View menu that the canvas and its views need: linked views, north arrow, graticule, magnifier,
/// measuring, bookmarks; and the rate of the flicker in the Study menu. Owns the overlays and tools.
class ViewTools : public QObject {
    Q_OBJECT

public:
    /// `tools`: the exclusive group of the window's map tools, which the measuring joins.
    ViewTools(QMainWindow* window, LinkedViews* views, QActionGroup* tools, QUndoStack* undo);
    ~ViewTools() override;

    FurnitureState state() const;
    void setState(const FurnitureState& state);
    Bookmarks* bookmarks() const { return bookmarks_; }
    /// While no scene is open nothing of this makes sense.
    void setEnabled(bool sceneOpen);
    MeasureTool& measureTool(MeasureTool::Kind kind) { return kind == MeasureTool::Kind::Distance ? distance_ : area_; }

Q_SIGNALS:
    void noticed(const QString& sentence);

private:
    QAction* add(const char* name, const QString& text, const char* iconName, const QString& key);
    QMenu* addMenu(const char* name, const QString& text, const char* iconName);
    void makeViewCounts();
    void makeFurniture();
    void makeMeasuring(QActionGroup* tools);
    void makeFlickerRates();
    void measure(MeasureTool* tool);
    void setGraticule(Graticule::Kind kind);
    void tellSensorsTheView();

    QMainWindow* window_;
    QPointer<LinkedViews> views_;  ///< the window takes its widgets apart in an order of its own
    QPointer<MapCanvas> canvas_;
    QTimer viewSettled_;  ///< runs out when the view has been still for a moment
    Magnifier magnifier_;
    NorthArrow northArrow_;
    Graticule graticule_;
    MeasureTool distance_;
    MeasureTool area_;
    Bookmarks* bookmarks_ = nullptr;
    QList<QAction*> counts_;
    QList<QAction*> graticules_;
    QList<QAction*> rates_;
    QAction* northAction_ = nullptr;
    QAction* magnifierAction_ = nullptr;
    QAction* distanceAction_ = nullptr;
    QAction* areaAction_ = nullptr;
    QMenu* countMenu_ = nullptr;
    QMenu* graticuleMenu_ = nullptr;
    QMenu* bookmarkMenu_ = nullptr;
};

}  // namespace lacuna::ui
