#pragma once

#include <QWidget>
#include <functional>
#include <optional>

#include "jobs/proof_job.h"

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace lacuna::ui {

class Session;

/// The leak rule put to the test on the open scene: a button for each lost sensor makes its map twice, once with the
/// sensor's raster and once with random numbers in its place, and says how many pixels differ.
class ProofSection : public QWidget {
    Q_OBJECT

public:
    /// `view`: what of the scene is in sight.
    ProofSection(Session* session, std::function<raster::Window()> view, QWidget* parent = nullptr);
    const std::optional<jobs::ProofResult>& result() const { return result_; }

private:
    void arrangeButtons();
    void prove(int sensor);
    void finished(base::Result<jobs::ProofResult> result);
    void forget();
    void showState();
    QString verdict() const;

    Session* session_;
    std::function<raster::Window()> view_;
    QLabel* hint_;
    QHBoxLayout* buttons_;
    QCheckBox* viewOnly_;
    QWidget* running_;
    QProgressBar* bar_;
    QPushButton* cancel_;
    QLabel* verdict_;
    QLabel* hash_;
    QToolButton* copy_;
    std::optional<jobs::ProofResult> result_;
    quint64 job_ = 0;  ///< 0: none
    quint64 round_ = 0;  ///< results of an earlier one are dropped
    QString title_;
};

}  // namespace lacuna::ui
