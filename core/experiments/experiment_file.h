#pragma once

#include <string>

#include "experiments/experiment.h"
#include "plugins/method_plugin.h"

namespace lacuna::experiments {

/// Reads an experiment (docs/formats.md lists the keys). A list multiplies: every combination becomes a method or a
/// setting. Errors: NotFound (the file; a method that is not at hand); BadData, naming file, line, key, what was
/// expected, what was found and what to do.
base::Result<Experiment> readExperiment(const std::string& path, const plugins::MethodRegistry& methods);

}  // namespace lacuna::experiments
