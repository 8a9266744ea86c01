#include "engine/worker_pool.h"

namespace lacuna::engine {

WorkerPool::WorkerPool(int workers) {
    for (int worker = 1; worker < workers; ++worker)
        threads_.emplace_back([this, worker](std::stop_token stop) { serve(worker, stop); });
}

WorkerPool::~WorkerPool() {
    for (auto& thread : threads_) thread.request_stop();
    wake_.notify_all();
    threads_.clear();
}

void WorkerPool::run(std::int64_t count, const std::function<void(std::int64_t, int)>& task) {
    {
        const std::lock_guard lock(mutex_);
        task_ = &task;
        next_ = 0;
        count_ = count;
        failure_ = nullptr;
        busy_ = count > 1 ? static_cast<int>(threads_.size()) : 0;
        if (busy_ > 0) ++round_;
    }
    if (count > 1) wake_.notify_all();
    work(0);
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return busy_ == 0; });
    task_ = nullptr;
    if (failure_) std::rethrow_exception(failure_);
}

void WorkerPool::serve(int worker, std::stop_token stop) {
    std::uint64_t seen = 0;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [&] { return round_ != seen; })) return;
            seen = round_;
        }
        work(worker);
        const std::lock_guard lock(mutex_);
        if (--busy_ == 0) done_.notify_all();
    }
}

void WorkerPool::work(int worker) {
    for (;;) {
        std::int64_t index = 0;
        const std::function<void(std::int64_t, int)>* task = nullptr;
        {
            const std::lock_guard lock(mutex_);
            if (next_ >= count_) return;
            index = next_++;
            task = task_;
        }
        try {
            (*task)(index, worker);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            next_ = count_;
        }
    }
}

}  // namespace lacuna::engine
