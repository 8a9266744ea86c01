#include "ui/language/language_menu.h"

#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>

#include "ui/language/language.h"

namespace lacuna::ui {

LanguageMenu::LanguageMenu(QMainWindow* window, bool keepsSettings) : QObject(window) {
    if (!keepsSettings) return;
    auto* view = window->findChild<QMenu*>("viewMenu");
    auto* menu = new QMenu(tr("&Language"), view);
    menu->setObjectName("languageMenu");
    auto* choices = new QActionGroup(this);
    const auto add = [&](const QString& code, const QString& text) {
        auto* action = menu->addAction(text);
        action->setObjectName(code.isEmpty() ? QString("languageSystem") : "language." + code);
        action->setCheckable(true);
        action->setChecked(code == languageSetting());
        choices->addAction(action);
        connect(action, &QAction::triggered, this, [this, code] {
            setLanguageSetting(code);
            Q_EMIT noticed(tr("The language is %1 from the next start on.").arg(languageName(resolvedLanguage(code))));
        });
    };
    add({}, tr("As the &System"));
    for (const auto& code : languages()) add(code, languageName(code));
    QAction* after = nullptr;
    for (auto* action : view->actions())
        if (action->menu() && action->menu()->objectName() == "themeMenu") after = action;
    const auto at = view->actions().indexOf(after);
    view->insertMenu(view->actions().value(at + 1), menu);
}

}  // namespace lacuna::ui
