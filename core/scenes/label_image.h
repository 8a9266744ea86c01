#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/land_class.h"
#include "base/result.h"
#include "raster/grid.h"
#include "scenes/benchmark_source.h"

namespace lacuna::scenes {

/// The labels of one file: values 1 … K of the class table, 0 unlabelled.
struct LabelImage {
    std::string path;
    raster::Grid grid;                 ///< georeferenced when the file is
    std::vector<std::uint8_t> values;  ///< [height, width]

    std::size_t labelled() const;  ///< pixels
};

/// Reads a label matrix (0, -1 and NaN are unlabelled), a label raster, or the text that ENVI exports of regions of
/// interest: the n-th region is class n, positions count from 1, and a pixel in regions of two classes stays
/// unlabelled. Errors: NotFound, Io, BadData: other values than the classes', no label at all, another number of
/// regions or points than announced, positions outside.
base::Result<LabelImage> readLabelImage(const FoundSource& source, const base::ClassTable& classes);

}  // namespace lacuna::scenes
