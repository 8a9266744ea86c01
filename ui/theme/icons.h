#pragma once

#include <QIcon>
#include <QString>

namespace lacuna::ui {

/// A line icon of resources/icons by its file's name without ending. It takes the theme's text colour at every paint, so
/// it follows a change of theme by itself. Aborts on a name that isn't there.
QIcon icon(const QString& name);

/// The program's own icon, in its own colours.
QIcon programIcon();

}  // namespace lacuna::ui
