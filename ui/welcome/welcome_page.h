#pragma once

#include <QScrollArea>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace lacuna::ui {

class FirstSteps;
class WelcomeCard;

/// What the window shows while nothing is open: the sample scene, the three commonest tasks, the last projects and the
/// way to the guide. Every part is a button that the keyboard reaches.
class WelcomePage : public QScrollArea {
    Q_OBJECT

public:
    explicit WelcomePage(FirstSteps* steps, QWidget* parent = nullptr);

    /// The last projects, newest first; files that are gone are listed and can't be opened.
    void setRecent(const QStringList& projects);

Q_SIGNALS:
    void openProjectRequested();
    void projectRequested(const QString& path);
    void guideRequested();
    void keysRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeTasks();
    QWidget* makeSide();
    QPushButton* addLine(QVBoxLayout* column, const char* name, const QString& iconName, const QString& text);
    void refreshSample();

    FirstSteps* steps_;
    WelcomeCard* sample_;
    QVBoxLayout* recent_;
    QLabel* noRecent_;
};

}  // namespace lacuna::ui
