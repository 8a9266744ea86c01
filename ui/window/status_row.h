#pragma once

#include <QObject>
#include <QPointF>

class QLabel;
class QStatusBar;

namespace lacuna::ui {

class MapCanvas;
class Session;

/// The status bar: a sentence, the running jobs with Cancel, coordinates, scale, CRS and device.
class StatusRow : public QObject {
    Q_OBJECT

public:
    StatusRow(QStatusBar* bar, Session* session, MapCanvas* canvas);
    void say(const QString& sentence);

private:
    void showPlace(QPointF map, int row, int column);
    void showScale(double denominator);
    void showDevice();
    void showCrs();

    Session* session_;
    QLabel* sentence_;
    QLabel* place_;
    QLabel* scale_;
    QLabel* crs_;
    QLabel* device_;
};

}  // namespace lacuna::ui
