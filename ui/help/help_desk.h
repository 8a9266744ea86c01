#pragma once

#include <QObject>

class QMainWindow;

namespace lacuna::ui {

class GuideWindow;

/// Help in its place: opens the guide at the section of a panel or dialog, and lets each panel say in a sentence what it
/// is. The guide's window is made at its first use.
class HelpDesk : public QObject {
    Q_OBJECT

public:
    explicit HelpDesk(QMainWindow* window);
    ~HelpDesk() override;

    /// Null until it was asked for.
    GuideWindow* guide() const { return guide_; }
    void showSection(const QString& anchor);
    /// The section for the widget; null: for the active window.
    void showFor(const QWidget* widget);
    /// The next click asks what is under it.
    void askWhatThisIs();
    /// Gives the window's panels their sentences. Call when they are there.
    void describePanels();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QMainWindow* window_;
    GuideWindow* guide_ = nullptr;
};

}  // namespace lacuna::ui
