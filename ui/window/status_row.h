#pragma once

#include <QObject>
#include <QPointF>

class QLabel;
class QStatusBar;

namespace lacuna::ui {

class CoordinateDisplay;
class LinkedViews;
class Session;

/// The status bar: a sentence, the running jobs with Cancel, coordinates, scale, CRS and device.
class StatusRow : public QObject {
    Q_OBJECT

public:
    StatusRow(QStatusBar* bar, Session* session, LinkedViews* views);
    void say(const QString& sentence);
    CoordinateDisplay* coordinates() const { return coordinates_; }

private:
    void showScale(double denominator);
    void showDevice();

    Session* session_;
    QLabel* sentence_;
    CoordinateDisplay* coordinates_;
    QLabel* scale_;
    QLabel* device_;
};

}  // namespace lacuna::ui
