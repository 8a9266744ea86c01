#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"

namespace lacuna::base {

struct ChildOutcome {
    int status = 0;      ///< exit status, 0 when a signal ended it
    int signal = 0;      ///< that ended it, else 0
    std::string errors;  ///< the last 64 kB of its standard error
};

/// Runs a program (command[0] is its path, no shell) and waits for its end; its standard output goes nowhere. A stop
/// request kills it. Errors: Io (it cannot be started), Cancelled. Any thread.
Result<ChildOutcome> runChild(const std::vector<std::string>& command, std::stop_token stop, const char* stage);

}  // namespace lacuna::base
