// How fast the map is under the hand: pans and zooms a large raster by mouse and wheel events, without a screen, and
// says how long frames took, how much of that was the GUI thread's own work (processor time, which other programs on
// the machine do not change much), and how long the thread was away from its event loop.
//
//   canvas_bench [--size 20000] [--seconds 6] [--folder DIR]
//
// Each raster (three bands of bytes in tiles; once with overviews, once without) is written to the folder unless it is
// there; without --folder to a temporary one that goes at the end.
#include <gdal_priv.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <vector>

#include "raster/raster_stack.h"
#include "app/desktop/gui_watchdog.h"
#include "ui/canvas/map_canvas.h"
#include "ui/canvas/sensor_layer.h"

namespace {

using namespace lacuna;

constexpr int blockEdge = 512;
constexpr int frameTime = 16;  // ms: a screen of 60 Hz asks for no more
constexpr int bands = 3;

bool writeRaster(const QString& path, int size, bool overviews) {
    const char* const options[] = {"TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "COMPRESS=DEFLATE", "ZLEVEL=1", "INTERLEAVE=PIXEL",
                                   "BIGTIFF=IF_SAFER", nullptr};
    auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    GDALDatasetUniquePtr file(driver->Create(path.toUtf8().constData(), size, size, bands, GDT_Byte, const_cast<char**>(options)));
    if (!file) return false;
    double transform[] = {500000, 1, 0, 4480000, 0, -1};
    file->SetGeoTransform(transform);
    std::vector<std::uint8_t> strip(static_cast<std::size_t>(size) * blockEdge * bands);
    for (int top = 0; top < size; top += blockEdge) {
        const int rows = std::min(blockEdge, size - top);
        std::uint8_t* value = strip.data();
        for (int y = top; y < top + rows; ++y) {
            for (int x = 0; x < size; ++x) {
                *value++ = static_cast<std::uint8_t>((x >> 6) * 13 + (y >> 6) * 7 + (x & 15));
                *value++ = static_cast<std::uint8_t>((x >> 8) * 31 + (y & 31));
                *value++ = static_cast<std::uint8_t>((x ^ y) >> 4);
            }
        }
        if (file->RasterIO(GF_Write, 0, top, size, rows, strip.data(), size, rows, GDT_Byte, bands, nullptr, bands,
                           static_cast<GSpacing>(size) * bands, 1, nullptr) != CE_None)
            return false;
    }
    if (!overviews) return true;
    std::vector<int> factors;
    for (int factor = 2; size / factor >= 256; factor *= 2) factors.push_back(factor);
    return file->BuildOverviews("NEAREST", static_cast<int>(factors.size()), factors.data(), 0, nullptr, nullptr, nullptr) == CE_None;
}

class Hand {
public:
    explicit Hand(ui::MapCanvas* canvas) : canvas_(canvas) {}
    void press(QPointF at) { send(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton); }
    void move(QPointF at) { send(QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton); }
    void release(QPointF at) { send(QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton); }
    void turn(QPointF at, int delta) {
        QWheelEvent wheel(at, canvas_->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas_, &wheel);
    }

private:
    void send(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons held) {
        QMouseEvent event(type, at, canvas_->mapToGlobal(at), button, held, {});
        QCoreApplication::sendEvent(canvas_, &event);
    }
    ui::MapCanvas* canvas_;
};

/// What each frame took, in ms.
struct Frames {
    std::vector<double> wall;
    std::vector<double> work;  ///< of the GUI thread
};

double threadTime() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1000.0 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Runs `act` once a frame, with the frame's number, for the time given, and paints at once instead of at Qt's next turn,
/// so that the frame's time holds its paint.
template <class Act>
Frames frames(ui::MapCanvas& canvas, double seconds, Act act) {
    Frames took;
    QElapsedTimer whole;
    whole.start();
    for (int frame = 0; static_cast<double>(whole.elapsed()) < 1000 * seconds; ++frame) {
        QElapsedTimer timer;
        timer.start();
        const double before = threadTime();
        act(frame);
        canvas.repaint();
        QCoreApplication::processEvents();
        took.work.push_back(threadTime() - before);
        took.wall.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        while (timer.elapsed() < frameTime) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, frameTime - static_cast<int>(timer.elapsed()));
    }
    return took;
}

void printLine(const char* what, std::vector<double> took) {
    std::sort(took.begin(), took.end());
    const auto at = [&](double fraction) { return took[static_cast<std::size_t>(fraction * static_cast<double>(took.size() - 1))]; };
    const auto slow = std::count_if(took.begin(), took.end(), [](double ms) { return ms > 1000.0 / 30; });
    std::printf("    %-12s median %6.1f ms, 95th percentile %6.1f ms, worst %6.1f ms, %4.1f %% over 33.3 ms\n", what, at(0.5), at(0.95),
                took.back(), 100.0 * static_cast<double>(slow) / static_cast<double>(took.size()));
}

void print(const char* what, const Frames& took, const app::GuiWatchdog& watchdog) {
    std::printf("  %s: %zu frames, longest block %.1f ms\n", what, took.wall.size(), watchdog.longest());
    printLine("frame", took.wall);
    printLine("own work", took.work);
}

bool measure(const QString& path, double seconds) {
    auto stack = raster::RasterStack::open({{"large", {path.toStdString()}}});
    if (!stack) {
        std::fprintf(stderr, "canvas_bench: %s\n", base::describe(stack.error()).c_str());
        return false;
    }
    ui::LayerModel model;
    ui::MapCanvas canvas(&model);
    canvas.resize(1280, 800);
    auto* layer = static_cast<ui::SensorLayer*>(model.add(std::make_unique<ui::SensorLayer>(*stack, 0)));
    app::GuiWatchdog watchdog;
    QElapsedTimer timer;
    timer.start();
    watchdog.begin();
    canvas.show();
    const bool sharp = QTest::qWaitFor([&] { return timer.elapsed() > 50 && !layer->isLoading(); }, 120000);
    std::printf("  whole scene %s after %.1f s, longest block %.1f ms\n", sharp ? "sharp" : "NOT sharp", static_cast<double>(timer.elapsed()) / 1000,
                watchdog.longest());

    Hand hand(&canvas);
    const QPointF middle(640, 400);
    canvas.showPlace({9000, 9000}, 1);
    watchdog.begin();
    hand.press(middle);
    const auto panning = frames(canvas, seconds, [&](int frame) {
        // A figure of eight, some 20 px a frame.
        const double t = frame * 0.05;
        hand.move(middle + QPointF(500 * std::sin(t), 300 * std::sin(2 * t)));
    });
    hand.release(middle);
    print("pan", panning, watchdog);
    watchdog.begin();
    const auto zooming = frames(canvas, seconds, [&](int frame) {
        // Half a second out, half a second in, an eighth of a notch a frame.
        hand.turn(middle + QPointF(frame % 200 - 100, 0), frame / 64 % 2 == 0 ? -30 : 30);
    });
    print("zoom", zooming, watchdog);
    return sharp;
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QTemporaryDir temporary;
    // Coarse copies that an earlier run has made would flatter this one.
    qputenv("XDG_CACHE_HOME", temporary.filePath("cache").toLocal8Bit());
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption sizeOption("size", "Edge of the raster.", "pixels", "20000");
    const QCommandLineOption secondsOption("seconds", "Length of each measurement.", "s", "6");
    const QCommandLineOption folderOption("folder", "Where the rasters are kept.", "folder", temporary.path());
    parser.addOptions({sizeOption, secondsOption, folderOption});
    parser.addHelpOption();
    parser.process(application);
    raster::initialiseGdal();
    const int size = parser.value(sizeOption).toInt();
    const double seconds = parser.value(secondsOption).toDouble();
    if (size < 16 || !(seconds > 0)) {
        std::fprintf(stderr, "canvas_bench: size %d and %g seconds: expected at least 16 pixels and more than 0 s\n", size, seconds);
        return 1;
    }
    bool good = true;
    for (const bool overviews : {true, false}) {
        const QString path = QString("%1/canvas_%2_%3.tif").arg(parser.value(folderOption)).arg(size).arg(overviews ? "overviews" : "plain");
        if (!QFileInfo::exists(path) && !writeRaster(path, size, overviews)) {
            std::fprintf(stderr, "canvas_bench: %s cannot be written: %s\n", qPrintable(path), CPLGetLastErrorMsg());
            return 1;
        }
        std::printf("%d x %d, %d bands, %s\n", size, size, bands, overviews ? "with overviews" : "without overviews");
        good = measure(path, seconds) && good;
        std::fflush(stdout);
    }
    return good ? 0 : 1;
}
