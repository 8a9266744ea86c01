#pragma once

#include <QString>
#include <QStringList>

class QApplication;

namespace lacuna::ui {

/// Languages of the window, by their codes: English, the source's own, and those of resources/languages.
QStringList languages();
/// "Deutsch" for "de": in the language itself.
QString languageName(const QString& code);
/// "" as the system: the first of the system's languages that there is, else English.
QString resolvedLanguage(const QString& choice);

/// Loads the language's texts, Qt's own included where they are installed, and sets how numbers are written. Call once,
/// before the first window; core's messages and the command line stay English.
void installLanguage(QApplication& application, const QString& choice);

/// What the settings say: "" is as the system. A change takes effect at the next start.
QString languageSetting();
void setLanguageSetting(const QString& choice);

}  // namespace lacuna::ui
