#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"

namespace lacuna::experiments {

/// Reports a queue of runs as one piece of work: the share of runs done, and the time left by the runs of this call.
class QueueProgress : public base::Progress {
public:
    QueueProgress(base::Progress& sink, std::size_t total) : sink_(sink), total_(total) {}
    void begin(const std::string& title);  ///< of the run in progress
    void setShare(double share);           ///< of the run in progress, 0 … 1
    void finishOne();
    /// What a part of the run in progress says: its rate is passed on.
    void report(const base::ProgressUpdate& update) override;

private:
    double done() const { return static_cast<double>(finished_) + share_; }
    base::Progress& sink_;
    std::size_t total_, finished_ = 0;
    double share_ = 0;
    std::string title_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Calls `work` for 0 … count − 1 on `workers` threads, and `onDone` on the calling thread in the order in which they
/// end. Nothing new begins after a stop request; all that has begun is waited for.
void forEachRun(std::size_t count, int workers, const std::stop_token& stop,
                const std::function<base::Status(std::size_t)>& work,
                const std::function<void(std::size_t, const base::Status&)>& onDone);

}  // namespace lacuna::experiments
