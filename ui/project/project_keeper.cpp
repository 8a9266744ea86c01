#include "ui/project/project_keeper.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTimer>
#include <QUndoStack>

#include "jobs/job_command.h"
#include "project/missing_files.h"
#include "project/project_file.h"
#include "ui/project/missing_panel.h"
#include "ui/project/project_state.h"
#include "ui/window/file_choosers.h"
#include "ui/window/message_bar.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

constexpr int recentAtMost = 10;
constexpr int compareDelayMs = 100;
constexpr int autosaveMs = 60 * 1000;
constexpr auto recentKey = "project/recent";

QString projectFilter() {
    return ProjectKeeper::tr("Projects (*.lacuna)");
}

/// What is compared to tell whether there is something to save: maps come and go by themselves, and what the user does
/// to them stands in the undo stack.
nlohmann::json comparable(project::Project project) {
    std::erase_if(project.layers, [](const auto& layer) { return layer.kind == "map"; });
    return project::contentOf(project);
}

QString spokenMoment(const std::string& utc) {
    const auto moment = QDateTime::fromString(QString::fromStdString(utc), Qt::ISODate);
    return moment.isValid() ? QLocale().toString(moment.toLocalTime(), "d MMM yyyy, HH:mm") : ProjectKeeper::tr("an unknown time");
}

}  // namespace

ProjectKeeper::ProjectKeeper(Session* session, ProjectState* state, MissingPanel* missing, MessageBar* offers, QUndoStack* undo, QWidget* window,
                             bool keepsSettings)
    : QObject(window),
      session_(session),
      state_(state),
      missing_(missing),
      offers_(offers),
      undo_(undo),
      window_(window),
      keepsSettings_(keepsSettings),
      saved_(comparable(state->capture())),
      compare_(new QTimer(this)),
      minute_(new QTimer(this)) {
    if (keepsSettings_) recent_ = QSettings().value(recentKey).toStringList();
    compare_->setSingleShot(true);
    compare_->setInterval(compareDelayMs);
    connect(compare_, &QTimer::timeout, this, &ProjectKeeper::updateModified);
    connect(state_, &ProjectState::changed, compare_, qOverload<>(&QTimer::start));
    connect(undo_, &QUndoStack::cleanChanged, compare_, qOverload<>(&QTimer::start));
    connect(state_, &ProjectState::opened, this, &ProjectKeeper::taken);
    connect(missing_, &MissingPanel::mended, this, [this](const project::Project& project) {
        auto whole = project::withoutMissing(project);
        whole.view = state_->capture().view;
        mended_ = true;
        state_->apply(whole, false);
    });
    connect(offers_, &MessageBar::actionTriggered, this, [this] { acceptOffer(true); });
    connect(offers_, &MessageBar::secondTriggered, this, [this] { acceptOffer(false); });
    connect(minute_, &QTimer::timeout, this, &ProjectKeeper::autosave);
}

ProjectKeeper::~ProjectKeeper() = default;

bool ProjectKeeper::isModified() const {
    const auto now = state_->capture();
    if (now.isEmpty() && path_.isEmpty()) return false;
    return unsaved_ || !undo_->isClean() || comparable(now) != saved_;
}

void ProjectKeeper::updateModified() {
    if (state_->isApplying()) return;
    if (isModified()) released_ = false;
    Q_EMIT changed();
}

void ProjectKeeper::ask(std::function<void()> then) {
    if (auto* open = window_->findChild<QMessageBox*>("unsavedBox")) {
        open->raise();
        open->activateWindow();
        return;
    }
    auto* box = new QMessageBox(window_);
    box->setObjectName("unsavedBox");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setModal(false);
    box->setWindowModality(Qt::NonModal);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Unsaved changes"));
    box->setText(tr("Save the changes to %1?").arg(path_.isEmpty() ? tr("this project") : QFileInfo(path_).fileName()));
    box->setInformativeText(tr("Without saving they are lost. Maps, models and samples that were written to files stay."));
    box->setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    box->setDefaultButton(QMessageBox::Save);
    box->button(QMessageBox::Save)->setObjectName("unsavedSave");
    box->button(QMessageBox::Discard)->setObjectName("unsavedDiscard");
    box->button(QMessageBox::Cancel)->setObjectName("unsavedCancel");
    connect(box, &QMessageBox::buttonClicked, this, [this, box, then = std::move(then)](QAbstractButton* button) {
        const auto role = box->standardButton(button);
        if (role == QMessageBox::Cancel) return;
        const auto go = [this, then] {
            released_ = true;
            then();
        };
        // Not in the box's own event: what follows may close the window.
        if (role == QMessageBox::Discard) QTimer::singleShot(0, this, go);
        else save(go);
    });
    box->show();
}

bool ProjectKeeper::letGo(std::function<void()> then) {
    if (released_ || !isModified()) return true;
    ask(std::move(then));
    return false;
}

void ProjectKeeper::newProject() {
    if (!letGo([this] { newProject(); })) return;
    take({}, {}, false);
}

void ProjectKeeper::open(const QString& path) {
    if (letGo([this, path] { read(path); })) read(path);
}

void ProjectKeeper::chooseAndOpen() {
    chooseFile(window_, {"openProjectDialog", tr("Open a project"), projectFilter(), {}, {}}, [this](const QString& file) { open(file); });
}

void ProjectKeeper::read(const QString& path) {
    session_->files().start<project::Project>(
        tr("Opening %1").arg(QFileInfo(path).fileName()),
        [file = path.toStdString()](std::stop_token, base::Progress&) { return project::readProject(file); },
        [this, path](base::Result<project::Project> project) {
            if (!project) return Q_EMIT failed(project.error());
            remember(path);
            take(*project, path, true);
        });
}

/// Everything else is closed; what is missing is listed.
void ProjectKeeper::take(const project::Project& project, const QString& path, bool layout) {
    path_ = path.isEmpty() ? QString() : QFileInfo(path).absoluteFilePath();
    unsaved_ = false;
    missing_->setProject(project);
    state_->apply(missing_->isEmpty() ? project : project::withoutMissing(project), layout);
}

void ProjectKeeper::taken() {
    released_ = false;
    saved_ = comparable(state_->capture());
    unsaved_ = recovering_ || std::exchange(mended_, false);
    undo_->clear();
    if (recovering_) {
        recovering_ = false;
        autosave();
        offerTraining();
    }
    updateModified();
    Q_EMIT opened();
}

void ProjectKeeper::save(std::function<void()> then) {
    if (path_.isEmpty()) saveAs(std::move(then));
    else saveTo(path_, std::move(then));
}

void ProjectKeeper::saveAs(std::function<void()> then) {
    QString begin = path_;
    if (begin.isEmpty()) {
        const auto given = session_->scene().givenSources();
        const QDir folder = given.empty() ? QDir::home() : QFileInfo(QString::fromStdString(given.front().files.front())).absoluteDir();
        begin = (QFileInfo(folder.path()).isWritable() ? folder : QDir::home()).filePath("project.lacuna");
    }
    chooseDestination(window_, {"saveProjectDialog", tr("Save the project as"), projectFilter(), begin, "lacuna"},
                      [this, then = std::move(then)](const QString& file) { saveTo(file, then); });
}

void ProjectKeeper::saveTo(const QString& path, std::function<void()> then) {
    auto project = state_->capture();
    const auto content = comparable(project);
    const int step = undo_->index();
    if (!missing_->isEmpty()) project = project::withMissing(std::move(project), missing_->project());
    session_->files().start<void>(
        tr("Saving %1").arg(QFileInfo(path).fileName()),
        [project, file = path.toStdString()](std::stop_token, base::Progress&) { return project::writeProject(file, project); },
        [this, path, content, step, then = std::move(then)](base::Status status) {
            if (!status) return Q_EMIT failed(status.error());
            path_ = QFileInfo(path).absoluteFilePath();
            saved_ = content;
            unsaved_ = false;
            if (undo_->index() == step) undo_->setClean();
            remember(path_);
            autosave();
            updateModified();
            Q_EMIT noticed(tr("Saved %1").arg(QDir::toNativeSeparators(path_)));
            if (then) then();
        });
}

void ProjectKeeper::remember(const QString& path) {
    const QString file = QFileInfo(path).absoluteFilePath();
    recent_.removeAll(file);
    recent_.prepend(file);
    while (recent_.size() > recentAtMost) recent_.removeLast();
    if (keepsSettings_) QSettings().setValue(recentKey, recent_);
}

void ProjectKeeper::fillRecent(QMenu* menu) {
    menu->clear();
    int number = 0;
    for (const auto& file : recent_) {
        auto* action = menu->addAction(tr("&%1  %2").arg(++number % 10).arg(QFileInfo(file).fileName()), this, [this, file] { open(file); });
        action->setObjectName(QString("recent%1").arg(number));
        action->setToolTip(QDir::toNativeSeparators(file));
        action->setEnabled(QFileInfo::exists(file));
    }
    if (recent_.isEmpty()) menu->addAction(tr("No project yet"))->setEnabled(false);
    menu->setToolTipsVisible(true);
}

void ProjectKeeper::keepRecovery(const QString& folder) {
    recoveryFolder_ = folder;
    struct Start {
        std::shared_ptr<std::unique_ptr<project::RecoveryFile>> file;
        std::vector<std::string> left;
    };
    copies_.start<Start>(
        tr("Looking for unsaved work"),
        [folder = folder.toStdString()](std::stop_token, base::Progress&) -> base::Result<Start> {
            LACUNA_TRY(file, project::RecoveryFile::create(folder));
            return Start{std::make_shared<std::unique_ptr<project::RecoveryFile>>(std::move(file)), project::leftRecoveries(folder)};
        },
        [this](base::Result<Start> start) {
            if (!start) return Q_EMIT failed(start.error());
            recoveryFile_ = std::move(*start->file);
            for (const auto& file : start->left) left_ << QString::fromStdString(file);
            minute_->start(autosaveMs);
            for (auto* lane : {&session_->files(), &session_->mapJobs(), &session_->studies()})
                connect(lane, &JobRunner::ended, this, &ProjectKeeper::autosave, Qt::QueuedConnection);
            // A training is known to the copy from its beginning on.
            connect(session_, &Session::trainingChanged, this, &ProjectKeeper::autosave, Qt::QueuedConnection);
            autosave();
            offerNext();
        });
}

void ProjectKeeper::autosave() {
    if (!recoveryFile_ || state_->isApplying() || copies_.isBusy()) return;
    project::Recovery state;
    state.file = path_.toStdString();
    state.project = state_->capture();
    if (!missing_->isEmpty()) state.project = project::withMissing(std::move(state.project), missing_->project());
    state.running = session_->runningTraining();
    auto content = project::toJson(state.project);
    content["running"] = state.running;
    if (content == autosaved_) return;
    autosaved_ = std::move(content);
    const bool needed = isModified() || !state.running.empty();
    copies_.start<void>(
        tr("Keeping a copy"),
        [file = recoveryFile_.get(), state = std::move(state), needed](std::stop_token, base::Progress&) -> base::Status {
            if (needed) return file->write(state);
            file->clear();
            return {};
        },
        [this](base::Status status) {
            // What changed meanwhile.
            if (status) return (void)QMetaObject::invokeMethod(this, &ProjectKeeper::autosave, Qt::QueuedConnection);
            autosaved_ = {};
            Q_EMIT failed(status.error());
        });
}

void ProjectKeeper::offerNext() {
    if (left_.isEmpty()) return;
    const QString file = left_.takeFirst();
    copies_.start<project::Recovery>(
        tr("Looking for unsaved work"),
        [path = file.toStdString()](std::stop_token, base::Progress&) { return project::readRecovery(path); },
        [this, file](base::Result<project::Recovery> recovery) {
            if (recovery) return offer(file, *recovery);
            Q_EMIT failed(recovery.error());
            offerNext();
        });
}

void ProjectKeeper::offer(const QString& file, const project::Recovery& recovery) {
    offeredFile_ = file;
    offered_ = recovery;
    const QString name = recovery.file.empty() ? tr("a project that was never saved") : QFileInfo(QString::fromStdString(recovery.file)).fileName();
    QString text = tr("Lacuna ended before everything was saved. It kept a copy of %1, written on %2.").arg(name, spokenMoment(recovery.written));
    if (!recovery.running.empty()) text += " " + tr("A training was under way.");
    offers_->show(text, tr("Recover"), tr("Discard"));
}

void ProjectKeeper::acceptOffer(bool first) {
    if (!interrupted_.empty()) {
        const auto training = std::exchange(interrupted_, nlohmann::json::object());
        if (!first) return;
        const auto options = jobs::trainOptionsFrom(training);
        if (!options) return Q_EMIT failed(options.error());
        return session_->train(*options);
    }
    if (offeredFile_.isEmpty()) return;
    if (first) recover();
    else discard();
}

void ProjectKeeper::recover() {
    if (!letGo([this] { recover(); })) return;
    recovering_ = true;
    interrupted_ = offered_.running;
    take(offered_.project, QString::fromStdString(offered_.file), true);
}

void ProjectKeeper::discard() {
    project::dropRecovery(std::exchange(offeredFile_, QString()).toStdString());
    offerNext();
}

/// The former copy goes when the present one is written.
void ProjectKeeper::offerTraining() {
    copies_.start<void>(
        tr("Keeping a copy"),
        [former = std::exchange(offeredFile_, QString()).toStdString(), own = recoveryFile_ ? recoveryFile_->path() : std::string()](
            std::stop_token, base::Progress&) -> base::Status {
            if (QFileInfo::exists(QString::fromStdString(own))) project::dropRecovery(former);
            return {};
        },
        [](base::Status) {});
    if (!interrupted_.is_object() || interrupted_.empty()) return offerNext();
    const auto options = jobs::trainOptionsFrom(interrupted_);
    if (!options) return Q_EMIT failed(options.error());
    const QString out = QString::fromStdString(options->out);
    const bool begun = options->resume && QFileInfo::exists(out + ".partial");
    offers_->show(begun ? tr("The training of %1 was interrupted. It goes on behind the last epoch that was finished.").arg(QFileInfo(out).fileName())
                        : tr("The training of %1 was interrupted before its first epoch was finished. It begins anew.").arg(QFileInfo(out).fileName()),
                  tr("Resume training"), tr("Not now"));
}

}  // namespace lacuna::ui
