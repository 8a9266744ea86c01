#pragma once

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace lacuna::ui {

class Session;

/// One sensor as a switch: name, bands, whether it is there, and its key.
class SensorChip : public QAbstractButton {
    Q_OBJECT

public:
    SensorChip(const QString& name, int bands, int number, QWidget* parent = nullptr);

    enum class State { Present, Lost, NoFile };
    void setState(State state);
    State state() const { return state_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString word() const;
    QString bandWord() const;
    int textWidth() const;

    QString name_;
    int bands_;
    int number_;
    State state_ = State::Present;
};

/// The switches over the map, and what is shown: "without SWIR · 65.6 % OA".
class SensorChipRow : public QWidget {
    Q_OBJECT

public:
    explicit SensorChipRow(Session* session, QWidget* parent = nullptr);
    QList<SensorChip*> chips() const { return chips_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuild();
    void showStates();
    void showSummary();

    Session* session_;
    QHBoxLayout* row_;
    QHBoxLayout* chipRow_;
    QLabel* summary_;
    QList<SensorChip*> chips_;
};

}  // namespace lacuna::ui
