#include "ui/theme/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

namespace lacuna::ui {
namespace {

struct State {
    ThemeChoice choice = ThemeChoice::System;
    bool systemIsDark = false;
    bool dark = false;
    ThemeColors colors;
};

State& state() {
    static State instance;
    return instance;
}

QPalette lightPalette() {
    QPalette palette;
    const QColor text(0x1c, 0x22, 0x28), window(0xf3, 0xf4, 0xf6), accent(0x1f, 0x6f, 0xc4);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(0xf7, 0xf8, 0xf9));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, QColor(0xfa, 0xfb, 0xfc));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Light, Qt::white);
    palette.setColor(QPalette::Midlight, QColor(0xe8, 0xea, 0xed));
    palette.setColor(QPalette::Mid, QColor(0xc9, 0xce, 0xd3));
    palette.setColor(QPalette::Dark, QColor(0xa5, 0xac, 0xb3));
    palette.setColor(QPalette::Shadow, QColor(0x6c, 0x75, 0x7d));
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::ToolTipBase, Qt::white);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, QColor(0x5a, 0x63, 0x6c));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0xa3, 0xaa, 0xb1));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(0xc9, 0xce, 0xd3));
    return palette;
}

QPalette darkPalette() {
    QPalette palette;
    const QColor text(0xdd, 0xe2, 0xe6), window(0x25, 0x29, 0x2d), accent(0x4d, 0x9b, 0xe6);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, QColor(0x1c, 0x1f, 0x23));
    palette.setColor(QPalette::AlternateBase, QColor(0x21, 0x25, 0x29));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, QColor(0x2e, 0x33, 0x38));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Light, QColor(0x3d, 0x43, 0x49));
    palette.setColor(QPalette::Midlight, QColor(0x33, 0x39, 0x3f));
    palette.setColor(QPalette::Mid, QColor(0x44, 0x4b, 0x52));
    palette.setColor(QPalette::Dark, QColor(0x16, 0x19, 0x1c));
    palette.setColor(QPalette::Shadow, QColor(0x0e, 0x10, 0x12));
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, QColor(0x0e, 0x16, 0x1e));
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::ToolTipBase, QColor(0x33, 0x39, 0x3f));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, QColor(0x98, 0xa1, 0xa9));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x66, 0x6e, 0x76));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(0x44, 0x4b, 0x52));
    return palette;
}

ThemeColors lightColors() {
    return {.border = QColor(0xd9, 0xdd, 0xe1), .muted = QColor(0x5a, 0x63, 0x6c), .accent = QColor(0x1f, 0x6f, 0xc4),
            .surface = QColor(0xff, 0xff, 0xff), .hover = QColor(0xe9, 0xec, 0xef), .warning = QColor(0x8a, 0x4b, 0x08),
            .warningFill = QColor(0xfd, 0xf3, 0xe1), .loss = QColor(0xb4, 0x3a, 0x2e), .gain = QColor(0x1f, 0x7a, 0x52)};
}

ThemeColors darkColors() {
    return {.border = QColor(0x3a, 0x40, 0x46), .muted = QColor(0x98, 0xa1, 0xa9), .accent = QColor(0x4d, 0x9b, 0xe6),
            .surface = QColor(0x2c, 0x31, 0x36), .hover = QColor(0x37, 0x3d, 0x43), .warning = QColor(0xf0, 0xb9, 0x65),
            .warningFill = QColor(0x3b, 0x31, 0x22), .loss = QColor(0xef, 0x82, 0x74), .gain = QColor(0x6c, 0xcb, 0x9b)};
}

QString styleSheet(const ThemeColors& colors, const QPalette& palette) {
    QString sheet = QStringLiteral(R"(
QMainWindow::separator { background: %border; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: %accent; }
QDockWidget { font-weight: 600; }
QDockWidget::title { padding: 7px 10px 5px 10px; text-align: left; background: %window; }
QMenuBar { background: %window; border-bottom: 1px solid %border; padding: 1px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: %hover; }
QToolBar { background: %window; border: 0; border-bottom: 1px solid %border; spacing: 2px; padding: 3px 6px; }
QToolBar::separator { background: %border; width: 1px; margin: 5px 6px; }
QToolBar QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px; }
QToolBar QToolButton:hover { background: %hover; }
QToolBar QToolButton:checked { background: %checked; border-color: %accent; }
QStatusBar { background: %window; border-top: 1px solid %border; }
QStatusBar::item { border: 0; }
QHeaderView::section { background: %window; color: %muted; border: 0; border-bottom: 1px solid %border; padding: 4px; }
QTreeView::item { min-height: 26px; }
QTreeView, QListView { outline: none; }
QTreeView::item:focus, QListView::item:focus { background: %hover; }
QTreeView::item:hover, QListView::item:hover { background: %hover; }
QTreeView::item:selected, QListView::item:selected { background: %checked; color: %text; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: %handle; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: %muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCheckBox::indicator, QTreeView::indicator, QTableView::indicator { width: 14px; height: 14px; border: 1px solid %muted; border-radius: 3px; background: %base; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QTableView::indicator:checked { background: %accent; border-color: %accent; image: url(:/icons/tick.svg); }
QCheckBox::indicator:focus { border: 2px solid %text; }
QTableView, QTreeView { border: 0; gridline-color: %border; selection-background-color: %checked; selection-color: %text; }
QTabBar::tab { background: transparent; border: 0; border-bottom: 2px solid transparent; padding: 6px 11px; color: %muted; }
QTabBar::tab:selected { color: %text; border-bottom-color: %accent; }
QTabBar::tab:hover { color: %text; }
QTabWidget::pane { border: 0; border-top: 1px solid %border; }
QProgressBar { border: 0; border-radius: 3px; background: %hover; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { border-radius: 3px; background: %accent; }
QScrollArea { border: 0; }
QToolTip { border: 1px solid %border; padding: 4px 6px; }
QLabel[role="muted"] { color: %muted; }
QLabel[role="figure"] { font-size: 19pt; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="section"] { font-weight: 600; font-size: 12pt; padding-bottom: 2px; }
QLabel[role="title"] { font-weight: 600; font-size: 22pt; }
QPushButton[role="card"] { border: 1px solid %border; border-radius: 8px; background: %surface; text-align: left; }
QPushButton[role="card"]:hover { border-color: %accent; background: %hover; }
QPushButton[role="card"]:focus { border: 2px solid %accent; }
QPushButton[role="card"]:pressed { background: %checked; }
QPushButton[role="line"] { border: 1px solid transparent; border-radius: 5px; padding: 5px 8px; text-align: left; background: transparent; }
QPushButton[role="line"]:hover { background: %hover; }
QPushButton[role="line"]:focus { border-color: %accent; }
QPushButton[role="primary"] { background: %accent; color: %accentText; border: 0; border-radius: 5px; padding: 6px 14px; font-weight: 600; }
QPushButton[role="primary"]:hover { background: %accentHover; }
QPushButton[role="primary"]:focus { border: 2px solid %text; padding: 4px 12px; }
QPushButton[role="primary"]:disabled { background: %hover; color: %disabled; }
QPushButton[role="quiet"] { border: 1px solid %border; border-radius: 5px; padding: 4px 10px; background: %surface; }
QPushButton[role="quiet"]:hover { background: %hover; }
QPushButton[role="quiet"]:focus { border-color: %accent; }
QToolButton[role="flat"] { border: 0; border-radius: 4px; padding: 3px; }
QToolButton[role="flat"]:hover { background: %hover; }
)");
    const auto put = [&](const char* key, const QColor& color) { sheet.replace(QLatin1String(key), color.name()); };
    QColor checked = colors.accent;
    const QColor base = palette.color(QPalette::Window);
    const auto mix = [&](int a, int b) { return (a * 22 + b * 78) / 100; };
    checked = QColor(mix(checked.red(), base.red()), mix(checked.green(), base.green()), mix(checked.blue(), base.blue()));
    put("%border", colors.border);
    put("%muted", colors.muted);
    put("%handle", palette.color(QPalette::Mid));
    put("%accentHover", colors.accent.lighter(112));
    put("%accentText", palette.color(QPalette::HighlightedText));
    put("%accent", colors.accent);
    put("%hover", colors.hover);
    put("%surface", colors.surface);
    put("%checked", checked);
    put("%disabled", palette.color(QPalette::Disabled, QPalette::Text));
    put("%window", base);
    put("%base", palette.color(QPalette::Base));
    put("%text", palette.color(QPalette::Text));
    return sheet;
}

}  // namespace

void initialiseTheme(QApplication& application, ThemeChoice choice) {
    state().systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    application.setStyle(QStyleFactory::create("Fusion"));
    setTheme(choice);
}

void setTheme(ThemeChoice choice) {
    auto& now = state();
    now.choice = choice;
    now.dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && now.systemIsDark);
    now.colors = now.dark ? darkColors() : lightColors();
    const QPalette palette = now.dark ? darkPalette() : lightPalette();
    QApplication::setPalette(palette);
    qApp->setStyleSheet(styleSheet(now.colors, palette));
}

ThemeChoice theme() {
    return state().choice;
}

bool isDark() {
    return state().dark;
}

const ThemeColors& themeColors() {
    if (!state().colors.border.isValid()) state().colors = lightColors();
    return state().colors;
}

ThemeChoice themeFromName(const QString& name) {
    if (name == "light") return ThemeChoice::Light;
    if (name == "dark") return ThemeChoice::Dark;
    return ThemeChoice::System;
}

QString nameOf(ThemeChoice choice) {
    switch (choice) {
        case ThemeChoice::Light: return "light";
        case ThemeChoice::Dark: return "dark";
        case ThemeChoice::System: break;
    }
    return "system";
}

}  // namespace lacuna::ui
