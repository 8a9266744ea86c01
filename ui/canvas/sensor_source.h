#pragma once

#include <QImage>
#include <QString>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

#include "base/result.h"
#include "raster/raster_stack.h"
#include "ui/canvas/sensor_layer.h"
#include "ui/canvas/tile_geometry.h"

namespace lacuna::ui {

/// Coarse copies of bands, made in the background (see overview_builder.h) and shared by all readers of a layer. Thread-safe.
class CoarseCopies {
public:
    /// Every copy starts at this level: factor 4. Finer tiles are read from the file itself.
    static constexpr int firstLevel = 2;
    struct Copy {
        std::string path;
        int band = 0;  ///< in the copy, from 1
    };
    void add(int modalityBand, Copy copy);
    /// False when there is none yet.
    bool find(int modalityBand, Copy& copy) const;

private:
    mutable std::mutex mutex_;
    std::map<int, Copy> copies_;
};

/// What is shown: bands and the range of each channel.
struct TileStyle {
    BandChoice bands;
    std::array<std::array<double, 2>, 3> range{};
    std::optional<ColorMap> map = std::nullopt;  ///< of a single band; grey without
};

/// Reads pictures of one modality from its files. One thread at a time; every worker has its own.
class SensorSource {
public:
    /// Errors: NotFound or BadData, naming the file; Unsupported when a file can't be aligned to the grid.
    static base::Result<std::unique_ptr<SensorSource>> open(const raster::Grid& grid, const raster::ModalityInfo& info,
                                                            std::shared_ptr<const CoarseCopies> copies);
    ~SensorSource();

    /// A tile in colours; transparent where a shown band holds no data. Errors: Io; Cancelled.
    base::Result<QImage> tile(const TileKey& key, const TileStyle& style, std::stop_token stop);
    /// Up to about 260,000 values of a band from all over the scene, or over `area` of it unless that is null, sorted;
    /// empty when none holds data.
    base::Result<std::vector<float>> sample(int band, std::stop_token stop, const QRect& area = {});
    /// Whether coarse reads of the band are quick: the file has overviews, or is small.
    bool isCoarseQuick(int band) const;

    /// Where a band lies: file in info().files and band in it from 1. Only for files that weren't warped.
    struct Place {
        int file = 0;
        int bandInFile = 0;
        bool warped = false;
    };
    Place place(int band) const;

private:
    struct Impl;
    explicit SensorSource(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace lacuna::ui
