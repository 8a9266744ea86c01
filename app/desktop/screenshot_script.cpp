#include "app/desktop/screenshot_script.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QTabWidget>
#include <QTimer>
#include <cstdio>

#include "base/error.h"
#include "ui/canvas/map_canvas.h"
#include "ui/vision/vision_preview.h"
#include "ui/window/comparison.h"
#include "ui/window/error_layer.h"
#include "ui/window/flips.h"
#include "ui/window/gate_maps.h"
#include "ui/window/identification.h"
#include "ui/window/loss_tools.h"
#include "ui/window/window_actions.h"

namespace lacuna::app {
namespace {

constexpr int paintTimeMs = 900;

}  // namespace

ScreenshotScript::ScreenshotScript(ui::MainWindow* window, QString folder, const QString& secondModel, QObject* parent)
    : QObject(parent), window_(window), folder_(std::move(folder)) {
    auto* session = window_->session();
    steps_ = {
        [this, session] {
            if (!session->canClassify()) return fail("there is no scene with a model; give --modality and --model");
            session->toggleSensor(session->scene().modalityCount() - 1);
        },
        [this] { window_->comparison()->setMode(ui::Comparison::Mode::Swipe); },
        [session] { session->runWhatIf(); },
        [this] { window_->raisePanel("accuracyDock"); },
        [this] { save("window.png"); },
        [this, session] {
            window_->comparison()->setMode(ui::Comparison::Mode::Single);
            session->setSwitchedOn(session->complete());
            for (auto* layer : session->layers()->layers(ui::LayerGroup::Samples)) layer->setVisible(false);
        },
        [this] { identify(0.27, 0.62, true); },
        [this] { identify(0.60, 0.30, false); },
        [this] { save("identify.png"); },
        [this] {
            window_->raisePanel("expertsDock");
            chooseInCombo("expertCompared", window_->session()->recordedPatterns().size());
            const auto blocks = window_->session()->activation(window_->session()->complete())->layout().blocks;
            window_->gates()->setWholeScene(true);
            window_->gates()->show(blocks.back().block, QString::fromStdString(blocks.back().experts.front()));
        },
        [this] { save("experts.png"); },
        [this] {
            chooseInCombo("expertCompared", 0);
            if (auto* gate = window_->gates()->layer()) window_->session()->layers()->remove(gate);
        },
        [this, session] {
            window_->raisePanel("accuracyDock");
            session->toggleSensor(0);
            window_->comparison()->setMode(ui::Comparison::Mode::SideBySide);
        },
        [this] { save("what_if.png"); },
        [this, session] {
            window_->comparison()->setMode(ui::Comparison::Mode::Single);
            session->setSwitchedOn(base::without(session->complete(), session->scene().modalityCount() - 1));
            if (auto* tabs = window_->findChild<QTabWidget*>("whatIfTabs")) tabs->setCurrentIndex(3);
            for (auto* layer : session->layers()->layers(ui::LayerGroup::Samples)) layer->setVisible(false);
            window_->flips()->setOn(true);
        },
        [this] { save("flips.png"); },
        [this] {
            window_->flips()->setOn(false);
            if (auto* tabs = window_->findChild<QTabWidget*>("whatIfTabs")) tabs->setCurrentIndex(0);
        },
        [this, session] {
            window_->comparison()->setMode(ui::Comparison::Mode::Single);
            window_->raisePanel("accuracyDock");
            showAccuracyTab("confusionPicture");
            session->setSwitchedOn(session->complete());
            for (auto* layer : session->layers()->layers(ui::LayerGroup::Samples)) layer->setVisible(false);
        },
        [this] { save("accuracy.png"); },
        [this] {
            showAccuracyTab("accuracyClasses");
            window_->errorLayer()->setOn(true);
        },
        [this] { save("errors.png"); },
        [this] { showAccuracyTab("areaTable"); },
        [this] {
            save("areas.png");
            window_->errorLayer()->setOn(false);
        },
        [this, session] {
            window_->comparison()->setMode(ui::Comparison::Mode::Swipe);
            session->toggleSensor(session->scene().modalityCount() - 1);
            window_->vision()->setVision(color::Vision::Deuteranopia);
        },
        [this] { save("vision.png"); },
        [this, session] {
            window_->vision()->setVision(color::Vision::Normal);
            window_->comparison()->setMode(ui::Comparison::Mode::Single);
            session->setSwitchedOn(session->complete());
        },
        [this] { window_->findChild<ui::LossTools*>()->losePart(0, "clouds,share:0.3,size:48,seed:5"); },
        [this] { save("partial_loss.png"); },
        [this] { window_->commands()->undo->trigger(); },
    };
    if (!secondModel.isEmpty()) compareWith(secondModel);
    steps_.push_back([session] { session->closeAll(); });
    steps_.push_back([this] { save("welcome.png"); });
    steps_.push_back([] { QApplication::exit(0); });
    connect(session, &ui::Session::failed, this, [this](const base::Error& error) { fail(QString::fromStdString(base::describe(error))); });
    connect(session, &ui::Session::idle, this, &ScreenshotScript::next);
    QTimer::singleShot(0, this, &ScreenshotScript::next);
}

void ScreenshotScript::compareWith(const QString& secondModel) {
    auto* session = window_->session();
    steps_.insert(steps_.end(), {
        [session, secondModel] { session->openModel(secondModel); },
        [this, session] {
            window_->comparison()->compareWithModel(session->models().front()->number);
            session->toggleSensor(session->scene().modalityCount() - 1);
            window_->raisePanel("trainingDock");
        },
        [this] { save("compare.png"); },
        [this] {
            window_->comparison()->setMode(ui::Comparison::Mode::Disagreement);
            window_->raisePanel("accuracyDock");
            showAccuracyTab("comparedTable");
        },
        [this] { save("disagreement.png"); },
    });
}

void ScreenshotScript::identify(double right, double down, bool pin) {
    const auto& grid = window_->session()->scene().grid;
    auto* seen = window_->identification();
    if (pin) connect(seen, &ui::Identification::changed, seen, &ui::Identification::pin, Qt::SingleShotConnection);
    if (auto* classes = window_->findChild<QComboBox*>("identifyClass"); !pin && classes && classes->count() > 2) chooseInCombo("identifyClass", 3);
    window_->raisePanel("identifyDock");
    seen->look(static_cast<int>(down * grid.height), static_cast<int>(right * grid.width));
}

void ScreenshotScript::chooseInCombo(const QString& name, std::size_t index) {
    auto* combo = window_->findChild<QComboBox*>(name);
    if (!combo || static_cast<int>(index) >= combo->count()) return;
    combo->setCurrentIndex(static_cast<int>(index));
    Q_EMIT combo->activated(static_cast<int>(index));
}

void ScreenshotScript::showAccuracyTab(const char* page) {
    auto* tabs = window_->findChild<QTabWidget*>("accuracyTabs");
    auto* wanted = window_->findChild<QWidget*>(page);
    if (tabs && wanted) tabs->setCurrentWidget(wanted);
}

void ScreenshotScript::next() {
    if (waiting_) return;
    waiting_ = true;
    QTimer::singleShot(paintTimeMs, this, [this] {
        waiting_ = false;
        if (!window_->session()->isIdle()) return;  // idle() comes again
        if (step_ >= steps_.size()) return;
        steps_[step_++]();
        next();
    });
}

void ScreenshotScript::save(const QString& name) {
    const QString path = QDir(folder_).filePath(name);
    if (!QDir().mkpath(folder_) || !window_->grab().save(path, "PNG")) fail(path + " cannot be written");
}

void ScreenshotScript::fail(const QString& reason) {
    std::fprintf(stderr, "screenshots: %s\n", qPrintable(reason));
    steps_.clear();
    QApplication::exit(1);
}

}  // namespace lacuna::app
