#pragma once

#include <QColor>
#include <QObject>
#include <QPointer>
#include <memory>
#include <optional>
#include <vector>

#include "jobs/class_spectra.h"
#include "jobs/pixel_probe.h"
#include "ui/canvas/sample_layer.h"
#include "ui/jobs/job_runner.h"

namespace lacuna::ui {

class Session;

/// A pixel that was looked at, with the class it was given then.
struct SeenPixel {
    jobs::PixelReport report;
    metrics::ExpertLayout experts;
    base::ClassTable classes;  ///< of the model; empty without one

    bool isAt(int row, int column) const { return report.row == row && report.column == column; }
    QString className() const;  ///< empty without scores
    QColor color() const;       ///< of its class; invalid without scores
};

/// A class of a layer of samples, and its mean spectrum once it is known.
struct SeenClass {
    QPointer<SampleLayer> layer;
    int classIndex = 0;
    QString name;
    QColor color;
    std::vector<jobs::ClassSpectrum> spectra;  ///< empty: being read
};

/// What is known of the pixel that the user clicked, of those that were pinned, and of a class to compare them with.
/// Follows the sensors' switches and the shown model. Lives on the GUI thread; reads and classifies on a thread of its
/// own, so that a click needn't wait for a map.
class Identification : public QObject {
    Q_OBJECT

public:
    explicit Identification(Session* session, QObject* parent = nullptr);
    ~Identification() override;

    void look(int row, int column);
    const std::optional<SeenPixel>& pixel() const { return pixel_; }
    const std::vector<SeenPixel>& pins() const { return pins_; }
    bool isPinned() const;  ///< the pixel that is looked at
    void pin();
    void unpin(std::size_t index);
    void unpinAll();
    /// Pins these pixels (row, column) instead of all others, as soon as they were looked at.
    void setPins(const std::vector<std::pair<int, int>>& places);
    const std::optional<SeenClass>& seenClass() const { return class_; }
    /// Null: none.
    void compareWith(SampleLayer* layer, int classIndex);
    bool isBusy() const { return runner_.isBusy(); }

Q_SIGNALS:
    void changed();

private:
    struct Eye;
    jobs::ClassifyOptions options() const;
    std::vector<std::string> lost() const;
    void lookAgain();
    void clear();
    void readClass();

    Session* session_;
    std::shared_ptr<Eye> eye_;  ///< touched by the runner's jobs alone
    std::optional<SeenPixel> pixel_;
    std::vector<SeenPixel> pins_;
    std::optional<SeenClass> class_;
    std::optional<std::pair<int, int>> wanted_;  ///< row and column
    quint64 lookJob_ = 0;
    quint64 classJob_ = 0;
    JobRunner runner_;  ///< last: stops before anything that its jobs deliver to goes
};

}  // namespace lacuna::ui
