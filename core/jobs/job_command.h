#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "jobs/classify_job.h"
#include "jobs/train_job.h"
#include "jobs/what_if_job.h"
#include "jobs/zone_value_job.h"

namespace lacuna::jobs {

/// The `lacuna` command line that does what a job with these options does, quoted for a POSIX shell: every parameter
/// whose value isn't the command line's default. `out` is named where the options write no file of their own.
std::string commandLine(const ClassifyOptions& options, const std::string& out = {});
std::string commandLine(const TrainOptions& options);
std::string commandLine(const WhatIfOptions& options, const std::string& out = {});
std::string commandLine(const ZoneValueOptions& options, const std::string& out = {});

/// All that decides the result, defaults included: files, and every declared parameter by its name.
nlohmann::json toJson(const ClassifyOptions& options);
nlohmann::json toJson(const TrainOptions& options);
nlohmann::json toJson(const WhatIfOptions& options);
nlohmann::json toJson(const ZoneValueOptions& options);
/// The options that toJson wrote. Errors: BadData for what is missing, of the wrong type or out of range.
base::Result<TrainOptions> trainOptionsFrom(const nlohmann::json& object);

/// A word as a shell takes it for one, in quotes where it must be.
std::string shellQuoted(const std::string& word);

}  // namespace lacuna::jobs
