#include "ui/studies/zone_study.h"

#include <QFileInfo>
#include <QPointer>
#include <QUndoStack>
#include <algorithm>

#include "jobs/job_command.h"
#include "ui/canvas/polygon_tool.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

constexpr std::size_t mostResults = 12;

}  // namespace

/// From one state of the zones to another.
class ZoneStudy::Change : public QUndoCommand {
public:
    Change(ZoneStudy* study, StatePtr after, const QString& what)
        : QUndoCommand(what), study_(study), before_(study->state_), after_(std::move(after)) {}
    void undo() override {
        if (study_) study_->take(before_);
    }
    void redo() override {
        if (study_) study_->take(after_);
    }

private:
    QPointer<ZoneStudy> study_;
    StatePtr before_, after_;
};

ZoneStudy::ZoneStudy(Session* session, QUndoStack* undo, QObject* parent)
    : QObject(parent), session_(session), undo_(undo), state_(std::make_shared<State>()) {
    connect(session_, &Session::sceneChanged, this, [this] {
        results_.clear();  // the files may have changed
        if (!fits(*state_)) {
            ++reading_;
            take(std::make_shared<State>());
        } else {
            Q_EMIT changed();
        }
    });
    for (auto signal : {&Session::modelChanged, &Session::referenceChanged, &Session::lossesChanged, &Session::classifySettingsChanged})
        connect(session_, signal, this, &ZoneStudy::changed);
    connect(&session_->studies(), &JobRunner::progressed, this, [this](const base::ProgressUpdate& update) {
        if (job_ != 0 && session_->studies().title() == title_) Q_EMIT progressed(update.fraction);
    });
}

bool ZoneStudy::fits(const State& state) const {
    const auto& grid = session_->scene().grid;
    return state.contents.isEmpty() ||
           (session_->hasScene() && state.width == grid.width && state.height == grid.height && state.mapFromPixel == grid.mapFromPixel);
}

bool ZoneStudy::isDrawn(int zone) const {
    return zone >= 0 && static_cast<std::size_t>(zone) < zones().size() && zones()[static_cast<std::size_t>(zone)].file == state_->drawnFile;
}

/// Reads the polygons and hands over the state with them.
void ZoneStudy::read(ZoneContents contents, std::function<void(StatePtr)> then) {
    auto next = std::make_shared<State>();
    next->contents = std::move(contents);
    const auto grid = session_->scene().grid;
    next->mapFromPixel = grid.mapFromPixel;
    next->width = grid.width;
    next->height = grid.height;
    if (!next->contents.drawn.empty()) next->drawnFile = folder_.filePath(QString("zones-%1.gpkg").arg(++lastFile_)).toStdString();
    session_->files().start<StatePtr>(
        tr("Reading zones"),
        [next, grid](std::stop_token stop, base::Progress&) -> base::Result<StatePtr> {
            std::vector<std::string> files;
            for (const auto& file : next->contents.files) files.push_back(file.toStdString());
            if (!next->drawnFile.empty()) {
                LACUNA_TRY_STATUS(samples::writeDrawnZones(next->drawnFile, next->contents.drawn, grid));
                files.push_back(next->drawnFile);
            }
            for (const auto& file : files) {
                if (stop.stop_requested()) return base::cancelled("read zones");
                LACUNA_TRY(zones, samples::readZones(file, grid));
                std::move(zones.begin(), zones.end(), std::back_inserter(next->zones));
            }
            return StatePtr(next);
        },
        [self = QPointer<ZoneStudy>(this), number = ++reading_, then = std::move(then)](base::Result<StatePtr> state) {
            if (!self || self->reading_ != number) return;
            if (state && self->fits(**state)) return then(*state);
            if (!state && state.error().code != base::ErrorCode::Cancelled) Q_EMIT self->session_->failed(state.error());
        });
}

void ZoneStudy::propose(ZoneContents contents, const QString& what, bool thenRun) {
    if (!session_->hasScene()) return;
    read(std::move(contents), [this, what, thenRun](StatePtr state) {
        undo_->push(new Change(this, std::move(state), what));
        if (thenRun && canRun()) run();
    });
}

void ZoneStudy::take(StatePtr state) {
    if (!fits(*state)) return;
    if (job_ != 0) cancel();
    state_ = std::move(state);
    Q_EMIT contentsChanged();
    Q_EMIT changed();
}

void ZoneStudy::addFile(const QString& path) {
    auto next = contents();
    if (next.files.contains(path)) return Q_EMIT noticed(tr("The zones of %1 are there already").arg(QFileInfo(path).fileName()));
    next.files << path;
    propose(std::move(next), tr("add the zones of %1").arg(QFileInfo(path).fileName()));
}

QString ZoneStudy::freeName() const {
    for (int number = 1;; ++number) {
        const auto name = tr("Zone %1").arg(number);
        const auto taken = [&](const auto& zone) { return zone.name == name.toStdString(); };
        if (std::none_of(zones().begin(), zones().end(), taken)) return name;
    }
}

void ZoneStudy::draw(const QPolygonF& corners) {
    auto next = contents();
    const auto name = freeName();
    next.drawn.push_back({name.toStdString(), polygonWkt(corners, session_->scene().grid)});
    propose(std::move(next), tr("draw %1").arg(name), true);
}

void ZoneStudy::rename(int zone, const QString& name) {
    if (!isDrawn(zone) || name.trimmed().isEmpty()) return Q_EMIT changed();
    auto next = contents();
    const auto first = zones().size() - next.drawn.size();
    auto& drawn = next.drawn[static_cast<std::size_t>(zone) - first];
    if (drawn.name == name.trimmed().toStdString()) return;
    drawn.name = name.trimmed().toStdString();
    propose(std::move(next), tr("rename a zone to %1").arg(name.trimmed()), result() != nullptr);
}

void ZoneStudy::remove(int zone) {
    if (zone < 0 || static_cast<std::size_t>(zone) >= zones().size()) return;
    auto next = contents();
    const auto& gone = zones()[static_cast<std::size_t>(zone)];
    QString what = tr("remove %1").arg(QString::fromStdString(gone.name));
    if (isDrawn(zone)) {
        const auto first = zones().size() - next.drawn.size();
        next.drawn.erase(next.drawn.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(zone) - first));
    } else {
        const auto file = QString::fromStdString(gone.file);
        next.files.removeAll(file);
        what = tr("remove the zones of %1").arg(QFileInfo(file).fileName());
    }
    propose(std::move(next), what, result() != nullptr);
}

jobs::ZoneValueOptions ZoneStudy::options() const {
    jobs::ZoneValueOptions options;
    options.classify = session_->studySettings();
    for (const auto& file : contents().files) options.zones.push_back(file.toStdString());
    if (!state_->drawnFile.empty()) options.zones.push_back(state_->drawnFile);
    options.reference = session_->referencePath().toStdString();
    return options;
}

std::string ZoneStudy::keyOf(const jobs::ZoneValueOptions& options) const {
    return jobs::toJson(options).dump() + session_->model()->sha256;
}

bool ZoneStudy::canRun() const { return session_->canClassify() && !zones().empty() && job_ == 0; }

const jobs::ZoneValueResult* ZoneStudy::result() const {
    if (!session_->canClassify() || zones().empty()) return nullptr;
    const auto found = results_.find(keyOf(options()));
    return found == results_.end() ? nullptr : found->second.get();
}

void ZoneStudy::run() {
    if (!canRun()) return;
    const auto asked = options();
    // The drawn ones are in a file of this session; a terminal reads what is saved from the panel.
    auto told = asked;
    if (!state_->drawnFile.empty()) told.zones.back() = "zones.gpkg";
    title_ = tr("Value of the sensors in %n zone(s)", nullptr, static_cast<int>(zones().size()));
    using Value = std::shared_ptr<const jobs::ZoneValueResult>;
    job_ = session_->studies().start<Value>(
        {title_, jobs::toJson(told), jobs::commandLine(told, "zone-values.gpkg")},
        [asked](std::stop_token stop, base::Progress& progress) -> base::Result<Value> {
            LACUNA_TRY(value, jobs::ZoneValueJob(asked).run(stop, progress));
            return Value(std::make_shared<const jobs::ZoneValueResult>(std::move(value)));
        },
        [self = QPointer<ZoneStudy>(this), key = keyOf(asked)](base::Result<Value> value) {
            if (!self) return;
            self->job_ = 0;
            if (value) {
                if (self->results_.size() >= mostResults) self->results_.clear();
                self->results_[key] = *value;
                Q_EMIT self->noticed(tr("Valued %n zone(s) in %1 s", nullptr, static_cast<int>((*value)->zones.size())).arg((*value)->seconds, 0, 'f', 1));
            } else if (value.error().code != base::ErrorCode::Cancelled) {
                Q_EMIT self->session_->failed(value.error());
            } else {
                Q_EMIT self->noticed(tr("Stopped: %1").arg(self->title_));
            }
            Q_EMIT self->changed();
        });
    Q_EMIT changed();
}

void ZoneStudy::cancel() {
    if (job_ != 0) session_->studies().cancel(job_);
}

void ZoneStudy::exportTo(const QString& path) {
    const auto* shown = result();
    if (!shown) return;
    const auto kept = results_.at(keyOf(options()));
    // The state's files must outlive the job.
    session_->save(path, [kept, state = state_, file = path.toStdString()] { return jobs::writeZoneValues(*kept, file, true); });
}

nlohmann::json ZoneStudy::save() const {
    auto kept = nlohmann::json::object();
    for (const auto& file : contents().files) kept["files"].push_back(file.toStdString());
    for (const auto& zone : contents().drawn) kept["drawn"].push_back({{"name", zone.name}, {"wkt", zone.wkt}});
    return kept;
}

void ZoneStudy::restore(const nlohmann::json& kept) {
    const auto textOf = [](const nlohmann::json& object, const char* key) {
        const auto found = object.is_object() ? object.find(key) : object.end();
        return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    ZoneContents contents;
    if (const auto files = kept.find("files"); files != kept.end() && files->is_array())
        for (const auto& file : *files)
            if (file.is_string() && QFileInfo::exists(QString::fromStdString(file))) contents.files << QString::fromStdString(file);
    if (const auto drawn = kept.find("drawn"); drawn != kept.end() && drawn->is_array())
        for (const auto& zone : *drawn)
            if (const auto wkt = textOf(zone, "wkt"); !wkt.empty()) contents.drawn.push_back({textOf(zone, "name"), wkt});
    if (contents.isEmpty() || !session_->hasScene()) {
        ++reading_;
        return take(std::make_shared<State>());
    }
    read(std::move(contents), [this](StatePtr state) { take(std::move(state)); });
}

}  // namespace lacuna::ui
