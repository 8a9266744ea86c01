#pragma once

#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "map/class_map.h"

namespace lacuna::output {

/// What goes into the file's metadata, domain LACUNA: "VERSION", "METHOD", "CHECKPOINT_SHA256", "SENSORS", "SEED",
/// "SPLIT", "DATE".
using Provenance = std::map<std::string, std::string>;

struct MapFileOptions {
    std::string labels;         ///< path of the class map (always written)
    std::string confidence;     ///< float32; empty: not written
    std::string probabilities;  ///< float32, a band a class; empty: not written
    std::string availability;   ///< Byte bitmask; empty: not written
    std::string gatesFolder;    ///< one file a block, a band an expert; empty: not written
    std::string polygons;       ///< GeoPackage of the classes' areas; empty: not written
    bool cloudOptimised = false;  ///< all rasters as Cloud Optimized GeoTIFF
    bool sld = false;             ///< "map.sld" beside the class map
    bool colorMap = false;        ///< "map.clr" beside the class map
    base::Availability sensorsUsed = 0xff;
    std::vector<std::string> modalityNames;
    metrics::ExpertLayout experts;
    Provenance provenance;
};

/// Writes a class map to GeoTIFF as it is made, block by block (CONVENTIONS: Byte, palette, category names, RAT with
/// counts and areas, DEFLATE, 512 tiles, BIGTIFF=IF_SAFER, MODE overviews, no-data 0), and its style for QGIS beside it.
/// Everything goes to sibling temporary files; `finish` flushes, syncs, reopens, checks and renames. Destroyed before finish: the temporaries go and
/// the old files stay. Preview blocks are ignored.
class MapFileWriter : public map::MapSink {
public:
    static base::Result<std::unique_ptr<MapFileWriter>> create(const raster::Grid& grid, const base::ClassTable& classes,
                                                               const MapFileOptions& options);
    ~MapFileWriter() override;
    base::Status write(const map::MapBlock& block) override;
    base::Status finish(std::stop_token stop = {});

private:
    struct Impl;
    explicit MapFileWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Writes a map that is in memory already.
base::Status writeMap(const map::ClassMap& map, const MapFileOptions& options, std::stop_token stop = {});

/// Reads a class map (or any label raster with palette and names) back. Errors: as raster::readLabelRaster.
base::Result<map::ClassMap> readMap(const std::string& path);
/// With confidence and availability from the files beside it. Errors: also BadData where these are of another size.
base::Result<map::ClassMap> readMap(const std::string& path, const std::string& confidence, const std::string& availability);

}  // namespace lacuna::output
