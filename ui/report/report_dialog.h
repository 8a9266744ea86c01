#pragma once

#include <QDialog>
#include <map>
#include <string>

#include "report/report_job.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace lacuna::ui {

class Session;

/// Asks what a report is to hold and where it goes, and queues the writing. Not modal; closes itself then.
class ReportDialog : public QDialog {
    Q_OBJECT

public:
    ReportDialog(Session* session, QWidget* parent);

    /// As the fields say, with what the session has made already.
    report::ReportOptions options() const;

private:
    QWidget* makeText();
    QWidget* makeParts();
    QWidget* makeDestination();
    void browse();
    void proposeDestination();
    void refresh();
    void write();
    bool reusesStudy() const;
    QString fileName(const char* ending) const;

    Session* session_;
    QLineEdit* title_;
    QLineEdit* author_;
    QPlainTextEdit* notes_;
    std::map<std::string, QCheckBox*> parts_;
    QCheckBox* prove_;
    QLineEdit* destination_;
    QCheckBox* html_;
    QCheckBox* pdf_;
    QSpinBox* mapWidth_;
    QCheckBox* open_;
    QLabel* plan_;
    QPushButton* write_;
};

}  // namespace lacuna::ui
