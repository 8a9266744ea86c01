#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "jobs/classify_job.h"
#include "raster/raster_stack.h"

namespace lacuna::jobs {

/// What one sensor says of a pixel.
struct SensorReading {
    std::string name;
    bool holdsData = false;
    bool used = false;          ///< holds data and isn't lost
    std::vector<float> values;  ///< one a band, with scale and offset applied; empty without data
    std::vector<bool> bad;      ///< one a band: the file says it is noise
};

/// What the model says of a pixel.
struct PixelScores {
    int classIndex = 0;                ///< of the largest probability
    std::vector<float> probabilities;  ///< one a class
    std::vector<float> share;          ///< [experts] share of the pixel's tokens that use the expert
    std::vector<float> weight;         ///< [experts] mean gate weight over the tokens
};

struct PixelReport {
    int row = 0;
    int column = 0;
    std::vector<SensorReading> sensors;  ///< those that are given, in their order
    std::optional<PixelScores> scores;   ///< nothing without a model, and where no sensor that is on holds data
};

/// Looks at single pixels of a scene, and keeps rasters and model open between two of them. One thread at a time.
class PixelProbe {
public:
    /// Of the options, sensors, model (may be empty: the sensors alone), device, precision and align count. Errors: as
    /// RasterStack::open and openSceneModel.
    static base::Result<std::unique_ptr<PixelProbe>> open(const ClassifyOptions& options);
    PixelProbe(const PixelProbe&) = delete;
    PixelProbe& operator=(const PixelProbe&) = delete;
    ~PixelProbe();

    /// Sensors called so in `lost` are read for their values alone: they don't take part in the scores. Errors: Usage
    /// outside the scene, NotFound for an unknown name, the read's, the classifier's.
    base::Result<PixelReport> at(int row, int column, const std::vector<std::string>& lost);

    const raster::RasterStack& stack() const;
    const base::ClassTable& classes() const;  ///< none without a model
    metrics::ExpertLayout experts() const;    ///< none without a model

private:
    struct Impl;
    explicit PixelProbe(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace lacuna::jobs
