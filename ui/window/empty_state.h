#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace lacuna::ui {

/// What an empty dock shows: a line that says what would be here, and the one button that gets it.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    /// `name` is the object name's beginning: "<name>Empty", its button "<name>EmptyButton".
    explicit EmptyState(const QString& name, QWidget* parent = nullptr);
    /// Without a button's label there is none.
    void say(const QString& sentence, const QString& button = {});
    QPushButton* button() const { return button_; }

Q_SIGNALS:
    void triggered();

private:
    QLabel* text_;
    QPushButton* button_;
};

}  // namespace lacuna::ui
