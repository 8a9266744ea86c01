#include "ui/language/language.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

namespace lacuna::ui {
namespace {

constexpr auto key = "view/language";

void load(QApplication& application, const QString& file, const QString& folder) {
    auto* translator = new QTranslator(&application);
    if (translator->load(file, folder)) QCoreApplication::installTranslator(translator);
    else delete translator;
}

}  // namespace

QStringList languages() {
    return {"en", "de", "es"};
}

QString languageName(const QString& code) {
    if (code == "de") return QStringLiteral("Deutsch");
    if (code == "es") return QStringLiteral("Español");
    return QStringLiteral("English");
}

QString resolvedLanguage(const QString& choice) {
    if (languages().contains(choice)) return choice;
    for (const auto& wanted : QLocale::system().uiLanguages())
        if (const auto code = wanted.section('-', 0, 0); languages().contains(code)) return code;
    return "en";
}

void installLanguage(QApplication& application, const QString& choice) {
    const QString code = resolvedLanguage(choice);
    // The system's own way of writing numbers, where its language is the one chosen.
    const QLocale system = QLocale::system();
    const QLocale locale = code == "en" ? QLocale(QLocale::English, QLocale::UnitedStates) : QLocale(code);
    QLocale::setDefault(choice.isEmpty() && system.language() == locale.language() && code != "en" ? system : locale);
    load(application, "qtbase_" + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    load(application, "lacuna_" + code, ":/languages");
}

QString languageSetting() {
    const QString choice = QSettings().value(key).toString();
    return languages().contains(choice) ? choice : QString();
}

void setLanguageSetting(const QString& choice) {
    QSettings().setValue(key, choice);
}

}  // namespace lacuna::ui
