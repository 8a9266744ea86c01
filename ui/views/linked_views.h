#pragma once

#include <QPointer>
#include <QStringList>
#include <QWidget>
#include <vector>

#include "ui/canvas/map_canvas.h"

class QComboBox;
class QSplitter;
class QToolButton;

namespace lacuna::ui {

/// What a project keeps of the views.
struct ViewsState {
    QPointF center;          ///< scene pixels
    double scale = 0;        ///< logical pixels a scene column; 0: the whole scene
    QStringList layers{""};  ///< one a view: the id of the layer it shows, "" for the layers as they are switched on
    bool operator==(const ViewsState&) const = default;
};

/// One to four views of the same place, side by side. The first is the window's canvas, the others are made here; all
/// share centre, scale and tool, and each shows where the pointer is in another. Above each stands what it shows: the
/// layers as they are switched on, or one layer alone.
class LinkedViews : public QWidget {
    Q_OBJECT

public:
    static constexpr int most = 4;

    /// Takes the canvas as a child. Closing its chooser's neighbours never takes the first view away.
    explicit LinkedViews(MapCanvas* first, QWidget* parent = nullptr);
    ~LinkedViews() override;

    int count() const { return static_cast<int>(panes_.size()); }
    /// New views show the next layers that no view shows yet, maps first. With one view it shows the layers as they are.
    void setCount(int count);
    MapCanvas* canvas(int view) const;
    void closeView(int view);  ///< not the first
    /// Over every view, also those that come later. Stays the caller's.
    void addOverlay(MapOverlay* overlay);
    void removeOverlay(MapOverlay* overlay);
    void updateAll();
    /// Over the layers of every view, also those that come later. Stays the caller's, and must outlive the views.
    void addSceneOverlay(SceneOverlay* overlay);
    ViewsState state() const;
    /// Layers that aren't there any more are shown as "as they are".
    void setState(const ViewsState& state);

Q_SIGNALS:
    void countChanged(int count);
    /// As the first canvas's signals, from any of the views.
    void coordinateChanged(QPointF map, int row, int column);
    void pointerLeft();
    void identified(int row, int column, QPointF map);

private:
    struct Pane {
        QWidget* box = nullptr;
        QWidget* bar = nullptr;
        QComboBox* chooser = nullptr;
        QToolButton* close = nullptr;  ///< null for the first
        MapCanvas* canvas = nullptr;
    };

    Pane makePane(MapCanvas* canvas);
    void addPane();
    void removePane(int view);
    void link(MapCanvas* canvas);
    void follow(const MapCanvas* moved);
    void movePointer(const MapCanvas* from, QPointF scene);
    void leavePointer();
    void takeTool();
    void arrange();
    void nameParts();
    void fillChoosers();
    void fill(const Pane& pane);
    Layer* nextLayer() const;

    std::vector<Pane> panes_;
    QList<MapOverlay*> overlays_;
    QList<SceneOverlay*> sceneOverlays_;
    QSplitter* columns_;
    QSplitter* left_;
    QSplitter* right_;
    bool following_ = false;
    bool filling_ = false;
};

}  // namespace lacuna::ui
