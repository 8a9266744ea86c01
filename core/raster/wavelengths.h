#pragma once

#include <vector>

class GDALDataset;

namespace lacuna::raster {

/// Central wavelengths in micrometres, one a band of `bands` (from 1), 0 where unknown: from the IMAGERY domain
/// (CENTRAL_WAVELENGTH_UM), the ENVI domain (wavelength, wavelength_units) or band tags of these names.
std::vector<double> wavelengthsOf(GDALDataset& dataset, const std::vector<int>& bands);

}  // namespace lacuna::raster
