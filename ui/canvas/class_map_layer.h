#pragma once

#include <memory>
#include <optional>

#include "base/availability.h"
#include "map/uncertainty.h"
#include "ui/canvas/block_inbox.h"
#include "ui/canvas/layer.h"

namespace lacuna::ui {

/// What a class map says of one cell.
struct ClassCell {
    int classValue = 0;
    QString className;
    float confidence = 0;
    base::Availability availability = 0;
    bool uncertain = false;  ///< by the layer's rule
};

/// A class map, complete or growing while a job runs. Painted from a pyramid of class values (mode of 2 × 2, no-data
/// only where all four are), so that large maps are quick at every scale.
class ClassMapLayer : public Layer {
    Q_OBJECT

public:
    /// An empty map that a job will fill through inbox(). `grid` is the map's own (coarsened by the map's stride).
    ClassMapLayer(QString title, raster::Grid grid, base::ClassTable classes, QObject* parent = nullptr);
    /// A finished map.
    ClassMapLayer(QString title, map::ClassMap map, QObject* parent = nullptr);
    ~ClassMapLayer() override;

    /// Where a job writes its blocks, from its own thread; they are painted by queued calls.
    std::shared_ptr<BlockInbox> inbox() const;
    /// Takes all that waits in the inbox now; called by a job's end to be sure that nothing is missing. What comes in
    /// between is taken by itself, in steps that leave the window free.
    void takeBlocks();
    /// Drops what was written (a job starts again). Blocks of the former inbox() are ignored from now on.
    void clear();

    const map::ClassMap& map() const;
    /// The modalities the map was made with, for titles and the chip row; names in the order of the bits.
    void setModalities(base::Availability switchedOn, const QStringList& names);
    base::Availability switchedOn() const;
    /// Nothing outside the grid and where the map has no data.
    std::optional<ClassCell> cellAt(int column, int row) const;

    /// Shows cells as uncertain by a rule; null: as they are. Nothing is computed anew but colours and counts; map() keeps
    /// its labels.
    void setUncertainty(std::shared_ptr<const map::UncertaintyRule> rule);
    const std::shared_ptr<const map::UncertaintyRule>& uncertainty() const;
    /// Cells that are shown as uncertain, as far as they are counted.
    quint64 uncertainCells() const;

    void setClassVisible(int classValue, bool visible);
    bool isClassVisible(int classValue) const;
    void setClassColor(int classValue, const QColor& color);

    void paint(QPainter& painter, const ViewTransform& view, const raster::Grid& scene) override;
    QList<LegendEntry> legend() const override;
    void setValueVisible(int value, bool visible) override;
    QList<QPair<QString, QString>> describeCell(int column, int row) const override;
    QString description() const override;

Q_SIGNALS:
    /// Blocks were taken in; `finalCells` of them are no previews, over the map's life; a cell
    /// that is written twice counts twice.
    void grown(quint64 finalCells);

private:
    void openInbox();
    void takeSome();
    void takeBlock(const map::MapBlock& block);
    void recountUncertain();
    void countSome();

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace lacuna::ui
