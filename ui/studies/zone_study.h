#pragma once

#include <QList>
#include <QObject>
#include <QPolygonF>
#include <QStringList>
#include <QTemporaryDir>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "jobs/zone_value_job.h"

class QUndoStack;

namespace lacuna::ui {

class Session;

/// Where the zones come from: polygons of vector files, and drawn ones behind them.
struct ZoneContents {
    QStringList files;
    std::vector<samples::DrawnZone> drawn;
    bool isEmpty() const { return files.isEmpty() && drawn.empty(); }
    bool operator==(const ZoneContents&) const = default;
};

/// The zones that are laid over the scene, and what each sensor is worth in each of them, for the shown model with what
/// the sensors have lost. Figures are kept as long as everything they depend on may come back (undo, another model).
/// Lives on the GUI thread; reading and valuing are jobs of the session.
class ZoneStudy : public QObject {
    Q_OBJECT

public:
    ZoneStudy(Session* session, QUndoStack* undo, QObject* parent = nullptr);

    const ZoneContents& contents() const { return state_->contents; }
    /// In the order of the contents.
    const std::vector<samples::Zone>& zones() const { return state_->zones; }
    bool isDrawn(int zone) const;
    /// Each a step that can be undone, done when the polygons were read; what can't be read is said and changes nothing.
    void addFile(const QString& path);
    /// Corners in scene pixels. The zone is valued at once where there is a model.
    void draw(const QPolygonF& corners);
    void rename(int zone, const QString& name);  ///< a drawn one
    /// A drawn zone; of a file all of them.
    void remove(int zone);

    /// Null until the zones as they are were valued with the shown model.
    const jobs::ZoneValueResult* result() const;
    bool canRun() const;
    bool isRunning() const { return job_ != 0; }
    void run();
    void cancel();
    /// .gpkg or .csv, with the values by class.
    void exportTo(const QString& path);

    /// For the project.
    nlohmann::json save() const;
    void restore(const nlohmann::json& kept);

Q_SIGNALS:
    void changed();          ///< zones, figures, running or not
    void contentsChanged();  ///< what save() gives
    void progressed(double fraction);
    void noticed(const QString& sentence);

private:
    struct State {
        ZoneContents contents;
        std::vector<samples::Zone> zones;
        std::string drawnFile;  ///< holds the drawn ones for the job; empty without
        std::array<double, 6> mapFromPixel{};
        int width = 0, height = 0;
    };
    using StatePtr = std::shared_ptr<const State>;
    class Change;

    void read(ZoneContents contents, std::function<void(StatePtr)> then);
    void propose(ZoneContents contents, const QString& what, bool thenRun = false);
    void take(StatePtr state);
    bool fits(const State& state) const;
    jobs::ZoneValueOptions options() const;
    std::string keyOf(const jobs::ZoneValueOptions& options) const;
    QString freeName() const;

    Session* session_;
    QUndoStack* undo_;
    StatePtr state_;
    QTemporaryDir folder_;
    int lastFile_ = 0;
    std::map<std::string, std::shared_ptr<const jobs::ZoneValueResult>> results_;  ///< by keyOf
    quint64 job_ = 0;
    QString title_;
    quint64 reading_ = 0;  ///< what an older reading brings is dropped
};

}  // namespace lacuna::ui
