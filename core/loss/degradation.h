#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/result.h"
#include "loss/footprint.h"

namespace lacuna::loss {

/// A sensor that works worse than it did: each fault with its strength, 0 for none. What a pixel gets depends on the
/// seed and its place in the scene alone, so that neither tiles nor batches change it.
struct Degradation {
    double noise = 0;                       ///< standard deviation of the noise, in shares of what noiseOf says
    std::string noiseOf = "deviation";      ///< "deviation": the band's; "signal": its root mean square (1/SNR)
    int looks = 0;                          ///< of multiplicative speckle (gamma, mean 1, variance 1/looks); 0: none
    std::string speckleScale = "linear";    ///< of the values: "linear" or "decibel"
    double droppedBands = 0;                ///< share of the bands; they hold their mean
    double deadDetectors = 0;               ///< share of the detectors (one column of one band); they hold the band's mean
    double shiftX = 0, shiftY = 0;          ///< the sensor's picture lies so many pixels to the right and down (bilinear)
    double offset = 0;                      ///< added to the values, in their unit: a height model that is out of date
    double offsetShare = 1;                 ///< of the scene that has the offset
    int offsetSize = 60;                    ///< of the areas that have it, in pixels
    std::int64_t seed = 0;

    base::ParameterSet declare();
    bool isNone() const;
    /// "noise:0.2,shift-x:0.5": what differs from the defaults, for the command line, and read from it.
    std::string text() const;
    /// Errors: Usage.
    static base::Result<Degradation> fromText(const std::string& text);

    /// Pixels around a window that are read as well.
    int margin() const;
};

/// The values of one sensor in a window of the scene.
struct SensorWindow {
    raster::Window window;
    int gridWidth = 0;                       ///< of the scene
    float* values = nullptr;                 ///< [bands, height, width] raw
    std::uint8_t* holdsData = nullptr;       ///< [height, width]
    const std::vector<float>& mean;          ///< [bands]
    const std::vector<float>& inverse;       ///< [bands] 1/σ
};

/// Everything but the shift, in place. `offsetAreas` null: everywhere. `name` separates the sensors' random numbers.
void degradeValues(const Degradation& degradation, const std::string& name, const Footprint* offsetAreas,
                   const SensorWindow& sensor);
/// The shift: fills the window `to` (values [bands, height, width], holdsData) from the larger one, which holds
/// margin() more pixels on each side. A pixel between pixels of which one holds no data holds none.
void shiftInto(const Degradation& degradation, const SensorWindow& from, const raster::Window& to, float* values,
               std::uint8_t* holdsData);

}  // namespace lacuna::loss
