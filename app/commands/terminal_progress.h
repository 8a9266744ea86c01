#pragma once

#include <string>

#include "base/progress.h"

namespace lacuna::app {

/// Progress on the standard error: one line that is rewritten on a terminal, a line every tenth elsewhere.
class TerminalProgress : public base::Progress {
public:
    TerminalProgress();
    ~TerminalProgress() override;  ///< ends the line
    void report(const base::ProgressUpdate& update) override;

private:
    bool terminal_;
    bool lineOpen_ = false;
    int tenth_ = -1;
    std::string activity_;
};

}  // namespace lacuna::app
