#pragma once

#include <QLocale>
#include <QString>

namespace lacuna::ui {

/// How numbers are written where people read them; files and command lines never use it.
inline QLocale shownLocale() {
    const QLocale locale;
    return locale.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates) : locale;
}

/// Digits with the language's decimal mark and without marks between thousands: "59.1", in German "59,1".
inline QString shownNumber(double value, int decimals, char format = 'f') {
    auto locale = shownLocale();
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, format, decimals);
}

/// A shown number as files have it: "1.234,5" in German is "1234.5". Any other text comes back as it is.
inline QString plainNumber(const QString& shown) {
    const auto locale = shownLocale();
    QString digits = shown;
    digits.replace(QChar(0x2212), QLatin1Char('-'));
    bool isNumber = false;
    locale.toDouble(digits, &isNumber);
    if (!isNumber) return shown;
    return digits.remove(locale.groupSeparator()).replace(locale.decimalPoint(), QLatin1String("."));
}

}  // namespace lacuna::ui
