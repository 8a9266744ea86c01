#pragma once

#include "experiments/experiment.h"
#include "experiments/yaml_reader.h"

namespace lacuna::experiments {

/// Reads `tables` and `charts` of an experiment whose data, methods and settings are read; without tables there is one
/// of all settings by method. Expert charts switch the recording of activation on. Errors: as readExperiment.
base::Status readSpecs(const YamlReader& yaml, const YamlValue& file, Experiment& experiment);

}  // namespace lacuna::experiments
