#include "ui/jobs/job_runner.h"

#include <algorithm>
#include <chrono>

namespace lacuna::ui {
namespace {

constexpr std::chrono::milliseconds shortestInterval{50};

class QueuedProgress : public base::Progress {
public:
    QueuedProgress(std::function<void(const base::ProgressUpdate&)> post, std::function<void()> rest)
        : post_(std::move(post)), rest_(std::move(rest)) {}

    void report(const base::ProgressUpdate& update) override {
        rest_();
        const auto now = std::chrono::steady_clock::now();
        if (posted_ && now - postedAt_ < shortestInterval) return;
        posted_ = true;
        postedAt_ = now;
        post_(update);
    }

private:
    std::function<void(const base::ProgressUpdate&)> post_;
    std::function<void()> rest_;
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
    const auto found = std::find_if(jobs_.begin(), jobs_.end(), [&](const auto& job) { return job.number == number; });
    if (found == jobs_.end()) return;
    found->stop.request_stop();
    if (found != jobs_.begin()) removeWaiting(found);
}

void JobRunner::cancelAll() {
    for (auto& job : jobs_) job.stop.request_stop();
}

void JobRunner::dropAll() {
    for (auto& job : jobs_) job.dropped = true;
    cancelAll();
}

/// It never ran: its work, stopped beforehand, says so.
void JobRunner::removeWaiting(std::list<Job>::iterator job) {
    base::Progress silent;
    const auto outcome = job->work(job->stop.get_token(), silent);
    const JobEnd end{job->number, job->facts, 0, outcome.error};
    jobs_.erase(job);
    Q_EMIT queueChanged();
    QMetaObject::invokeMethod(
        this,
        [this, outcome, end] {
            outcome.deliver(true);
            Q_EMIT ended(end);
        },
        Qt::QueuedConnection);
}

std::vector<JobView> JobRunner::jobs() const {
    std::vector<JobView> views;
    for (const auto& job : jobs_) {
        JobView view{job.number, job.facts, views.empty(), views.empty() && paused_, job.progress, 0};
        if (view.running) view.seconds = std::chrono::duration<double>(Clock::now() - job.began).count();
        views.push_back(std::move(view));
    }
    return views;
}

void JobRunner::setPaused(bool paused) {
    paused = paused && isBusy();  // there is nothing to pause
    if (paused == paused_) return;
    paused_ = paused;
    {
        const std::lock_guard lock(mutex_);
        pauses_ = paused;
    }
    wake_.notify_all();
    Q_EMIT queueChanged();
}

void JobRunner::moveWaiting(quint64 number, int by) {
    const auto found = std::find_if(jobs_.begin(), jobs_.end(), [&](const auto& job) { return job.number == number; });
    if (found == jobs_.end() || found == jobs_.begin() || by == 0) return;
    if (by < 0) {
        const auto before = std::prev(found);
        if (before == jobs_.begin()) return;
        jobs_.splice(before, jobs_, found);
    } else {
        const auto after = std::next(found);
        if (after == jobs_.end()) return;
        jobs_.splice(found, jobs_, after);
    }
    Q_EMIT queueChanged();
}

quint64 JobRunner::enqueue(const JobFacts& facts, ErasedWork work) {
    const auto number = ++lastNumber_;
    jobs_.push_back({number, facts, std::move(work), {}, false, {}, {}});
    if (jobs_.size() == 1) begin();
    else Q_EMIT queueChanged();
    return number;
}

void JobRunner::begin() {
    jobs_.front().began = Clock::now();
    Q_EMIT started(jobs_.front().facts.title);
    Q_EMIT queueChanged();
    {
        const std::lock_guard lock(mutex_);
        next_ = &jobs_.front();
    }
    wake_.notify_all();
}

void JobRunner::waitWhilePaused(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, stop, [this] { return !pauses_; });
}

void JobRunner::serve(std::stop_token stop) {
    while (true) {
        const Job* job = nullptr;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return next_ != nullptr; })) return;
            job = std::exchange(next_, nullptr);
        }
        QueuedProgress progress(
            [this](const base::ProgressUpdate& update) {
                QMetaObject::invokeMethod(this, [this, update] {
                    if (!jobs_.empty()) jobs_.front().progress = update;
                    Q_EMIT progressed(update);
                }, Qt::QueuedConnection);
            },
            [this, token = job->stop.get_token()] { waitWhilePaused(token); });
        auto outcome = job->work(job->stop.get_token(), progress);
        QMetaObject::invokeMethod(this, [this, outcome = std::move(outcome)] { jobDone(outcome); }, Qt::QueuedConnection);
    }
}

void JobRunner::jobDone(const Outcome& outcome) {
    const auto& job = jobs_.front();
    JobEnd end{job.number, job.facts, std::chrono::duration<double>(Clock::now() - job.began).count(), outcome.error};
    const bool dropped = job.dropped;
    jobs_.pop_front();
    setPaused(false);
    if (!jobs_.empty()) begin();
    outcome.deliver(dropped);
    Q_EMIT finished(end.facts.title);
    Q_EMIT ended(end);
    if (jobs_.empty()) Q_EMIT idle();
    Q_EMIT queueChanged();
}

}  // namespace lacuna::ui
