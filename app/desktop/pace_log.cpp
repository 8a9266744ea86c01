#include "app/desktop/pace_log.h"

#include <QDateTime>
#include <QRect>
#include <cstdio>

#include "ui/canvas/class_map_layer.h"
#include "ui/canvas/map_canvas.h"

namespace lacuna::app {
namespace {

constexpr double leastBlock = 20;        // ms
constexpr int lookInterval = 2;          // ms
constexpr qint64 patience = 20'000;      // ms
constexpr double enoughOfTheView = 0.98; // of its cells: some may have no data

/// Share of the map's cells in a window of the scene that have a class.
double filled(const map::ClassMap& map, const raster::Grid& scene, const raster::Window& seen) {
    const double across = static_cast<double>(map.grid.width) / scene.width, down = static_cast<double>(map.grid.height) / scene.height;
    const QRect cells = QRect(static_cast<int>(seen.column * across), static_cast<int>(seen.row * down), static_cast<int>(seen.width * across),
                              static_cast<int>(seen.height * down))
                            .intersected(QRect(0, 0, map.grid.width, map.grid.height));
    if (cells.isEmpty()) return 0;
    qint64 classes = 0;
    for (int row = cells.top(); row <= cells.bottom(); ++row)
        for (int column = cells.left(); column <= cells.right(); ++column)
            classes += map.labels[static_cast<std::size_t>(row) * static_cast<std::size_t>(map.grid.width) + static_cast<std::size_t>(column)] != 0;
    return static_cast<double>(classes) / (static_cast<double>(cells.width()) * cells.height());
}

}  // namespace

PaceLog::PaceLog(const QString& path, ui::MainWindow* window, QObject* parent) : QObject(parent), window_(window), file_(path) {
    if (!file_.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        std::fprintf(stderr, "pace log: %s cannot be written: %s\n", qPrintable(path), qPrintable(file_.errorString()));
    if (qEnvironmentVariableIsSet("LACUNA_WATCHDOG")) watchdog_.showStacks();
    watchdog_.onBlock(leastBlock, [this](double ms) { write("block", ms); });
    watchdog_.begin();
    connect(window_->session(), &ui::Session::switchedOnChanged, this, &PaceLog::begin);
    looks_.setInterval(lookInterval);
    connect(&looks_, &QTimer::timeout, this, &PaceLog::look);
}

void PaceLog::begin(base::Availability pattern) {
    if (!window_->session()->canClassify()) return;
    pattern_ = pattern;
    sinceSwitch_.start();
    looks_.start();
}

void PaceLog::look() {
    auto* session = window_->session();
    if (session->switchedOn() != pattern_ || sinceSwitch_.elapsed() > patience) return looks_.stop();
    const auto* layer = session->mapLayer(pattern_);
    const auto seen = window_->canvas()->visibleWindow();
    if (!layer || !layer->isVisible() || filled(layer->map(), session->scene().grid, seen) < enoughOfTheView) return;
    looks_.stop();
    window_->canvas()->repaint();
    write("preview", static_cast<double>(sinceSwitch_.nsecsElapsed()) / 1e6, session->describe(pattern_));
}

void PaceLog::write(const char* what, double ms, const QString& about) {
    file_.write(QString("%1\t%2\t%3\t%4\n").arg(QDateTime::currentMSecsSinceEpoch()).arg(what).arg(ms, 0, 'f', 0).arg(about).toUtf8());
}

}  // namespace lacuna::app
