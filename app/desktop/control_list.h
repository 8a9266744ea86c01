#pragma once

#include <QObject>
#include <QString>

namespace lacuna::app {

/// Keeps a text file of the program's visible controls while it runs, for tests that drive the window from outside:
/// a line each of name ("tab.Accuracy" for the tab of that title), x, y, width, height (screen pixels), "on"/"off" (enabled), and text, separated by tabs.
class ControlList : public QObject {
    Q_OBJECT

public:
    ControlList(QString path, QObject* parent);

private:
    void write();

    QString path_;
    QByteArray written_;
};

}  // namespace lacuna::app
