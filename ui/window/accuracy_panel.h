#pragma once

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace lacuna::ui {

class EmptyState;
class FigureTable;
class Session;
struct MapAccuracy;

/// Accuracy of the shown map at the reference: OA with its interval, AA, κ, a table and bars by class, the confusion
/// matrix.
class AccuracyPanel : public QWidget {
    Q_OBJECT

public:
    explicit AccuracyPanel(Session* session, QWidget* parent = nullptr);

Q_SIGNALS:
    void referenceRequested();
    void modelRequested();
    void failed(const QString& message);

private:
    void refresh();
    void explainEmpty();
    void showFigures(const MapAccuracy& accuracy);
    void showClasses(const MapAccuracy& accuracy);
    void showConfusion(const MapAccuracy& accuracy);

    Session* session_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QLabel* title_;
    QLabel* overall_;
    QLabel* average_;
    QLabel* kappa_;
    QLabel* interval_;
    FigureTable* classes_;
    FigureTable* confusion_;
};

}  // namespace lacuna::ui
