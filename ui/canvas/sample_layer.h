#pragma once

#include <QCache>
#include <QImage>
#include <optional>
#include <unordered_map>
#include <vector>

#include "samples/sample_set.h"
#include "ui/canvas/layer.h"
#include "ui/canvas/tile_geometry.h"

namespace lacuna::ui {

/// Labelled pixels as cells in their classes' colours; outlined once a cell is large enough, so that they stand out
/// from a class map below. Kept sparse: memory goes with the samples, not with the scene.
class SampleLayer : public Layer {
    Q_OBJECT

public:
    /// `grid` is the scene's; its size must be the sample set's.
    SampleLayer(QString title, raster::Grid grid, samples::SampleSet samples, QObject* parent = nullptr);

    const samples::SampleSet& samples() const { return samples_; }
    void setSamples(samples::SampleSet samples);
    /// Class index of the sample at a pixel.
    std::optional<int> classAt(int column, int row) const;

    void paint(QPainter& painter, const ViewTransform& view, const raster::Grid& scene) override;
    QList<LegendEntry> legend() const override;
    void setValueVisible(int value, bool visible) override;
    QList<QPair<QString, QString>> describeCell(int column, int row) const override;
    QString description() const override;

private:
    void sortIntoBuckets();
    QImage renderTile(const TileKey& key) const;
    void outline(QPainter& painter, const QTransform& viewFromLayer, const QRectF& visible) const;

    samples::SampleSet samples_;
    std::vector<QRgb> colors_;  ///< one a class; transparent when hidden
    std::vector<bool> visible_;
    std::unordered_map<quint64, std::vector<samples::Sample>> buckets_;  ///< by 256 × 256 pixels
    QCache<TileKey, QImage> tiles_;
};

}  // namespace lacuna::ui
