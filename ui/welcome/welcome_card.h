#pragma once

#include <QPushButton>

class QLabel;

namespace lacuna::ui {

/// A button of several lines: an icon, what it does in a word or two, and a sentence below. Its accessible name is the
/// first, its description the second.
class WelcomeCard : public QPushButton {
    Q_OBJECT

public:
    WelcomeCard(const QString& name, const QString& iconName, QWidget* parent = nullptr);

    void say(const QString& title, const QString& sentence);
    /// A picture above the text.
    void setPicture(const QPixmap& picture);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void showSign();

    QString iconName_;
    QLabel* sign_;
    QLabel* title_;
    QLabel* sentence_;
    QLabel* picture_;
};

}  // namespace lacuna::ui
