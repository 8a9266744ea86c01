#pragma once

#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/availability.h"
#include "base/result.h"
#include "loss/degradation.h"
#include "loss/footprint.h"
#include "raster/raster_stack.h"

namespace lacuna::loss {

/// What a sensor has lost short of being lost: a part of the scene, some of its quality.
struct SensorLoss {
    std::string sensor;
    std::vector<std::string> footprints;           ///< as they were named (footprint_source.h)
    std::shared_ptr<const Footprint> lost;         ///< null: nowhere
    Degradation degradation;
    std::shared_ptr<const Footprint> offsetAreas;  ///< null: everywhere

    bool isNone() const { return !lost && degradation.isNone(); }
    /// "SWIR lost in 37.0 % of the scene", "SWIR degraded (noise:0.2)", or both.
    std::string describe() const;
};

/// What a map says of its making: PARTLY_LOST and DEGRADED, each where there is something to say.
std::map<std::string, std::string> factsOf(const std::vector<SensorLoss>& losses);

/// Losses as a command line names them.
struct LossList {
    std::vector<std::string> whole;  ///< names of the sensors that are lost altogether
    std::vector<SensorLoss> parts;   ///< one a sensor that has lost a part or some quality, in the order of `names`
};

/// `lose`: "SENSOR" or "SENSOR=FOOTPRINT", several footprints of a sensor add up; `degrade`: "SENSOR=name:value,…".
/// Errors: Usage, NotFound for a sensor that is none of `names`, and as readFootprint.
base::Result<LossList> readLosses(const std::vector<std::string>& lose, const std::vector<std::string>& degrade,
                                  const std::vector<std::string>& names, const raster::Grid& grid, const std::stop_token& stop);

/// As RasterStack::read, less what is lost. A lost pixel's values are never seen: it holds no data before anything is
/// computed from it, and again afterwards (a shift moves holes along with the picture).
base::Status readSensor(const raster::RasterStack& stack, int modality, const raster::Window& window, const SensorLoss& loss,
                        const std::vector<float>& mean, const std::vector<float>& inverse, float* values,
                        std::uint8_t* holdsData);

}  // namespace lacuna::loss
