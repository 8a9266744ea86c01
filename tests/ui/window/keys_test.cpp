#include <QAction>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QMainWindow>
#include <QMenuBar>
#include <QSettings>
#include <QTreeWidget>

#include "ui/keys/keys_dialog.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace lacuna {
namespace {

class KeysTest : public ui::test::WindowTest {
protected:
    KeysTest() { QSettings().clear(); }
    ~KeysTest() override { QSettings().clear(); }
    QAction* action(const char* name) const { return window.findChild<QAction*>(name); }
    ui::KeysDialog* open() {
        window.commands()->keys->trigger();
        return window.findChild<ui::KeysDialog*>("keysDialog");
    }
    static void choose(ui::KeysDialog* dialog, const QString& name) {
        auto* list = dialog->findChild<QTreeWidget*>("keysList");
        const auto found = list->findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
        ASSERT_EQ(found.size(), 1) << name.toStdString();
        list->setCurrentItem(found.first());
    }
    static void press(ui::KeysDialog* dialog, const char* key) { dialog->findChild<QKeySequenceEdit*>("keyEdit")->setKeySequence(QKeySequence(key)); }
    static QString note(ui::KeysDialog* dialog) { return dialog->findChild<QLabel*>("keyNote")->text(); }
    static QPushButton* button(ui::KeysDialog* dialog, const char* name) { return dialog->findChild<QPushButton*>(name); }
};

TEST_F(KeysTest, theDialogListsEveryCommandWithItsKey) {
    auto* dialog = open();
    ASSERT_NE(dialog, nullptr);
    auto* list = dialog->findChild<QTreeWidget*>("keysList");
    const auto found = list->findItems("Export Map", Qt::MatchExactly | Qt::MatchRecursive);
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found.first()->text(1), QKeySequence("Ctrl+E").toString(QKeySequence::NativeText));
    EXPECT_EQ(found.first()->parent()->text(0), "File");
}

TEST_F(KeysTest, aCommandTakesAnotherKeyAndItWorks) {
    auto* dialog = open();
    choose(dialog, "Open Model");
    press(dialog, "Ctrl+Alt+M");
    button(dialog, "keySet")->click();
    EXPECT_EQ(action("openModel")->shortcut(), QKeySequence("Ctrl+Alt+M"));
    EXPECT_TRUE(action("openModel")->toolTip().contains("Alt"));
    EXPECT_TRUE(button(dialog, "keyReset")->isEnabled());
    button(dialog, "keyReset")->click();
    EXPECT_EQ(action("openModel")->shortcut(), QKeySequence("Ctrl+M"));
}

TEST_F(KeysTest, aKeyThatIsTakenIsSaidSoAndGoesOver) {
    auto* dialog = open();
    choose(dialog, "Open Model");
    press(dialog, "Ctrl+E");
    EXPECT_TRUE(note(dialog).contains("Export Map")) << note(dialog).toStdString();
    button(dialog, "keySet")->click();
    EXPECT_EQ(action("openModel")->shortcut(), QKeySequence("Ctrl+E"));
    EXPECT_TRUE(action("exportMap")->shortcut().isEmpty());
    button(dialog, "keysReset")->click();
    EXPECT_EQ(action("exportMap")->shortcut(), QKeySequence("Ctrl+E"));
    EXPECT_EQ(action("openModel")->shortcut(), QKeySequence("Ctrl+M"));
}

TEST_F(KeysTest, theNumbersOfTheSensorsAreNotGivenAway) {
    auto* dialog = open();
    choose(dialog, "Open Model");
    press(dialog, "3");
    EXPECT_FALSE(button(dialog, "keySet")->isEnabled());
    EXPECT_TRUE(note(dialog).contains("sensors"));
}

TEST_F(KeysTest, theFilterFindsNamesAndKeys) {
    auto* dialog = open();
    auto* list = dialog->findChild<QTreeWidget*>("keysList");
    dialog->findChild<QLineEdit*>("keysFilter")->setText("swipe");
    ASSERT_EQ(list->topLevelItemCount(), 1);
    EXPECT_EQ(list->topLevelItem(0)->childCount(), 1);
    dialog->findChild<QLineEdit*>("keysFilter")->setText("F11");
    EXPECT_EQ(list->topLevelItem(0)->child(0)->text(0), "Full Screen");
}

TEST_F(KeysTest, theUsersKeysOutliveTheWindowAndTheUsualOnesAreNotKept) {
    {
        QMainWindow other;
        other.menuBar()->addMenu("&File")->addAction("&Open")->setObjectName("open");
        ui::KeyBindings bindings(&other, true);
        bindings.setKey(bindings.commands().first().action, QKeySequence("Ctrl+9"));
    }
    QMainWindow other;
    auto* opens = other.menuBar()->addMenu("&File")->addAction("&Open");
    opens->setObjectName("open");
    opens->setShortcut(QKeySequence("Ctrl+O"));
    ui::KeyBindings bindings(&other, true);
    EXPECT_EQ(opens->shortcut(), QKeySequence("Ctrl+9"));
    bindings.resetAll();
    EXPECT_EQ(opens->shortcut(), QKeySequence("Ctrl+O"));
    EXPECT_TRUE(QSettings().allKeys().filter("keys/").isEmpty());
}

}  // namespace
}  // namespace lacuna
