#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include "engine/sha256.h"
#include "map/map_assembler.h"

namespace lacuna::map {

/// Two maps that must be one, bit by bit.
struct LeakReport {
    std::uint64_t compared = 0;    ///< cells with a class in either map
    std::uint64_t differing = 0;   ///< of those, with another class or other bits of confidence
    std::uint64_t otherClass = 0;  ///< of those, with another class
    std::string realSha256;        ///< of the map with the real raster: for each row its labels, then its confidences
    std::string replacedSha256;    ///< of the one with the replaced raster
    int firstColumn = -1, firstRow = -1;  ///< a cell that differs
    bool holds() const { return differing == 0 && compared > 0 && realSha256 == replacedSha256; }
};

/// The leak rule put to the test: a sensor that is absent may not influence the map, whatever its raster holds. Each tile
/// is classified twice without the absent sensors, with their values in memory all the same: once as they are on disk,
/// once replaced by random numbers, NaN and infinities, and where they hold data drawn anew. One thread.
class LeakCheck {
public:
    /// `area`: of the scene's pixels that is checked, its corner on the map's cells; `absent` in the model's order.
    LeakCheck(engine::Classifier& classifier, const raster::Grid& scene, const raster::Window& area, int mapStride,
              base::Availability absent, std::uint64_t seed);

    /// Tiles come from left to right and row by row. `tile` was read with all its sensors. `onPixels` counts each pixel
    /// twice. Errors: as classifyTile.
    base::Status check(const tile::Tile& tile, const tile::PlannedTile& planned, const std::stop_token& stop,
                       const PixelCount& onPixels);
    LeakReport finish();

private:
    void compare(const MapBlock& real, const MapBlock& replaced);
    void hashBand();

    engine::Classifier& classifier_;
    raster::Grid scene_;
    raster::Window cells_;  ///< the area in cells of the map
    int mapStride_;
    base::Availability absent_;
    std::uint64_t seed_;
    LeakReport report_;
    engine::Sha256 realHash_, replacedHash_;
    std::optional<ClassMap> realBand_, replacedBand_;  ///< one row of tiles
    int bandRow_ = 0;
};

}  // namespace lacuna::map
