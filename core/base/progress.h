#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace lacuna::base {

/// One report of a running job.
struct ProgressUpdate {
    double fraction = 0;      ///< 0 … 1
    std::string activity;     ///< "Classifying without SWIR"
    double rate = 0;          ///< units per second, 0 when unknown
    std::string rateUnit;     ///< "px/s", "samples/s"
    double secondsLeft = -1;  ///< negative when unknown
};

/// Receives the reports of a job, on the job's thread. The base class ignores them.
class Progress {
public:
    virtual ~Progress() = default;
    virtual void report(const ProgressUpdate&) {}
};

/// Counts units of work and passes a report on at most every 0.1 % or 50 ms, whichever is later; the last unit always.
/// Used from one thread.
class ProgressMeter {
public:
    /// `total` units of `unit` ("px"); rates are reported as unit + "/s".
    ProgressMeter(Progress& sink, std::string activity, std::uint64_t total, std::string unit);
    void advance(std::uint64_t units);

private:
    Progress& sink_;
    std::string activity_;
    std::uint64_t total_;
    std::string unit_;
    std::uint64_t done_ = 0;
    double reportedFraction_ = -1;
    std::chrono::steady_clock::time_point start_;
    std::chrono::steady_clock::time_point reportedAt_;
};

}  // namespace lacuna::base
