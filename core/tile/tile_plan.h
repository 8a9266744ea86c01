#pragma once

#include <vector>

#include "raster/grid.h"

namespace lacuna::tile {

/// One unit of work: `window` in scene pixels (without halo), classified at every `stride`-th pixel.
struct PlannedTile {
    raster::Window window;
    int stride = 1;
    bool preview = false;  ///< a coarse pass over the focus that a later tile repeats at full detail
    bool operator==(const PlannedTile&) const = default;
};

struct PlanOptions {
    int tileSize = 256;  ///< pixels; rounded up to a multiple of the stride
    int stride = 1;      ///< of the map: one pixel in stride × stride is classified
    raster::Window focus;       ///< classified first; empty: none
    int previewStride = 0;      ///< > stride: a preview of the focus at this stride comes before everything
};

/// The tiles of a scene, each pixel of the map exactly once (previews aside): previews, then the tiles that meet the
/// focus, nearest its centre first, then the rest by rows. A pure function.
std::vector<PlannedTile> planTiles(const raster::Grid& grid, const PlanOptions& options);

/// A stride at which a preview of `focus` takes a fraction of a second on a processor (768 pixels at most); 0 when the
/// whole focus is as quick.
int previewStrideFor(const raster::Window& focus, int stride);

/// A tile cut into strips of whole rows of cells, from above, each of at least so many cells, the last one of
/// what is left. For what should be finished, shown and kept in smaller steps than it is read.
std::vector<PlannedTile> strips(const PlannedTile& tile, int cells);

/// The pixel that stands for a stride cell: cell origin + stride/2, kept inside the grid.
int representative(int cell, int stride, int gridSize);

}  // namespace lacuna::tile
