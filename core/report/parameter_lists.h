#pragma once

#include "report/report_job.h"

namespace lacuna::report {

/// Every parameter that decided the maps: of classification and report as they are set, of training as the model keeps it.
std::vector<ParameterList> parameterLists(const ReportOptions& options, const engine::Checkpoint& checkpoint);
/// The command lines that make model, study and report again, each with what it does.
std::vector<std::pair<std::string, std::string>> commandsOf(const ReportOptions& options, const engine::Checkpoint& checkpoint);

}  // namespace lacuna::report
