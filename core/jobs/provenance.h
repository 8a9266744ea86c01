#pragma once

#include <string>

#include "base/availability.h"
#include "engine/checkpoint.h"
#include "output/map_file.h"

namespace lacuna::jobs {

/// What a map says of its making: VERSION, METHOD, CHECKPOINT_SHA256, SENSORS, SEED, SPLIT, DATE (UTC).
output::Provenance provenanceOf(const engine::Checkpoint& checkpoint, const std::string& modelSha256,
                                base::Availability sensorsUsed);

}  // namespace lacuna::jobs
