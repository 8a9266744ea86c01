#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/checkpoint.h"
#include "map/class_map.h"
#include "map/tile_cache.h"
#include "metrics/activation.h"
#include "raster/raster_stack.h"

namespace lacuna::jobs {

/// Classifies a scene, whole or at a stride, with the sensors that are switched on.
struct ClassifyOptions {
    std::vector<raster::ModalitySource> modalities;  ///< matched to the model's by name, in any order
    std::string model;                               ///< checkpoint file
    std::vector<std::string> lose;     ///< "SENSOR": switched off; "SENSOR=FOOTPRINT": lost there (loss/sensor_loss.h)
    std::vector<std::string> degrade;  ///< "SENSOR=name:value,…"
    std::string out;                                 ///< GeoTIFF; empty: no file (the window keeps the map in memory)
    std::string confidence, probabilities, availability, experts;  ///< further outputs, empty: none (experts: a folder)
    std::string polygons;              ///< GeoPackage of the classes' areas; empty: none
    bool cloudOptimised = false;       ///< rasters as Cloud Optimized GeoTIFF
    bool sld = false, colorMap = false;  ///< more styles beside the map (see output::MapFileOptions)
    bool align = false;
    int stride = 1;
    int tileSize = 0;   ///< 0: chosen from the bands and the memory cap
    int batchSize = 0;  ///< 0: chosen for the device
    std::string device = "auto";
    std::string precision = "auto";
    // For the window:
    raster::Window focus;   ///< classified first
    int previewStride = 0;  ///< of a coarse pass over the focus before everything; 0: none, −1: chosen to take a moment
    bool recordActivation = false;
    std::shared_ptr<map::TileCache> cache;  ///< what was made before is not made again, and what is made is kept; null: none

    /// The parameters a user sets (stride, tile-size, batch-size, device, precision, align).
    base::ParameterSet declare();
};

struct ClassifyResult {
    raster::Grid grid;            ///< of the map
    base::ClassTable classes;
    metrics::Activation activation;  ///< when recorded
    std::uint64_t pixels = 0;     ///< classified; those that were kept from before are not
    double seconds = 0;           ///< of classifying, reading included, loading the model not
    double pixelsPerSecond = 0;
    double gflopsPerSecond = 0;
    std::string device;
    std::string deviceReason;
    std::vector<std::string> losses;  ///< a sentence a sensor that lost a part or is degraded
};

/// Runs on any one thread. Errors: everything the stages below it name; Cancelled leaves no file. A run that writes a map to a
/// file and is killed leaves a journal of what is finished (map::TileJournal); the same job goes on behind it.
class ClassifyJob {
public:
    explicit ClassifyJob(ClassifyOptions options);
    /// Blocks also go to `sink` as they are finished (may be null). The sink is called on this thread.
    base::Result<ClassifyResult> run(std::stop_token stop, base::Progress& progress, map::MapSink* sink = nullptr);

private:
    ClassifyOptions options_;
};

}  // namespace lacuna::jobs
