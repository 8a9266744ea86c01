#pragma once

#include <QObject>
#include <QStringList>
#include <functional>
#include <memory>

#include "project/recovery.h"
#include "ui/window/session.h"

class QMenu;
class QTimer;
class QUndoStack;
class QWidget;

namespace lacuna::ui {

class MessageBar;
class MissingPanel;
class ProjectState;

/// The project file that is open: new, open, save, whether there is something to save, and a copy that outlives a crash.
/// Questions are no modal dialogs: jobs go on meanwhile. GUI thread; files are read and written by jobs.
class ProjectKeeper : public QObject {
    Q_OBJECT

public:
    /// `keepsSettings`: the list of recent files outlives the program.
    ProjectKeeper(Session* session, ProjectState* state, MissingPanel* missing, MessageBar* offers, QUndoStack* undo, QWidget* window,
                  bool keepsSettings);
    ~ProjectKeeper() override;

    QString path() const { return path_; }  ///< empty: never saved
    bool isModified() const;

    void newProject();
    void open(const QString& path);
    void chooseAndOpen();
    /// `then` follows when it was saved.
    void save(std::function<void()> then = {});
    void saveAs(std::function<void()> then = {});
    void saveTo(const QString& path, std::function<void()> then = {});
    /// True when nothing would be lost. Else false; the user is asked, and `then` follows unless that is cancelled.
    bool letGo(std::function<void()> then);
    /// The user was asked elsewhere, and gives the changes up.
    void giveUp() { released_ = true; }
    void fillRecent(QMenu* menu);
    QStringList recent() const { return recent_; }

    /// From now on a copy is kept in `folder`, each minute and after each job when something changed, and what another
    /// run left there is offered.
    void keepRecovery(const QString& folder);
    /// Writes the copy now if something changed.
    void autosave();

Q_SIGNALS:
    void changed();  ///< name or modified mark
    void failed(const lacuna::base::Error& error);
    void noticed(const QString& sentence);
    void opened();  ///< a project was opened, recovered or begun

private:
    void read(const QString& path);
    void take(const project::Project& project, const QString& path, bool layout);
    void taken();
    void remember(const QString& path);
    void updateModified();
    void ask(std::function<void()> then);
    void offerNext();
    void offer(const QString& file, const project::Recovery& recovery);
    void recover();
    void discard();
    void offerTraining();
    void acceptOffer(bool first);

    Session* session_;
    ProjectState* state_;
    MissingPanel* missing_;
    MessageBar* offers_;
    QUndoStack* undo_;
    QWidget* window_;
    bool keepsSettings_;
    QString path_;
    QStringList recent_;
    nlohmann::json saved_;     ///< what the file holds, as far as it is compared
    bool unsaved_ = false;     ///< recovered or mended: nothing on disk is like it
    bool mended_ = false;      ///< what is being opened has new paths
    bool released_ = false;    ///< the user said that changes may be lost
    bool recovering_ = false;
    QTimer* compare_;

    QString recoveryFolder_;
    std::unique_ptr<project::RecoveryFile> recoveryFile_;
    nlohmann::json autosaved_;
    QTimer* minute_;
    QStringList left_;  ///< recovery files still to be offered
    QString offeredFile_;
    project::Recovery offered_;
    nlohmann::json interrupted_;  ///< a training to be offered
    JobRunner copies_;            ///< last: stops before what it delivers to goes
};

}  // namespace lacuna::ui
