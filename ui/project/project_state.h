#pragma once

#include <QObject>
#include <functional>
#include <vector>

#include "project/project.h"

class QMainWindow;

namespace lacuna::ui {

class Layer;
class MapCanvas;
class Session;
class TrainingPanel;

/// A part of the window that keeps something of its own in the project (Project::parts). `restore` gets what `save`
/// gave, or an empty object for a project without it; what it gets was written by hand perhaps.
struct ProjectPart {
    std::string name;
    std::function<nlohmann::json()> save;
    std::function<void(const nlohmann::json&)> restore;
};

/// What the window holds as a project, and a project into the window. GUI thread.
class ProjectState : public QObject {
    Q_OBJECT

public:
    ProjectState(Session* session, MapCanvas* canvas, TrainingPanel* training, QMainWindow* window);

    /// Registered once, before a project is opened; call changed() whenever what `save` would give has changed.
    void addPart(ProjectPart part);
    project::Project capture() const;
    /// Closes everything and opens the project; done() follows when its files were opened or refused (each with a
    /// message of the session's). `layout`: the window's too.
    void apply(const project::Project& project, bool layout);
    /// Opens and closes what differs in files, models, settings and switches, and leaves the rest as it is (undo).
    void applyContents(const project::Project& project);
    bool isApplying() const { return applying_ > 0; }

Q_SIGNALS:
    void changed();  ///< what capture() gives may have
    void opened();   ///< apply() came to its end
    void done();     ///< that, or applyContents()

private:
    void watch();
    void openRest(const project::Project& project);
    void settle(const project::Project& project);
    void finish();
    void switchSensors(const project::Project& project);
    void layerAdded(Layer* layer);

    Session* session_;
    MapCanvas* canvas_;
    TrainingPanel* training_;
    QMainWindow* window_;
    std::vector<ProjectPart> parts_;
    std::map<std::string, nlohmann::json> unknownParts_;
    std::vector<project::LayerState> expected_;  ///< maps that the project knew and that are not made yet
    int applying_ = 0;
    int run_ = 0;  ///< a later apply takes over from one under way
};

}  // namespace lacuna::ui
