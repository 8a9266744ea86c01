#pragma once

#include <array>
#include <vector>

#include <QCache>
#include <QImage>

#include "ui/canvas/layer.h"
#include "ui/canvas/tile_geometry.h"

namespace lacuna::ui {

enum class ColorMap { Viridis, Cividis, Diverging };

/// Colour of t ∈ [0, 1] (clamped). Diverging is blue – white – red, centred at 0.5.
QColor mapColor(ColorMap map, double t);

/// One number a cell in colours: confidence, an expert's gate, a difference. NaN is no data.
class FloatLayer : public Layer {
    Q_OBJECT

public:
    /// `values`: [grid.height, grid.width]. `unit` may be empty ("%", "share of tokens").
    FloatLayer(QString title, raster::Grid grid, std::vector<float> values, QString unit = {}, QObject* parent = nullptr);

    void setValues(std::vector<float> values);
    float valueAt(int column, int row) const;  ///< NaN outside
    void setColorMap(ColorMap map);
    ColorMap colorMap() const { return map_; }
    /// At first the range of the values (symmetric about zero for Diverging).
    void setRange(double low, double high);
    std::array<double, 2> range() const { return {low_, high_}; }

    void paint(QPainter& painter, const ViewTransform& view, const raster::Grid& scene) override;
    QList<LegendEntry> legend() const override;
    QList<QPair<QString, QString>> describeCell(int column, int row) const override;

private:
    QImage renderTile(const TileKey& key) const;
    void fitRange();
    void recolor();

    std::vector<float> values_;
    QString unit_;
    ColorMap map_ = ColorMap::Viridis;
    double low_ = 0;
    double high_ = 1;
    std::array<QRgb, 256> palette_{};
    QCache<TileKey, QImage> tiles_;
};

}  // namespace lacuna::ui
