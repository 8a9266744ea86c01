#pragma once

#include <cstdint>
#include <vector>

#include "base/availability.h"

namespace lacuna::tile {

/// One modality of a tile: standardised values [channels, height, width], row-major float32; pixels without data hold
/// 0 (the band mean). Empty when the modality is switched off for the whole tile (its file is then not read).
struct Plane {
    int channels = 0;
    std::vector<float> values;
};

/// A window of the scene with a halo of P/2 pixels on each side, standardised. Owned by whoever reads tiles; read-only
/// afterwards, so that any thread may look at it.
struct Tile {
    std::uint64_t serial = 0;  ///< unique in the process: engines cache what they derive from a tile by it
    int width = 0;             ///< pixels, halo included
    int height = 0;            ///< pixels, halo included
    int originColumn = 0;      ///< of the tile's pixel (0,0) in the scene's grid; may be negative
    int originRow = 0;
    std::vector<Plane> planes;                     ///< one a modality
    std::vector<base::Availability> availability;  ///< [height, width]: which modalities hold data at the pixel
};

/// A new tile serial.
std::uint64_t nextTileSerial();

/// B pixels of one tile to classify, each the centre of a P×P patch. Views: the tile must outlive the batch.
/// The engine gathers the [B, C, P, P] patches (or shares the encoders' dense outputs) itself.
struct Batch {
    const Tile* tile = nullptr;
    std::vector<std::int32_t> centres;             ///< [B] row·tile.width + column, at least P/2 from the tile's edge
    std::vector<base::Availability> availability;  ///< [B] never 0; already without the modalities switched off
    std::size_t size() const { return centres.size(); }
};

/// Training patches in memory, centred on the samples: per modality [n, C, P, P] float32, standardised.
struct PatchSet {
    int patchSize = 0;
    std::vector<int> channels;                     ///< one a modality
    std::vector<std::vector<float>> values;        ///< one a modality: [n, C, P, P]
    std::vector<base::Availability> availability;  ///< [n] natural availability of the centre
    std::vector<int> classIndex;                   ///< [n]
    std::size_t size() const { return classIndex.size(); }
};

}  // namespace lacuna::tile
