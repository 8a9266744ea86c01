#pragma once

#include <QWidget>

class QComboBox;
class QToolButton;

namespace lacuna::ui {

class Comparison;
class FigureTable;
class Session;

/// The open models with their accuracy for the subset of sensors that is shown. A row shows its model; two are compared
/// by Shift and a row, or by the box below. Hidden while no model is open.
class ModelList : public QWidget {
    Q_OBJECT

public:
    ModelList(Session* session, Comparison* comparison, QWidget* parent = nullptr);

Q_SIGNALS:
    void showRequested(int model);
    void compareRequested(int model);  ///< 0: with none
    void closeRequested(int model);
    void failed(const QString& message);

private:
    void refresh();
    void fillTable();
    void fillRivals();
    void rowClicked(int row);

    Session* session_;
    Comparison* comparison_;
    FigureTable* table_;
    QWidget* foot_;
    QComboBox* rival_;
    QToolButton* close_;
};

}  // namespace lacuna::ui
