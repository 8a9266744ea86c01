#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <vector>

#include "ui/window/main_window.h"

namespace lacuna::app {

/// Takes the window through its what-if by itself and saves pictures: the complete map, the last sensor lost and the
/// two maps swiped (window.png), accuracy.png, the study (what_if.png), a pixel (identify.png), the experts (experts.png), the map as a colour-blind reader sees it (vision.png), the first page (welcome.png); with a second model both
/// without the last sensor (compare.png) and where they differ (disagreement.png). Then quits, with exit
/// status 1 if a step failed. Each step begins when no job is left and the window has had time to paint.
class ScreenshotScript : public QObject {
    Q_OBJECT

public:
    /// `secondModel`: a checkpoint; empty: none.
    ScreenshotScript(ui::MainWindow* window, QString folder, const QString& secondModel, QObject* parent);

private:
    void next();
    void showAccuracyTab(const char* page);
    void compareWith(const QString& secondModel);
    void save(const QString& name);
    /// Looks at the pixel at a share of the scene's width and height.
    void identify(double right, double down, bool pin);
    void chooseInCombo(const QString& name, std::size_t index);
    void fail(const QString& reason);

    ui::MainWindow* window_;
    QString folder_;
    std::vector<std::function<void()>> steps_;
    std::size_t step_ = 0;
    bool waiting_ = false;
};

}  // namespace lacuna::app
