#pragma once

#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/classify_job.h"
#include "map/leak_check.h"

namespace lacuna::jobs {

/// Proves on a scene that a sensor which is lost doesn't influence the map, whatever its raster holds (map::LeakCheck).
struct ProofOptions {
    ClassifyOptions classify;   ///< modalities, model, lose (the sensors in question, each with a file), stride, device …
    raster::Window area;        ///< of the scene; empty: all of it
    std::int64_t seed = 0;      ///< of the numbers in place of the raster's
};

struct ProofResult {
    std::vector<std::string> absent;  ///< names of the sensors that were lost
    raster::Window area;              ///< in pixels of the scene
    map::LeakReport report;
    double seconds = 0;
    std::string device;
};

/// Any one thread. Errors: everything the stages below it name; Usage when no sensor is lost, one is lost that has no
/// file, or the area lies outside the scene; Cancelled. A map that differs is a result, not an error.
class ProofJob {
public:
    explicit ProofJob(ProofOptions options);
    base::Result<ProofResult> run(std::stop_token stop, base::Progress& progress);

private:
    ProofOptions options_;
};

std::string proofText(const ProofResult& result);
nlohmann::json toJson(const ProofResult& result);

}  // namespace lacuna::jobs
