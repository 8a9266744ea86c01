#pragma once

#include <QObject>
#include <functional>

#include "ui/welcome/sample_scene.h"
#include "ui/window/session.h"

class QWidget;

namespace lacuna::ui {

class WindowActions;

/// What the first page offers, each a row of steps that the user would else look for: file dialogs one after the other,
/// then the panel or tool to go on with. A dialog that is cancelled ends the row. GUI thread; work is done by jobs.
class FirstSteps : public QObject {
    Q_OBJECT

public:
    FirstSteps(Session* session, WindowActions* actions, QWidget* window, SampleFolders folders = SampleFolders::standard());

    SampleScene sample() const { return findSample(folders_); }
    /// Opens the sample with its model. Without one its training begins, which is a job like any other.
    void openSample();
    /// Makes a synthetic scene, then opens it.
    void makeSample();
    /// Rasters from a dialog, one a sensor; `then` follows once they are open.
    void openSensors(std::function<void()> then = {});
    void mapWithModel();
    void collectSamples();
    void askCost();

Q_SIGNALS:
    void panelWanted(const QString& dock);
    void noticed(const QString& sentence);

private:
    void trainSample();
    void openModel(const QString& title, std::function<void()> then);

    Session* session_;
    WindowActions* actions_;
    QWidget* window_;
    SampleFolders folders_;
};

}  // namespace lacuna::ui
