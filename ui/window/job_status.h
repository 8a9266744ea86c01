#pragma once

#include <QWidget>

#include "base/progress.h"
#include "ui/jobs/job_runner.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

namespace lacuna::ui {

/// One lane of jobs in the status bar: what runs, how far, how fast, how long yet, and Cancel. There only while a job
/// runs for longer than a moment.
class JobStatus : public QWidget {
    Q_OBJECT

public:
    JobStatus(JobRunner& jobs, const QString& name, QWidget* parent = nullptr);

private:
    void start(const QString& title);
    void update(const base::ProgressUpdate& progress);

    JobRunner& jobs_;
    QString title_;
    QLabel* activity_;
    QProgressBar* bar_;
    QLabel* numbers_;
    QPushButton* cancel_;
    QTimer* appear_;
};

/// "9 s", "2 min 05 s", "1 h 12 min".
QString spokenTime(double seconds);

}  // namespace lacuna::ui
