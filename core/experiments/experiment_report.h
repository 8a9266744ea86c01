#pragma once

#include <string>
#include <vector>

#include "experiments/result_summary.h"

namespace lacuna::experiments {

/// Tables, ranks and comparisons in Markdown, without the long list of all figures.
std::string reportText(const Experiment& experiment, const Summary& summary);

/// NAME.md, NAME.tex, NAME.csv (all figures), NAME-<table>.csv, NAME-mcnemar.csv and NAME-<chart>.svg in `folder`, each
/// written as a whole; returns their paths. Errors: Io.
base::Result<std::vector<std::string>> writeReport(const Experiment& experiment, const Summary& summary,
                                                   const std::string& folder);

}  // namespace lacuna::experiments
