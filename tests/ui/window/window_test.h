#pragma once

#include <gtest/gtest.h>

#include "small_scene.h"
#include "ui/window/main_window.h"

namespace lacuna::ui::test {

/// A window on the screen, with nothing open, and a scene to open.
class WindowTest : public testing::Test {
protected:
    WindowTest() : methods(*app::loadMethods()), session(*methods), window(&session, false) {
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
    }

    SmallScene scene;
    std::unique_ptr<plugins::MethodRegistry> methods;
    Session session;
    MainWindow window;
};

}  // namespace lacuna::ui::test
