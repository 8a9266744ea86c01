#include "app/desktop/gui_watchdog.h"

#include <gtest/gtest.h>

#include <QTest>
#include <QThread>

namespace lacuna {
namespace {

TEST(GuiWatchdog, aBlockIsMeasuredAndAWorkingLoopIsNone) {
    app::GuiWatchdog watchdog;
    watchdog.begin();
    QTest::qWait(60);
    const double quiet = watchdog.longest();
    QThread::msleep(260);
    QTest::qWait(30);
    EXPECT_GE(watchdog.longest(), 240);
    EXPECT_LT(quiet, watchdog.longest());
    EXPECT_GE(watchdog.blocksOverLimit(), 1);
    watchdog.begin();
    QTest::qWait(30);
    EXPECT_LT(watchdog.longest(), 240);
}

}  // namespace
}  // namespace lacuna
