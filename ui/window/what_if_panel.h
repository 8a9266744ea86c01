#pragma once

#include <QWidget>
#include <optional>

#include "base/availability.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace lacuna::ui {

class EmptyState;
class FigureTable;
class Flips;
class Session;

/// The what-if study: each subset of sensors with its accuracy and the difference to the complete one. A click shows
/// its map; with Shift it goes to the other side of the swipe. Behind it what each sensor is worth, overall and by class,
/// and what changes into what on the map of the chosen subset, as a table and as a layer.
class WhatIfPanel : public QWidget {
    Q_OBJECT

public:
    WhatIfPanel(Session* session, Flips* flips, QWidget* parent = nullptr);

Q_SIGNALS:
    void showRequested(lacuna::base::Availability pattern);
    void compareRequested(lacuna::base::Availability pattern);
    void modelRequested();
    void saveRequested();
    void failed(const QString& message);

private:
    QWidget* makeContent();
    void refresh();
    void fill();
    void fillSubsets();
    void showFlips();
    void updateFoot();
    QString noteText() const;
    void markShown();
    void rowClicked(int row);

    Session* session_;
    Flips* flips_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QLabel* note_;
    QTabWidget* tabs_;
    FigureTable* table_;
    FigureTable* values_;
    FigureTable* byClass_;
    FigureTable* changes_;
    QCheckBox* onMap_;
    QToolButton* save_;
    QPushButton* again_;
};

}  // namespace lacuna::ui
