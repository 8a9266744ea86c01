#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QTimer>

#include "app/desktop/gui_watchdog.h"
#include "ui/window/main_window.h"

namespace lacuna::app {

/// Writes down how the window keeps up, for tests that drive it from outside. A line each: milliseconds since 1970, a word,
/// milliseconds, separated by tabs. "block": the event loop did not turn for so long (20 ms and more). "preview": so long
/// after the sensors were switched what is in view of their map was on the screen, coarse or fine; followed by the subset.
/// LACUNA_WATCHDOG in the environment: each block over the limit tells on the standard error where it was.
class PaceLog : public QObject {
    Q_OBJECT

public:
    PaceLog(const QString& path, ui::MainWindow* window, QObject* parent);

private:
    void begin(base::Availability pattern);
    void look();
    void write(const char* what, double ms, const QString& about = {});

    ui::MainWindow* window_;
    QFile file_;
    GuiWatchdog watchdog_;
    QElapsedTimer sinceSwitch_;
    QTimer looks_;
    base::Availability pattern_ = 0;
};

}  // namespace lacuna::app
