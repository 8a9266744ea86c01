#pragma once

#include <QColor>
#include <QString>

class QApplication;

namespace lacuna::ui {

/// The program's look: Qt's Fusion style with a palette of ours, light or dark. One accent; everything else is grey, so
/// that the only strong colours are those of the data.
enum class ThemeChoice { System, Light, Dark };

/// Colours that QPalette has no role for.
struct ThemeColors {
    QColor border;       ///< thin lines between surfaces
    QColor muted;        ///< secondary text
    QColor accent;
    QColor surface;      ///< cards and chips
    QColor hover;
    QColor warning;      ///< text and line of the message bar
    QColor warningFill;
    QColor loss;         ///< numbers that got worse, a lost sensor
    QColor gain;
};

/// Remembers what the system's palette was, then sets style, palette and style sheet. Call once, after the application
/// is made; setTheme changes it later at any time.
void initialiseTheme(QApplication& application, ThemeChoice choice);
void setTheme(ThemeChoice choice);
ThemeChoice theme();
bool isDark();
const ThemeColors& themeColors();

/// "system", "light", "dark", as kept in the settings; unknown words mean System.
ThemeChoice themeFromName(const QString& name);
QString nameOf(ThemeChoice choice);

}  // namespace lacuna::ui
