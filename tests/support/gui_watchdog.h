#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

namespace lacuna::support {

/// Measures how long the thread that made it, the GUI's, goes without turning its event loop. A thread of its own posts
/// an event every 5 ms, unless the former one still waits, and notes how long it took to arrive. Until begin() and
/// after end() nothing is measured. Also usable inside the program under test: it needs nothing but an event loop.
class GuiWatchdog : public QObject {
public:
    GuiWatchdog() {
        thread_ = std::jthread([this](std::stop_token stop) {
            while (!stop.stop_requested()) {
                if (!waiting_.exchange(true)) {
                    sent_ = now();
                    QMetaObject::invokeMethod(this, [this] { arrived(); }, Qt::QueuedConnection);
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
    }
    /// Milliseconds of the longest block since begin(), that of this moment included.
    double longest() const { return static_cast<double>(worst_) / 1e6; }
    /// How many blocks were longer than the window's 200 ms.
    int blocksOverLimit() const { return over_; }

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
        if (took > worst_) worst_ = took;
        if (static_cast<double>(took) / 1e6 > limit) ++over_;
    }

    std::atomic<bool> waiting_{false};
    std::atomic<std::int64_t> sent_{0};
    std::int64_t started_ = 0;
    std::int64_t worst_ = 0;
    int over_ = 0;
    std::jthread thread_;
};

}  // namespace lacuna::support
