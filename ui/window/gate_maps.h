#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "jobs/experts_job.h"
#include "ui/canvas/float_layer.h"

namespace lacuna::ui {

class Session;

/// Gates of experts as layers of the map, and the experts of a drawn region. Both are jobs of the session's map lane,
/// which the status bar shows and cancels. Lives on the GUI thread.
class GateMaps : public QObject {
    Q_OBJECT

public:
    explicit GateMaps(Session* session, QObject* parent = nullptr);

    /// The part of the scene that show() takes when it isn't to take the whole.
    void setVisibleWindow(std::function<raster::Window()> window) { visibleWindow_ = std::move(window); }
    void setWholeScene(bool whole) { wholeScene_ = whole; }
    /// Lays the gate of a block's expert over the map, for the sensors that are switched on. At once where the same part
    /// was looked at before.
    void show(int block, const QString& expert);
    /// The uppermost visible gate layer; null when there is none.
    FloatLayer* layer() const;
    /// Its block's gates, a band an expert.
    void exportShown(const QString& path);
    QString suggestedName() const;

    // A region of the scene, and which experts it uses by subset of sensors and class.
    const std::optional<raster::Window>& region() const { return region_; }
    void setRegion(const std::optional<raster::Window>& region);
    /// Null while it is being made.
    const metrics::Activation* regionActivation() const { return regionActivation_ ? &*regionActivation_ : nullptr; }

Q_SIGNALS:
    void changed();

private:
    /// What a gate map was made of.
    struct Key {
        quint64 generation = 0;
        base::Availability pattern = 0;
        raster::Window window;
        bool operator==(const Key&) const = default;
    };
    struct Shown {
        std::shared_ptr<const jobs::GateMap> map;
        int block = 0;
        QString expert;
    };
    jobs::ExpertsOptions options(base::Availability pattern) const;
    void take(const std::shared_ptr<const jobs::GateMap>& map, int block, const QString& expert, const QString& subset);
    void readRegion();
    bool readsEverySubset() const;
    void forget();

    Session* session_;
    std::function<raster::Window()> visibleWindow_;
    bool wholeScene_ = false;
    Key key_;  ///< of map_
    std::shared_ptr<const jobs::GateMap> map_;
    quint64 job_ = 0;
    std::map<Layer*, Shown> shown_;
    std::optional<raster::Window> region_;
    std::optional<metrics::Activation> regionActivation_;
    quint64 regionJob_ = 0;
    quint64 regionNumber_ = 0;      ///< of the last reading; what an older one brings is dropped
    quint64 regionGeneration_ = 0;  ///< of the model it is read with
};

}  // namespace lacuna::ui
