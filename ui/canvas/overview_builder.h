#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "raster/grid.h"
#include "ui/canvas/sensor_source.h"

namespace lacuna::ui {

/// Makes coarse copies (a quarter of the resolution, with overviews) of the shown bands of a large file that has no
/// overviews, in one background thread, in the user's cache folder (Lacuna/overviews, kept under 4 GiB, the oldest going
/// first). A copy's name holds a digest of the file's path, size, time and bands, so that a changed file gets a new one.
/// Nothing is reported when it fails (a full disk): the layer is then slower, not wrong.
class OverviewBuilder {
public:
    OverviewBuilder(raster::Grid grid, std::shared_ptr<CoarseCopies> copies);
    ~OverviewBuilder();

    /// Bands of one file: `modalityBands[i]` is the file's band `fileBands[i]` (from 1). Returns at once.
    void build(std::string file, std::vector<int> modalityBands, std::vector<int> fileBands);

private:
    raster::Grid grid_;
    std::shared_ptr<CoarseCopies> copies_;
    std::vector<std::jthread> threads_;  ///< one at a time works, see turn_
    std::mutex turn_;
};

}  // namespace lacuna::ui
