#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "map/class_map.h"
#include "tile/tile_plan.h"

namespace lacuna::map {

/// What of a map is finished, in the file "MAP.partial" beside the one that is being written, so that a run that is killed
/// goes on where it was. Records are complete or ignored: each has its size and a checksum. One thread.
class TileJournal {
public:
    using Take = std::function<base::Status(const tile::PlannedTile&, const MapBlock&)>;

    /// Null when another process keeps the journal of this map. A journal of another `state` (everything that decides the
    /// map's content) is begun anew. Errors: Io.
    static base::Result<std::unique_ptr<TileJournal>> open(const std::string& map, const std::string& state);
    TileJournal(const TileJournal&) = delete;
    TileJournal& operator=(const TileJournal&) = delete;
    /// The run came to its end, good or bad: the file goes.
    ~TileJournal();

    /// Hands over what an earlier run has finished, in its order. Errors: Io, and those of `take`.
    base::Status replay(const Take& take);
    /// Survives the end of the process at once, and that of the machine when it is 5 s old. Errors: Io (a full disk).
    base::Status append(const tile::PlannedTile& planned, const MapBlock& block);

private:
    TileJournal(int file, std::string path) : file_(file), path_(std::move(path)) {}
    base::Status begin(const std::string& state);

    int file_;
    std::string path_;
    std::uint64_t headerEnd_ = 0;
    std::uint64_t end_ = 0;  ///< of the last complete record
    std::chrono::steady_clock::time_point synced_ = std::chrono::steady_clock::now();
};

}  // namespace lacuna::map
