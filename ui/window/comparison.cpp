#include "ui/window/comparison.h"

#include <bit>
#include <utility>

#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

using base::Availability;

MapCanvas::Compare canvasMode(Comparison::Mode mode) {
    switch (mode) {
        case Comparison::Mode::Swipe:
            return MapCanvas::Compare::Swipe;
        case Comparison::Mode::SideBySide:
            return MapCanvas::Compare::SideBySide;
        case Comparison::Mode::Flicker:
            return MapCanvas::Compare::Flicker;
        case Comparison::Mode::Single:
        case Comparison::Mode::Disagreement:
            break;
    }
    return MapCanvas::Compare::Single;
}

int sensors(Availability pattern) {
    return std::popcount(static_cast<unsigned>(pattern));
}

}  // namespace

Comparison::Comparison(Session* session, Disagreement* disagreement, MapCanvas* canvas, QObject* parent)
    : QObject(parent), session_(session), disagreement_(disagreement), canvas_(canvas) {
    // The session asks for the map that is shown; the other one follows when that has begun.
    connect(session_, &Session::switchedOnChanged, this, [this](Availability pattern) {
        if (pattern != session_->complete()) lastIncomplete_ = pattern;
        follow();
    });
    for (auto signal : {&Session::mapStarted, &Session::mapReady}) connect(session_, signal, this, &Comparison::apply);
    connect(session_, &Session::modelChanged, this, &Comparison::modelChanged);
    connect(session_, &Session::sceneChanged, this, [this] {
        chosen_.reset();
        lastIncomplete_ = 0;
        end();
    });
    connect(disagreement_, &Disagreement::changed, this, [this] {
        if (mode_ == Mode::Disagreement) apply();
    });
    // A compared layer went away: when no successor has come by the next turn of the event loop, the comparison is over.
    connect(
        canvas_, &MapCanvas::comparisonChanged, this,
        [this] {
            const bool compares = mode_ != Mode::Single && mode_ != Mode::Disagreement;
            if (compares && canvas_->comparison() == MapCanvas::Compare::Single) end();
        },
        Qt::QueuedConnection);
}

/// The map that stands against the one that is shown.
std::optional<MapKey> Comparison::partner() const {
    const auto shown = session_->shownMap();
    if (shown.model == 0) return std::nullopt;
    if (rival_ != shown.model && session_->findModel(rival_)) return MapKey{rival_, shown.pattern};
    if (chosen_ && *chosen_ != shown.pattern) return MapKey{shown.model, *chosen_};
    if (shown.pattern != session_->complete()) return MapKey{shown.model, session_->complete()};
    if (lastIncomplete_ != 0) return MapKey{shown.model, lastIncomplete_};
    for (const auto* model : session_->models())
        if (model->number != shown.model) return MapKey{model->number, shown.pattern};
    return std::nullopt;
}

std::optional<Disagreement::Pair> Comparison::sides() const {
    if (freeLeft_) {
        const auto left = session_->keyOf(freeLeft_), right = session_->keyOf(freeRight_);
        return left && right ? std::optional(Disagreement::Pair{*left, *right}) : std::nullopt;
    }
    const auto other = partner();
    if (!other) return std::nullopt;
    Disagreement::Pair pair{*other, session_->shownMap()};
    const bool swapped = pair[0].model != pair[1].model ? pair[0].model > pair[1].model
                                                        : sensors(pair[1].pattern) > sensors(pair[0].pattern);
    if (swapped) std::swap(pair[0], pair[1]);
    return pair;
}

int Comparison::comparedModel() const {
    const auto other = mode_ == Mode::Single || freeLeft_ ? std::nullopt : partner();
    return other && other->model != session_->shownMap().model ? other->model : 0;
}

void Comparison::setMode(Mode mode) {
    if (mode == Mode::Single) return end();
    const bool possible = freeLeft_ ? mode != Mode::Disagreement || sides() : partner().has_value();
    if (!possible) {
        Q_EMIT noticed(
            tr("Lose a sensor first (keys 1 to 8), or open a second model: its map is then compared with this one"));
        Q_EMIT modeChanged(mode_);
        return;
    }
    mode_ = mode;
    if (!freeLeft_) session_->setPinned(partner());
    apply();
    Q_EMIT modeChanged(mode_);
}

void Comparison::compareWith(Availability pattern) {
    chosen_ = pattern;
    rival_ = 0;
    if (pattern == session_->switchedOn()) {
        chosen_.reset();
        Q_EMIT noticed(
            tr("%1 is shown already: choose another subset to compare with").arg(session_->describe(pattern)));
        return;
    }
    setMode(mode_ == Mode::Single ? Mode::Swipe : mode_);
}

void Comparison::compareWithModel(int number) {
    freeLeft_ = nullptr;
    freeRight_ = nullptr;
    rival_ = number;
    setMode(number == 0 ? Mode::Single : mode_ == Mode::Single ? Mode::SideBySide : mode_);
}

void Comparison::compareLayers(Layer* left, Layer* right) {
    freeLeft_ = left;
    freeRight_ = right;
    setMode(mode_ == Mode::Single || mode_ == Mode::Disagreement ? Mode::Swipe : mode_);
}

/// Of two compared models the other one may be shown: then they change parts.
void Comparison::modelChanged() {
    const int shown = session_->shownMap().model;
    if (rival_ == shown && lastShown_ != shown) rival_ = session_->findModel(lastShown_) ? lastShown_ : 0;
    if (rival_ != 0 && !session_->findModel(rival_)) {
        rival_ = 0;
        if (mode_ != Mode::Single) end();
    }
    lastShown_ = shown;
    follow();
}

void Comparison::follow() {
    freeLeft_ = nullptr;
    freeRight_ = nullptr;
    if (mode_ != Mode::Single) session_->setPinned(partner());
}

void Comparison::end() {
    mode_ = Mode::Single;
    freeLeft_ = nullptr;
    freeRight_ = nullptr;
    session_->setPinned(std::nullopt);
    disagreement_->setMaps(std::nullopt);
    applying_ = true;
    canvas_->setComparison(MapCanvas::Compare::Single, nullptr, nullptr);
    applying_ = false;
    session_->showCurrentMapOnly();
    Q_EMIT modeChanged(mode_);
}

void Comparison::apply() {
    if (mode_ == Mode::Single || applying_) return;
    applying_ = true;
    const auto pair = sides();
    Layer* left = freeLeft_;
    Layer* right = freeRight_;
    if (!left) {
        if (!pair) {
            applying_ = false;
            return end();
        }
        const auto other = *partner();
        if (!session_->mapLayer(other)) session_->requestMap(other);
        left = session_->mapLayer((*pair)[0]);
        right = session_->mapLayer((*pair)[1]);
    }
    disagreement_->setMaps(pair);
    const bool asOne = mode_ == Mode::Disagreement;
    for (auto* layer : {left, right})
        if (layer && !asOne) layer->setVisible(true);
    canvas_->setComparison(canvasMode(mode_), left, right);
    if (asOne) session_->showCurrentMapOnly();
    if (auto* differing = disagreement_->layer()) differing->setVisible(asOne);
    applying_ = false;
}

}  // namespace lacuna::ui
