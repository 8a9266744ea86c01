#pragma once

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QColorDialog>
#include <QComboBox>
#include <QDialog>
#include <QDrag>
#include <QFileDialog>
#include <QFontDialog>
#include <QLineEdit>
#include <QElapsedTimer>
#include <QMenu>
#include <QPointer>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "app/desktop/gui_watchdog.h"

namespace lacuna::ui::test {

/// Windows and menus that are open besides the main window and its docks.
inline QList<QWidget*> openDialogs(const QWidget* main) {
    QList<QWidget*> found;
    for (auto* widget : QApplication::topLevelWidgets())
        if (widget != main && widget->isVisible() && !widget->inherits("QDockWidget") && !widget->inherits("QTipLabel") && !widget->inherits("QDockWidgetGroupWindow") &&
            !widget->inherits("QShapedPixmapWidget") && !widget->inherits("QComboBoxPrivateContainer"))
            found << widget;
    return found;
}

/// Closes it as a user would who changes his mind.
inline void escape(QWidget* widget) {
    const QPointer<QWidget> guard = widget;
    QTest::keyClick(widget, Qt::Key_Escape);
    QCoreApplication::processEvents();
    if (guard && guard->isVisible()) guard->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

/// What a dialog lacks; empty: nothing.
inline QStringList faultsOf(const QWidget* dialog) {
    QStringList faults;
    if (dialog->inherits("QMenu")) return faults;
    const QString name = QString(dialog->metaObject()->className()) + " \"" + dialog->objectName() + "\"";
    if (dialog->windowTitle().isEmpty() && !(dialog->windowFlags() & Qt::Popup & ~Qt::Window)) faults << name + " has no title";
    // A window beside the main one (the guide) stands alone.
    if (!dialog->parentWidget() && qobject_cast<const QDialog*>(dialog)) faults << name + " has no parent";
    if (dialog->isModal()) faults << name + " is modal";
    // Qt names the parts of its own dialogs.
    if (qobject_cast<const QFileDialog*>(dialog) || qobject_cast<const QColorDialog*>(dialog) || qobject_cast<const QFontDialog*>(dialog)) return faults;
    for (const auto* child : dialog->findChildren<QWidget*>()) {
        if (!child->isVisibleTo(dialog) || !(child->focusPolicy() & Qt::TabFocus) || child->objectName().startsWith("qt_")) continue;
        if (qobject_cast<const QAbstractSpinBox*>(child->parentWidget()) || qobject_cast<const QComboBox*>(child->parentWidget())) continue;
        const auto* button = qobject_cast<const QAbstractButton*>(child);
        if (button && !button->text().isEmpty()) continue;
        if (child->inherits("QLabel")) continue;
        if (child->accessibleName().isEmpty() && !dialog->inherits("QInputDialog") && !dialog->inherits("QMessageBox"))
            faults << name + ": a " + child->metaObject()->className() + " \"" + child->objectName() + "\" without a name for screen readers";
    }
    return faults;
}

/// Ends what turns an event loop of its own below the code that drives the window: a blocking dialog, a drag. Counts how
/// often that was needed.
class LoopBreaker : public QObject {
public:
    LoopBreaker() {
        timer_.setInterval(50);
        connect(&timer_, &QTimer::timeout, this, [this] {
            if (!inside_ || clock_.elapsed() < 150) return;
            broken_ << (QApplication::activeModalWidget() ? QApplication::activeModalWidget()->objectName() : QString("a loop"));
            QDrag::cancel();
            if (auto* popup = QApplication::activePopupWidget()) popup->close();
            if (auto* modal = QApplication::activeModalWidget()) modal->close();
            clock_.restart();
        });
        timer_.start();
    }
    /// Runs it; loops of its own are ended.
    template <class Call>
    void run(Call&& call) {
        inside_ = true;
        clock_.start();
        call();
        inside_ = false;
    }
    const QStringList& broken() const { return broken_; }

private:
    QTimer timer_;
    QElapsedTimer clock_;
    bool inside_ = false;
    QStringList broken_;
};

/// Collects what Qt warns of, which is a fault of ours; not what the plugin without a screen can't do.
class WarningCatcher {
public:
    WarningCatcher() { former_ = qInstallMessageHandler(&WarningCatcher::take); }
    ~WarningCatcher() { qInstallMessageHandler(former_); }
    WarningCatcher(const WarningCatcher&) = delete;
    WarningCatcher& operator=(const WarningCatcher&) = delete;
    static QStringList taken() { return std::exchange(list(), {}); }

private:
    static QStringList& list() {
        static QStringList all;
        return all;
    }
    static void take(QtMsgType type, const QMessageLogContext&, const QString& text) {
        if (type == QtDebugMsg || text.startsWith("This plugin does not support") || text.contains("XDG_RUNTIME_DIR") ||
            text == "Unimplemented code.")
            return;
        list() << text;
    }
    QtMessageHandler former_;
};

/// Tells of blocks of the GUI thread and of what was being done meanwhile.
class BlockReport {
public:
    BlockReport() {
        watchdog_.onBlock(20, [this](double ms) { blocks_.push_back({ms, doing_}); });
        if (qEnvironmentVariableIsSet("LACUNA_WATCHDOG")) watchdog_.showStacks();
        watchdog_.begin();
    }
    void doing(const QString& what) { doing_ = what; }
    /// Between the two nothing is measured: what the test itself does.
    void pause() {
        QCoreApplication::processEvents();
        watchdog_.end();
    }
    void resume() {
        watchdog_.begin();
        QCoreApplication::processEvents();
    }
    /// Prints the worst; with LACUNA_WATCHDOG=strict those over the limit fail the test.
    void finish() {
        watchdog_.end();
        const auto over = std::count_if(blocks_.begin(), blocks_.end(), [](const Block& one) { return one.ms > app::GuiWatchdog::limit; });
        std::sort(blocks_.begin(), blocks_.end(), [](const Block& a, const Block& b) { return a.ms > b.ms; });
        std::printf("GUI thread: longest block %.0f ms, %d over %.0f ms\n", blocks_.empty() ? 0.0 : blocks_.front().ms, static_cast<int>(over), app::GuiWatchdog::limit);
        for (std::size_t i = 0; i < blocks_.size() && i < 12; ++i) std::printf("  %4.0f ms: %s\n", blocks_[i].ms, qPrintable(blocks_[i].doing));
        if (qgetenv("LACUNA_WATCHDOG") == "strict") {
            EXPECT_EQ(over, 0);
        }
    }

private:
    struct Block {
        double ms;
        QString doing;
    };
    QString doing_;
    std::vector<Block> blocks_;
    app::GuiWatchdog watchdog_;
};

}  // namespace lacuna::ui::test
