#include "output/float_file.h"

#include <limits>

#include "output/geotiff_file.h"

namespace lacuna::output {

base::Status writeFloats(const std::string& path, const raster::Grid& grid, std::vector<std::string> names, const float* values,
                         const Provenance& provenance) {
    GeoTiffContent content;
    content.type = GDT_Float32;
    content.noData = std::numeric_limits<double>::quiet_NaN();
    content.bandNames = std::move(names);
    content.metadata = provenance;
    LACUNA_TRY(file, GeoTiffFile::create(path, grid, std::move(content)));
    LACUNA_TRY_STATUS(file->write(grid.whole(), values));
    LACUNA_TRY_STATUS(file->complete(nullptr));
    return file->commit();
}

}  // namespace lacuna::output
