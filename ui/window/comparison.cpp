#include "ui/window/comparison.h"

#include <bit>

#include "ui/window/session.h"

namespace lacuna::ui {

using base::Availability;
using Compare = MapCanvas::Compare;

Comparison::Comparison(Session* session, MapCanvas* canvas, QObject* parent)
    : QObject(parent), session_(session), canvas_(canvas) {
    connect(session_, &Session::switchedOnChanged, this, [this](Availability pattern) {
        if (pattern != session_->complete()) lastIncomplete_ = pattern;
        freeLeft_ = nullptr;
        freeRight_ = nullptr;
        if (mode_ != Compare::Single) session_->setPinned(partner());
    });
    for (auto signal : {&Session::mapStarted, &Session::mapReady}) connect(session_, signal, this, &Comparison::apply);
    connect(session_, &Session::sceneChanged, this, [this] {
        chosen_.reset();
        lastIncomplete_ = 0;
        end();
    });
    connect(canvas_, &MapCanvas::comparisonChanged, this, [this] {
        // A compared layer went away: without a successor the comparison is over.
        if (!applying_ && mode_ != Compare::Single && canvas_->comparison() == Compare::Single) end();
    });
}

/// The subset that stands against the one that is switched on.
std::optional<Availability> Comparison::partner() const {
    const auto shown = session_->switchedOn();
    if (chosen_ && *chosen_ != shown) return chosen_;
    if (shown != session_->complete()) return session_->complete();
    if (lastIncomplete_ != 0) return lastIncomplete_;
    return std::nullopt;
}

void Comparison::setMode(Compare mode) {
    if (mode != Compare::Single && !freeLeft_ && !partner()) {
        Q_EMIT noticed(tr("Lose a sensor first (keys 1 to 8): its map is then compared with the complete one"));
        Q_EMIT modeChanged(mode_);
        return;
    }
    mode_ = mode;
    if (mode == Compare::Single) return end();
    if (!freeLeft_) session_->setPinned(partner());
    apply();
    Q_EMIT modeChanged(mode_);
}

void Comparison::compareWith(Availability pattern) {
    chosen_ = pattern;
    if (pattern == session_->switchedOn()) {
        chosen_.reset();
        Q_EMIT noticed(tr("%1 is shown already: choose another subset to compare with").arg(session_->describe(pattern)));
        return;
    }
    setMode(mode_ == Compare::Single ? Compare::Swipe : mode_);
}

void Comparison::compareLayers(Layer* left, Layer* right) {
    freeLeft_ = left;
    freeRight_ = right;
    setMode(mode_ == Compare::Single ? Compare::Swipe : mode_);
}

void Comparison::end() {
    mode_ = Compare::Single;
    freeLeft_ = nullptr;
    freeRight_ = nullptr;
    session_->setPinned(std::nullopt);
    applying_ = true;
    canvas_->setComparison(Compare::Single, nullptr, nullptr);
    applying_ = false;
    session_->showCurrentMapOnly();
    Q_EMIT modeChanged(mode_);
}

void Comparison::apply() {
    if (mode_ == Compare::Single || applying_) return;
    applying_ = true;
    Layer* left = freeLeft_;
    Layer* right = freeRight_;
    if (!left) {
        const auto shown = session_->switchedOn();
        const auto other = partner();
        if (!other) {
            applying_ = false;
            return end();
        }
        if (!session_->mapLayer(*other)) session_->requestMap(*other);
        left = session_->mapLayer(*other);
        right = session_->mapLayer(shown);
        if (std::popcount(static_cast<unsigned>(shown)) > std::popcount(static_cast<unsigned>(*other))) std::swap(left, right);
    }
    if (left) left->setVisible(true);
    if (right) right->setVisible(true);
    canvas_->setComparison(mode_, left, right);
    applying_ = false;
}

}  // namespace lacuna::ui
