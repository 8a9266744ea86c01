#pragma once

#include <QMainWindow>
#include <QUndoStack>

#include "ui/window/session.h"

class QStackedWidget;

namespace lacuna::ui {

class AccuracyPanel;
class Comparison;
class Disagreement;
class EmptyState;
class ErrorLayer;
class ExpertsPanel;
class Flips;
class IdentifyCard;
class LayerPanel;
class LegendPanel;
class LinkedViews;
class MapCanvas;
class MessageBar;
class ModelList;
class SensorChipRow;
class SensorStylePanel;
class StatusRow;
class TrainingPanel;
class ViewTools;
class WhatIfPanel;
class WindowActions;

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
    ErrorLayer* errorLayer() const { return errors_; }
    WindowActions* commands() const { return actions_; }
    /// Brings a dock to the front: "accuracyDock", "whatIfDock", "expertsDock", "trainingDock", "layersDock", "legendDock".
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
    void connectFiles();
    void connectView();
    void connectStudies();
    void connectModels();
    void connectSession();
    void connectPanels();
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

    QStackedWidget* pages_ = nullptr;
    EmptyState* welcome_ = nullptr;
    MapCanvas* canvas_ = nullptr;
    LinkedViews* views_ = nullptr;
    ViewTools* viewTools_ = nullptr;
    SensorChipRow* chips_ = nullptr;
    MessageBar* message_ = nullptr;
    IdentifyCard* identify_ = nullptr;
    Disagreement* disagreement_ = nullptr;
    Comparison* comparison_ = nullptr;
    Flips* flips_ = nullptr;
    ErrorLayer* errors_ = nullptr;
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
