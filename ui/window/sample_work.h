#pragma once

#include <QObject>
#include <QPointer>
#include <functional>

#include "ui/samples/sample_tools.h"

class QMainWindow;
class QMessageBox;
class QUndoStack;

namespace lacuna::ui {

class SamplesPanel;
class Session;
class StatusRow;
class TrainingPanel;
class WindowActions;

/// Binds the samples' document, tools and panel to the window: actions, saving, the question before closing, the split of
/// the training panel.
class SampleWork : public QObject {
    Q_OBJECT

public:
    SampleWork(Session* session, MapCanvas* canvas, WindowActions* actions, QUndoStack* undo, QMainWindow* window);
    ~SampleWork() override;

    SamplesPanel* panel() const { return panel_; }
    SampleTools* tools() const { return tools_; }
    void connectTraining(TrainingPanel* training);
    /// True when nothing would be lost; else asks, and closes the window once that is settled.
    bool mayClose();
    /// What else is asked about in the same question: whether the project is unsaved, how it is saved and then goes on, and
    /// how its changes are given up.
    struct Project {
        std::function<bool()> isUnsaved;
        std::function<void(std::function<void()>)> save;
        std::function<void()> giveUp;
    };
    void askWith(Project project) { project_ = std::move(project); }

Q_SIGNALS:
    void trainRequested();
    void noticed(const QString& sentence);
    void failed(const QString& message);

private:
    void connectActions();
    void updateActions();
    void followSensors();
    void followSettings();
    void save();
    void saveAs();
    void write(const QString& path);
    void askForColumn(const QString& path, const QStringList& columns, bool asReference);

    Session* session_;
    WindowActions* actions_;
    QMainWindow* window_;
    SampleTools* tools_;
    SamplesPanel* panel_;
    TrainingPanel* training_ = nullptr;
    QPointer<QMessageBox> question_;
    bool discarding_ = false;
    bool closesWhenSaved_ = false;
    Project project_;
};

}  // namespace lacuna::ui
