#pragma once

#include <QObject>

class QMainWindow;

namespace lacuna::ui {

/// View › Language. A choice is kept in the settings and takes effect at the next start, which it says.
class LanguageMenu : public QObject {
    Q_OBJECT

public:
    /// Adds its menu to the window's View menu. `keepsSettings` false: it offers nothing and isn't there.
    LanguageMenu(QMainWindow* window, bool keepsSettings);

Q_SIGNALS:
    void noticed(const QString& sentence);
};

}  // namespace lacuna::ui
