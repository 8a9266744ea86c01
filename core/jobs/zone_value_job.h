#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/classify_job.h"
#include "metrics/sensor_value.h"
#include "samples/zone_files.h"

namespace lacuna::jobs {

/// What each sensor is worth inside each polygon of a vector file ("is the LiDAR flight worth it here?").
struct ZoneValueOptions {
    /// Modalities, model, device …; its outputs and stride aren't used. What `lose` switches off is in no subset and has no
    /// value; what it takes from a part of the scene, and what `degrade` makes worse, is so in all subsets.
    ClassifyOptions classify;
    std::vector<std::string> zones;  ///< files with polygons: GeoPackage, Shapefile or GeoJSON
    std::string nameColumn;    ///< guessed when empty
    std::string reference;     ///< empty: no values, only what changes
    std::string classColumn;
    int pixelsPerZone = 400;   ///< looked at for what changes, evenly spread; 0: all
    int fewPixels = 30;        ///< with fewer reference pixels a zone's value is named uncertain
    bool byClass = false;      ///< each sensor's value for each class in `out` as well
    std::string out;           ///< .gpkg (a copy of the polygons with the figures) or .csv; empty: nothing is written

    /// pixels-per-zone, few-pixels, by-class.
    base::ParameterSet declare();
};

struct ZoneValue {
    samples::Zone zone;
    std::uint64_t referencePixels = 0;
    bool few = false;  ///< some reference pixels, but fewer than asked for
    std::optional<metrics::SensorValues> values;  ///< exact Shapley values; nothing without a reference pixel
    std::uint64_t sampled = 0;        ///< pixels with a class that were looked at for what changes
    std::vector<double> changed;      ///< [sensors] share of them whose class is another without the sensor; NaN: none, or the only sensor
};

struct ZoneValueResult {
    std::vector<std::string> sensorNames;  ///< those that are given
    base::ClassTable classes;
    std::vector<ZoneValue> zones;  ///< in the files' order
    std::size_t emptyZones = 0;    ///< without a pixel of the scene
    std::vector<std::string> losses;  ///< a sentence a sensor that lost a part or is degraded
    double seconds = 0;
};

/// Any one thread. Errors: everything the stages below it name; Usage without zones or for another ending of `out`;
/// Cancelled, which writes nothing.
class ZoneValueJob {
public:
    explicit ZoneValueJob(ZoneValueOptions options);
    base::Result<ZoneValueResult> run(std::stop_token stop, base::Progress& progress);

private:
    ZoneValueOptions options_;
};

std::string zoneValueText(const ZoneValueResult& result);
std::string zoneValueCsv(const ZoneValueResult& result, bool byClass = false);
/// Writes a .gpkg (the polygons with the figures) or .csv. Errors: Usage for another ending; as samples::writeZones.
base::Status writeZoneValues(const ZoneValueResult& result, const std::string& path, bool byClass);
nlohmann::json toJson(const ZoneValueResult& result);

}  // namespace lacuna::jobs
