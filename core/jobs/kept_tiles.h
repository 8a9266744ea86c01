#pragma once

#include <memory>
#include <vector>

#include "jobs/classify_job.h"
#include "map/tile_cache.h"

namespace lacuna::jobs {

/// The state that a classification with these options makes a map of. `switchedOn`: in the model's order.
map::MapState stateOf(const ClassifyOptions& options, const std::string& modelSha256, base::Availability switchedOn);

/// A tile that is read as a whole, and the steps in which it is classified.
struct TileSteps {
    tile::PlannedTile tile;
    std::vector<tile::PlannedTile> steps;
};

/// A classification's view of the cache: what of its plan is there already, and where the rest goes. With a cache,
/// tiles are finished in strips, so that little is lost when it is stopped; without one, it keeps nothing.
class KeptTiles {
public:
    KeptTiles(std::shared_ptr<map::TileCache> cache, map::MapState state);

    /// Writes everything that is kept of the state to the sink, previews first, adds its activation, and says what of
    /// the plan is left to do; a preview of what is finished is not. Errors: the sink's.
    base::Result<std::vector<TileSteps>> begin(const std::vector<tile::PlannedTile>& plan, map::MapSink& sink,
                                               metrics::Activation& activation) const;
    /// Keeps a finished step; a preview comes back with what is known better painted over it.
    void keep(const tile::PlannedTile& step, map::MapBlock& block, const metrics::Activation& activation) const;
    /// Pixels between two looks at the stop token: fewer where somebody waits for the next map.
    int pixelsPerCall() const { return cache_ ? 256 : 1024; }

private:
    std::vector<tile::PlannedTile> stepsOf(const tile::PlannedTile& tile) const;

    std::shared_ptr<map::TileCache> cache_;
    map::MapState state_;
};

}  // namespace lacuna::jobs
