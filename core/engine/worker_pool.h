#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace lacuna::engine {

/// Threads that share out numbered tasks. The caller works too, so a pool of one has no thread of its own.
/// `run` is called by one thread at a time.
class WorkerPool {
public:
    explicit WorkerPool(int workers);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    int workers() const { return static_cast<int>(threads_.size()) + 1; }
    /// task(index, worker) for every index in 0 … count−1, in any order; worker is 0 … workers()−1, and no two tasks of
    /// one worker overlap. Returns when all are done. The first exception of a task is thrown again here; tasks not yet
    /// begun are then left out.
    void run(std::int64_t count, const std::function<void(std::int64_t index, int worker)>& task);

private:
    void serve(int worker, std::stop_token stop);
    void work(int worker);

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::condition_variable done_;
    const std::function<void(std::int64_t, int)>* task_ = nullptr;
    std::int64_t next_ = 0;
    std::int64_t count_ = 0;
    int busy_ = 0;
    std::uint64_t round_ = 0;
    std::exception_ptr failure_;
    std::vector<std::jthread> threads_;
};

}  // namespace lacuna::engine
