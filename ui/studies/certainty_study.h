#pragma once

#include <QObject>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "jobs/threshold_job.h"

class QUndoStack;

namespace lacuna::ui {

class Session;

/// Whether unsure pixels of the maps are called uncertain, and what that shall achieve.
struct CertaintySettings {
    bool on = false;
    jobs::ThresholdGoal goal;
    bool operator==(const CertaintySettings&) const = default;
};

/// Calls pixels of the shown model's maps uncertain where their confidence, calibrated for each subset of the sensors by
/// itself, is too low. The reference is classified once for a model and what the sensors have lost; after that a change
/// of the goal repaints the maps at once, and those that come later have the rule from their first block on. Lives on
/// the GUI thread; calibrating is a job of the session.
class CertaintyStudy : public QObject {
    Q_OBJECT

public:
    CertaintyStudy(Session* session, QUndoStack* undo, QObject* parent = nullptr);

    const CertaintySettings& settings() const { return settings_; }
    /// A step that can be undone. Steps of equal `merge` that follow each other are one; −1: never.
    void change(const CertaintySettings& settings, int merge = -1);
    /// No step: for undo and for a project that is opened.
    void take(const CertaintySettings& settings);

    /// For the shown model as the sensors are now, with the thresholds of the goal; null until it was calibrated.
    const jobs::ThresholdResult* result() const;
    /// There is a model and a reference.
    bool isPossible() const;
    bool isRunning() const { return job_ != 0; }
    /// The last calibration failed, and nothing has changed since.
    bool hasFailed() const;
    void run();
    void cancel();

    /// For the project.
    nlohmann::json save() const;
    void restore(const nlohmann::json& kept);

Q_SIGNALS:
    void changed();  ///< settings, thresholds, running or not
    void settingsChanged();
    void progressed(double fraction);
    void noticed(const QString& sentence);

private:
    class Change;

    jobs::ThresholdOptions options() const;
    std::string key() const;
    void follow();
    void apply();

    Session* session_;
    QUndoStack* undo_;
    CertaintySettings settings_;
    std::map<std::string, std::shared_ptr<jobs::ThresholdResult>> results_;  ///< by key()
    std::string failed_;  ///< key()
    quint64 job_ = 0;
    QString title_;
    bool applying_ = false;
};

}  // namespace lacuna::ui
