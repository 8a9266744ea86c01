#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
class QToolBar;

namespace lacuna::ui {

/// Every command of the window, once: menus, toolbar and keys are made from it. What each does is connected by the
/// window.
class WindowActions : public QObject {
    Q_OBJECT

public:
    explicit WindowActions(QMainWindow* window);

    // File
    QAction* newProject;
    QAction* openProject;
    QAction* saveProject;
    QAction* saveProjectAs;
    QAction* openSensors;
    QAction* addSensor;
    QAction* openModel;
    QAction* exportMap;
    QAction* writeReport;
    QAction* saveScreenshot;
    QAction* quit;
    // Edit
    QAction* undo;
    QAction* redo;
    QAction* removeLayer;
    // View
    QAction* pan;
    QAction* zoom;
    QAction* identify;
    QAction* zoomIn;
    QAction* zoomOut;
    QAction* fullExtent;
    QAction* refresh;
    QAction* scaleBar;
    QAction* fullScreen;
    QAction* themeSystem;
    QAction* themeLight;
    QAction* themeDark;
    // Sensors
    QAction* restoreAll;
    // Samples
    QAction* importSamples;
    QAction* importReference;
    QAction* saveSamples;
    QAction* saveSamplesAs;
    QAction* showSamples;
    QAction* sampleSelect;
    QAction* samplePoint;
    QAction* samplePolygon;
    QAction* sampleBrush;
    QAction* sampleGrow;
    QAction* sampleSplit;
    QAction* separateAreas;
    QAction* showSplit;
    // Model
    QAction* train;
    QAction* classify;
    QAction* closeModel;
    // Study
    QAction* whatIf;
    QAction* single;
    QAction* swipe;
    QAction* sideBySide;
    QAction* flicker;
    QAction* disagreement;
    // Window
    QAction* nextPanel;
    QAction* resetLayout;
    // Help
    QAction* guide;
    QAction* whatsThis;
    QAction* keys;
    QAction* about;

    QActionGroup* tools;
    QActionGroup* compare;
    QMenu* recentMenu;
    QMenu* sensorMenu;
    QMenu* windowMenu;
    QToolBar* toolBar;

    /// Commands with a key, for the list of keys.
    QList<QAction*> withKeys() const;

private:
    QAction* add(const char* name, const QString& text, const QString& iconName = {}, const QKeySequence& key = {});
    void makeMenus();
    void makeToolBar();

    QMainWindow* window_;
};

}  // namespace lacuna::ui
