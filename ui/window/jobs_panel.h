#pragma once

#include <QWidget>
#include <utility>
#include <vector>

#include "ui/jobs/job_log.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace lacuna::ui {

class EmptyState;
class FigureTable;
class Session;

/// All jobs: what runs and waits, which can be paused, put earlier or later and cancelled, and what came to its end; of
/// the selected one every parameter and the command line that does the same, to copy.
class JobsPanel : public QWidget {
    Q_OBJECT

public:
    explicit JobsPanel(Session* session, QWidget* parent = nullptr);

Q_SIGNALS:
    void failed(const QString& message);

private:
    /// A row: a job of a lane, or an entry of the log.
    struct Row {
        JobRunner* lane = nullptr;
        quint64 number = 0;
        bool operator==(const Row&) const = default;
    };
    QWidget* makeButtons();
    void refresh();
    void refreshRunning();
    void fillRow(int row, const JobRunner* lane, const JobView& job);
    void fillRow(int row, const JobLog::Entry& entry);
    void showSelected();
    Row selected() const;
    const JobFacts* factsOf(const Row& row) const;
    void move(int by);
    void copyCommand();

    Session* session_;
    std::vector<JobRunner*> lanes_;
    JobLog* log_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    FigureTable* table_;
    QToolButton* pause_;
    QToolButton* cancel_;
    QToolButton* earlier_;
    QToolButton* later_;
    QPlainTextEdit* text_;
    QPushButton* copy_;
    QPushButton* clear_;
    QTimer* clock_;
    std::vector<Row> rows_;
    JobFacts facts_;  ///< of the row whose text stands below
};

}  // namespace lacuna::ui
