#pragma once

#include <QPointer>
#include <QWidget>

#include "base/availability.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSlider;
class QStackedWidget;
class QToolButton;

namespace lacuna::ui {

class CertaintyStudy;
class ClassMapLayer;
class CoverageFigure;
class EmptyState;
class FigureTable;
class Session;

/// Which pixels of a map can be trusted: a slider says how right the certain pixels shall be, the map shows the others as
/// uncertain at once. A row a subset of the sensors: its threshold, the share that is uncertain and the accuracy of the
/// rest, judged on reference pixels that nothing was fitted on.
class CertaintyPanel : public QWidget {
    Q_OBJECT

public:
    CertaintyPanel(Session* session, CertaintyStudy* study, QWidget* parent = nullptr);

Q_SIGNALS:
    void showRequested(lacuna::base::Availability pattern);
    void modelRequested();
    void referenceRequested();
    void noticed(const QString& sentence);
    void failed(const QString& message);

private:
    QWidget* makeContent();
    QLayout* makeGoal();
    void connectControls();
    void refresh();
    void say();
    void showGoal();
    void setGoal(double value);
    void fillTable();
    void drawLines();
    void followLayer();
    void showShare();

    Session* session_;
    CertaintyStudy* study_;
    QPointer<ClassMapLayer> layer_;
    int interaction_ = 0;
    bool showing_ = false;

    QStackedWidget* pages_;
    EmptyState* empty_;
    QCheckBox* on_;
    QComboBox* by_;
    QSlider* slider_;
    QDoubleSpinBox* value_;
    FigureTable* table_;
    CoverageFigure* figure_;
    QLabel* share_;
    QLabel* note_;
    QToolButton* savePicture_;
    QWidget* running_;
    QProgressBar* progress_;
    QPushButton* cancel_;
};

}  // namespace lacuna::ui
