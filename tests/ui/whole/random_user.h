#pragma once

#include <QAbstractScrollArea>
#include <QDockWidget>
#include <QLineEdit>
#include <QMessageBox>
#include <QTabBar>
#include <QUndoStack>
#include <QWheelEvent>
#include <random>
#include <utility>

#include "sample_project.h"
#include "ui/canvas/map_canvas.h"
#include "ui/window/window_actions.h"
#include "window_watch.h"

namespace lacuna::ui::test {

/// Clicks, drags, types and turns the wheel at random, on whatever is under the place; the same seed does the same as
/// long as the window answers the same. File dialogs are closed: nothing is written outside the folder of the test.
class RandomUser {
public:
    RandomUser(MainWindow& window, LoopBreaker& breaker, BlockReport& report, unsigned seed) : window_(window), breaker_(breaker), report_(report), random_(seed) {}

    /// One event with what comes of it at once.
    void act() {
        const auto open = openDialogs(&window_);
        QWidget* top = open.isEmpty() ? static_cast<QWidget*>(&window_) : open.back();
        // A third of what comes up is left as soon as it is there; file dialogs always are.
        if (top != &window_ && (qobject_cast<QFileDialog*>(top) || below(3) == 0)) {
            told("Escape in", top);
            return breaker_.run([&] { escape(top); });
        }
        breaker_.run([&] { event(top); });
        breaker_.run([] { QCoreApplication::processEvents(QEventLoop::AllEvents, 5); });
    }
    const QString& last() const { return last_; }

private:
    int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
    void told(const QString& what, const QWidget* where) {
        QString place;
        for (; where && place.count('<') < 3; where = where->parentWidget())
            if (!where->objectName().isEmpty()) place += (place.isEmpty() ? "" : " < ") + where->objectName();
        last_ = what + " " + place;
        report_.doing(last_);
    }

    void event(QWidget* top) {
        const int kind = below(100);
        if (kind < 44) return click(top);
        if (kind < 56) return drag(top);
        if (kind < 64) return wheel(top);
        if (kind < 78) return key(top);
        if (kind < 86) return shortcut();
        if (kind < 88) return resize();
        if (kind < 92) return moveDock();
        if (kind < 96) return step();
        doubleClick(top);
    }

    QWidget* somewhere(QWidget* top, QPoint& place) {
        place = QPoint(below(qMax(1, top->width())), below(qMax(1, top->height())));
        // The map is most of the window; what is at the edges is wanted as much.
        if (top == &window_ && window_.canvas()->geometry().isValid() && below(3) == 0)
            place = window_.canvas()->mapTo(top, QPoint(below(qMax(1, window_.canvas()->width())), below(qMax(1, window_.canvas()->height()))));
        QWidget* target = top->childAt(place);
        if (!target) return top;
        place = target->mapFrom(top, place);
        return target;
    }
    Qt::MouseButton button() { return below(6) == 0 ? Qt::RightButton : below(12) == 0 ? Qt::MiddleButton : Qt::LeftButton; }
    Qt::KeyboardModifiers modifiers() {
        static constexpr Qt::KeyboardModifier some[] = {Qt::ShiftModifier, Qt::ControlModifier};
        return below(8) == 0 ? Qt::KeyboardModifiers(some[below(2)]) : Qt::KeyboardModifiers();
    }

    void click(QWidget* top) {
        QPoint place;
        auto* target = somewhere(top, place);
        told("click", target);
        const auto pressed = button();
        const auto keys = modifiers();
        const QPointer<QWidget> guard = target;
        QTest::mouseClick(target, pressed, keys, place);
        if (pressed == Qt::RightButton && guard) {
            QContextMenuEvent menu(QContextMenuEvent::Mouse, place, target->mapToGlobal(place), keys);
            QApplication::sendEvent(target, &menu);
        }
    }
    void doubleClick(QWidget* top) {
        QPoint place;
        auto* target = somewhere(top, place);
        told("double click", target);
        QTest::mouseDClick(target, Qt::LeftButton, {}, place);
    }
    void drag(QWidget* top) {
        QPoint from;
        const QPointer<QWidget> target = somewhere(top, from);
        told("drag", target);
        const auto held = button();
        const auto keys = modifiers();
        const QPoint to = from + QPoint(below(401) - 200, below(401) - 200);
        QTest::mousePress(target, held, keys, from);
        for (int i = 1; i <= 4 && target; ++i) {
            const QPointF place = from + QPointF(to - from) * i / 4;
            QMouseEvent move(QEvent::MouseMove, place, target->mapToGlobal(place), Qt::NoButton, held, keys);
            QApplication::sendEvent(target, &move);
            QCoreApplication::processEvents();
        }
        if (target) QTest::mouseRelease(target, held, keys, to);
    }
    void wheel(QWidget* top) {
        QPoint place;
        auto* target = somewhere(top, place);
        told("wheel", target);
        const int turns = (below(2) ? 120 : -120) * (1 + below(3));
        QWheelEvent event(place, target->mapToGlobal(QPointF(place)), {}, QPoint(0, turns), Qt::NoButton, modifiers(), Qt::NoScrollPhase, false);
        QApplication::sendEvent(target, &event);
    }
    void key(QWidget* top) {
        static constexpr Qt::Key keys[] = {Qt::Key_Tab,    Qt::Key_Backtab, Qt::Key_Return, Qt::Key_Escape, Qt::Key_Space, Qt::Key_Delete, Qt::Key_Backspace,
                                           Qt::Key_Left,   Qt::Key_Right,   Qt::Key_Up,     Qt::Key_Down,   Qt::Key_Home,  Qt::Key_End,    Qt::Key_PageUp,
                                           Qt::Key_PageDown, Qt::Key_Plus,  Qt::Key_Minus,  Qt::Key_0,      Qt::Key_1,     Qt::Key_2,      Qt::Key_3,
                                           Qt::Key_7,      Qt::Key_A,       Qt::Key_B,      Qt::Key_X,      Qt::Key_F2,    Qt::Key_Menu,   Qt::Key_BracketLeft, Qt::Key_BracketRight};
        auto* target = top->focusWidget() ? top->focusWidget() : top;
        const auto chosen = keys[below(static_cast<int>(std::size(keys)))];
        told("key " + QKeySequence(chosen).toString() + " in", target);
        QTest::keyClick(target, chosen, modifiers());
    }
    void shortcut() {
        QList<QKeySequence> all;
        for (const auto* action : window_.actions())
            if (!action->shortcut().isEmpty()) all << action->shortcut();
        const auto chosen = all[below(static_cast<int>(all.size()))];
        auto* target = window_.focusWidget() ? window_.focusWidget() : static_cast<QWidget*>(&window_);
        told("shortcut " + chosen.toString() + " in", target);
        const auto combination = chosen[0];
        QTest::keyClick(target, combination.key(), combination.keyboardModifiers());
    }
    void resize() {
        told("resize", &window_);
        window_.resize(900 + below(1021), 600 + below(481));
    }
    void moveDock() {
        const auto docks = window_.findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly);
        auto* dock = docks[below(static_cast<int>(docks.size()))];
        auto* other = docks[below(static_cast<int>(docks.size()))];
        told("move dock", dock);
        switch (below(4)) {
            case 0: dock->setFloating(!dock->isFloating()); break;
            case 1: window_.addDockWidget(below(2) ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea, dock); break;
            case 2:
                if (dock != other && !dock->isFloating() && !other->isFloating()) window_.tabifyDockWidget(other, dock);
                break;
            default: dock->setVisible(!dock->isVisible());
        }
    }
    void step() {
        const bool back = below(3) > 0;
        told(back ? "undo " + window_.undoStack()->undoText() : "redo " + window_.undoStack()->redoText(), &window_);
        (back ? window_.commands()->undo : window_.commands()->redo)->trigger();
    }

    MainWindow& window_;
    LoopBreaker& breaker_;
    BlockReport& report_;
    std::mt19937 random_;
    QString last_;
};

}  // namespace lacuna::ui::test
