#pragma once

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "raster/raster_stack.h"
#include "support/raster_files.h"

/// Vector files in the pixels of a small scene.
namespace lacuna::samples {

/// 20 × 12 pixels of 10 m in UTM zone 16 N.
inline raster::Grid sceneGrid() { return support::utmGrid(20, 12); }

/// "500025 4499955" of a position in pixels.
inline std::string at(double column, double row) {
    return fmt::format("{} {}", 500000 + 10 * column, 4500000 - 10 * row);
}
inline std::string point(double column, double row) {
    return "POINT (" + at(column, row) + ")";
}
inline std::string ring(double left, double top, double right, double bottom) {
    return fmt::format("({}, {}, {}, {}, {})", at(left, top), at(right, top), at(right, bottom), at(left, bottom),
                       at(left, top));
}
inline std::string box(double left, double top, double right, double bottom) {
    return "POLYGON (" + ring(left, top, right, bottom) + ")";
}

using Fields = std::vector<std::pair<std::string, OGRFieldType>>;

struct Feature {
    std::string wkt;                  ///< in the scene's map coordinates; empty: no geometry
    std::vector<std::string> values;  ///< one a field; "": none
};

struct VectorLayer {
    Fields fields;
    std::vector<Feature> features;
    int epsg = 32616;  ///< of the file; geometries are transformed to it; 0: none
    std::string name = "samples";
    OGRwkbGeometryType type = wkbUnknown;
};

inline void addLayer(GDALDataset& file, const VectorLayer& content) {
    OGRSpatialReference scene, own;
    scene.importFromEPSG(32616);
    scene.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    own.importFromEPSG(content.epsg == 0 ? 32616 : content.epsg);
    own.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> fromScene(OGRCreateCoordinateTransformation(&scene, &own));
    auto* layer = file.CreateLayer(content.name.c_str(), content.epsg == 0 ? nullptr : &own, content.type, nullptr);
    ASSERT_NE(layer, nullptr);
    for (const auto& [name, type] : content.fields) {
        OGRFieldDefn field(name.c_str(), type);
        ASSERT_EQ(layer->CreateField(&field), OGRERR_NONE);
    }
    for (const auto& given : content.features) {
        OGRFeature feature(layer->GetLayerDefn());
        for (std::size_t i = 0; i < given.values.size(); ++i)
            if (!given.values[i].empty()) feature.SetField(static_cast<int>(i), given.values[i].c_str());
        if (!given.wkt.empty()) {
            OGRGeometry* geometry = nullptr;
            ASSERT_EQ(OGRGeometryFactory::createFromWkt(given.wkt.c_str(), nullptr, &geometry), OGRERR_NONE);
            if (content.epsg != 0 && content.epsg != 32616) {
                ASSERT_EQ(geometry->transform(fromScene.get()), OGRERR_NONE);
            }
            feature.SetGeometryDirectly(geometry);
        }
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
}

/// Driver by the path's suffix: .gpkg, .geojson, .shp.
inline std::string writeVector(const std::string& path, const std::vector<VectorLayer>& layers) {
    raster::initialiseGdal();
    const auto suffix = path.substr(path.rfind('.'));
    const char* driver = suffix == ".gpkg" ? "GPKG" : suffix == ".geojson" ? "GeoJSON" : "ESRI Shapefile";
    GDALDatasetUniquePtr file(
        GetGDALDriverManager()->GetDriverByName(driver)->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    EXPECT_NE(file, nullptr);
    if (file)
        for (const auto& layer : layers) addLayer(*file, layer);
    return path;
}

}  // namespace lacuna::samples
