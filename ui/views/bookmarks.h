#pragma once

#include <QList>
#include <QObject>
#include <QRectF>
#include <QString>

class QMenu;
class QUndoStack;

namespace lacuna::ui {

class MapCanvas;

/// A named place. `extent` is in the scene's map coordinates (pixel coordinates where it has none), left, least y,
/// width, height.
struct Bookmark {
    QString name;
    QRectF extent;
    bool operator==(const Bookmark&) const = default;
};

/// The named places of a scene and their menu. Adding and removing can be undone; another grid empties the list.
class Bookmarks : public QObject {
    Q_OBJECT

public:
    Bookmarks(QMenu* menu, MapCanvas* canvas, QUndoStack* undo);

    const QList<Bookmark>& list() const { return list_; }
    /// Not undoable: for a project that is opened.
    void setList(const QList<Bookmark>& list);
    /// The shown extent by a name; a name that is there gets the new extent.
    void add(const QString& name);
    void remove(const QString& name);
    void show(const QString& name);

Q_SIGNALS:
    void changed();

private:
    void fillMenu();
    void askName();
    QString freeName() const;
    void change(const QList<Bookmark>& list, const QString& what);

    QMenu* menu_;
    MapCanvas* canvas_;
    QUndoStack* undo_;
    QList<Bookmark> list_;
};

}  // namespace lacuna::ui
