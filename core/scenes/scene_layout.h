#pragma once

#include <cstdint>
#include <vector>

#include "scenes/synthetic_scene.h"

namespace lacuna::scenes {

/// Where the classes lie: fields of tens of pixels with wavy borders (cells of a jittered lattice), classes dealt so
/// that each gets the same number of fields. Every value is a pure function of options and position. Buffers are [rows,
/// width], row-major.
class SceneLayout {
public:
    explicit SceneLayout(const SceneOptions& options);

    /// `classes`: class index of each pixel; `labelled`: 1 where the sparse label raster shows it.
    void fields(int firstRow, int rows, std::uint8_t* classes, std::uint8_t* labelled) const;
    /// Slow change in −1 … 1, different for each `purpose`.
    void drift(int firstRow, int rows, std::uint64_t purpose, float* values) const;
    /// Sets `holdsData` to 0 under the clouds of a sensor.
    void clouds(int firstRow, int rows, int sensor, std::uint8_t* holdsData) const;
    /// Sets `holdsData` to 0 in the missing strips.
    void strips(int firstRow, int rows, std::uint8_t* holdsData) const;

private:
    struct Field {
        float column = 0, row = 0;  ///< of its centre
        std::uint8_t classIndex = 0;
        bool labelled = false;
    };
    Field fieldAt(int latticeColumn, int latticeRow) const;
    float smooth(std::uint64_t purpose, float wavelength, float column, float row) const;

    SceneOptions options_;
    std::uint64_t key_;
    float fieldSize_;
    int latticeWidth_;
    double labelledFields_;  ///< share of the fields that the label raster shows
    float labelRadius2_;     ///< a labelled field shows the pixels this near its centre, squared pixels
};

}  // namespace lacuna::scenes
