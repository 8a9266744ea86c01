#include "ui/jobs/job_runner.h"

#include <chrono>

namespace lacuna::ui {
namespace {

constexpr std::chrono::milliseconds shortestInterval{50};

class QueuedProgress : public base::Progress {
public:
    explicit QueuedProgress(std::function<void(const base::ProgressUpdate&)> post) : post_(std::move(post)) {}

    void report(const base::ProgressUpdate& update) override {
        const auto now = std::chrono::steady_clock::now();
        if (posted_ && now - postedAt_ < shortestInterval) return;
        posted_ = true;
        postedAt_ = now;
        post_(update);
    }

private:
    std::function<void(const base::ProgressUpdate&)> post_;
    bool posted_ = false;
    std::chrono::steady_clock::time_point postedAt_;
};

}  // namespace

JobRunner::JobRunner(QObject* parent) : QObject(parent) {
    qRegisterMetaType<base::ProgressUpdate>();
    thread_ = std::jthread([this](std::stop_token stop) { serve(stop); });
}

JobRunner::~JobRunner() {
    for (auto& job : jobs_) job.stop.request_stop();
    thread_.request_stop();
    thread_.join();
}

void JobRunner::cancel() {
    if (!jobs_.empty()) jobs_.front().stop.request_stop();
}

void JobRunner::cancel(quint64 number) {
    for (auto& job : jobs_)
        if (job.number == number) job.stop.request_stop();
}

void JobRunner::cancelAll() {
    for (auto& job : jobs_) job.stop.request_stop();
}

quint64 JobRunner::enqueue(const QString& title, ErasedWork work) {
    const auto number = ++lastNumber_;
    jobs_.push_back({number, title, std::move(work), {}});
    if (jobs_.size() == 1) begin();
    return number;
}

void JobRunner::begin() {
    Q_EMIT started(jobs_.front().title);
    {
        const std::lock_guard lock(mutex_);
        next_ = &jobs_.front();
    }
    wake_.notify_one();
}

void JobRunner::serve(std::stop_token stop) {
    while (true) {
        const Job* job = nullptr;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return next_ != nullptr; })) return;
            job = std::exchange(next_, nullptr);
        }
        QueuedProgress progress([this](const base::ProgressUpdate& update) {
            QMetaObject::invokeMethod(this, [this, update] { Q_EMIT progressed(update); }, Qt::QueuedConnection);
        });
        auto deliver = job->work(job->stop.get_token(), progress);
        QMetaObject::invokeMethod(this, [this, deliver = std::move(deliver)] { jobDone(deliver); },
                                  Qt::QueuedConnection);
    }
}

void JobRunner::jobDone(const Delivery& deliver) {
    const QString title = jobs_.front().title;
    jobs_.pop_front();
    if (!jobs_.empty()) begin();
    deliver();
    Q_EMIT finished(title);
    if (jobs_.empty()) Q_EMIT idle();
}

}  // namespace lacuna::ui
