#include "output/geotiff_file.h"

#include <gdal_rat.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/atomic_file.h"
#include "output/gdal_progress.h"
#include "raster/raster_commit.h"
#include "raster/dataset_grid.h"
#include "raster/gdal_errors.h"
#include "raster/raster_stack.h"

namespace lacuna::output {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;

constexpr auto stage = "write map";
constexpr int blockSide = 512;
constexpr int smallestOverview = 256;

tl::unexpected<base::Error> ioFailure(const std::string& path, const char* step, const std::string& cause) {
    return fail(ErrorCode::Io, stage, "{}: {} failed ({}); what was there before is untouched", path, step, cause);
}

template <class Value>
constexpr GDALDataType typeOf = std::is_same_v<Value, float> ? GDT_Float32 : GDT_Byte;

/// What a cell adds to the fingerprint of a raster: nothing for zero and NaN, so that cells never written add nothing.
template <class Value>
std::uint64_t cellMark(std::uint64_t position, Value value) {
    if (value == 0 || value != value) return 0;
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof(value));
    // The finaliser of splitmix64 (Steele et al. 2014).
    std::uint64_t mark = position * 0x9E3779B97F4A7C15u + bits;
    mark = (mark ^ mark >> 30) * 0xBF58476D1CE4E5B9u;
    mark = (mark ^ mark >> 27) * 0x94D049BB133111EBu;
    return mark ^ mark >> 31;
}

template <class Value>
std::uint64_t windowMark(const raster::Grid& grid, int band, const raster::Window& window, const Value* values) {
    std::uint64_t sum = 0;
    const auto width = static_cast<std::uint64_t>(grid.width), height = static_cast<std::uint64_t>(grid.height);
    for (int row = 0; row < window.height; ++row) {
        std::uint64_t position =
            (static_cast<std::uint64_t>(band) * height + static_cast<std::uint64_t>(window.row + row)) * width +
            static_cast<std::uint64_t>(window.column);
        for (int column = 0; column < window.width; ++column) sum += cellMark(++position, *values++);
    }
    return sum;
}

CPLStringList creationOptions(const GeoTiffContent& content) {
    CPLStringList options;
    const auto side = std::to_string(blockSide);
    options.SetNameValue("TILED", "YES");
    options.SetNameValue("BLOCKXSIZE", side.c_str());
    options.SetNameValue("BLOCKYSIZE", side.c_str());
    options.SetNameValue("INTERLEAVE", "BAND");
    options.SetNameValue("COMPRESS", "DEFLATE");
    options.SetNameValue("PREDICTOR", content.type == GDT_Float32 ? "3" : "2");
    options.SetNameValue("BIGTIFF", "IF_SAFER");
    options.SetNameValue("NUM_THREADS", "ALL_CPUS");
    if (content.palette) options.SetNameValue("PHOTOMETRIC", "PALETTE");
    return options;
}

bool sameNoData(GDALRasterBand& band, double expected) {
    int known = FALSE;
    const double found = band.GetNoDataValue(&known);
    return known != FALSE && (found == expected || (std::isnan(found) && std::isnan(expected)));
}

bool samePalette(GDALRasterBand& band, const GDALColorTable& expected) {
    const GDALColorTable* found = band.GetColorTable();
    if (found == nullptr || found->GetColorEntryCount() < expected.GetColorEntryCount()) return false;
    for (int i = 0; i < expected.GetColorEntryCount(); ++i) {
        const GDALColorEntry *a = found->GetColorEntry(i), *b = expected.GetColorEntry(i);
        if (a->c1 != b->c1 || a->c2 != b->c2 || a->c3 != b->c3) return false;
    }
    return true;
}

bool sameCategories(GDALRasterBand& band, const std::vector<std::string>& expected) {
    char** found = band.GetCategoryNames();
    if (static_cast<std::size_t>(CSLCount(found)) != expected.size()) return false;
    for (std::size_t i = 0; i < expected.size(); ++i)
        if (expected[i] != found[i]) return false;
    return true;
}

bool sameTable(GDALRasterBand& band, const GDALRasterAttributeTable& expected) {
    const GDALRasterAttributeTable* found = band.GetDefaultRAT();
    if (found == nullptr || found->GetRowCount() != expected.GetRowCount() ||
        found->GetColumnCount() != expected.GetColumnCount())
        return false;
    for (int row = 0; row < expected.GetRowCount(); ++row)
        for (int column = 0; column < expected.GetColumnCount(); ++column) {
            const std::string value = expected.GetValueAsString(row, column);
            if (value != found->GetValueAsString(row, column)) return false;
        }
    return true;
}

}  // namespace

std::string storableText(std::string text) {
    for (auto& character : text)
        if (static_cast<unsigned char>(character) < ' ') character = ' ';
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

GeoTiffFile::GeoTiffFile(std::string path, const raster::Grid& grid, GeoTiffContent content)
    : path_(std::move(path)), temporary_(base::temporarySibling(path_)), grid_(grid), content_(std::move(content)) {
    for (auto& name : content_.bandNames) name = storableText(name);
    for (auto& [key, value] : content_.metadata) value = storableText(value);
    std::erase_if(content_.metadata, [](const auto& item) { return item.second.empty(); });
    for (auto& name : content_.categories) name = storableText(name);
    for (int row = 0; row < grid.height; row += blockSide)
        for (int column = 0; column < grid.width; column += blockSide)
            missingCells_.push_back(std::min(blockSide, grid.height - row) * std::min(blockSide, grid.width - column));
}

GeoTiffFile::~GeoTiffFile() {
    raster::GdalErrors ignored;
    // Else closing would fill every block that is still missing.
    if (file_) file_->MarkSuppressOnClose();
    file_.reset();
    raster::removeWithSidecars(temporary_);
}

base::Result<std::unique_ptr<GeoTiffFile>> GeoTiffFile::create(const std::string& path, const raster::Grid& grid,
                                                               GeoTiffContent content) {
    raster::initialiseGdal();
    std::error_code ignored;
    const auto folder = fs::path(path).parent_path();
    if (!folder.empty() && !fs::is_directory(folder, ignored))
        return fail(ErrorCode::Io, stage, "{}: the folder {} does not exist; make it or choose another", path,
                    folder.string());
    if (fs::is_directory(path, ignored))
        return fail(ErrorCode::Io, stage, "{} is a folder, expected the name of a file; choose another name", path);
    std::unique_ptr<GeoTiffFile> file(new GeoTiffFile(path, grid, std::move(content)));
    LACUNA_TRY_STATUS(file->open());
    LACUNA_TRY_STATUS(file->describe());
    return file;
}

base::Status GeoTiffFile::open() {
    raster::removeWithSidecars(temporary_);
    raster::GdalErrors errors;
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    if (driver == nullptr)
        return fail(ErrorCode::Unsupported, stage, "{}: this GDAL has no GTiff driver; install one that has", path_);
    const auto options = creationOptions(content_);
    file_.reset(driver->Create(temporary_.c_str(), grid_.width, grid_.height, bands(), content_.type, options.List()));
    if (!file_ || errors.failed()) return ioFailure(path_, "making a file beside it", errors.message());
    return {};
}

base::Status GeoTiffFile::describe() {
    raster::GdalErrors errors;
    if (grid_.georeferenced) {
        auto transform = grid_.mapFromPixel;
        file_->SetGeoTransform(transform.data());
    }
    OGRSpatialReference crs;
    if (!grid_.crsWkt.empty() && crs.importFromWkt(grid_.crsWkt.c_str()) == OGRERR_NONE) file_->SetSpatialRef(&crs);
    for (const auto& [key, value] : content_.metadata) file_->SetMetadataItem(key.c_str(), value.c_str(), "LACUNA");
    for (int i = 0; i < bands(); ++i) {
        GDALRasterBand* band = file_->GetRasterBand(i + 1);
        band->SetNoDataValue(content_.noData);
        band->SetDescription(content_.bandNames[static_cast<std::size_t>(i)].c_str());
    }
    GDALRasterBand* first = file_->GetRasterBand(1);
    if (content_.palette) first->SetColorTable(content_.palette.get());
    CPLStringList names;
    for (const auto& name : content_.categories) names.AddString(name.c_str());
    if (names.Count() > 0) first->SetCategoryNames(names.List());
    if (errors.failed()) return ioFailure(path_, "describing the raster", errors.message());
    return {};
}

template <class Value>
base::Status GeoTiffFile::writeValues(const raster::Window& window, const Value* values) {
    LACUNA_ASSERT(file_ && content_.type == typeOf<Value>);
    LACUNA_ASSERT(window.column >= 0 && window.row >= 0 && window.column + window.width <= grid_.width &&
                  window.row + window.height <= grid_.height);
    raster::GdalErrors errors;
    const auto cells = static_cast<std::size_t>(window.width) * static_cast<std::size_t>(window.height);
    for (int i = 0; i < bands(); ++i) {
        const Value* band = values + static_cast<std::size_t>(i) * cells;
        fingerprint_ += windowMark(grid_, i, window, band);
        const auto status = file_->GetRasterBand(i + 1)->RasterIO(GF_Write, window.column, window.row, window.width,
                                                                  window.height, const_cast<Value*>(band), window.width,
                                                                  window.height, content_.type, 0, 0, nullptr);
        if (status != CE_None || errors.failed()) return ioFailure(path_, "writing", errors.message());
    }
    if (!flushCompleteBlocks(window) || errors.failed()) return ioFailure(path_, "writing", errors.message());
    return {};
}

base::Status GeoTiffFile::write(const raster::Window& window, const std::uint8_t* values) {
    return writeValues(window, values);
}
base::Status GeoTiffFile::write(const raster::Window& window, const float* values) {
    return writeValues(window, values);
}

bool GeoTiffFile::flushCompleteBlocks(const raster::Window& window) {
    const int right = window.column + window.width, bottom = window.row + window.height;
    const int blocksAcross = (grid_.width + blockSide - 1) / blockSide;
    bool flushed = true;
    for (int y = window.row / blockSide; y * blockSide < bottom; ++y)
        for (int x = window.column / blockSide; x * blockSide < right; ++x) {
            const int width = std::min(right, (x + 1) * blockSide) - std::max(window.column, x * blockSide);
            const int height = std::min(bottom, (y + 1) * blockSide) - std::max(window.row, y * blockSide);
            int& missing = missingCells_[static_cast<std::size_t>(y) * static_cast<std::size_t>(blocksAcross) +
                                         static_cast<std::size_t>(x)];
            missing -= width * height;
            LACUNA_ASSERT(missing >= 0);
            if (missing > 0) continue;
            for (int i = 0; i < bands(); ++i)
                flushed = file_->GetRasterBand(i + 1)->FlushBlock(x, y, TRUE) == CE_None && flushed;
        }
    return flushed;
}

base::Status GeoTiffFile::buildOverviews(std::stop_token stop) {
    std::vector<int> factors;
    for (int factor = 2; std::max(grid_.width, grid_.height) / factor >= smallestOverview; factor *= 2)
        factors.push_back(factor);
    if (factors.empty()) return {};
    raster::GdalErrors errors;
    const auto status = file_->BuildOverviews(content_.overviews, static_cast<int>(factors.size()), factors.data(), 0,
                                              nullptr, goOnUnlessStopped, &stop);
    if (stop.stop_requested()) return base::cancelled(stage);
    if (status != CE_None || errors.failed()) return ioFailure(path_, "building overviews", errors.message());
    return {};
}

/// Copies the closed file into the order that a Cloud Optimized GeoTIFF has, with overviews of its own.
base::Status GeoTiffFile::rearrange(std::stop_token stop) {
    raster::GdalErrors errors;
    auto* driver = GetGDALDriverManager()->GetDriverByName("COG");
    if (driver == nullptr)
        return fail(ErrorCode::Unsupported, stage, "{}: this GDAL has no COG driver; install one that has, or write a plain GeoTIFF", path_);
    GDALDatasetUniquePtr source(GDALDataset::Open(temporary_.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
    if (!source) return ioFailure(path_, "reading back", errors.message());
    CPLStringList options;
    options.SetNameValue("COMPRESS", "DEFLATE");
    options.SetNameValue("PREDICTOR", "YES");
    options.SetNameValue("BLOCKSIZE", std::to_string(blockSide).c_str());
    options.SetNameValue("OVERVIEW_RESAMPLING", content_.overviews);
    options.SetNameValue("BIGTIFF", "IF_SAFER");
    options.SetNameValue("NUM_THREADS", "ALL_CPUS");
    const auto arranged = temporary_ + ".cog.tif";
    GDALDatasetUniquePtr copy(
        driver->CreateCopy(arranged.c_str(), source.get(), TRUE, options.List(), goOnUnlessStopped, &stop));
    const bool made = copy != nullptr;
    copy.reset();
    // The driver copies no metadata of other domains; what is set on a file that is only read goes to its .aux.xml.
    copy.reset(GDALDataset::Open(arranged.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
    for (const auto& [key, value] : content_.metadata)
        if (copy) copy->SetMetadataItem(key.c_str(), value.c_str(), "LACUNA");
    copy.reset();
    source.reset();
    auto status = base::Status();
    if (stop.stop_requested()) status = base::cancelled(stage);
    else if (!made || errors.failed()) status = ioFailure(path_, "arranging it for the cloud", errors.message());
    else {
        raster::removeWithSidecars(temporary_);
        status = raster::commitRaster(arranged, temporary_);
    }
    raster::removeWithSidecars(arranged);
    return status;
}

base::Status GeoTiffFile::complete(const GDALRasterAttributeTable* table, std::stop_token stop) {
    LACUNA_ASSERT(file_);
    raster::GdalErrors errors;
    if (table != nullptr && file_->GetRasterBand(1)->SetDefaultRAT(table) != CE_None)
        return ioFailure(path_, "writing the attribute table", errors.message());
    file_->FlushCache();
    if (errors.failed()) return ioFailure(path_, "writing", errors.message());
    if (!content_.cloudOptimised) LACUNA_TRY_STATUS(buildOverviews(stop));
    file_.reset();
    if (errors.failed()) return ioFailure(path_, "closing", errors.message());
    if (content_.cloudOptimised) LACUNA_TRY_STATUS(rearrange(stop));
    return verify(table);
}

std::string GeoTiffFile::descriptionFault(GDALDataset& file, const GDALRasterAttributeTable* table) const {
    const auto found = raster::gridOf(file);
    raster::Grid expected = grid_;
    expected.crsWkt.clear();  // GeoTIFF may spell a CRS in its own way
    if (const auto differences = raster::gridMismatches(expected, found); !differences.empty())
        return differences.front();
    if (found.crsWkt.empty() != grid_.crsWkt.empty()) return "the coordinate reference system is missing";
    if (file.GetRasterCount() != bands()) return "the number of bands";
    for (int i = 0; i < bands(); ++i) {
        GDALRasterBand& band = *file.GetRasterBand(i + 1);
        if (band.GetRasterDataType() != content_.type || !sameNoData(band, content_.noData))
            return "type or no-data value";
        if (content_.bandNames[static_cast<std::size_t>(i)] != band.GetDescription()) return "band names";
    }
    for (const auto& [key, value] : content_.metadata) {
        const char* text = file.GetMetadataItem(key.c_str(), "LACUNA");
        if (text == nullptr || value != text) return "metadata " + key;
    }
    GDALRasterBand& first = *file.GetRasterBand(1);
    if (content_.palette && !samePalette(first, *content_.palette)) return "the colour table";
    if (!sameCategories(first, content_.categories)) return "the class names";
    if (table != nullptr && !sameTable(first, *table)) return "the attribute table";
    return {};
}

base::Result<std::uint64_t> GeoTiffFile::readFingerprint(GDALDataset& file) const {
    raster::GdalErrors errors;
    std::vector<std::uint8_t> bytes(content_.type == GDT_Byte ? blockSide * blockSide : 0);
    std::vector<float> floats(content_.type == GDT_Byte ? 0 : blockSide * blockSide);
    std::uint64_t sum = 0;
    for (int i = 0; i < bands(); ++i)
        for (int row = 0; row < grid_.height; row += blockSide)
            for (int column = 0; column < grid_.width; column += blockSide) {
                const raster::Window window{column, row, std::min(blockSide, grid_.width - column),
                                            std::min(blockSide, grid_.height - row)};
                void* buffer = bytes.empty() ? static_cast<void*>(floats.data()) : bytes.data();
                const auto status =
                    file.GetRasterBand(i + 1)->RasterIO(GF_Read, column, row, window.width, window.height, buffer,
                                                        window.width, window.height, content_.type, 0, 0, nullptr);
                if (status != CE_None || errors.failed()) return ioFailure(path_, "reading back", errors.message());
                sum += bytes.empty() ? windowMark(grid_, i, window, floats.data())
                                     : windowMark(grid_, i, window, bytes.data());
            }
    return sum;
}

base::Status GeoTiffFile::verify(const GDALRasterAttributeTable* table) const {
    raster::GdalErrors errors;
    const char* const drivers[] = {"GTiff", nullptr};
    GDALDatasetUniquePtr file(
        GDALDataset::Open(temporary_.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, nullptr, nullptr));
    if (!file) return ioFailure(path_, "reading back", errors.message());
    if (const auto fault = descriptionFault(*file, table); !fault.empty())
        return ioFailure(path_, "reading back", fault + " differs from what was written; check the disk");
    LACUNA_TRY(found, readFingerprint(*file));
    if (found != fingerprint_)
        return ioFailure(path_, "reading back", "cells differ from what was written; check the disk");
    return {};
}

base::Status GeoTiffFile::commit() {
    LACUNA_ASSERT(!file_);
    return raster::commitRaster(temporary_, path_);
}

}  // namespace lacuna::output
