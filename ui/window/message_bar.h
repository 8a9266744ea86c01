#pragma once

#include <QFrame>
#include <QString>

class QLabel;
class QPushButton;
class QToolButton;

namespace lacuna::ui {

/// A strip at the top of the map that says what went wrong and stays until it is closed; never in the way of work.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    /// `name` begins the object names: "<name>Bar", "<name>Text", "<name>Action", "<name>Second", "<name>Close".
    explicit MessageBar(QWidget* parent = nullptr, const QString& name = "message");

    /// Replaces what is shown. With an action's label a button appears that emits actionTriggered().
    void show(const QString& text, const QString& actionLabel = {}, const QString& secondLabel = {});
    void clear();
    QString text() const;

Q_SIGNALS:
    void actionTriggered();
    void secondTriggered();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showSign();

    QLabel* sign_;
    QLabel* text_;
    QPushButton* action_;
    QPushButton* second_;
    QToolButton* close_;
};

}  // namespace lacuna::ui
