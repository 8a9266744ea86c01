#pragma once

#include <QObject>
#include <QString>
#include <condition_variable>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "base/progress.h"
#include "base/result.h"

namespace lacuna::ui {

/// What is said of a job.
struct JobFacts {
    JobFacts() = default;
    JobFacts(QString what) : title(std::move(what)) {}  // NOLINT: a title is facts enough
    JobFacts(const char* what) : title(QString::fromUtf8(what)) {}  // NOLINT
    JobFacts(QString what, nlohmann::json values, std::string line)
        : title(std::move(what)), parameters(std::move(values)), command(std::move(line)) {}

    QString title;
    nlohmann::json parameters;  ///< all that decide the result, by name; null: it has none
    std::string command;        ///< the `lacuna` command line that does the same; empty: there is none
};

/// A job that is under way or waits.
struct JobView {
    quint64 number = 0;
    JobFacts facts;
    bool running = false;
    bool paused = false;
    base::ProgressUpdate progress;  ///< last report of the running one
    double seconds = 0;             ///< since it began, pauses included
};

/// A job that came to its end.
struct JobEnd {
    quint64 number = 0;
    JobFacts facts;
    double seconds = 0;                ///< of running, pauses included; 0: it never began
    std::optional<base::Error> error;  ///< nothing: it succeeded
};

/// Runs jobs one after the other on a thread of its own: the only bridge between jobs, which know neither threads nor
/// Qt, and the window. Everything here is called on the thread it lives on (the GUI's), never blocks, and signals come
/// there too. Destruction stops what runs, drops what waits and joins; nothing is delivered afterwards.
class JobRunner : public QObject {
    Q_OBJECT

public:
    template <class T>
    using Work = std::function<base::Result<T>(std::stop_token, base::Progress&)>;

    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override;

    /// Queues a job. `work` runs on the runner's thread; `deliver` gets its result here, exactly once, also when the job
    /// was stopped or cancelled while it waited (error Cancelled). Returns the job's number, for `cancel`.
    template <class T>
    quint64 start(const JobFacts& facts, Work<T> work, std::function<void(base::Result<T>)> deliver) {
        return enqueue(facts, [title = facts.title, work = std::move(work), deliver = std::move(deliver)](
                                  std::stop_token stop, base::Progress& progress) {
            auto result = std::make_shared<base::Result<T>>(
                guarded<T>(title, [&] { return stop.stop_requested() ? stopped<T>(title) : work(stop, progress); }));
            Outcome outcome;
            if (!*result) outcome.error = result->error();
            outcome.deliver = [result, deliver, title](bool dropped) {
                deliver(dropped && *result ? stopped<T>(title) : std::move(*result));
            };
            return outcome;
        });
    }

    bool isBusy() const { return !jobs_.empty(); }
    int waiting() const { return jobs_.empty() ? 0 : static_cast<int>(jobs_.size()) - 1; }
    QString title() const { return jobs_.empty() ? QString() : jobs_.front().facts.title; }
    void cancel();             ///< what runs now; returns at once
    void cancel(quint64 job);  ///< wherever it stands, a waiting one is gone at once; nothing when it is done
    void cancelAll();          ///< and what waits
    /// The same, and what they bring nevertheless is dropped: each delivers Cancelled.
    void dropAll();

    /// The running job first, then those that wait in their order.
    std::vector<JobView> jobs() const;
    /// The running job stops at its next report of progress and keeps what it has; those that wait wait on. Ends with
    /// the job. Cancelling works meanwhile.
    void setPaused(bool paused);
    bool isPaused() const { return paused_; }
    /// Lets a waiting job change places with a neighbour: −1 earlier, +1 later; never before the running one.
    void moveWaiting(quint64 job, int by);

    /// A function for the job's thread whose calls arrive, in order, on the runner's: for what a job reports besides
    /// progress. Calls that arrive after the runner is gone are dropped.
    template <class T>
    std::function<void(const T&)> relay(std::function<void(T)> receive) {
        return [this, receive = std::move(receive)](const T& value) {
            QMetaObject::invokeMethod(this, [receive, value] { receive(value); }, Qt::QueuedConnection);
        };
    }

Q_SIGNALS:
    void started(const QString& title);
    /// At most 20 a second.
    void progressed(const lacuna::base::ProgressUpdate& update);
    void finished(const QString& title);
    /// The last job was delivered.
    void idle();
    void queueChanged();  ///< one came, began, paused, changed its place or went
    void ended(const lacuna::ui::JobEnd& end);

private:
    using Clock = std::chrono::steady_clock;
    struct Outcome {
        std::function<void(bool dropped)> deliver;
        std::optional<base::Error> error;
    };
    using ErasedWork = std::function<Outcome(std::stop_token, base::Progress&)>;
    struct Job {
        quint64 number = 0;
        JobFacts facts;
        ErasedWork work;
        std::stop_source stop;
        bool dropped = false;
        Clock::time_point began;
        base::ProgressUpdate progress;
    };

    template <class T>
    static base::Result<T> stopped(const QString& title) {
        return base::cancelled(title.toStdString());
    }
    template <class T>
    static base::Result<T> guarded(const QString& title, const std::function<base::Result<T>()>& work) {
        try {
            return work();
        } catch (const std::bad_alloc&) {
            return base::fail(base::ErrorCode::OutOfMemory, title.toStdString(),
                              "there is not enough memory. Close other programs, or set LACUNA_MAX_RAM lower.");
        }
    }

    quint64 enqueue(const JobFacts& facts, ErasedWork work);
    void begin();
    void serve(std::stop_token stop);
    void jobDone(const Outcome& outcome);
    void removeWaiting(std::list<Job>::iterator job);
    void waitWhilePaused(std::stop_token stop);

    std::list<Job> jobs_;  ///< the first one runs
    quint64 lastNumber_ = 0;
    bool paused_ = false;  ///< as asked for; the thread's copy is pauses_

    std::mutex mutex_;
    std::condition_variable_any wake_;
    const Job* next_ = nullptr;
    bool pauses_ = false;
    std::jthread thread_;
};

}  // namespace lacuna::ui

Q_DECLARE_METATYPE(lacuna::base::ProgressUpdate)
