#pragma once

#include <QDateTime>
#include <QObject>
#include <deque>

#include "ui/jobs/job_runner.h"

namespace lacuna::ui {

/// The jobs that came to their end, newest first: those that say how they can be done again, that failed, or that took
/// more than a moment. The last two hundred are kept.
class JobLog : public QObject {
    Q_OBJECT

public:
    struct Entry {
        quint64 id = 0;  ///< of the log, never given twice
        JobEnd end;
        QDateTime when;
    };

    explicit JobLog(QObject* parent = nullptr);
    void watch(JobRunner& lane);
    const std::deque<Entry>& entries() const { return entries_; }
    void clear();

Q_SIGNALS:
    void changed();

private:
    void take(const JobEnd& end);

    std::deque<Entry> entries_;
    quint64 lastId_ = 0;
};

/// Every parameter of a job, a line each, and behind them the command line that does the same.
QString describeJob(const JobFacts& facts);

}  // namespace lacuna::ui
