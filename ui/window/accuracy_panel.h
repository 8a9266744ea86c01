#pragma once

#include <QWidget>

#include "map/map_comparison.h"

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace lacuna::ui {

class Disagreement;
class EmptyState;
class FigureTable;
class Session;

/// Accuracy of the shown map at the reference: OA with its interval, AA, κ, a table and bars by class, the confusion
/// matrix; and while two maps are compared, which is right where, with McNemar's test.
class AccuracyPanel : public QWidget {
    Q_OBJECT

public:
    AccuracyPanel(Session* session, Disagreement* disagreement, QWidget* parent = nullptr);

Q_SIGNALS:
    void referenceRequested();
    void modelRequested();
    void failed(const QString& message);

private:
    void refresh();
    void explainEmpty();
    void showFigures(const map::MapAccuracy& accuracy);
    void showClasses(const map::MapAccuracy& accuracy);
    void showConfusion(const map::MapAccuracy& accuracy);

    QString agreementText() const;
    void showComparison();
    void showCompared(const map::MapComparison& found);

    Session* session_;
    Disagreement* disagreement_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QLabel* title_;
    QLabel* overall_;
    QLabel* average_;
    QLabel* kappa_;
    QLabel* interval_;
    FigureTable* classes_;
    FigureTable* confusion_;
    QTabWidget* tabs_;
    QLabel* test_;
    FigureTable* compared_;
};

}  // namespace lacuna::ui
