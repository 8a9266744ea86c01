#pragma once

#include "report/report_job.h"

namespace lacuna::report {

/// Everything that a report with these options says, made by the jobs that make it and not made again where it was made
/// already. `parts`: words of partNames(). Any one thread. Errors: as ReportJob.
base::Result<Contents> collect(const ReportOptions& options, const std::vector<std::string>& parts, std::stop_token stop, base::Progress& progress);

}  // namespace lacuna::report
