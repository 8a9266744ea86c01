#pragma once

#include <memory>
#include <vector>

#include "jobs/classify_job.h"
#include "map/tile_cache.h"
#include "map/tile_journal.h"

namespace lacuna::jobs {

/// The state that a classification with these options makes a map of. `switchedOn`: in the model's order.
map::MapState stateOf(const ClassifyOptions& options, const std::string& modelSha256, base::Availability switchedOn);

/// A tile that is read as a whole, and the steps in which it is classified.
struct TileSteps {
    tile::PlannedTile tile;
    std::vector<tile::PlannedTile> steps;
};

/// What decides the content of a file that a classification writes, for its journal: the state, and when the rasters were
/// written.
std::string journalStateOf(const ClassifyOptions& options, const map::MapState& state, const engine::Device& device);

/// A classification's view of what is kept of its map, in a cache, in a journal or not at all: what of its plan is there
/// already, and where the rest goes. Where something is kept, tiles are finished in strips, so that little is lost when
/// it is stopped or killed.
class KeptTiles {
public:
    /// `journal` may be null; else it outlives this.
    KeptTiles(std::shared_ptr<map::TileCache> cache, map::MapState state, map::TileJournal* journal = nullptr);

    /// Writes everything that is kept of the state to the sink, previews first, adds its activation, and says what of
    /// the plan is left to do; a preview of what is finished is not. Errors: the sink's.
    base::Result<std::vector<TileSteps>> begin(const std::vector<tile::PlannedTile>& plan, map::MapSink& sink,
                                               metrics::Activation& activation) const;
    /// Keeps a finished step; a preview comes back with what is known better painted over it. Errors: the journal's.
    base::Status keep(const tile::PlannedTile& step, map::MapBlock& block, const metrics::Activation& activation) const;
    /// Pixels between two looks at the stop token: fewer where somebody waits for the next map.
    int pixelsPerCall() const { return cache_ ? 256 : 1024; }

private:
    std::vector<tile::PlannedTile> stepsOf(const tile::PlannedTile& tile) const;

    std::shared_ptr<map::TileCache> cache_;
    map::MapState state_;
    map::TileJournal* journal_;
};

}  // namespace lacuna::jobs
