#include "ui/project/content_history.h"

#include <QFileInfo>
#include <QTimer>
#include <QUndoStack>

#include "ui/project/project_state.h"

namespace lacuna::ui {
namespace {

constexpr int trainingFormId = 4101;

/// What ContentHistory looks after; switches, the shown model and layers have steps of their own.
nlohmann::json watched(const project::Project& project) {
    auto sensors = nlohmann::json::array();
    for (const auto& source : project.sensors) sensors.push_back({source.name, source.files});
    return {{"sensors", sensors},           {"align", project.align},          {"samples", project.samples}, {"reference", project.reference},
            {"models", project.models},     {"training", project.training},    {"classifying", project.classifying}};
}

QString nameOf(const std::string& path) {
    return QFileInfo(QString::fromStdString(path)).fileName();
}

bool onlyTrainingDiffers(const project::Project& before, const project::Project& after) {
    auto like = after;
    like.training = before.training;
    return watched(like) == watched(before);
}

QString describe(const project::Project& before, const project::Project& after) {
    auto names = [](const project::Project& project) {
        QStringList list;
        for (const auto& source : project.sensors) list << QString::fromStdString(source.name);
        return list;
    };
    if (names(before) != names(after)) {
        QStringList added;
        for (const auto& name : names(after))
            if (!names(before).contains(name)) added << name;
        return added.isEmpty() ? ContentHistory::tr("change sensors") : ContentHistory::tr("open %1").arg(added.join(", "));
    }
    if (before.samples != after.samples) return after.samples.empty() ? ContentHistory::tr("remove samples") : ContentHistory::tr("import %1").arg(nameOf(after.samples));
    if (before.reference != after.reference)
        return after.reference.empty() ? ContentHistory::tr("remove reference") : ContentHistory::tr("import %1").arg(nameOf(after.reference));
    if (before.models.size() < after.models.size()) return ContentHistory::tr("open %1").arg(nameOf(after.models.back()));
    if (before.models != after.models) return ContentHistory::tr("change models");
    if (before.classifying != after.classifying) return ContentHistory::tr("change of classification");
    if (before.training != after.training) return ContentHistory::tr("change of training");
    return ContentHistory::tr("change sensors");
}

class ChangeContents : public QUndoCommand {
public:
    ChangeContents(ProjectState* state, project::Project before, project::Project after)
        : QUndoCommand(describe(before, after)), state_(state), before_(std::move(before)), after_(std::move(after)) {}
    void undo() override { state_->applyContents(before_); }
    void redo() override {
        if (done_) state_->applyContents(after_);
        done_ = true;
    }
    /// A value that is typed digit by digit is one step.
    int id() const override { return onlyTrainingDiffers(before_, after_) ? trainingFormId : -1; }
    bool mergeWith(const QUndoCommand* other) override {
        after_ = static_cast<const ChangeContents*>(other)->after_;
        return true;
    }

private:
    ProjectState* state_;
    project::Project before_, after_;
    bool done_ = false;
};

}  // namespace

ContentHistory::ContentHistory(ProjectState* state, QUndoStack* stack, QObject* parent)
    : QObject(parent), state_(state), stack_(stack), known_(state->capture()) {
    connect(state_, &ProjectState::changed, this, [this] {
        if (scheduled_) return;
        scheduled_ = true;
        // What comes together is one step.
        QTimer::singleShot(0, this, &ContentHistory::compare);
    });
    connect(state_, &ProjectState::done, this, &ContentHistory::settle);
    connect(stack_, &QUndoStack::indexChanged, this, &ContentHistory::settle);
}

void ContentHistory::settle() {
    known_ = state_->capture();
}

void ContentHistory::compare() {
    scheduled_ = false;
    if (state_->isApplying()) return;
    auto now = state_->capture();
    if (watched(now) == watched(known_)) return;
    const auto before = std::exchange(known_, now);
    stack_->push(new ChangeContents(state_, before, std::move(now)));
}

}  // namespace lacuna::ui
