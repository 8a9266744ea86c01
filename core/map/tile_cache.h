#pragma once

#include <compare>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/availability.h"
#include "map/class_map.h"
#include "metrics/activation.h"
#include "tile/tile_plan.h"

namespace lacuna::map {

/// What a classification depends on besides the place: two of equal state give the same labels. Everything that changes
/// a map has its part here.
struct MapState {
    std::string model;   ///< SHA-256 of the checkpoint
    std::string inputs;  ///< which rasters, and how they are read and classified (see jobs::stateOf)
    base::Availability switchedOn = 0;
    auto operator<=>(const MapState&) const = default;
};

/// A finished tile and what its experts did.
struct KeptTile {
    tile::PlannedTile planned;
    MapBlock block;  ///< without probabilities and gates
    metrics::Activation activation;
    std::uint64_t bytes() const;
};
using KeptTilePtr = std::shared_ptr<const KeptTile>;

/// Finished tiles by state and place, so that a state that is switched back to goes on where it stopped. Holds at most
/// so many bytes and lets go of what was used longest ago. Any thread.
class TileCache {
public:
    explicit TileCache(std::uint64_t mostBytes = defaultBytes());
    /// An eighth of base::memoryCap(), 1 GiB at most.
    static std::uint64_t defaultBytes();

    /// A tile larger than the cache is not kept.
    void keep(const MapState& state, KeptTile tile);
    /// Null when it isn't there.
    KeptTilePtr find(const MapState& state, const tile::PlannedTile& planned);
    /// All of a state: previews first, so that in this order the last word on a cell is the finest.
    std::vector<KeptTilePtr> tilesOf(const MapState& state);
    void forget(const MapState& state);
    void clear();
    std::uint64_t bytes() const;

private:
    /// Preview and stride first: tilesOf reads them in this order.
    struct Place {
        int coarseness = 0;  ///< −stride for previews, 0 for final tiles
        int stride = 1;
        int row = 0, column = 0, height = 0, width = 0;
        auto operator<=>(const Place&) const = default;
    };
    using Key = std::pair<MapState, Place>;
    struct Entry {
        Key key;
        KeptTilePtr tile;
    };
    using Entries = std::list<Entry>;

    static Place placeOf(const tile::PlannedTile& planned);
    void drop(std::map<Key, Entries::iterator>::iterator at);

    const std::uint64_t mostBytes_;
    mutable std::mutex mutex_;
    std::uint64_t bytes_ = 0;
    Entries entries_;  ///< last used first
    std::map<Key, Entries::iterator> places_;
};

/// Paints what is kept of the final tiles over the block: a preview never hides what is known better.
void paintOver(MapBlock& block, const std::vector<KeptTilePtr>& kept);

}  // namespace lacuna::map
