#pragma once

#include <QWidget>

#include "map/map_comparison.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace lacuna::ui {

class ConfusionPicture;
class Disagreement;
class EmptyState;
class ErrorLayer;
class FigureTable;
class Session;

/// Accuracy of the shown map at the reference: OA with its interval, AA, κ, a table and bars by class, areas corrected by
/// what the reference shows, the confusion matrix as picture and table, and where the map is wrong; and while two maps are
/// compared, which is right where, with McNemar's test.
class AccuracyPanel : public QWidget {
    Q_OBJECT

public:
    AccuracyPanel(Session* session, Disagreement* disagreement, ErrorLayer* errors, QWidget* parent = nullptr);

Q_SIGNALS:
    void referenceRequested();
    void saveRequested();  ///< the tables of the shown map
    void modelRequested();
    void failed(const QString& message);

private:
    void refresh();
    void explainEmpty();
    void showFigures(const map::MapAccuracy& accuracy);
    void showClasses(const map::MapAccuracy& accuracy);
    void showAreas(const map::MapAccuracy& accuracy);
    void showConfusion(const map::MapAccuracy& accuracy);
    void showErrorButton();

    QString agreementText() const;
    void showComparison();
    void showCompared(const map::MapComparison& found);

    Session* session_;
    Disagreement* disagreement_;
    ErrorLayer* errors_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QLabel* title_;
    QLabel* overall_;
    QLabel* average_;
    QLabel* kappa_;
    QLabel* interval_;
    FigureTable* classes_;
    FigureTable* areas_;
    ConfusionPicture* picture_;
    FigureTable* confusion_;
    QTabWidget* tabs_;
    QLabel* note_;
    QPushButton* showErrors_;
    QLabel* test_;
    FigureTable* compared_;
};

}  // namespace lacuna::ui
