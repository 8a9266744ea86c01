#pragma once

#include <QWidget>
#include <optional>

#include "base/availability.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace lacuna::ui {

class EmptyState;
class FigureTable;
class Session;

/// The what-if study: each subset of sensors with its accuracy and the difference to the complete one. A click shows
/// its map; with Shift it goes to the other side of the swipe.
class WhatIfPanel : public QWidget {
    Q_OBJECT

public:
    explicit WhatIfPanel(Session* session, QWidget* parent = nullptr);

Q_SIGNALS:
    void showRequested(lacuna::base::Availability pattern);
    void compareRequested(lacuna::base::Availability pattern);
    void modelRequested();
    void failed(const QString& message);

private:
    void refresh();
    void fill();
    void markShown();
    void rowClicked(int row);

    Session* session_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QLabel* note_;
    FigureTable* table_;
    QPushButton* again_;
};

}  // namespace lacuna::ui
