#pragma once

#include <QWidget>
#include <optional>

#include "metrics/activation.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace lacuna::ui {

class EmptyState;
class FigureTable;
class GateMaps;
class HeatmapFigure;
class Session;

/// Which experts were used: block × expert, for a subset of sensors, a class and the whole scene or a drawn region, as a
/// heatmap with its table; the difference of two subsets; one strip a subset. A cell's gate is laid over the map.
class ExpertsPanel : public QWidget {
    Q_OBJECT

public:
    ExpertsPanel(Session* session, GateMaps* gates, QWidget* parent = nullptr);

Q_SIGNALS:
    void modelRequested();
    void regionRequested();  ///< the user wants to draw one
    void exportRequested();  ///< the gates that are on the map
    void failed(const QString& message);
    void saved(const QString& path);

private:
    QWidget* makeChoosers();
    QWidget* makeFoot();
    void connectAll();
    void refresh();
    void fillPatterns();
    void fillClasses();
    void showAll();
    void showHeatmap();
    void showStrips();
    void showTable();
    void updateFoot();
    /// Of the region where one is drawn, else of the scene; null when the subset wasn't recorded.
    const metrics::Activation* activation(base::Availability pattern) const;
    std::vector<base::Availability> patterns() const;
    std::vector<double> values(base::Availability pattern) const;
    base::Availability chosen() const;
    std::optional<base::Availability> compared() const;  ///< what is subtracted
    QString nameOf(base::Availability pattern) const;
    void gateClicked(int row, int column);

    Session* session_;
    GateMaps* gates_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QComboBox* pattern_;
    QComboBox* compared_;
    QComboBox* class_;
    QComboBox* measure_;
    QLabel* region_;
    QToolButton* drawRegion_;
    QToolButton* clearRegion_;
    QTabWidget* tabs_;
    HeatmapFigure* heatmap_;
    HeatmapFigure* strips_;
    FigureTable* table_;
    QLabel* note_;
    QComboBox* extent_;
    QPushButton* export_;
    QPushButton* save_;
};

}  // namespace lacuna::ui
