#pragma once

#include <cstdint>
#include <vector>

#include "base/availability.h"
#include "base/land_class.h"
#include "base/result.h"
#include "engine/classifier.h"
#include "raster/grid.h"
#include "tile/tile_plan.h"

namespace lacuna::map {

/// A rectangle of finished map cells, in cells of the map's grid (which is coarser than the scene's when stride > 1).
struct MapBlock {
    raster::Window window;                         ///< of map cells
    bool preview = false;                          ///< coarse values that a later block replaces
    std::vector<std::uint8_t> labels;              ///< [height, width] class values, 0 no-data
    std::vector<float> confidence;                 ///< [height, width] largest probability, 0 no-data
    std::vector<base::Availability> availability;  ///< [height, width] 0 no-data
    std::vector<float> probabilities;              ///< [K, height, width], empty unless asked for
    std::vector<float> gates;                      ///< [experts, height, width] mean gate weight, empty unless asked for
};

/// Takes finished blocks, on the job's thread: a map in memory, a file being written, a window that shows it.
class MapSink {
public:
    virtual ~MapSink() = default;
    virtual base::Status write(const MapBlock& block) = 0;
};

/// A whole class map in memory (6 bytes a cell).
class ClassMap : public MapSink {
public:
    ClassMap() = default;
    ClassMap(raster::Grid grid, base::ClassTable classes);
    base::Status write(const MapBlock& block) override;

    raster::Grid grid;  ///< of the map cells
    base::ClassTable classes;
    std::vector<std::uint8_t> labels;              ///< [height, width]
    std::vector<float> confidence;                 ///< [height, width]
    std::vector<base::Availability> availability;  ///< [height, width]

    /// Cells by class value 0 … 255.
    std::vector<std::uint64_t> countByValue() const;
};

}  // namespace lacuna::map
