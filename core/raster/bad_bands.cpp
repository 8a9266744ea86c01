#include "raster/bad_bands.h"

#include <gdal_priv.h>

#include <cstdlib>

#include "raster/source_file.h"

namespace lacuna::raster {
namespace {

/// "{1, 0, …}" as ENVI headers hold it.
std::vector<double> numbersIn(const char* text) {
    std::vector<double> numbers;
    for (const char* at = text; at != nullptr && *at != '\0';) {
        char* end = nullptr;
        const double value = std::strtod(at, &end);
        if (end != at) numbers.push_back(value);
        at = end != at ? end : at + 1;
    }
    return numbers;
}

}  // namespace

base::Result<std::vector<bool>> badBands(const ModalityInfo& modality) {
    std::vector<bool> bad;
    for (const auto& path : modality.files) {
        LACUNA_TRY(file, openRaster(path, "open raster"));
        const auto list = numbersIn(file->GetMetadataItem("bbl", "ENVI"));
        const bool listFits = list.size() == static_cast<std::size_t>(file->GetRasterCount());
        for (int number = 1; number <= file->GetRasterCount(); ++number) {
            GDALRasterBand& band = *file->GetRasterBand(number);
            if (band.GetColorInterpretation() == GCI_AlphaBand) continue;  // a mask, not data
            const char* tag = band.GetMetadataItem("bbl");
            bad.push_back(tag != nullptr ? EQUAL(tag, "0") || EQUAL(tag, "false") : listFits && list[static_cast<std::size_t>(number) - 1] == 0);
        }
    }
    return bad;
}

}  // namespace lacuna::raster
