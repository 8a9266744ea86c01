#pragma once

#include <gdal_priv.h>
#include <gdal_rat.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/land_class.h"

namespace lacuna::output {

/// The classes of a map in the three forms that programs look for, and as text for the file's metadata (which, unlike
/// names and attribute table, GDAL 3.6 keeps inside the TIFF, in the order of the model's logits).
std::unique_ptr<GDALColorTable> paletteOf(const base::ClassTable& classes);
std::vector<std::string> categoriesOf(const base::ClassTable& classes);
/// countByValue: [256]. cellArea in square metres, 0: unknown, no column of areas. sensors: empty, no such column.
std::unique_ptr<GDALRasterAttributeTable> attributeTableOf(const base::ClassTable& classes,
                                                           const std::vector<std::uint64_t>& countByValue,
                                                           double cellArea, const std::string& sensors);
std::string classesToText(const base::ClassTable& classes);
/// Empty unless the text is a whole, valid class table.
std::optional<base::ClassTable> classesFromText(const std::string& text);

}  // namespace lacuna::output
