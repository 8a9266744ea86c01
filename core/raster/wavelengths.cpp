#include "raster/wavelengths.h"

#include <gdal_priv.h>

#include <cmath>
#include <cstdlib>
#include <string>

namespace lacuna::raster {
namespace {

double number(const char* text) {
    if (text == nullptr) return 0;
    const double value = std::strtod(text, nullptr);
    return std::isfinite(value) && value > 0 ? value : 0;
}

/// Without a unit, no sensor for land cover sees beyond 100 µm: larger numbers are nanometres.
double micrometres(double value, const char* unit) {
    if (unit != nullptr && (EQUALN(unit, "nano", 4) || EQUAL(unit, "nm"))) return value / 1000;
    if (unit != nullptr && (EQUALN(unit, "micro", 5) || EQUAL(unit, "um") || EQUAL(unit, "µm"))) return value;
    return value > 100 ? value / 1000 : value;
}

/// "{0.45, 0.46, …}" as ENVI headers hold it.
std::vector<double> numbersIn(const char* text) {
    std::vector<double> numbers;
    if (text == nullptr) return numbers;
    for (const char* at = text; *at != '\0';) {
        char* end = nullptr;
        const double value = std::strtod(at, &end);
        if (end != at) numbers.push_back(value);
        at = end != at ? end : at + 1;
    }
    return numbers;
}

double wavelengthOfBand(GDALRasterBand& band) {
    if (const double value = number(band.GetMetadataItem("CENTRAL_WAVELENGTH_UM", "IMAGERY"))) return value;
    for (const char* key : {"wavelength", "WAVELENGTH", "Wavelength", "CENTRAL_WAVELENGTH_UM"}) {
        const double value = number(band.GetMetadataItem(key));
        if (value == 0) continue;
        const char* unit = band.GetMetadataItem("wavelength_units");
        return micrometres(value, unit != nullptr ? unit : band.GetMetadataItem("WAVELENGTH_UNITS"));
    }
    return 0;
}

}  // namespace

std::vector<double> wavelengthsOf(GDALDataset& dataset, const std::vector<int>& bands) {
    const auto envi = numbersIn(dataset.GetMetadataItem("wavelength", "ENVI"));
    const char* unit = dataset.GetMetadataItem("wavelength_units", "ENVI");
    const bool enviFits = envi.size() == static_cast<std::size_t>(dataset.GetRasterCount());
    std::vector<double> wavelengths;
    for (const int band : bands) {
        double value = wavelengthOfBand(*dataset.GetRasterBand(band));
        if (value == 0 && enviFits) value = micrometres(envi[static_cast<std::size_t>(band) - 1], unit);
        wavelengths.push_back(value);
    }
    return wavelengths;
}

}  // namespace lacuna::raster
