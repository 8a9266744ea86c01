#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QHash>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QTabBar>
#include <QTextEdit>
#include <QPlainTextEdit>

#include "color/color_difference.h"
#include "ui/canvas/map_canvas.h"
#include "ui/help/guide_window.h"
#include "ui/help/help_desk.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/window/message_bar.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace lacuna {
namespace {

base::Rgb rgbOf(QRgb pixel) {
    return {static_cast<std::uint8_t>(qRed(pixel)), static_cast<std::uint8_t>(qGreen(pixel)), static_cast<std::uint8_t>(qBlue(pixel))};
}

/// Of what is painted: the commonest colour is the ground, the one that stands out most from it the text.
double contrastIn(const QImage& picture, const QRect& area) {
    QHash<QRgb, int> counts;
    const QRect inside = area & picture.rect();
    for (int y = inside.top(); y <= inside.bottom(); ++y)
        for (int x = inside.left(); x <= inside.right(); ++x) ++counts[picture.pixel(x, y)];
    if (counts.size() < 2) return 21;  // nothing is written
    QRgb ground = 0;
    int most = 0;
    for (auto one = counts.begin(); one != counts.end(); ++one)
        if (one.value() > most) ground = one.key(), most = one.value();
    double best = 1;
    for (auto one = counts.begin(); one != counts.end(); ++one) best = std::max(best, color::contrastOf(rgbOf(ground), rgbOf(one.key())));
    return best;
}

class LookTest : public testing::WithParamInterface<ui::ThemeChoice>, public ui::test::WindowTest {
protected:
    LookTest() {
        ui::initialiseTheme(*qApp, GetParam());
        window.resize(1440, 900);
        QCoreApplication::processEvents();
    }

    /// Texts of a window or panel whose contrast is below 4.5.
    static QStringList faint(QWidget* top) {
        QStringList found;
        const QImage picture = top->grab().toImage();
        const auto check = [&](const QWidget* widget, const QRect& area, const QString& text) {
            const QRect seen = widget->visibleRegion().boundingRect() & area;
            if (text.trimmed().isEmpty() || seen.width() < 8 || seen.height() < 8) return;
            const QRect placed(widget->mapTo(top, seen.topLeft()), seen.size());
            if (const double contrast = contrastIn(picture, placed); contrast < 4.5)
                found << QString("%1 “%2”: %3").arg(widget->objectName(), text).arg(contrast, 0, 'f', 2);
        };
        for (const auto* widget : top->findChildren<QWidget*>()) {
            if (!widget->isVisible() || !widget->isEnabled() || widget->visibleRegion().isEmpty()) continue;
            const QRect whole = widget->rect().adjusted(2, 2, -2, -2);  // without frames
            if (const auto* label = qobject_cast<const QLabel*>(widget)) check(label, whole, label->text());
            else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) check(button, whole, button->text());
            else if (const auto* box = qobject_cast<const QComboBox*>(widget)) check(box, whole, box->currentText());
            else if (const auto* line = qobject_cast<const QLineEdit*>(widget)) check(line, whole, line->text() + line->placeholderText());
            else if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
                for (int i = 0; i < tabs->count(); ++i) check(tabs, tabs->tabRect(i).adjusted(2, 2, -2, -4), tabs->tabText(i));
            } else if (const auto* header = qobject_cast<const QHeaderView*>(widget)) {
                for (int i = 0; i < header->count() && header->model(); ++i)
                    check(header->viewport(), QRect(header->sectionViewportPosition(i), 2, header->sectionSize(i), header->height() - 4),
                          header->model()->headerData(i, header->orientation()).toString());
            }
        }
        return found;
    }
};

TEST_P(LookTest, textStandsOutInTheEmptyWindow) { EXPECT_EQ(faint(&window).join("\n").toStdString(), ""); }

TEST_P(LookTest, textStandsOutInEveryPanelOfAFullWindow) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    session.toggleSensor(1);
    session.runWhatIf();
    ASSERT_TRUE(ui::test::waitFor([&] { return session.whatIf().has_value() && session.isIdle(); }));
    window.showMessage("open raster: a.tif has 3 bands, expected 4.");
    for (const auto* dock : window.findChildren<QDockWidget*>()) {
        window.raisePanel(dock->objectName());
        QTest::qWait(20);
        EXPECT_EQ(faint(&window).join("\n").toStdString(), "") << dock->objectName().toStdString();
    }
}

TEST_P(LookTest, textStandsOutInTheGuide) {
    window.help()->showSection({});
    EXPECT_EQ(faint(window.help()->guide()).join("\n").toStdString(), "");
}

TEST_P(LookTest, iconsTakeTheThemesColour) {
    const QImage enabled = ui::icon("zoom").pixmap(32, 32).toImage();
    const QColor text = QApplication::palette().color(QPalette::ButtonText);
    bool found = false;
    for (int y = 0; y < enabled.height(); ++y)
        for (int x = 0; x < enabled.width(); ++x) found = found || (qAlpha(enabled.pixel(x, y)) == 255 && QColor(enabled.pixel(x, y)) == text);
    EXPECT_TRUE(found);
}

TEST_P(LookTest, iconsAreDrawnInThePixelsOfTheScreen) {
    const QPixmap sharp = ui::icon("zoom").pixmap(QSize(20, 20), 2.0);
    EXPECT_EQ(sharp.size(), QSize(40, 40));
    EXPECT_EQ(sharp.deviceIndependentSize(), QSizeF(20, 20));
}

INSTANTIATE_TEST_SUITE_P(Themes, LookTest, testing::Values(ui::ThemeChoice::Light, ui::ThemeChoice::Dark),
                         [](const auto& info) { return info.param == ui::ThemeChoice::Light ? "light" : "dark"; });

class AccessTest : public ui::test::WindowTest {};

TEST_F(AccessTest, everyControlThatIsOperatedHasANameAndAKey) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    for (const auto* widget : window.findChildren<QWidget*>()) {
        const QString name = widget->objectName();
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool control = button || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
                             qobject_cast<const QSlider*>(widget) || qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const QTextEdit*>(widget) ||
                             qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const ui::MapCanvas*>(widget);
        const auto* above = widget->parentWidget();
        // Parts that Qt puts into its own controls are named by them.
        if (!control || name.startsWith("qt_") || qobject_cast<const QAbstractSpinBox*>(above) || qobject_cast<const QTabBar*>(above) ||
            qobject_cast<const QHeaderView*>(widget) || qobject_cast<const QAbstractItemView*>(above) || qobject_cast<const QLineEdit*>(above) ||
            qobject_cast<const QComboBox*>(above) || (above && above->inherits("QComboBoxPrivateContainer")))
            continue;
        if (button && button->isHidden() && button->text().isEmpty()) continue;  // named when it is shown
        EXPECT_FALSE(widget->accessibleName().isEmpty() && (!button || button->text().isEmpty()))
            << widget->metaObject()->className() << " " << name.toStdString() << " in " << (above ? above->objectName().toStdString() : "");
    }
}

TEST_F(AccessTest, theKeysAreThoseThatUsersOfQgisExpect) {
    const std::pair<const char*, const char*> keys[] = {
        {"newProject", "Ctrl+N"},    {"openProject", "Ctrl+O"},  {"saveProject", "Ctrl+S"},         {"saveProjectAs", "Ctrl+Shift+S"}, {"undo", "Ctrl+Z"},
        {"redo", "Ctrl+Shift+Z"},    {"addSensor", "Ctrl+L"},    {"removeLayer", "Ctrl+D"},         {"toolIdentify", "Ctrl+Shift+I"},  {"fullExtent", "Ctrl+Shift+F"},
        {"refresh", "F5"},           {"fullScreen", "F11"},      {"nextPanel", "Ctrl+Tab"},         {"guide", "F1"},                   {"restoreAll", "0"}};
    for (const auto& [name, key] : keys) {
        const auto* action = window.findChild<QAction*>(name);
        ASSERT_NE(action, nullptr) << name;
        EXPECT_EQ(action->shortcut(), QKeySequence(key)) << name;
    }
    ASSERT_TRUE(ui::test::openAll(session, scene));
    for (int number = 1; number <= 2; ++number)
        EXPECT_EQ(window.findChild<QAction*>(QString("sensor%1").arg(number))->shortcut(), QKeySequence(QString::number(number)));
}

TEST_F(AccessTest, noKeyIsGivenTwice) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    QHash<QString, QString> taken;
    for (const auto* action : window.findChildren<QAction*>()) {
        if (action->shortcutContext() == Qt::WidgetShortcut || action->shortcutContext() == Qt::WidgetWithChildrenShortcut) continue;
        for (const auto& key : action->shortcuts()) {
            const QString text = key.toString();
            EXPECT_FALSE(taken.contains(text)) << text.toStdString() << ": " << action->objectName().toStdString() << " and " << taken[text].toStdString();
            taken[text] = action->objectName();
        }
    }
}

}  // namespace
}  // namespace lacuna
