#include "ui/samples/sample_document.h"

#include <QFileInfo>
#include <QUndoStack>

#include "samples/area_parts.h"

namespace lacuna::ui {
namespace {

// Apart from each other for every kind of colour vision (Okabe and Ito 2008).
constexpr base::Rgb trainColor{0, 114, 178};
constexpr base::Rgb testColor{230, 159, 0};

base::Result<std::optional<samples::Split>> splitOf(const samples::SampleSet& all, const SplitSettings& settings) {
    if (settings.kind == "none") return std::optional<samples::Split>();
    auto split = settings.kind == "random" ? samples::splitAtRandom(all, settings.blocks.trainFraction, 2, settings.blocks.seed)
                                           : samples::splitBySpatialBlocks(all, settings.blocks);
    if (!split) return base::passOn(split);
    return std::optional(std::move(*split));
}

void check(SampleFacts& facts, const SplitSettings& settings) {
    const auto& all = facts.pixels.set;
    facts.warnings = samples::warningsOf(all, settings.blocks.blockSize);
    if (facts.pixels.contested > 0)
        facts.warnings.push_back({samples::SampleWarning::Kind::Contested, 0,
                                  fmt::format("Areas of different classes overlap in {} pixels; the later area has them", facts.pixels.contested)});
    if (samples::checkTrainable(all, 1)) {
        auto split = splitOf(all, settings);
        if (!split)
            facts.warnings.push_back({samples::SampleWarning::Kind::NotTested, 0, split.error().message});
        else if (*split)
            facts.split = std::move(**split);
    }
    if (!facts.split) return;
    const auto more = samples::warningsOf(all, *facts.split, settings.patchSize);
    facts.warnings.insert(facts.warnings.end(), more.begin(), more.end());
}

QString sideName(bool trains) {
    return trains ? SampleDocument::tr("Training") : SampleDocument::tr("Test");
}

samples::SampleSet sidesOf(const samples::Split& split) {
    samples::SampleSet sides{split.train.gridWidth, split.train.gridHeight, {}, {}};
    sides.classes = {{1, sideName(true).toStdString(), trainColor}, {2, sideName(false).toStdString(), testColor}};
    for (auto sample : split.train.samples) sides.samples.push_back({sample.row, sample.column, 0});
    for (auto sample : split.test.samples) sides.samples.push_back({sample.row, sample.column, 1});
    return sides;
}

}  // namespace

/// One edit: the areas before and after it, which share what did not change. Opening a file changes the path too.
class EditSamples : public QUndoCommand {
public:
    EditSamples(SampleDocument* document, const QString& what, SampleDocument::State before, SampleDocument::State after, bool opens)
        : QUndoCommand(what), document_(document), before_(std::move(before)), after_(std::move(after)), opens_(opens) {}
    void undo() override { go(before_); }
    void redo() override { go(after_); }

private:
    void go(const SampleDocument::State& state) {
        if (!document_) return;
        if (opens_)
            document_->take(state);
        else
            document_->takeAreas(state.areas);
    }
    QPointer<SampleDocument> document_;
    SampleDocument::State before_, after_;
    bool opens_;
};

SampleDocument::SampleDocument(LayerModel* layers, QObject* parent) : QObject(parent), layers_(layers) {
    state_.areas = state_.saved = std::make_shared<samples::TrainingAreas>();
}

SampleDocument::~SampleDocument() = default;

void SampleDocument::removeLayer(QPointer<SampleLayer>& layer) {
    if (layer && layers_->positionOf(layer) >= 0) layers_->remove(layer);
    layer = nullptr;
}

void SampleDocument::begin(const raster::Grid& grid) {
    jobs_.cancelAll();
    removeLayer(layer_);
    removeLayer(splitLayer_);
    grid_ = grid;
    counter_.reset();
    facts_.reset();
    selection_.clear();
    state_ = {};
    state_.areas = state_.saved = std::make_shared<samples::TrainingAreas>();
    setCurrentClass(0);
    Q_EMIT selectionChanged();
    Q_EMIT changed();
    Q_EMIT factsChanged();
}

void SampleDocument::setSensors(std::vector<raster::ModalitySource> sources, bool align) {
    sources_ = std::move(sources);
    align_ = align;
    counter_.reset();
    if (facts_) countSensors();
}

void SampleDocument::open(const QString& path, samples::TrainingAreas areas, samples::LabelledPixels pixels, bool visible) {
    auto shared = std::make_shared<const samples::TrainingAreas>(std::move(areas));
    visibleNext_ = visible;
    push(tr("import %1").arg(QFileInfo(path).fileName()), {shared, path, shared}, true);
    // The pixels are known already: they are there at once, and the job finds the rest.
    auto facts = std::make_shared<SampleFacts>();
    facts->pixels = std::move(pixels);
    takeFacts(facts);
}

void SampleDocument::push(const QString& what, State next, bool opens) {
    auto* command = new EditSamples(this, what, state_, std::move(next), opens);
    if (undo_) {
        undo_->push(command);
        return;
    }
    command->redo();
    delete command;
}

void SampleDocument::edit(const QString& what, samples::TrainingAreas next) {
    push(what, {std::make_shared<const samples::TrainingAreas>(std::move(next)), state_.path, state_.saved}, false);
}

void SampleDocument::add(const QString& what, samples::TrainingArea area) {
    auto next = areas();
    const int value = ensureClass(next, currentClass_);
    area.classValue = value;
    next.areas.push_back(std::make_shared<const samples::TrainingArea>(std::move(area)));
    edit(what, std::move(next));
    setCurrentClass(value);
}

int SampleDocument::ensureClass(samples::TrainingAreas& areas, int current) {
    if (base::classIndex(areas.classes, current) >= 0) return current;
    if (!areas.classes.empty()) return areas.classes.front().value;
    return *samples::addClass(areas, tr("Class 1").toStdString());
}

void SampleDocument::take(const State& state) {
    state_.path = state.path;
    state_.saved = state.saved;
    takeAreas(state.areas);
}

void SampleDocument::takeAreas(std::shared_ptr<const samples::TrainingAreas> areas) {
    state_.areas = std::move(areas);
    const std::set<samples::TrainingAreaPtr> there(state_.areas->areas.begin(), state_.areas->areas.end());
    const auto left = std::erase_if(selection_, [&](const auto& area) { return !there.contains(area); });
    if (base::classIndex(state_.areas->classes, currentClass_) < 0)
        setCurrentClass(state_.areas->classes.empty() ? 0 : state_.areas->classes.front().value);
    if (left > 0) Q_EMIT selectionChanged();
    Q_EMIT changed();
    findFacts();
}

void SampleDocument::markSaved(const QString& path, const std::shared_ptr<const samples::TrainingAreas>& written) {
    state_.path = path;
    state_.saved = written;
    if (layer_) layer_->setTitle(title());
    Q_EMIT changed();
}

void SampleDocument::setCurrentClass(int value) {
    if (value == currentClass_) return;
    currentClass_ = value;
    Q_EMIT currentClassChanged(value);
}

void SampleDocument::select(samples::AreaSelection areas) {
    if (areas == selection_) return;
    selection_ = std::move(areas);
    Q_EMIT selectionChanged();
}

void SampleDocument::removeSelection() {
    if (selection_.empty()) return;
    auto next = areas();
    samples::replaceAreas(next, selection_, [](const samples::TrainingArea&) { return std::vector<samples::TrainingAreaPtr>(); });
    edit(tr("delete %n area(s)", nullptr, static_cast<int>(selection_.size())), std::move(next));
}

void SampleDocument::reclassifySelection(int value) {
    const int index = base::classIndex(areas().classes, value);
    if (selection_.empty() || index < 0) return;
    auto next = areas();
    samples::AreaSelection made;
    samples::replaceAreas(next, selection_, [&](const samples::TrainingArea& area) {
        auto changed = std::make_shared<const samples::TrainingArea>(samples::withClass(area, value));
        made.insert(changed);
        return std::vector<samples::TrainingAreaPtr>{changed};
    });
    edit(tr("make them %1").arg(QString::fromStdString(areas().classes[static_cast<std::size_t>(index)].name)), std::move(next));
    select(std::move(made));
}

bool SampleDocument::canSeparate() const {
    return std::any_of(selection_.begin(), selection_.end(), [](const auto& area) {
        return area->points.size() > 1 || (area->rings.size() > 1 && samples::partsOf(*area).size() > 1);
    });
}

void SampleDocument::separateSelection() {
    auto next = areas();
    samples::AreaSelection made;
    samples::replaceAreas(next, selection_, [&](const samples::TrainingArea& area) {
        std::vector<samples::TrainingAreaPtr> parts;
        for (auto& part : samples::partsOf(area)) parts.push_back(std::make_shared<const samples::TrainingArea>(std::move(part)));
        made.insert(parts.begin(), parts.end());
        return parts;
    });
    if (made.size() <= selection_.size()) return;
    edit(tr("separate the parts"), std::move(next));
    select(std::move(made));
}

void SampleDocument::setSplitSettings(const SplitSettings& settings) {
    split_ = settings;
    if (facts_) findFacts();
}

/// A newer edit overtakes the job of an older one.
void SampleDocument::findFacts() {
    jobs_.cancel(factsJob_);
    jobs_.cancel(sensorsJob_);
    using Found = std::shared_ptr<const SampleFacts>;
    factsJob_ = jobs_.start<Found>(
        tr("Labelling pixels"),
        [areas = state_.areas, grid = grid_, settings = split_](std::stop_token stop, base::Progress&) -> base::Result<Found> {
            auto facts = std::make_shared<SampleFacts>();
            LACUNA_TRY(pixels, samples::labelPixels(*areas, grid, stop));
            facts->pixels = std::move(pixels);
            check(*facts, settings);
            return facts;
        },
        [this, areas = state_.areas](base::Result<Found> facts) {
            if (areas != state_.areas) return;
            if (facts) return takeFacts(*facts), countSensors();
            if (facts.error().code != base::ErrorCode::Cancelled) Q_EMIT failed(facts.error());
        });
}

void SampleDocument::countSensors() {
    if (sources_.empty() || !facts_ || facts_->pixels.set.samples.empty()) return;
    struct Counted {
        std::shared_ptr<samples::AvailabilityCounter> counter;
        samples::AvailabilityCounts counts;
    };
    jobs_.cancel(sensorsJob_);
    sensorsJob_ = jobs_.start<Counted>(
        tr("Counting the sensors of the samples"),
        [facts = facts_, counter = counter_, sources = sources_, align = align_](std::stop_token stop, base::Progress& progress) mutable -> base::Result<Counted> {
            if (!counter) {
                LACUNA_TRY(stack, raster::RasterStack::open(sources, {align}));
                counter = std::make_shared<samples::AvailabilityCounter>(std::move(stack));
            }
            LACUNA_TRY(counts, counter->count(facts->pixels.set, stop, progress));
            return Counted{counter, std::move(counts)};
        },
        [this, facts = facts_](base::Result<Counted> counted) {
            if (!counted || facts != facts_) return;  // the map says it where a raster can't be read
            counter_ = counted->counter;
            auto more = std::make_shared<SampleFacts>(*facts_);
            more->availability = std::move(counted->counts);
            facts_ = more;
            Q_EMIT factsChanged();
        });
}

void SampleDocument::takeFacts(std::shared_ptr<const SampleFacts> facts) {
    facts_ = std::move(facts);
    showPixels();
    showSplitLayer();
    Q_EMIT factsChanged();
}

QString SampleDocument::title() const {
    if (state_.path.isEmpty()) return tr("Samples: not saved");
    const QString name = QFileInfo(state_.path).fileName();
    return isModified() ? tr("Samples: %1, edited").arg(name) : tr("Samples: %1").arg(name);
}

void SampleDocument::showPixels() {
    if (!layer_ || layers_->positionOf(layer_) < 0) {
        if (isEmpty()) return;
        auto made = std::make_unique<SampleLayer>(title(), grid_, facts_->pixels.set);
        made->setVisible(std::exchange(visibleNext_, true));
        layer_ = made.get();
        layers_->add(std::move(made));
        return;
    }
    if (isEmpty() && state_.path.isEmpty()) return removeLayer(layer_);
    layer_->setTitle(title());
    layer_->setSamples(facts_->pixels.set);
}

void SampleDocument::showSplit(bool on) {
    if (on == splitShown_) return;
    splitShown_ = on;
    showSplitLayer();
    Q_EMIT splitShownChanged(on);
}

void SampleDocument::showSplitLayer() {
    if (!splitShown_ || !facts_ || !facts_->split) return removeLayer(splitLayer_);
    auto sides = sidesOf(*facts_->split);
    if (splitLayer_ && layers_->positionOf(splitLayer_) >= 0) return splitLayer_->setSamples(std::move(sides));
    auto made = std::make_unique<SampleLayer>(split_.kind == "blocks" ? tr("Split by blocks of %1 px").arg(split_.blocks.blockSize) : tr("Split at random"),
                                              grid_, std::move(sides));
    splitLayer_ = made.get();
    layers_->add(std::move(made), 0);
}

}  // namespace lacuna::ui
