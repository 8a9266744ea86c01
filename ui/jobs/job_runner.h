#pragma once

#include <QObject>
#include <QString>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "base/progress.h"
#include "base/result.h"

namespace lacuna::ui {

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
    quint64 start(const QString& title, Work<T> work, std::function<void(base::Result<T>)> deliver) {
        return enqueue(title, [title, work = std::move(work), deliver = std::move(deliver)](std::stop_token stop,
                                                                                    base::Progress& progress) {
            auto result = std::make_shared<base::Result<T>>(
                guarded<T>(title, [&] { return stop.stop_requested() ? stopped<T>(title) : work(stop, progress); }));
            return [result, deliver] { deliver(std::move(*result)); };
        });
    }

    bool isBusy() const { return !jobs_.empty(); }
    int waiting() const { return jobs_.empty() ? 0 : static_cast<int>(jobs_.size()) - 1; }
    QString title() const { return jobs_.empty() ? QString() : jobs_.front().title; }
    void cancel();     ///< what runs now; returns at once
    void cancel(quint64 job);  ///< wherever it stands; nothing when it is done
    void cancelAll();  ///< and what waits

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

private:
    using Delivery = std::function<void()>;
    using ErasedWork = std::function<Delivery(std::stop_token, base::Progress&)>;
    struct Job {
        quint64 number = 0;
        QString title;
        ErasedWork work;
        std::stop_source stop;
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

    quint64 enqueue(const QString& title, ErasedWork work);
    void begin();
    void serve(std::stop_token stop);
    void jobDone(const Delivery& deliver);

    std::deque<Job> jobs_;  ///< the first one runs
    quint64 lastNumber_ = 0;

    std::mutex mutex_;
    std::condition_variable_any wake_;
    const Job* next_ = nullptr;
    std::jthread thread_;
};

}  // namespace lacuna::ui

Q_DECLARE_METATYPE(lacuna::base::ProgressUpdate)
