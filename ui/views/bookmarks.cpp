#include "ui/views/bookmarks.h"

#include <QInputDialog>
#include <QMenu>
#include <QUndoStack>
#include <algorithm>

#include "ui/canvas/map_canvas.h"
#include "ui/theme/icons.h"

namespace lacuna::ui {
namespace {

class ChangeBookmarks : public QUndoCommand {
public:
    ChangeBookmarks(Bookmarks* bookmarks, QList<Bookmark> after, const QString& what)
        : QUndoCommand(what), bookmarks_(bookmarks), before_(bookmarks->list()), after_(std::move(after)) {}
    void undo() override { bookmarks_->setList(before_); }
    void redo() override { bookmarks_->setList(after_); }

private:
    Bookmarks* bookmarks_;
    QList<Bookmark> before_, after_;
};

QRectF mapFromScene(const raster::Grid& grid, const QRectF& scene) {
    QPolygonF corners;
    for (const QPointF& corner : {scene.topLeft(), scene.topRight(), scene.bottomLeft(), scene.bottomRight()}) {
        const auto map = grid.mapPoint(corner.x(), corner.y());
        corners.append({map[0], map[1]});
    }
    return corners.boundingRect();
}

QRectF sceneFromMap(const raster::Grid& grid, const QRectF& map) {
    QPolygonF corners;
    for (const QPointF& corner : {map.topLeft(), map.topRight(), map.bottomLeft(), map.bottomRight()}) {
        const auto pixel = grid.pixelPoint(corner.x(), corner.y());
        corners.append({pixel[0], pixel[1]});
    }
    return corners.boundingRect();
}

}  // namespace

Bookmarks::Bookmarks(QMenu* menu, MapCanvas* canvas, QUndoStack* undo)
    : QObject(menu), menu_(menu), canvas_(canvas), undo_(undo) {
    connect(canvas_, &MapCanvas::gridChanged, this, [this] { setList({}); });
    fillMenu();
}

void Bookmarks::setList(const QList<Bookmark>& list) {
    if (list == list_) return;
    list_ = list;
    // Not while one of its own entries is being triggered.
    QMetaObject::invokeMethod(this, &Bookmarks::fillMenu, Qt::QueuedConnection);
    Q_EMIT changed();
}

void Bookmarks::change(const QList<Bookmark>& list, const QString& what) {
    if (list != list_) undo_->push(new ChangeBookmarks(this, list, what));
}

void Bookmarks::add(const QString& name) {
    const QString plain = name.trimmed();
    if (plain.isEmpty()) return;
    const Bookmark added{plain, mapFromScene(canvas_->grid(), canvas_->view().visibleScene())};
    auto list = list_;
    const auto same = std::find_if(list.begin(), list.end(), [&](const Bookmark& one) { return one.name == plain; });
    if (same == list.end())
        list.append(added);
    else
        *same = added;
    change(list, tr("bookmark %1").arg(plain));
}

void Bookmarks::remove(const QString& name) {
    auto list = list_;
    list.removeIf([&](const Bookmark& one) { return one.name == name; });
    change(list, tr("remove bookmark %1").arg(name));
}

void Bookmarks::show(const QString& name) {
    for (const Bookmark& one : std::as_const(list_))
        if (one.name == name) return canvas_->zoomTo(sceneFromMap(canvas_->grid(), one.extent));
}

QString Bookmarks::freeName() const {
    for (int number = 1;; ++number) {
        const QString name = tr("Place %1").arg(number);
        if (std::none_of(list_.begin(), list_.end(), [&](const Bookmark& one) { return one.name == name; })) return name;
    }
}

void Bookmarks::askName() {
    auto* dialog = new QInputDialog(canvas_->window());
    dialog->setObjectName("bookmarkDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Add a bookmark"));
    dialog->setLabelText(tr("A name for what the map shows now"));
    dialog->setTextValue(freeName());
    connect(dialog, &QInputDialog::textValueSelected, this, &Bookmarks::add);
    dialog->show();
}

void Bookmarks::fillMenu() {
    menu_->clear();
    auto* added = menu_->addAction(icon("bookmark"), tr("&Add Bookmark…"), this, &Bookmarks::askName);
    added->setObjectName("addBookmark");
    if (list_.isEmpty()) return;
    menu_->addSeparator();
    for (const Bookmark& one : std::as_const(list_))
        menu_->addAction(QString(one.name).replace('&', "&&"), this, [this, name = one.name] { show(name); })->setData(one.name);
    menu_->addSeparator();
    QMenu* removing = menu_->addMenu(tr("&Remove"));
    removing->setObjectName("removeBookmarkMenu");
    for (const Bookmark& one : std::as_const(list_))
        removing->addAction(QString(one.name).replace('&', "&&"), this, [this, name = one.name] { remove(name); });
}

}  // namespace lacuna::ui
