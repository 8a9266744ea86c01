#include <QAbstractItemView>
#include <QClipboard>
#include <QDesktopServices>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QSet>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>
#include <QTreeView>
#include <QWhatsThis>
#include <QWidgetAction>
#include <QUndoStack>

#include "app/method_loader.h"
#include "sample_project.h"
#include "ui/canvas/layer_panel.h"
#include "ui/canvas/map_canvas.h"
#include "ui/project/project_state.h"
#include "ui/window/sensor_chips.h"
#include "ui/window/window_actions.h"
#include "window_watch.h"

namespace lacuna::ui::test {
namespace {

/// Swallows what a browser would be started for.
class Browser : public QObject {
    Q_OBJECT
public:
    Browser() {
        for (const char* scheme : {"file", "http", "https"}) QDesktopServices::setUrlHandler(scheme, this, "open");
    }
    ~Browser() override {
        for (const char* scheme : {"file", "http", "https"}) QDesktopServices::unsetUrlHandler(scheme);
    }
    int opened = 0;

public Q_SLOTS:
    void open(const QUrl&) { ++opened; }
};

/// Triggers every action that can be reached once.
class EveryActionTest : public testing::Test {
protected:
    EveryActionTest() : methods(*app::loadMethods()), session(*methods), window(&session, false) {
        qputenv("HOME", QByteArray::fromStdString(scene.folder.file("")));
        QDir::setCurrent(QString::fromStdString(scene.folder.file("")));
        window.canvas()->installEventFilter(&paintCounter);
        window.resize(1280, 800);
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
        EXPECT_TRUE(waitUntil([&] { return isSettled(window); }));
        for (auto* lane : {&session.files(), &session.mapJobs(), &session.studies(), &session.samples()->jobs()})
            QObject::connect(lane, &JobRunner::queueChanged, &window, [this] { ++jobs; });
        QObject::connect(window.undoStack(), &QUndoStack::indexChanged, &window, [this] { ++steps; });
    }
    ~EveryActionTest() override {
        QDir::setCurrent(QDir::tempPath());
        session.samples()->setUndoStack(nullptr);
        session.samples()->begin(session.scene().grid);  // nothing is asked when the window goes
    }

    // ---- what there is ----

    struct Found {
        QString path;
        QPointer<QAction> action;
    };
    void addMenu(QList<Found>& found, const QString& path, QMenu* menu) {
        Q_EMIT menu->aboutToShow();
        for (auto* action : menu->actions()) add(found, path, action);
    }
    void add(QList<Found>& found, const QString& path, QAction* action) {
        if (action->isSeparator() || qobject_cast<QWidgetAction*>(action)) return;
        const QString title = action->objectName().isEmpty() ? QString(action->text()).remove('&') : action->objectName();
        if (action->menu()) {
            if (action->isEnabled()) addMenu(found, path + " > " + title, action->menu());
            return;
        }
        found << Found{path + " > " + title, action};
    }
    /// Whether a user gets to see it by choosing docks and tabs: it is on the page that is shown instead of others.
    static bool isReachable(const QWidget* widget) {
        for (; widget->parentWidget() && !widget->isWindow(); widget = widget->parentWidget()) {
            const auto* pages = qobject_cast<const QStackedWidget*>(widget->parentWidget());
            if (pages ? !qobject_cast<const QTabWidget*>(pages->parentWidget()) && pages->currentWidget() != widget
                      : widget->isHidden() && !qobject_cast<const QDockWidget*>(widget) && widget->testAttribute(Qt::WA_WState_ExplicitShowHide))
                return false;
        }
        return true;
    }
    /// Menus, toolbars, context menus of figures and tables, shortcuts of the window.
    QList<Found> all() {
        QList<Found> found;
        for (auto* action : window.menuBar()->actions()) add(found, "menu", action);
        for (auto* bar : window.findChildren<QToolBar*>())
            for (auto* action : bar->actions()) add(found, bar->objectName(), action);
        for (auto* action : window.actions()) add(found, "window", action);
        for (auto* widget : window.findChildren<QWidget*>()) {
            if (widget->contextMenuPolicy() == Qt::ActionsContextMenu && isReachable(widget))
                for (auto* action : widget->actions()) add(found, "context menu of " + widget->objectName(), action);
        }
        for (auto* menu : window.findChildren<QMenu*>())
            if (const auto* owner = qobject_cast<QWidget*>(menu->parent());
                owner && owner->isVisible() && !qobject_cast<const QMenu*>(owner) && owner != window.menuBar() && owner != &window)
                addMenu(found, menu->objectName(), menu);
        QSet<QAction*> seen;
        QList<Found> once;
        for (const auto& one : found)
            if (!seen.contains(one.action)) seen.insert(one.action), once << one;
        return once;
    }

    // ---- whether something happened ----

    struct Trace {
        QImage picture;
        QString title, clipboard;
        int jobs, steps, opened, layers, fullScreen;
        nlohmann::json project;
        QWidget* focus;
        bool checked;
        Qt::CursorShape cursor;
        int tool;
        bool operator==(const Trace&) const = default;
    };
    Trace trace(const QAction* action) {
        return {window.grab().toImage(), window.windowTitle(), QApplication::clipboard()->text(), jobs, steps, browser.opened,
                static_cast<int>(session.layers()->layers().size()), window.isFullScreen(), project::toJson(window.projectState()->capture()),
                window.focusWidget(), action && action->isChecked(), window.canvas()->cursor().shape(), static_cast<int>(window.canvas()->tool())};
    }

    /// One trigger with all that comes of it. Gives what is wrong.
    QStringList trigger(const Found& one) {
        QStringList faults;
        const bool chosen = one.action->isCheckable() && one.action->isChecked() && one.action->actionGroup();
        // So that "Full Extent" and the like have something to do.
        if (session.hasScene()) {
            window.canvas()->setScale(window.canvas()->scale() * 1.07);
            window.canvas()->setCenter(window.canvas()->center() + QPointF(1, 1));
        }
        QApplication::clipboard()->setText("nothing");
        QTest::qWait(15);
        paints = 0;
        report.pause();
        const auto before = trace(one.action);
        report.doing(one.path);
        report.resume();
        breaker.run([&] { one.action->trigger(); });
        QTest::qWait(40);
        report.pause();
        const auto dialogs = openDialogs(&window);
        const bool repainted = one.action == window.commands()->refresh && paints > 0;
        const bool asking = QWhatsThis::inWhatsThisMode();
        if (asking) QWhatsThis::leaveWhatsThisMode();
        const bool same = !repainted && !asking && dialogs.isEmpty() && window.isVisible() && trace(one.action) == before;
        report.resume();
        if (same && !chosen) faults << one.path + " is enabled and does nothing";
        for (auto* dialog : dialogs) {
            if (!dialog) continue;
            for (const auto& fault : faultsOf(dialog)) faults << one.path + ": " + fault;
            titles << dialog->windowTitle();
            escape(dialog);
        }
        for (auto* dialog : openDialogs(&window)) {
            faults << one.path + ": Escape does not close " + dialog->metaObject()->className() + " " + dialog->objectName();
            delete dialog;
        }
        for (const auto& warning : WarningCatcher::taken()) faults << one.path + ": Qt warns: " + warning;
        for (const auto& what : breaker.broken().mid(broken)) faults << one.path + " blocks with " + what;
        broken = static_cast<int>(breaker.broken().size());
        if (!settle(window, 3000)) faults << one.path + ": its jobs can't be stopped";
        if (!window.isVisible()) window.show();
        if (window.isFullScreen()) window.commands()->fullScreen->trigger();
        return faults;
    }

    /// Triggers whatever is enabled, and what becomes so, until nothing new is left. `restore` puts the state back.
    void triggerEverything(const std::function<bool()>& restore) {
        QSet<QString> done;
        QStringList faults;
        for (int round = 0; round < 600; ++round) {
            const auto now = all();
            const auto next = std::find_if(now.begin(), now.end(), [&](const Found& one) { return one.action->isEnabled() && !done.contains(one.path); });
            if (next == now.end()) break;
            done.insert(next->path);
            faults << trigger(*next);
            ASSERT_TRUE(restore()) << "after " << qPrintable(next->path);
        }
        for (const auto& fault : faults) ADD_FAILURE() << qPrintable(fault);
        QStringList disabled;
        for (const auto& one : all())
            if (!done.contains(one.path)) disabled << one.path;
        std::printf("%d actions triggered; never enabled: %s\n", static_cast<int>(done.size()), qPrintable(disabled.join("; ")));
        QStringList menus;
        for (const auto& one : done)
            if (one.startsWith("context")) menus << one;
        std::printf("%s\n", qPrintable(menus.join("; ")));
        triggered = done;
        report.finish();
    }

    /// Counts the paintings of the map.
    struct PaintCounter : QObject {
        explicit PaintCounter(int& paintings) : count(paintings) {}
        bool eventFilter(QObject*, QEvent* event) override {
            if (event->type() == QEvent::Paint) ++count;
            return false;
        }
        int& count;
    };

    WarningCatcher warnings;
    SampleProject scene{48};
    Browser browser;
    std::unique_ptr<plugins::MethodRegistry> methods;
    Session session;
    MainWindow window;
    LoopBreaker breaker;
    BlockReport report;
    int jobs = 0, steps = 0, broken = 0, paints = 0;
    PaintCounter paintCounter{paints};
    QStringList titles;
    QSet<QString> triggered;
};

TEST_F(EveryActionTest, withNothingOpenNoActionFailsOrDoesNothing) {
    triggerEverything([&] { return waitUntil([&] { return isSettled(window); }); });
    EXPECT_GE(triggered.size(), 25);
}

TEST_F(EveryActionTest, withAnEmptyProjectNoActionFailsOrDoesNothing) {
    const QString path = scene.project();
    const auto open = [&] {
        if (window.projects()->path() == path) return true;
        window.projects()->open(path);
        return waitUntil([&] { return window.projects()->path() == path && isSettled(window); });
    };
    bool saved = false;
    window.projects()->saveTo(path, [&] { saved = true; });
    ASSERT_TRUE(waitUntil([&] { return saved; }));
    triggerEverything(open);
    EXPECT_GE(triggered.size(), 26);
}

TEST_F(EveryActionTest, withAFullProjectNoActionFailsOrDoesNothing) {
    ASSERT_TRUE(openFull(window, scene));
    const auto whole = [&] {
        return session.scene().modalityCount() == 2 && session.switchedOn() == 3 && session.isMapComplete(3) && session.hasSamples() && session.reference() &&
               session.layers()->layers(LayerGroup::Sensors).size() == 2 && session.layers()->layers(LayerGroup::Samples).size() == 2;
    };
    triggerEverything([&] {
        if (whole()) return true;
        session.samples()->begin(session.scene().grid);  // whatever is not saved
        session.closeAll();
        if (!waitUntil([&] { return isSettled(window); })) return false;
        return openFull(window, scene);
    });
    // What needs something to have been done before.
    const auto after = [&](const char* name, const std::function<void()>& provoke) {
        provoke();
        EXPECT_TRUE(settle(window, 20000));
        auto* action = window.findChild<QAction*>(name);
        ASSERT_NE(action, nullptr) << name;
        ASSERT_TRUE(action->isEnabled()) << name;
        for (const auto& fault : trigger({name, action})) ADD_FAILURE() << qPrintable(fault);
    };
    after("restoreAll", [&] { session.toggleSensor(1); });
    after("redo", [&] { window.undoStack()->undo(); });
    after("removeLayer", [&] { window.findChild<LayerPanel*>()->setCurrentLayer(session.layers()->layers(LayerGroup::Sensors).first()); });
    after("separateAreas", [&] {
        session.samples()->add("mark two points", {1, {}, {{497100, 4479900}, {497300, 4479700}}});
        session.samples()->select({session.samples()->areas().areas.back()});
    });
    after("saveSamples", [] {});
    for (const char* path : {"menu > File > exportMap", "menu > Study > whatIf", "menu > Model > train", "menu > Samples > sampleGrow"})
        EXPECT_TRUE(triggered.contains(path)) << path;
    EXPECT_GE(triggered.size(), 90);
}

/// The menus that come up at a layer and at a sensor's chip.
TEST_F(EveryActionTest, theMenusOfLayersAndChipsDoWhatTheySay) {
    ASSERT_TRUE(openFull(window, scene));
    auto* tree = window.findChild<LayerPanel*>()->findChild<QTreeView*>();
    ASSERT_NE(tree, nullptr);
    QStringList faults;
    QSet<QString> done;
    const auto tryMenu = [&](const QString& place, const std::function<void()>& open) {
        for (;;) {
            open();
            QCoreApplication::processEvents();
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (!menu) return ADD_FAILURE() << qPrintable(place) << " has no menu";
            QList<Found> found;
            addMenu(found, place, menu);
            const auto next = std::find_if(found.begin(), found.end(), [&](const Found& one) { return one.action->isEnabled() && !done.contains(one.path); });
            if (next == found.end()) return escape(menu);
            done.insert(next->path);
            const Found chosen = *next;
            // As a click would: the menu closes, then the action is triggered.
            menu->hide();
            faults << trigger(chosen);
            if (session.layers()->layers().size() < 5 || session.switchedOn() != 3) window.commands()->undo->trigger();
            settle(window, 20000);
        }
    };
    for (int row = 0; row < tree->model()->rowCount(); ++row) {
        const auto group = tree->model()->index(row, 0);
        if (tree->model()->rowCount(group) == 0) continue;
        const QString name = group.data().toString();
        tryMenu("layer menu in " + name, [&, row] {
            tree->expandAll();
            const auto first = tree->model()->index(0, 0, tree->model()->index(row, 0));
            Q_EMIT tree->customContextMenuRequested(tree->visualRect(first).center());
        });
    }
    tryMenu("chip menu", [&] {
        auto* chip = window.findChild<SensorChip*>("sensorChip1");
        Q_EMIT chip->customContextMenuRequested(chip->rect().center());
    });
    for (const auto& fault : faults) ADD_FAILURE() << qPrintable(fault);
    std::printf("%d actions triggered\n", static_cast<int>(done.size()));
    EXPECT_GE(done.size(), 25);
    report.finish();
}

}  // namespace
}  // namespace lacuna::ui::test

#include "every_action_test.moc"
