#pragma once

#include <execinfo.h>
#include <pthread.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QObject>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <functional>
#include <thread>

namespace lacuna::app {

/// Measures how long the thread that made it, the GUI's, goes without turning its event loop. A thread of its own posts
/// an event every 5 ms, unless the former one still waits, and notes how long it took to arrive. Until begin() and
/// after end() nothing is measured. Needs nothing but an event loop.
class GuiWatchdog : public QObject {
public:
    GuiWatchdog() {
        thread_ = std::jthread([this](std::stop_token stop) {
            while (!stop.stop_requested()) {
                if (!waiting_.exchange(true)) {
                    shown_ = false;
                    sent_ = now();
                    QMetaObject::invokeMethod(this, [this] { arrived(); }, Qt::QueuedConnection);
                } else if (showsStacks_ && begun_ && !shown_ && static_cast<double>(now() - sent_) / 1e6 > limit) {
                    shown_ = true;
                    ::pthread_kill(watched_, SIGUSR2);
                }
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            }
        });
    }
    ~GuiWatchdog() override {
        thread_.request_stop();
        thread_.join();
    }

    void begin() {
        worst_ = 0;
        over_ = 0;
        started_ = now();
        begun_ = true;
    }
    void end() {
        started_ = 0;
        begun_ = false;
    }
    /// Milliseconds of the longest block since begin(), that of this moment included.
    double longest() const { return static_cast<double>(worst_) / 1e6; }
    /// How many blocks were longer than the window's 200 ms.
    int blocksOverLimit() const { return over_; }
    /// Called at the end of each block of at least `least` ms, on the GUI thread.
    void onBlock(double least, std::function<void(double ms)> tell) {
        least_ = least;
        tell_ = std::move(tell);
    }
    /// From now on each block over the limit writes to the standard error where the thread was at that moment.
    void showStacks() {
        // The first call loads a library, which no signal handler may.
        std::array<void*, 2> some{};
        ::backtrace(some.data(), static_cast<int>(some.size()));
        std::signal(SIGUSR2, [](int) {
            std::array<void*, 48> frames{};
            const int count = ::backtrace(frames.data(), static_cast<int>(frames.size()));
            constexpr char title[] = "the GUI thread is blocked in\n";
            if (::write(STDERR_FILENO, title, sizeof title - 1) > 0) ::backtrace_symbols_fd(frames.data(), count, STDERR_FILENO);
        });
        showsStacks_ = true;
    }

    static constexpr double limit = 200;  ///< ms

private:
    static std::int64_t now() {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
    }
    void arrived() {
        const std::int64_t since = sent_;
        waiting_ = false;
        if (started_ == 0 || since < started_) return;
        const std::int64_t took = now() - since;
        const double ms = static_cast<double>(took) / 1e6;
        if (took > worst_) worst_ = took;
        if (ms > limit) ++over_;
        if (tell_ && ms >= least_) tell_(ms);
    }

    const pthread_t watched_ = ::pthread_self();
    std::atomic<bool> waiting_{false};
    std::atomic<bool> begun_{false};
    std::atomic<bool> showsStacks_{false};
    bool shown_ = false;  ///< the watching thread's
    std::atomic<std::int64_t> sent_{0};
    std::int64_t started_ = 0;
    std::int64_t worst_ = 0;
    int over_ = 0;
    double least_ = limit;
    std::function<void(double)> tell_;
    std::jthread thread_;
};

}  // namespace lacuna::app
