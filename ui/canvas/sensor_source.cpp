#include "ui/canvas/sensor_source.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace lacuna::ui {
namespace {

using DatasetPtr = GDALDatasetUniquePtr;

constexpr const char* stage = "show raster";
constexpr int quickSize = 2048;  // without overviews, larger rasters aren't read as a whole just for a sample
constexpr int sampleEdge = 512;

int CPL_STDCALL goOn(double, const char*, void* token) {
    return static_cast<const std::stop_token*>(token)->stop_requested() ? FALSE : TRUE;
}

/// True when the file lies on the grid, to 1/20 pixel at the far corner.
bool liesOn(GDALDataset& dataset, const raster::Grid& grid) {
    if (dataset.GetRasterXSize() != grid.width || dataset.GetRasterYSize() != grid.height) return false;
    std::array<double, 6> t{0, 1, 0, 0, 0, 1};
    if (dataset.GetGeoTransform(t.data()) != CE_None || !grid.georeferenced) return true;
    const auto& g = grid.mapFromPixel;
    const double pixel = std::hypot(g[1], g[4]);
    for (const auto& [c, r] : {std::pair{0, 0}, std::pair{grid.width, grid.height}}) {
        const double dx = (t[0] - g[0]) + c * (t[1] - g[1]) + r * (t[2] - g[2]);
        const double dy = (t[3] - g[3]) + c * (t[4] - g[4]) + r * (t[5] - g[5]);
        if (std::hypot(dx, dy) > pixel / 20) return false;
    }
    return true;
}

/// The file bent to the grid on the fly. The added alpha band becomes the mask of the others.
DatasetPtr warped(GDALDataset& dataset, const raster::Grid& grid) {
    const auto& g = grid.mapFromPixel;
    const double right = g[0] + grid.width * g[1];
    const double bottom = g[3] + grid.height * g[5];
    CPLStringList arguments;
    const auto add = [&](const std::string& word) { arguments.AddString(word.c_str()); };
    for (const char* word : {"-of", "VRT", "-r", "bilinear", "-dstalpha", "-te"}) add(word);
    for (const double edge : {std::min(g[0], right), std::min(g[3], bottom), std::max(g[0], right), std::max(g[3], bottom)})
        add(fmt::format("{:.17g}", edge));
    for (const std::string& word : {std::string("-ts"), std::to_string(grid.width), std::to_string(grid.height)}) add(word);
    if (!grid.crsWkt.empty()) {
        add("-t_srs");
        add(grid.crsWkt);
    }
    GDALWarpAppOptions* options = GDALWarpAppOptionsNew(arguments.List(), nullptr);
    GDALDatasetH source = GDALDataset::ToHandle(&dataset);
    DatasetPtr result(GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &source, options, nullptr)));
    GDALWarpAppOptionsFree(options);
    return result;
}

struct Pixels {
    std::vector<float> values;
    std::vector<std::uint8_t> holdsData;
};

/// Where the band holds data; null for everywhere. GDAL takes an alpha band of fractions (a warped height) for no mask.
GDALRasterBand* maskOf(GDALRasterBand& band) {
    if ((band.GetMaskFlags() & (GMF_PER_DATASET | GMF_ALPHA)) != 0) return band.GetMaskBand();
    GDALDataset* dataset = band.GetDataset();
    GDALRasterBand* last = dataset != nullptr ? dataset->GetRasterBand(dataset->GetRasterCount()) : nullptr;
    return last != nullptr && last != &band && last->GetColorInterpretation() == GCI_AlphaBand ? last : nullptr;
}

/// Reads a window of a band into `size` pixels, scale and offset applied.
base::Result<Pixels> readBand(GDALRasterBand& band, const QRect& window, QSize size, GDALRIOResampleAlg resampling,
                              std::stop_token stop) {
    const auto count = static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height());
    Pixels pixels{std::vector<float>(count), std::vector<std::uint8_t>(count, 1)};
    GDALRasterIOExtraArg extra;
    INIT_RASTERIO_EXTRA_ARG(extra);
    extra.eResampleAlg = resampling;
    extra.pfnProgress = goOn;
    extra.pProgressData = &stop;
    const auto read = [&](GDALRasterBand& from, void* to, GDALDataType type) {
        return from.RasterIO(GF_Read, window.left(), window.top(), window.width(), window.height(), to, size.width(),
                             size.height(), type, 0, 0, &extra) == CE_None;
    };
    if (!read(band, pixels.values.data(), GDT_Float32)) {
        if (stop.stop_requested()) return base::cancelled(stage);
        return base::fail(base::ErrorCode::Io, stage, "{}, band {}: columns {} to {}, rows {} to {} can't be read: {}",
                          band.GetDataset() ? band.GetDataset()->GetDescription() : "", band.GetBand(), window.left(),
                          window.right(), window.top(), window.bottom(), CPLGetLastErrorMsg());
    }
    if (GDALRasterBand* mask = maskOf(band)) {
        extra.eResampleAlg = GRIORA_NearestNeighbour;
        if (!read(*mask, pixels.holdsData.data(), GDT_Byte) && stop.stop_requested()) return base::cancelled(stage);
    }
    int hasNoData = FALSE;
    const auto noData = static_cast<float>(band.GetNoDataValue(&hasNoData));
    const double scale = band.GetScale();
    const double offset = band.GetOffset();
    for (std::size_t i = 0; i < count; ++i) {
        float& value = pixels.values[i];
        if (!std::isfinite(value) || (hasNoData && value == noData)) pixels.holdsData[i] = 0;
        value = static_cast<float>(value * scale + offset);
    }
    return pixels;
}

}  // namespace

void CoarseCopies::add(int modalityBand, Copy copy) {
    const std::lock_guard lock(mutex_);
    copies_[modalityBand] = std::move(copy);
}

bool CoarseCopies::find(int modalityBand, Copy& copy) const {
    const std::lock_guard lock(mutex_);
    const auto found = copies_.find(modalityBand);
    if (found == copies_.end()) return false;
    copy = found->second;
    return true;
}

struct SensorSource::Impl {
    raster::Grid grid;
    raster::ModalityInfo info;
    std::shared_ptr<const CoarseCopies> copies;
    std::vector<DatasetPtr> files;
    std::vector<DatasetPtr> originals;  ///< what a warped file reads from
    std::vector<Place> places;          ///< one a band
    std::map<std::string, DatasetPtr> openCopies;

    GDALRasterBand* band(int index) {
        const Place& p = places[static_cast<std::size_t>(index)];
        return files[static_cast<std::size_t>(p.file)]->GetRasterBand(p.bandInFile);
    }

    /// The band's coarse copy, null while there is none.
    GDALRasterBand* coarseBand(int index) {
        CoarseCopies::Copy copy;
        if (!copies || !copies->find(index, copy)) return nullptr;
        DatasetPtr& dataset = openCopies[copy.path];
        if (!dataset) dataset.reset(GDALDataset::Open(copy.path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
        return dataset ? dataset->GetRasterBand(copy.band) : nullptr;
    }

    base::Result<Pixels> read(int index, const TileKey& key, std::stop_token stop) {
        const QRect window = tileRect(key, grid);
        const QSize size = tilePixels(key, grid);
        if (key.level >= CoarseCopies::firstLevel) {
            if (GDALRasterBand* coarse = coarseBand(index)) {
                const int f = 1 << CoarseCopies::firstLevel;
                const QRect small = QRect(window.left() / f, window.top() / f, (window.width() + f - 1) / f,
                                          (window.height() + f - 1) / f) &
                                    QRect(0, 0, coarse->GetXSize(), coarse->GetYSize());
                auto pixels = readBand(*coarse, small, size, GRIORA_NearestNeighbour, stop);
                if (pixels) return pixels;
            }
        }
        GDALRasterBand& from = *band(index);
        const bool average = key.level > 0 && key.level < 3 && from.GetOverviewCount() == 0;
        return readBand(from, window, size, average ? GRIORA_Average : GRIORA_NearestNeighbour, stop);
    }
};

SensorSource::SensorSource(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SensorSource::~SensorSource() = default;

base::Result<std::unique_ptr<SensorSource>> SensorSource::open(const raster::Grid& grid, const raster::ModalityInfo& info,
                                                               std::shared_ptr<const CoarseCopies> copies) {
    raster::initialiseGdal();
    auto impl = std::make_unique<Impl>();
    impl->grid = grid;
    impl->info = info;
    impl->copies = std::move(copies);
    for (const std::string& path : info.files) {
        DatasetPtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
        if (!dataset) {
            return base::fail(base::ErrorCode::NotFound, stage, "{} can't be opened: {}", path, CPLGetLastErrorMsg());
        }
        const int bands = dataset->GetRasterCount();
        const bool bend = !liesOn(*dataset, grid);
        if (bend) {
            DatasetPtr bent = warped(*dataset, grid);
            if (!bent) {
                return base::fail(base::ErrorCode::Unsupported, stage, "{} can't be aligned to the scene's grid of {} × {}: {}",
                                  path, grid.width, grid.height, CPLGetLastErrorMsg());
            }
            impl->originals.push_back(std::move(dataset));
            dataset = std::move(bent);
        }
        const int file = static_cast<int>(impl->files.size());
        for (int b = 1; b <= bands; ++b) impl->places.push_back({file, b, bend});
        impl->files.push_back(std::move(dataset));
    }
    if (impl->places.empty()) {
        return base::fail(base::ErrorCode::BadData, stage, "{} has no bands to show", info.name);
    }
    return std::unique_ptr<SensorSource>(new SensorSource(std::move(impl)));
}

SensorSource::Place SensorSource::place(int band) const { return impl_->places[static_cast<std::size_t>(band)]; }

bool SensorSource::isCoarseQuick(int band) const {
    CoarseCopies::Copy copy;
    return std::max(impl_->grid.width, impl_->grid.height) <= quickSize || impl_->band(band)->GetOverviewCount() > 0 ||
           (impl_->copies && impl_->copies->find(band, copy));
}

base::Result<QImage> SensorSource::tile(const TileKey& key, const TileStyle& style, std::stop_token stop) {
    const QSize size = tilePixels(key, impl_->grid);
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(qRgb(0, 0, 0));
    const int channels = style.bands.color ? 3 : 1;
    std::array<QRgb, 256> colors{};
    for (int level = 0; level < 256; ++level)
        colors[static_cast<std::size_t>(level)] = style.map ? mapColor(*style.map, level / 255.0).rgb() : qRgb(level, level, level);
    const std::array<int, 3> bands{style.bands.red, style.bands.green, style.bands.blue};
    for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c) {
        if (bands[c] < 0 || static_cast<std::size_t>(bands[c]) >= impl_->places.size()) {
            return base::fail(base::ErrorCode::BadData, stage, "{} has {} bands, band {} was asked for", impl_->info.name,
                              impl_->places.size(), bands[c] + 1);
        }
        LACUNA_TRY(pixels, impl_->read(bands[c], key, stop));
        const double low = style.range[c][0];
        const double factor = style.range[c][1] > low ? 255 / (style.range[c][1] - low) : 0;
        std::size_t i = 0;
        for (int y = 0; y < size.height(); ++y) {
            auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
            for (int x = 0; x < size.width(); ++x, ++i) {
                if (pixels.holdsData[i] == 0) {
                    line[x] = 0;
                    continue;
                }
                if (line[x] == 0) continue;
                const auto level = static_cast<QRgb>(std::clamp((pixels.values[i] - low) * factor, 0.0, 255.0));
                line[x] = channels == 1 ? colors[level] : line[x] | level << (8 * (2 - c));
            }
        }
    }
    return image;
}

base::Result<std::vector<float>> SensorSource::sample(int band, std::stop_token stop, const QRect& area) {
    if (band < 0 || static_cast<std::size_t>(band) >= impl_->places.size()) {
        return base::fail(base::ErrorCode::BadData, stage, "{} has {} bands, band {} was asked for", impl_->info.name,
                          impl_->places.size(), band + 1);
    }
    const raster::Grid& grid = impl_->grid;
    const QRect whole(0, 0, grid.width, grid.height);
    const QRect sampled = area.isNull() ? whole : area & whole;
    if (sampled.isEmpty()) return std::vector<float>();
    std::vector<std::pair<QRect, QSize>> reads;
    if (isCoarseQuick(band) || std::max(sampled.width(), sampled.height()) <= quickSize) {
        const double shrink = std::min(1.0, double(sampleEdge) / std::max(sampled.width(), sampled.height()));
        reads.push_back({sampled, QSize(std::max(1, int(sampled.width() * shrink)), std::max(1, int(sampled.height() * shrink)))});
    } else {
        constexpr int across = 6, edge = 64;
        for (int y = 0; y < across; ++y) {
            for (int x = 0; x < across; ++x) {
                const QRect window = QRect(sampled.left() + int((x + 0.5) / across * sampled.width()),
                                           sampled.top() + int((y + 0.5) / across * sampled.height()), edge, edge) &
                                     sampled;
                if (!window.isEmpty()) reads.push_back({window, window.size()});
            }
        }
    }
    std::vector<float> values;
    for (const auto& [window, size] : reads) {
        LACUNA_TRY(pixels, readBand(*impl_->band(band), window, size, GRIORA_NearestNeighbour, stop));
        for (std::size_t i = 0; i < pixels.values.size(); ++i) {
            if (pixels.holdsData[i] != 0) values.push_back(pixels.values[i]);
        }
    }
    std::sort(values.begin(), values.end());
    return values;
}

}  // namespace lacuna::ui
