#pragma once

#include <string>

#include "base/land_class.h"
#include "base/result.h"

/// How other programs are to show a class map: names and colours for the values that are classes, nothing for others.
/// (A TIFF's palette always has 256 entries, and QGIS lists them all in its legend unless a style says otherwise.)
namespace lacuna::output {

/// QGIS's style of a paletted raster; it takes "map.qml" beside "map.tif" by itself.
std::string rasterQml(const base::ClassTable& classes);
/// QGIS's style of polygons whose field `field` holds the class's value.
std::string polygonQml(const base::ClassTable& classes, const std::string& field);
/// OGC Styled Layer Descriptor 1.0.0 with a colour map of type "values".
std::string rasterSld(const base::ClassTable& classes, const std::string& layer);
/// Esri's colour map: a line "value red green blue" a class.
std::string colorMapText(const base::ClassTable& classes);

/// "map.qml" for "map.tif".
std::string stylePath(const std::string& map, const char* extension);
/// Writes the style for QGIS beside a class map, and on request the other two; "map.sld" and "map.clr" of an older map
/// that are not asked for go. Errors: Io.
base::Status writeStyles(const std::string& map, const base::ClassTable& classes, bool sld, bool colorMap);

}  // namespace lacuna::output
