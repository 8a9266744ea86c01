#pragma once

#include <vector>

#include "base/result.h"
#include "raster/raster_stack.h"

namespace lacuna::raster {

/// Which bands of a modality its files mark as bad (noise, water vapour), one a band: from the ENVI domain's bad band list
/// (bbl) or band tags of this name, where 0 means bad. Opens the files. Errors: as RasterStack::open.
base::Result<std::vector<bool>> badBands(const ModalityInfo& modality);

}  // namespace lacuna::raster
