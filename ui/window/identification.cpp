#include "ui/window/identification.h"

#include "ui/window/session.h"

namespace lacuna::ui {

/// The open probe and what it was opened with.
struct Identification::Eye {
    jobs::ClassifyOptions options;
    std::unique_ptr<jobs::PixelProbe> probe;

    base::Result<jobs::PixelProbe*> open(const jobs::ClassifyOptions& wanted) {
        const auto key = [](const jobs::ClassifyOptions& options) {
            std::string text = options.model + '\n' + options.device + '\n' + options.precision + (options.align ? "\na" : "\n");
            for (const auto& source : options.modalities) {
                text += '\n' + source.name;
                for (const auto& file : source.files) text += '\t' + file;
            }
            return text;
        };
        if (!probe || key(options) != key(wanted)) {
            probe.reset();
            LACUNA_TRY(opened, jobs::PixelProbe::open(wanted));
            probe = std::move(opened);
            options = wanted;
        }
        return probe.get();
    }
};

QString SeenPixel::className() const {
    return report.scores ? QString::fromStdString(classes[static_cast<std::size_t>(report.scores->classIndex)].name) : QString();
}

QColor SeenPixel::color() const {
    if (!report.scores) return {};
    const auto& rgb = classes[static_cast<std::size_t>(report.scores->classIndex)].color;
    return {rgb[0], rgb[1], rgb[2]};
}

Identification::Identification(Session* session, QObject* parent) : QObject(parent), session_(session), eye_(std::make_shared<Eye>()) {
    connect(session_, &Session::sceneChanged, this, &Identification::clear);
    connect(session_, &Session::switchedOnChanged, this, &Identification::lookAgain);
    connect(session_, &Session::modelChanged, this, &Identification::lookAgain);
    connect(session_->layers(), &LayerModel::layerAboutToBeTaken, this, [this](Layer* layer) {
        if (class_ && class_->layer == layer) compareWith(nullptr, 0);
    });
}

Identification::~Identification() = default;

jobs::ClassifyOptions Identification::options() const {
    auto options = session_->classifySettings();
    options.modalities = session_->scene().givenSources();
    options.align = session_->scene().align;
    options.model = session_->model() ? session_->model()->path : std::string();
    return options;
}

std::vector<std::string> Identification::lost() const {
    std::vector<std::string> names;
    const auto& scene = session_->scene();
    for (int i = 0; i < scene.modalityCount(); ++i)
        if (base::isPresent(scene.given, i) && !base::isPresent(session_->switchedOn(), i))
            names.push_back(scene.modalities[static_cast<std::size_t>(i)].name);
    return names;
}

void Identification::look(int row, int column) {
    if (!session_->hasScene()) return;
    wanted_ = {row, column};
    lookAgain();
}

void Identification::lookAgain() {
    if (!wanted_ || !session_->hasScene()) return;
    runner_.cancel(lookJob_);
    lookJob_ = runner_.start<SeenPixel>(
        tr("Identifying"),
        [eye = eye_, options = options(), lost = lost(), at = *wanted_](std::stop_token, base::Progress&) -> base::Result<SeenPixel> {
            LACUNA_TRY(probe, eye->open(options));
            LACUNA_TRY(report, probe->at(at.first, at.second, lost));
            return SeenPixel{std::move(report), probe->experts(), probe->classes()};
        },
        [this, at = *wanted_](base::Result<SeenPixel> seen) {
            if (wanted_ != at) return;
            if (seen) {
                pixel_ = std::move(*seen);
                Q_EMIT changed();
            } else if (seen.error().code != base::ErrorCode::Cancelled) {
                Q_EMIT session_->failed(seen.error());
            }
        });
}

bool Identification::isPinned() const {
    for (const auto& pin : pins_)
        if (pixel_ && pin.isAt(pixel_->report.row, pixel_->report.column)) return true;
    return false;
}

void Identification::pin() {
    if (!pixel_ || isPinned()) return;
    pins_.push_back(*pixel_);
    Q_EMIT changed();
}

void Identification::unpin(std::size_t index) {
    if (index >= pins_.size()) return;
    pins_.erase(pins_.begin() + static_cast<std::ptrdiff_t>(index));
    Q_EMIT changed();
}

void Identification::unpinAll() {
    pins_.clear();
    Q_EMIT changed();
}

void Identification::setPins(const std::vector<std::pair<int, int>>& places) {
    unpinAll();
    if (places.empty() || !session_->hasScene()) return;
    runner_.start<std::vector<SeenPixel>>(
        tr("Identifying pinned pixels"),
        [eye = eye_, asked = options(), lost = lost(), places](std::stop_token stop, base::Progress&) -> base::Result<std::vector<SeenPixel>> {
            std::vector<SeenPixel> seen;
            LACUNA_TRY(probe, eye->open(asked));
            for (const auto& [row, column] : places) {
                if (stop.stop_requested()) return base::cancelled("identify");
                LACUNA_TRY(report, probe->at(row, column, lost));
                seen.push_back({std::move(report), probe->experts(), probe->classes()});
            }
            return seen;
        },
        [this](base::Result<std::vector<SeenPixel>> seen) {
            if (!seen && seen.error().code != base::ErrorCode::Cancelled) Q_EMIT session_->failed(seen.error());
            if (!seen) return;
            pins_ = std::move(*seen);
            Q_EMIT changed();
        });
}

void Identification::clear() {
    runner_.cancelAll();
    wanted_.reset();
    pixel_.reset();
    pins_.clear();
    class_.reset();
    Q_EMIT changed();
}

void Identification::compareWith(SampleLayer* layer, int classIndex) {
    runner_.cancel(classJob_);
    class_.reset();
    if (layer && classIndex >= 0 && static_cast<std::size_t>(classIndex) < layer->samples().classes.size()) {
        const auto& chosen = layer->samples().classes[static_cast<std::size_t>(classIndex)];
        class_ = SeenClass{layer, classIndex, QString::fromStdString(chosen.name), QColor(chosen.color[0], chosen.color[1], chosen.color[2]), {}};
        readClass();
    }
    Q_EMIT changed();
}

void Identification::readClass() {
    auto samples = std::make_shared<const samples::SampleSet>(class_->layer->samples());
    classJob_ = runner_.start<std::vector<jobs::ClassSpectrum>>(
        tr("Spectrum of %1").arg(class_->name),
        [eye = eye_, options = options(), samples, index = class_->classIndex](std::stop_token stop, base::Progress& progress)
            -> base::Result<std::vector<jobs::ClassSpectrum>> {
            LACUNA_TRY(probe, eye->open(options));
            return jobs::classSpectra(probe->stack(), *samples, index, stop, progress);
        },
        [this, layer = class_->layer, index = class_->classIndex](base::Result<std::vector<jobs::ClassSpectrum>> spectra) {
            if (!class_ || class_->layer != layer || class_->classIndex != index) return;
            if (spectra) {
                class_->spectra = std::move(*spectra);
            } else {
                class_.reset();
                if (spectra.error().code != base::ErrorCode::Cancelled) Q_EMIT session_->failed(spectra.error());
            }
            Q_EMIT changed();
        });
}

}  // namespace lacuna::ui
