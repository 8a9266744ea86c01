#include "experiments/run_queue.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace lacuna::experiments {

void QueueProgress::begin(const std::string& title) {
    title_ = title;
    report({});
}

void QueueProgress::setShare(double share) {
    share_ = share;
    report({});
}

void QueueProgress::finishOne() {
    ++finished_;
    share_ = 0;
    report({});
}

void QueueProgress::report(const base::ProgressUpdate& update) {
    const double total = static_cast<double>(total_);
    const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    const double left = done() > 0.1 ? elapsed / done() * (total - done()) : -1;
    sink_.report({total > 0 ? done() / total : 1, title_, update.rate, update.rateUnit, left});
}

void forEachRun(std::size_t count, int workers, const std::stop_token& stop,
                const std::function<base::Status(std::size_t)>& work,
                const std::function<void(std::size_t, const base::Status&)>& onDone) {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::pair<std::size_t, base::Status>> ended;
    std::size_t next = 0;
    int working = workers;
    std::vector<std::jthread> threads;
    for (int i = 0; i < workers; ++i)
        threads.emplace_back([&] {
            std::unique_lock lock(mutex);
            while (next < count && !stop.stop_requested()) {
                const auto mine = next++;
                lock.unlock();
                auto status = work(mine);
                lock.lock();
                ended.emplace_back(mine, std::move(status));
                changed.notify_one();
            }
            --working;
            changed.notify_one();
        });
    std::unique_lock lock(mutex);
    while (working > 0 || !ended.empty()) {
        changed.wait(lock, [&] { return working == 0 || !ended.empty(); });
        while (!ended.empty()) {
            const auto [index, status] = std::move(ended.front());
            ended.pop_front();
            lock.unlock();
            onDone(index, status);
            lock.lock();
        }
    }
}

}  // namespace lacuna::experiments
