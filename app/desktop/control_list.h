#pragma once

#include <QObject>
#include <QString>

namespace lacuna::app {

/// Keeps a text file of the program's visible controls while it runs, for tests that drive the window from outside:
/// a line each of name ("tab.Accuracy" for the tab of that title, "entry.exportMap" for an entry of an open menu,
/// "row.classTable.Corn" for a row of the list, table or tree of that name), x, y, width, height (screen pixels), "on"/"off"
/// (enabled), and text, separated by tabs. The text of a map is the screen position of the scene's origin and the screen pixels
/// of a scene pixel.
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
