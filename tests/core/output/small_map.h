#pragma once

#include "map/class_map.h"
#include "output/map_file.h"
#include "support/scratch_folder.h"

/// A map whose every cell is known.
namespace lacuna::output {

using support::contentOf;
using support::FullDisk;
using support::putFile;
using support::ScratchFolder;

/// Not in the order of their values, as a model's logits may be; 7 never occurs.
inline base::ClassTable fourClasses() {
    return {{3, "Corn, no till", {230, 159, 0}},
            {1, "Grass \"wet\"", {0, 158, 115}},
            {7, "Bäume", {51, 34, 136}},
            {12, "Water", {0, 0, 255}}};
}

/// 10 m cells in UTM zone 32 N.
inline raster::Grid smallGrid(int width, int height) {
    raster::Grid grid;
    grid.width = width;
    grid.height = height;
    grid.mapFromPixel = {500000, 10, 0, 5300000, 0, -10};
    grid.georeferenced = true;
    grid.pixelArea = 100;
    grid.crsWkt =
        R"(PROJCRS["WGS 84 / UTM zone 32N",BASEGEOGCRS["WGS 84",DATUM["World Geodetic System 1984",)"
        R"(ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,)"
        R"(ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4326]],CONVERSION["UTM zone 32N",)"
        R"(METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,)"
        R"(ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8801]],PARAMETER["Longitude of natural origin",9,)"
        R"(ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8802]],PARAMETER["Scale factor at natural origin",)"
        R"(0.9996,SCALEUNIT["unity",1],ID["EPSG",8805]],PARAMETER["False easting",500000,LENGTHUNIT["metre",1],)"
        R"(ID["EPSG",8806]],PARAMETER["False northing",0,LENGTHUNIT["metre",1],ID["EPSG",8807]]],)"
        R"(CS[Cartesian,2],AXIS["easting",east,ORDER[1],LENGTHUNIT["metre",1]],AXIS["northing",north,ORDER[2],)"
        R"(LENGTHUNIT["metre",1]],ID["EPSG",32632]])";
    return grid;
}

/// Of a map's cell: 0 (no data), 3, 1 or 12.
inline std::uint8_t labelAt(int column, int row) {
    constexpr std::uint8_t values[] = {0, 3, 3, 1, 12};
    return values[static_cast<std::size_t>((column / 7 + row / 5 + column * row % 3) % 5)];
}

inline float confidenceAt(int column, int row) {
    return labelAt(column, row) == 0 ? 0.0f : 0.25f + 0.001f * static_cast<float>((column * 31 + row * 17) % 700);
}

inline map::MapBlock blockAt(const raster::Window& window, int classes = 0, int experts = 0) {
    map::MapBlock block;
    block.window = window;
    const auto fill = [&](std::vector<float>& values, int bands) {
        for (int band = 0; band < bands; ++band)
            for (int row = window.row; row < window.row + window.height; ++row)
                for (int column = window.column; column < window.column + window.width; ++column)
                    values.push_back(static_cast<float>(band) + confidenceAt(column, row) / 2);
    };
    fill(block.probabilities, classes);
    fill(block.gates, experts);
    for (int row = window.row; row < window.row + window.height; ++row)
        for (int column = window.column; column < window.column + window.width; ++column) {
            block.labels.push_back(labelAt(column, row));
            block.confidence.push_back(confidenceAt(column, row));
            block.availability.push_back(labelAt(column, row) == 0 ? 0
                                                                   : static_cast<base::Availability>(1 + column % 3));
        }
    return block;
}

/// Writes the whole grid in tiles of `side`, last tile first.
inline base::Status writeTiles(map::MapSink& sink, const raster::Grid& grid, int side, int classes = 0,
                               int experts = 0) {
    for (int row = (grid.height - 1) / side * side; row >= 0; row -= side)
        for (int column = (grid.width - 1) / side * side; column >= 0; column -= side)
            LACUNA_TRY_STATUS(sink.write(
                blockAt({column, row, std::min(side, grid.width - column), std::min(side, grid.height - row)}, classes,
                        experts)));
    return {};
}

}  // namespace lacuna::output
