#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"

namespace lacuna::experiments {

/// Runs a program to its end and blocks meanwhile; a stop request is passed on as SIGTERM. It gets a process group of
/// its own, so that Ctrl-C in a terminal reaches this program alone, and this program's environment with `settings` in
/// it
/// ("NAME=value"). Standard output goes nowhere, the standard error into `log`. Errors: Cancelled; Io when it cannot be
/// started; else what its exit status says (base::exitCode), with the last line of the log.
base::Status runProcess(const std::vector<std::string>& words, const std::vector<std::string>& settings,
                        const std::string& log, const std::stop_token& stop);

}  // namespace lacuna::experiments
