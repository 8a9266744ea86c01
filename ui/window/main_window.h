#pragma once

#include <QMainWindow>
#include <QUndoStack>

#include "ui/window/session.h"

class QStackedWidget;

namespace lacuna::ui {

class AccuracyPanel;
class ContentHistory;
class LayerHistory;
class MissingPanel;
class ProjectKeeper;
class ProjectState;
class Comparison;
class Disagreement;
class FirstSteps;
class ErrorLayer;
class ExpertsPanel;
class Flips;
class GateMaps;
class HelpDesk;
class Identification;
class LayerPanel;
class LossTools;
class LegendPanel;
class LinkedViews;
class MapCanvas;
class MapMarks;
class MessageBar;
class ModelList;
class RectangleTool;
class SampleWork;
class SensorChipRow;
class SensorStylePanel;
class StatusRow;
class TrainingPanel;
class ViewTools;
class VisionPreview;
class WelcomePage;
class WhatIfPanel;
class WindowActions;
class ZonePanel;
class ZoneStudy;

/// The window: the map with the sensors' switches over it, docks at the edges, everything bound to one Session.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// The session must outlive the window. `keepsSettings`: layout and theme are read and written.
    explicit MainWindow(Session* session, bool keepsSettings = true, QWidget* parent = nullptr);
    ~MainWindow() override;

    Session* session() const { return session_; }
    MapCanvas* canvas() const { return canvas_; }
    LinkedViews* views() const { return views_; }
    ViewTools* viewTools() const { return viewTools_; }
    Comparison* comparison() const { return comparison_; }
    Disagreement* disagreement() const { return disagreement_; }
    Flips* flips() const { return flips_; }
    Identification* identification() const { return identification_; }
    GateMaps* gates() const { return gates_; }
    SampleWork* sampleWork() const { return sampleWork_; }
    ErrorLayer* errorLayer() const { return errors_; }
    ZoneStudy* zoneStudy() const { return zones_; }
    WindowActions* commands() const { return actions_; }
    HelpDesk* help() const { return help_; }
    VisionPreview* vision() const { return vision_; }
    ProjectKeeper* projects() const { return keeper_; }
    /// Where a panel says what it keeps in the project.
    ProjectState* projectState() const { return state_; }
    /// What changes the project is pushed here.
    QUndoStack* undoStack() { return &undo_; }
    /// Brings a dock to the front: "accuracyDock", "whatIfDock", "expertsDock", "trainingDock", "identifyDock", "layersDock",
    /// "legendDock", "samplesDock", "jobsDock", "missingDock".
    void raisePanel(const QString& name);
    void showMessage(const QString& text);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildCentre();
    void buildDocks();
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    void layOut();
    void showTitleBars();
    void nextPanel();
    void makeProject();
    void showTitle();
    void connectFiles();
    void connectView();
    void connectStudies();
    void connectModels();
    void connectSamples();
    void connectSession();
    void connectPanels();
    void connectExperts();
    void addStudies();
    void connectHelp();
    void drawRegion();
    void updateActions();
    void updateSensorMenu();
    void sensorsSwitched(base::Availability pattern);
    void showError(const base::Error& error);
    void addChosenSensors(const QStringList& files);
    void exportShownMap();
    void closeModel(int number);
    void saveScreenshot();
    void showKeys();
    void showAbout();
    void readSettings();
    void writeSettings() const;

    Session* session_;
    bool keepsSettings_;
    WindowActions* actions_;
    QUndoStack undo_;
    bool undoing_ = false;
    base::Availability lastPattern_ = 0;

    ProjectState* state_ = nullptr;
    ProjectKeeper* keeper_ = nullptr;
    MissingPanel* missing_ = nullptr;
    MessageBar* offers_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    FirstSteps* steps_ = nullptr;
    WelcomePage* welcome_ = nullptr;
    HelpDesk* help_ = nullptr;
    VisionPreview* vision_ = nullptr;
    MapCanvas* canvas_ = nullptr;
    LinkedViews* views_ = nullptr;
    ViewTools* viewTools_ = nullptr;
    SensorChipRow* chips_ = nullptr;
    MessageBar* message_ = nullptr;
    Identification* identification_ = nullptr;
    GateMaps* gates_ = nullptr;
    MapMarks* marks_ = nullptr;
    std::unique_ptr<RectangleTool> regionTool_;
    Disagreement* disagreement_ = nullptr;
    Comparison* comparison_ = nullptr;
    Flips* flips_ = nullptr;
    SampleWork* sampleWork_ = nullptr;
    ErrorLayer* errors_ = nullptr;
    LossTools* losses_ = nullptr;
    ZoneStudy* zones_ = nullptr;
    StatusRow* status_ = nullptr;
    LayerPanel* layers_ = nullptr;
    LegendPanel* legend_ = nullptr;
    SensorStylePanel* style_ = nullptr;
    AccuracyPanel* accuracy_ = nullptr;
    WhatIfPanel* whatIf_ = nullptr;
    ExpertsPanel* experts_ = nullptr;
    ModelList* models_ = nullptr;
    TrainingPanel* training_ = nullptr;
    QList<QDockWidget*> docks_;
};

}  // namespace lacuna::ui
