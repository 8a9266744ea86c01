#pragma once

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace lacuna::ui {

class FlowLayout;

class Session;

/// One sensor as a switch: name, bands, whether it is there, and its key.
class SensorChip : public QAbstractButton {
    Q_OBJECT

public:
    SensorChip(const QString& name, int bands, int number, QWidget* parent = nullptr);

    /// Partial: there, but a part of it is lost or it is degraded; `partial` says which and `share` is what is lost.
    enum class State { Present, Lost, NoFile, Partial };
    void setState(State state, const QString& partial = {}, double share = 0);
    State state() const { return state_; }
    QString word() const;  ///< "present", "lost", "37 % lost"
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintLight(QPainter& painter, const QRectF& light) const;
    QString bandWord() const;
    int textWidth() const;

    QString name_;
    int bands_;
    int number_;
    State state_ = State::Present;
    QString partial_;
    double share_ = 0;
};

/// The switches over the map, and what is shown: "without SWIR · 65.6 % OA".
class SensorChipRow : public QWidget {
    Q_OBJECT

public:
    explicit SensorChipRow(Session* session, QWidget* parent = nullptr);
    QList<SensorChip*> chips() const { return chips_; }

Q_SIGNALS:
    /// A right click on a chip, or the menu key: what else can be done to the sensor.
    void menuRequested(int sensor, const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuild();
    void showStates();
    void showState(int sensor);
    void showSummary();

    Session* session_;
    QHBoxLayout* row_;
    FlowLayout* chipRow_;
    QLabel* summary_;
    QList<SensorChip*> chips_;
};

}  // namespace lacuna::ui
