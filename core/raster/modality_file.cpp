#include "raster/modality_file.h"

#include <gdal_priv.h>

#include <cmath>

#include "raster/aligned_view.h"
#include "raster/dataset_grid.h"
#include "raster/gdal_errors.h"
#include "raster/wavelengths.h"

namespace lacuna::raster {
namespace {

constexpr auto openStage = "open raster";
constexpr auto readStage = "read raster";
using base::ErrorCode;
using base::fail;

/// The no-data value in the type that values are read in.
bool noDataOf(GDALRasterBand& band, float& value) {
    int has = FALSE;
    if (band.GetRasterDataType() == GDT_Int64) {
        value = static_cast<float>(band.GetNoDataValueAsInt64(&has));
    } else if (band.GetRasterDataType() == GDT_UInt64) {
        value = static_cast<float>(band.GetNoDataValueAsUInt64(&has));
    } else {
        value = static_cast<float>(band.GetNoDataValue(&has));
    }
    return has != FALSE;
}

}  // namespace

base::Result<ModalityFile> ModalityFile::open(const std::string& path) {
    ModalityFile file;
    file.path_ = path;
    LACUNA_TRY(dataset, openRaster(path, openStage));
    file.file_ = std::move(dataset);
    file.grid_ = gridOf(*file.file_);
    for (int band = 1; band <= file.file_->GetRasterCount(); ++band) {
        const auto type = file.file_->GetRasterBand(band)->GetRasterDataType();
        if (GDALDataTypeIsComplex(type) || type == GDT_Unknown)
            return fail(ErrorCode::BadData, openStage,
                        "{}, band {}: the type is {}, expected a real number type. Write amplitude or intensity to a file "
                        "first (gdal_calc.py)", path, band, GDALGetDataTypeName(type));
    }
    file.listBands();
    if (file.bands_.empty()) return fail(ErrorCode::BadData, openStage, "{} has an alpha band alone; name a raster with data", path);
    return file;
}

base::Status ModalityFile::alignTo(const Grid& grid) {
    LACUNA_TRY(view, alignedView(*file_, grid, path_));
    view_ = std::move(view);
    listBands();
    return {};
}

void ModalityFile::listBands() {
    bands_.clear();
    masked_ = false;
    alpha_ = 0;
    for (int number = 1; number <= dataset().GetRasterCount(); ++number) {
        GDALRasterBand& band = *dataset().GetRasterBand(number);
        if (band.GetColorInterpretation() == GCI_AlphaBand) {
            alpha_ = number;
            continue;
        }
        if (band.GetMaskFlags() == GMF_PER_DATASET) masked_ = true;
        Band entry;
        entry.number = number;
        entry.hasNoData = noDataOf(band, entry.noData);
        entry.scale = static_cast<float>(band.GetScale());
        entry.offset = static_cast<float>(band.GetOffset());
        bands_.push_back(entry);
    }
}

std::string ModalityFile::bandName(int index) const {
    return dataset().GetRasterBand(bands_[static_cast<std::size_t>(index)].number)->GetDescription();
}

std::vector<double> ModalityFile::wavelengths() const {
    std::vector<int> numbers;
    for (const Band& band : bands_) numbers.push_back(band.number);
    return wavelengthsOf(*file_, numbers);
}

const char* ModalityFile::typeName() const {
    GDALDataType type = file_->GetRasterBand(bands_.front().number)->GetRasterDataType();
    for (const Band& band : bands_)
        type = GDALDataTypeUnion(type, file_->GetRasterBand(band.number)->GetRasterDataType());
    return GDALGetDataTypeName(type);
}

int ModalityFile::typeBytes() const { return GDALGetDataTypeSizeBytes(GDALGetDataTypeByName(typeName())); }

base::Status ModalityFile::read(const Window& window, float* values, std::uint8_t* holdsData, std::size_t lineStride,
                                std::size_t planeStride) const {
    std::vector<int> numbers;
    for (const Band& band : bands_) numbers.push_back(band.number);
    GdalErrors errors;
    const auto result = dataset().RasterIO(
        GF_Read, window.column, window.row, window.width, window.height, values, window.width, window.height, GDT_Float32,
        bands(), numbers.data(), sizeof(float), static_cast<GSpacing>(lineStride * sizeof(float)),
        static_cast<GSpacing>(planeStride * sizeof(float)), nullptr);
    if (result != CE_None || errors.failed())
        return fail(ErrorCode::BadData, readStage,
                    "{}: rows {} to {}, columns {} to {} cannot be read: {}. The file may be truncated; copy or write it "
                    "again", path_, window.row, window.row + window.height - 1, window.column,
                    window.column + window.width - 1, errors.message());
    for (std::size_t b = 0; b < bands_.size(); ++b) {
        const Band& band = bands_[b];
        const bool scaled = band.scale != 1 || band.offset != 0;
        for (int row = 0; row < window.height; ++row) {
            float* line = values + b * planeStride + static_cast<std::size_t>(row) * lineStride;
            std::uint8_t* present = holdsData + static_cast<std::size_t>(row) * lineStride;
            for (int column = 0; column < window.width; ++column) {
                // |v| ≤ max is false for NaN and infinity.
                const bool good = std::abs(line[column]) <= 3.402823466e38f && !(band.hasNoData && line[column] == band.noData);
                present[column] = static_cast<std::uint8_t>(present[column] & static_cast<std::uint8_t>(good));
            }
            if (!scaled) continue;
            for (int column = 0; column < window.width; ++column) line[column] = line[column] * band.scale + band.offset;
        }
    }
    return applyMasks(window, holdsData, lineStride);
}

base::Status ModalityFile::applyMasks(const Window& window, std::uint8_t* holdsData, std::size_t lineStride) const {
    std::vector<GDALRasterBand*> masks;
    if (masked_) masks.push_back(dataset().GetRasterBand(bands_.front().number)->GetMaskBand());
    if (alpha_ != 0) masks.push_back(dataset().GetRasterBand(alpha_));
    std::vector<std::uint8_t> mask(masks.empty() ? 0 : static_cast<std::size_t>(window.width) * static_cast<std::size_t>(window.height));
    GdalErrors errors;
    for (GDALRasterBand* source : masks) {
        if (source->RasterIO(GF_Read, window.column, window.row, window.width, window.height, mask.data(), window.width,
                             window.height, GDT_Byte, 0, 0, nullptr) != CE_None)
            return fail(ErrorCode::BadData, readStage, "{}: the mask cannot be read: {}", path_, errors.message());
        const std::uint8_t* pixel = mask.data();
        for (int row = 0; row < window.height; ++row) {
            std::uint8_t* line = holdsData + static_cast<std::size_t>(row) * lineStride;
            for (int column = 0; column < window.width; ++column, ++pixel)
                if (*pixel == 0) line[column] = 0;
        }
    }
    return {};
}

}  // namespace lacuna::raster
