#pragma once

#include <QWidget>

#include "metrics/activation.h"

class QComboBox;
class QLabel;
class QStackedWidget;

namespace lacuna::ui {

class EmptyState;
class ExpertHeatmap;
class FigureTable;
class Session;

/// Which experts were used: block × expert, for a subset of sensors and a class, as a heatmap with its table.
class ExpertsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ExpertsPanel(Session* session, QWidget* parent = nullptr);

Q_SIGNALS:
    void modelRequested();
    void failed(const QString& message);

private:
    void refresh();
    void fillPatterns();
    void fillClasses();
    void showShares();
    void showTable(const metrics::Activation& activation, base::Availability pattern, int classIndex);

    Session* session_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QComboBox* pattern_;
    QComboBox* class_;
    QLabel* note_;
    ExpertHeatmap* heatmap_;
    FigureTable* table_;
};

}  // namespace lacuna::ui
