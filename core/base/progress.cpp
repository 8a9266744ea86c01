#include "base/progress.h"

#include <algorithm>
#include <utility>

namespace lacuna::base {

ProgressMeter::ProgressMeter(Progress& sink, std::string activity, std::uint64_t total, std::string unit)
    : sink_(sink),
      activity_(std::move(activity)),
      total_(std::max<std::uint64_t>(total, 1)),
      unit_(std::move(unit)),
      start_(std::chrono::steady_clock::now()),
      reportedAt_(start_ - std::chrono::hours(1)) {
    advance(0);
}

void ProgressMeter::advance(std::uint64_t units) {
    done_ = std::min(done_ + units, total_);
    const double fraction = static_cast<double>(done_) / static_cast<double>(total_);
    const auto now = std::chrono::steady_clock::now();
    const bool last = done_ == total_ && reportedFraction_ < 1;
    const bool due = fraction - reportedFraction_ >= 0.001 && now - reportedAt_ >= std::chrono::milliseconds(50);
    if (!last && !due) return;

    const double seconds = std::chrono::duration<double>(now - start_).count();
    ProgressUpdate update;
    update.fraction = fraction;
    update.activity = activity_;
    update.rateUnit = unit_ + "/s";
    if (seconds > 0 && done_ > 0) {
        update.rate = static_cast<double>(done_) / seconds;
        update.secondsLeft = static_cast<double>(total_ - done_) / update.rate;
    }
    reportedFraction_ = fraction;
    reportedAt_ = now;
    sink_.report(update);
    // A report that takes long is a pause: it is no time of work.
    start_ += std::chrono::steady_clock::now() - now;
}

}  // namespace lacuna::base
