#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "raster/raster_stack.h"
#include "ui/canvas/float_layer.h"
#include "ui/canvas/layer.h"
#include "ui/canvas/tile_geometry.h"

namespace lacuna::ui {

/// Which bands are shown: three (red, green, blue) or one in grey. Band numbers count from 0.
struct BandChoice {
    bool color = false;
    int red = 0;  ///< the grey band where `color` is false
    int green = 0;
    int blue = 0;
    bool operator==(const BandChoice&) const = default;
};

/// The bands nearest to 0.65, 0.56 and 0.48 µm where the wavelengths are known and all three within 0.05 µm; else three
/// bands spread over the range, the longest as red (a false colour); without wavelengths the first three bands; fewer
/// than three bands: the first in grey.
BandChoice trueColor(const raster::ModalityInfo& info);
/// The bands nearest to red, green and blue light, or to near infrared (0.86 µm), red and green; nothing where one of them
/// is farther than 0.05 µm (infrared: 0.08 µm).
std::optional<BandChoice> naturalColor(const raster::ModalityInfo& info);
std::optional<BandChoice> colorInfrared(const raster::ModalityInfo& info);
/// What a band is called in menus: "B29 0.650 µm" where its wavelength is known, else its name, else "band 3".
QString bandLabel(const raster::ModalityInfo& info, int band);

/// How values become brightness: the range [low, high] of each shown band is stretched to 0 … 255.
struct Stretch {
    enum class Kind { Cumulative, MinMax, StandardDeviation, Fixed };
    Kind kind = Kind::Cumulative;
    double lowFraction = 0.02;     ///< Cumulative
    double highFraction = 0.98;    ///< Cumulative
    double deviations = 2;         ///< StandardDeviation: mean ± this many σ
    std::array<double, 3> low{};   ///< Fixed: one a channel
    std::array<double, 3> high{};  ///< Fixed
    bool ofView = false;           ///< from the values in view (see setViewWindow) instead of the whole raster's
    bool operator==(const Stretch&) const = default;
};

/// Everything that decides how a sensor looks.
struct SensorStyle {
    BandChoice bands;
    Stretch stretch;
    std::optional<ColorMap> map = std::nullopt;  ///< of a single band; grey without
    bool operator==(const SensorStyle&) const = default;
};

/// The rasters of one modality as a picture. Tiles of 256 × 256 are read from the files' overviews (or decimated where
/// there are none) by two worker threads, newest wish first, and kept in a cache bounded in bytes, so that paint()
/// never waits: it shows coarser tiles until the sharp ones have come. For large files without overviews a pyramid of
/// the shown bands is built in the background in the user's cache folder.
class SensorLayer : public Layer {
    Q_OBJECT

public:
    SensorLayer(const raster::RasterStack& stack, int modality, QObject* parent = nullptr);
    SensorLayer(raster::Grid grid, raster::ModalityInfo info, QObject* parent = nullptr);
    ~SensorLayer() override;

    const raster::ModalityInfo& info() const;
    BandChoice bands() const;
    void setBands(const BandChoice& bands);
    Stretch stretch() const;
    void setStretch(const Stretch& stretch);
    SensorStyle style() const;
    void setStyle(const SensorStyle& style);
    /// The layer's pixels that are in view, for a stretch of the view; the picture follows in a moment.
    void setViewWindow(const QRect& window);
    /// Values of a shown band, sorted: the sample that the stretch goes by; empty until it has come (see styleReady).
    std::vector<float> sampledValues(int band) const;
    /// The range in use for each channel, once known (see styleReady); {0, 0} before.
    std::array<std::array<double, 2>, 3> range() const;
    /// Bytes of tiles kept; 256 MiB by default.
    void setCacheLimit(qint64 bytes);
    qint64 cacheBytes() const;
    /// True while a tile that the last paint wanted has not come.
    bool isLoading() const;

    void paint(QPainter& painter, const ViewTransform& view, const raster::Grid& scene) override;
    QList<LegendEntry> legend() const override;
    QString description() const override;

Q_SIGNALS:
    void styleChanged();                  ///< bands, colours or stretch were set
    void styleReady();                    ///< range() is known, or another sample has come
    void loadingChanged(bool loading);    ///< tiles are awaited, or all have come
    void failed(const QString& message);  ///< a file could not be read; said once

private:
    void restyle(const SensorStyle& style);
    void takeSample(int band, const QRect& area, std::vector<float> sorted, bool quick, bool warped, int file, int bandInFile);
    QRect sampleArea() const;
    void updateRange();
    void buildCopies();
    void takeTile(const TileKey& key, quint64 generation, const QImage& image);
    void wantTiles(const QList<TileKey>& visible, const void* viewer);
    void setLoading(bool loading);

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace lacuna::ui
