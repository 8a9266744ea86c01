#pragma once

#include <QWidget>
#include <nlohmann/json.hpp>

#include "base/result.h"
#include "jobs/train_job.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace lacuna::ui {

class EmptyState;
class ParameterForm;
class Session;
class TrainingChart;

/// Training from the window: the curve, the method from the list of those installed with its parameters, the settings of the training, Train; and the
/// settings that maps are made with.
class TrainingPanel : public QWidget {
    Q_OBJECT

public:
    explicit TrainingPanel(Session* session, QWidget* parent = nullptr);

    /// Starts with the form's values; says what is missing when it can't.
    void train();
    /// What the form says beside its defaults, for a project: method, file, values of the training's and the method's.
    nlohmann::json settings() const;
    /// The same back; what is not known or of another type is left at its default.
    void setSettings(const nlohmann::json& settings);
    /// Fills the lower form with what the session classifies with.
    void showClassifySettings();
    /// What the form says. Errors: Usage.
    base::Result<jobs::TrainOptions> options() const;

Q_SIGNALS:
    void settingsChanged();
    void sensorsRequested();
    void samplesRequested();
    void failed(const QString& message);

private:
    QWidget* makeSettings();
    void refresh();
    void showMethod();
    void applyClassifySettings();
    void proposeDestination();
    void chooseDestination();
    QString method() const;

    Session* session_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    TrainingChart* chart_;
    QLabel* status_;
    QComboBox* method_;
    QLabel* summary_;
    QLineEdit* destination_;
    QPushButton* train_;
    ParameterForm* settings_;
    ParameterForm* methodSettings_;
    QLabel* methodHeading_;
    ParameterForm* classifySettings_;
    QPushButton* applyClassify_;
    bool destinationTyped_ = false;
};

}  // namespace lacuna::ui
