#pragma once

#include <QPointF>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace lacuna::ui {

class EmptyState;
class FigureTable;
class HeatmapFigure;
class Identification;
class Session;
class SpectraFigure;

/// What is known of the pixel that was clicked: the spectra of its sensors, beside those of pinned pixels and of a class;
/// which sensors took part; the probabilities of all classes; the gates of all experts; what the visible layers say.
class IdentifyPanel : public QWidget {
    Q_OBJECT

public:
    IdentifyPanel(Session* session, Identification* identification, QWidget* parent = nullptr);

Q_SIGNALS:
    void toolRequested();
    void gateRequested(int block, const QString& expert);
    void failed(const QString& message);
    void saved(const QString& path);

private:
    QWidget* makeSpectra();
    void connectAll();
    void refresh();
    void fillClasses();
    void showHead();
    void showSpectra();
    void showProbabilities();
    void showGates();
    void showLayers();

    Session* session_;
    Identification* identification_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QLabel* place_;
    QLabel* result_;
    QLabel* sensors_;
    QTabWidget* tabs_;
    QPushButton* pin_;
    QPushButton* unpinAll_;
    QComboBox* class_;
    QPushButton* save_;
    SpectraFigure* spectra_;
    FigureTable* probabilities_;
    QStackedWidget* gatePages_;
    HeatmapFigure* gates_;
    QLabel* noGates_;
    FigureTable* layers_;
};

}  // namespace lacuna::ui
