#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;
class QTreeWidget;

namespace lacuna::ui {

class GuideBrowser;

/// The guide in a window of its own beside the program's: contents, text, back and forward, search. It needs no network.
class GuideWindow : public QWidget {
    Q_OBJECT

public:
    explicit GuideWindow(QWidget* parent = nullptr);

    GuideBrowser* text() const { return text_; }
    /// Comes to the front with a heading of the guide; an empty anchor is its beginning.
    void showSection(const QString& anchor);
    /// Goes to the next or last place of what the search line says.
    void find(bool backwards = false);

private:
    QWidget* makeBar();
    void fillContents();
    void markSection();
    QToolButton* makeButton(const char* name, const char* iconName, const QString& text, const QKeySequence& key);

    GuideBrowser* text_;
    QTreeWidget* contents_;
    QLineEdit* search_;
    QLabel* found_;
};

}  // namespace lacuna::ui
