#include "ui/studies/certainty_study.h"

#include <QPointer>
#include <QUndoStack>
#include <array>
#include <cmath>

#include "jobs/job_command.h"
#include "ui/theme/numbers.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

constexpr int changeId = 4110;
constexpr std::size_t mostResults = 12;
constexpr std::array names{"accuracy", "share", "confidence"};  // by ThresholdGoal::By

QString describe(const CertaintySettings& before, const CertaintySettings& after) {
    if (before.on == after.on) return CertaintyStudy::tr("change what is certain");
    return after.on ? CertaintyStudy::tr("call unsure pixels uncertain") : CertaintyStudy::tr("show every pixel's class");
}

}  // namespace

class CertaintyStudy::Change : public QUndoCommand {
public:
    Change(CertaintyStudy* study, const CertaintySettings& after, int merge)
        : QUndoCommand(describe(study->settings_, after)), study_(study), before_(study->settings_), after_(after), merge_(merge) {}
    void undo() override {
        if (study_) study_->take(before_);
    }
    void redo() override {
        if (study_) study_->take(after_);
    }
    int id() const override { return merge_ < 0 ? -1 : changeId; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto* later = dynamic_cast<const Change*>(other);
        if (!later || later->merge_ != merge_) return false;
        after_ = later->after_;
        return true;
    }

private:
    QPointer<CertaintyStudy> study_;
    CertaintySettings before_, after_;
    int merge_;
};

CertaintyStudy::CertaintyStudy(Session* session, QUndoStack* undo, QObject* parent) : QObject(parent), session_(session), undo_(undo) {
    connect(session_, &Session::sceneChanged, this, [this] {
        results_.clear();  // the files may have changed
        failed_.clear();
    });
    for (auto signal : {&Session::sceneChanged, &Session::modelChanged, &Session::referenceChanged, &Session::lossesChanged, &Session::classifySettingsChanged})
        connect(session_, signal, this, &CertaintyStudy::follow);
    for (auto signal : {&Session::mapStarted, &Session::mapReady}) connect(session_, signal, this, &CertaintyStudy::apply);
    connect(session_, &Session::footprintsChanged, this, [this] { results_.clear(); });
    connect(&session_->studies(), &JobRunner::progressed, this, [this](const base::ProgressUpdate& update) {
        if (job_ != 0 && session_->studies().title() == title_) Q_EMIT progressed(update.fraction);
    });
}

void CertaintyStudy::change(const CertaintySettings& settings, int merge) {
    if (settings == settings_) return;
    undo_->push(new Change(this, settings, merge));
}

void CertaintyStudy::take(const CertaintySettings& settings) {
    if (settings == settings_) return;
    settings_ = settings;
    Q_EMIT settingsChanged();
    follow();
}

bool CertaintyStudy::isPossible() const { return session_->canClassify() && !session_->referencePath().isEmpty(); }

jobs::ThresholdOptions CertaintyStudy::options() const {
    jobs::ThresholdOptions options;
    options.classify = session_->studySettings();
    options.classify.stride = 1;
    options.reference = session_->referencePath().toStdString();
    options.classColumn = session_->referenceColumn().toStdString();
    options.calibration = "isotonic";
    return options;
}

std::string CertaintyStudy::key() const {
    return isPossible() ? jobs::toJson(options()).dump() + session_->model()->sha256 : std::string();
}

const jobs::ThresholdResult* CertaintyStudy::result() const {
    const auto found = results_.find(key());
    return found == results_.end() ? nullptr : found->second.get();
}

bool CertaintyStudy::hasFailed() const { return !failed_.empty() && failed_ == key(); }

/// What is on follows model, reference and losses by itself.
void CertaintyStudy::follow() {
    if (settings_.on && isPossible() && !result() && !isRunning() && !hasFailed()) run();
    apply();
    Q_EMIT changed();
}

void CertaintyStudy::run() {
    if (!isPossible() || isRunning()) return;
    auto asked = options();
    auto told = asked;
    using By = jobs::ThresholdGoal::By;
    (settings_.goal.by == By::Share ? told.share : settings_.goal.by == By::Confidence ? told.confidence : told.accuracy) = settings_.goal.value;
    title_ = tr("Calibrating the confidence");
    failed_.clear();
    using Value = std::shared_ptr<jobs::ThresholdResult>;
    job_ = session_->studies().start<Value>(
        {title_, jobs::toJson(told), jobs::commandLine(told, "certain")},
        [asked](std::stop_token stop, base::Progress& progress) -> base::Result<Value> {
            LACUNA_TRY(value, jobs::ThresholdJob(asked).run(stop, progress));
            return Value(std::make_shared<jobs::ThresholdResult>(std::move(value)));
        },
        [self = QPointer<CertaintyStudy>(this), asked = key()](base::Result<Value> value) {
            if (!self) return;
            self->job_ = 0;
            if (value) {
                if (self->results_.size() >= mostResults) self->results_.clear();
                self->results_[asked] = *value;
                Q_EMIT self->noticed(tr("Calibrated on %L1 reference pixels in %2 s").arg((*value)->fittedPixels).arg(shownNumber((*value)->seconds, 1)));
            } else {
                self->failed_ = asked;
                if (value.error().code != base::ErrorCode::Cancelled) Q_EMIT self->session_->failed(value.error());
                else Q_EMIT self->noticed(tr("Stopped: %1").arg(self->title_));
            }
            self->follow();
        });
    Q_EMIT changed();
}

void CertaintyStudy::cancel() {
    if (job_ != 0) session_->studies().cancel(job_);
}

/// Gives the shown model's maps the rule of the goal, and takes it from all others.
void CertaintyStudy::apply() {
    if (applying_) return;
    applying_ = true;
    std::shared_ptr<const map::UncertaintyRule> rule;
    if (const auto found = results_.find(key()); found != results_.end()) {
        auto& calibration = *found->second;
        if (calibration.goal != settings_.goal) jobs::chooseThresholds(calibration, settings_.goal);
        if (settings_.on) rule = std::make_shared<const map::UncertaintyRule>(jobs::uncertaintyOf(calibration));
    }
    for (const auto* model : session_->models())
        for (const auto& [pattern, map] : model->maps)
            if (map.layer) map.layer->setUncertainty(model == session_->shownModel() ? rule : nullptr);
    applying_ = false;
}

nlohmann::json CertaintyStudy::save() const {
    if (settings_ == CertaintySettings()) return nlohmann::json::object();
    return {{"on", settings_.on}, {"by", names[static_cast<std::size_t>(settings_.goal.by)]}, {"value", settings_.goal.value}};
}

void CertaintyStudy::restore(const nlohmann::json& kept) {
    CertaintySettings settings;
    if (const auto on = kept.find("on"); on != kept.end() && on->is_boolean()) settings.on = on->get<bool>();
    if (const auto by = kept.find("by"); by != kept.end() && by->is_string())
        for (std::size_t i = 0; i < names.size(); ++i)
            if (by->get<std::string>() == names[i]) settings.goal.by = static_cast<jobs::ThresholdGoal::By>(i);
    if (const auto value = kept.find("value"); value != kept.end() && value->is_number())
        if (const double found = value->get<double>(); found >= 0 && found <= 1) settings.goal.value = found;
    take(settings);
}

}  // namespace lacuna::ui
