#include "app/commands/terminal_progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace lacuna::app {

TerminalProgress::TerminalProgress() : terminal_(::isatty(STDERR_FILENO) != 0) {}

TerminalProgress::~TerminalProgress() {
    if (lineOpen_) std::fputs("\n", stderr);
}

void TerminalProgress::report(const base::ProgressUpdate& update) {
    const int tenth = static_cast<int>(update.fraction * 10);
    const bool isNew = update.activity != activity_;
    if (!terminal_ && !isNew && tenth == tenth_) return;
    std::string line = fmt::format("{} {:3.0f} %", update.activity, 100 * update.fraction);
    if (update.rate > 0) line += fmt::format("  {:.0f} {}", update.rate, update.rateUnit);
    if (update.secondsLeft > 0) line += fmt::format("  {:.0f} s left", update.secondsLeft);
    if (terminal_) {
        if (lineOpen_ && isNew) std::fputs("\n", stderr);
        fmt::print(stderr, "\r\033[K{}", line);
        std::fflush(stderr);
        lineOpen_ = true;
    } else {
        fmt::print(stderr, "{}\n", line);
    }
    tenth_ = tenth;
    activity_ = update.activity;
}

}  // namespace lacuna::app
