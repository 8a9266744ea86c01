#pragma once

#include <QWidget>

#include "ui/samples/sample_tools.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace lacuna::ui {

/// The classes with their colours and pixels, the settings of the tool in use, what is wrong with the samples, and the
/// way on: save, train.
class SamplesPanel : public QWidget {
    Q_OBJECT

public:
    SamplesPanel(SampleDocument* document, SampleTools* tools, QWidget* parent = nullptr);

    /// Names of the document's sensors, for growing and for the counts.
    void setSensors(const QStringList& names, const std::vector<int>& bands);
    void setCanTrain(bool can) { canTrain_ = can, refreshFoot(); }

Q_SIGNALS:
    void trainRequested();
    void importRequested();
    void saveRequested();
    void failed(const QString& message);

private:
    QWidget* makeButtons();
    QWidget* makeToolPages();
    QWidget* makeGrowPage();
    QWidget* makeFoot();
    void refreshTable();
    void refreshCounts();
    void refreshWarnings();
    void refreshFoot();
    void showTool(SampleTools::Kind kind);
    void addClass();
    void removeClass();
    void chooseColor(int value);
    void fillParents();
    void renamed(QTreeWidgetItem* item, int column);
    void applyGrow();
    void edited(const QString& what, const std::function<base::Status(samples::TrainingAreas&)>& edit);
    QTreeWidgetItem* itemOf(int value) const;

    SampleDocument* document_;
    SampleTools* tools_;
    QStringList sensors_;
    std::vector<int> bands_;
    QTreeWidget* table_;
    QToolButton* add_ = nullptr;
    QToolButton* remove_ = nullptr;
    QToolButton* color_ = nullptr;
    QToolButton* parent_ = nullptr;
    QToolButton* assign_ = nullptr;
    QStackedWidget* toolPages_ = nullptr;
    QDoubleSpinBox* width_ = nullptr;
    QComboBox* widthUnit_ = nullptr;
    QComboBox* sensor_ = nullptr;
    QComboBox* measure_ = nullptr;
    QDoubleSpinBox* threshold_ = nullptr;
    QSpinBox* most_ = nullptr;
    QLabel* warningsTitle_ = nullptr;
    QListWidget* warnings_ = nullptr;
    QCheckBox* split_ = nullptr;
    QLabel* status_ = nullptr;
    QPushButton* save_ = nullptr;
    QPushButton* train_ = nullptr;
    bool filling_ = false;
    bool canTrain_ = false;
};

}  // namespace lacuna::ui
