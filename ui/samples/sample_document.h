#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>
#include <optional>

#include "raster/raster_stack.h"
#include "samples/area_pixels.h"
#include "samples/availability_counts.h"
#include "samples/sample_checks.h"
#include "samples/split.h"
#include "ui/canvas/layer_model.h"
#include "ui/canvas/sample_layer.h"
#include "ui/jobs/job_runner.h"

class QUndoStack;

namespace lacuna::ui {

/// How training will divide the samples; what the warnings and the split on the map say.
struct SplitSettings {
    QString kind = QStringLiteral("blocks");  ///< "none", "blocks", "random"
    samples::SpatialBlocks blocks;
    int patchSize = 9;
};

/// What is known of the samples after an edit.
struct SampleFacts {
    samples::LabelledPixels pixels;
    std::vector<samples::SampleWarning> warnings;
    std::optional<samples::Split> split;
    std::optional<samples::AvailabilityCounts> availability;  ///< comes later: the rasters are read for it
};

/// The samples that are being edited: areas with their classes, the file they are of, the selection, and what follows
/// from them (pixels, warnings, split), which a job of its own lane finds after each edit. Every edit goes through the
/// undo stack. Keeps its two layers (labelled pixels, split) in the layer model. GUI thread.
class SampleDocument : public QObject {
    Q_OBJECT

public:
    explicit SampleDocument(LayerModel* layers, QObject* parent = nullptr);
    ~SampleDocument() override;

    /// Without a stack edits are made but can't be undone. The stack must outlive the document or be taken away by null.
    void setUndoStack(QUndoStack* stack) { undo_ = stack; }
    /// Another scene: nothing is left of the samples. `sources` are the rasters for counting and growing.
    void begin(const raster::Grid& grid);
    void setSensors(std::vector<raster::ModalitySource> sources, bool align);
    const std::vector<raster::ModalitySource>& sensors() const { return sources_; }
    bool aligns() const { return align_; }

    const raster::Grid& grid() const { return grid_; }
    const samples::TrainingAreas& areas() const { return *state_.areas; }
    std::shared_ptr<const samples::TrainingAreas> sharedAreas() const { return state_.areas; }
    bool isEmpty() const { return state_.areas->areas.empty(); }
    QString path() const { return state_.path; }  ///< empty while they were never saved
    bool isModified() const { return state_.areas != state_.saved; }

    /// Samples from a file, in place of those there are (undoable). `visible`: whether their layer is shown.
    void open(const QString& path, samples::TrainingAreas areas, samples::LabelledPixels pixels, bool visible);
    /// `what`: "draw a polygon", for the menu.
    void edit(const QString& what, samples::TrainingAreas next);
    void add(const QString& what, samples::TrainingArea area);
    void markSaved(const QString& path, const std::shared_ptr<const samples::TrainingAreas>& written);

    /// 0 while there is no class.
    int currentClass() const { return currentClass_; }
    void setCurrentClass(int value);
    /// The current class; made where there is none yet.
    static int ensureClass(samples::TrainingAreas& areas, int current);

    const samples::AreaSelection& selection() const { return selection_; }
    void select(samples::AreaSelection areas);
    void removeSelection();
    void reclassifySelection(int value);
    bool canSeparate() const;  ///< whether an area of the selection has several parts
    /// Areas of several parts become several areas.
    void separateSelection();

    /// Null until the job after the first edit is done.
    const std::shared_ptr<const SampleFacts>& facts() const { return facts_; }
    void setSplitSettings(const SplitSettings& settings);
    const SplitSettings& splitSettings() const { return split_; }
    bool isSplitShown() const { return splitShown_; }
    void showSplit(bool on);
    SampleLayer* layer() const { return layer_; }
    JobRunner& jobs() { return jobs_; }
    bool isBusy() const { return jobs_.isBusy(); }

Q_SIGNALS:
    void changed();  ///< areas, classes, path, saved or not
    void factsChanged();
    void selectionChanged();
    void currentClassChanged(int value);
    void splitShownChanged(bool on);
    void failed(const lacuna::base::Error& error);

private:
    friend class EditSamples;
    struct State {
        std::shared_ptr<const samples::TrainingAreas> areas;
        QString path;
        std::shared_ptr<const samples::TrainingAreas> saved;
    };
    void take(const State& state);
    void takeAreas(std::shared_ptr<const samples::TrainingAreas> areas);
    void push(const QString& what, State next, bool opens);
    void findFacts();
    void countSensors();
    void takeFacts(std::shared_ptr<const SampleFacts> facts);
    void showPixels();
    void showSplitLayer();
    void removeLayer(QPointer<SampleLayer>& layer);
    QString title() const;

    LayerModel* layers_;
    QUndoStack* undo_ = nullptr;
    raster::Grid grid_;
    std::vector<raster::ModalitySource> sources_;
    bool align_ = false;
    std::shared_ptr<samples::AvailabilityCounter> counter_;
    State state_;
    int currentClass_ = 0;
    samples::AreaSelection selection_;
    std::shared_ptr<const SampleFacts> facts_;
    SplitSettings split_;
    bool splitShown_ = false;
    bool visibleNext_ = true;
    quint64 factsJob_ = 0;
    quint64 sensorsJob_ = 0;
    QPointer<SampleLayer> layer_;
    QPointer<SampleLayer> splitLayer_;
    JobRunner jobs_;  // last: it stops before what its jobs deliver to goes
};

}  // namespace lacuna::ui
