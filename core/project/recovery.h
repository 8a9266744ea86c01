#pragma once

#include <memory>
#include <string>
#include <vector>

#include "project/project.h"

namespace lacuna::project {

/// A state of a session that was written by itself, to be taken up when the program ended before it was saved.
struct Recovery {
    std::string file;      ///< the project's own file; empty: it was never saved
    std::string written;   ///< "2026-11-26T10:23:24Z"
    Project project;
    nlohmann::json running = nlohmann::json::object();  ///< the training that was under way, as TrainOptions writes it; empty: none
};

/// The recovery file of one running program. A lock beside it, which the system gives back however the program ends,
/// tells the others that it is in use. Not thread-safe.
class RecoveryFile {
public:
    /// `folder` is made where missing. Errors: Io.
    static base::Result<std::unique_ptr<RecoveryFile>> create(const std::string& folder);
    RecoveryFile(const RecoveryFile&) = delete;
    RecoveryFile& operator=(const RecoveryFile&) = delete;
    /// An orderly end: nothing is left to recover.
    ~RecoveryFile();

    /// Replaces what was written, as a whole; `written` is filled in. Any one thread at a time. Errors: Io.
    base::Status write(Recovery state) const;
    void clear() const;  ///< what was written is saved elsewhere now
    const std::string& path() const { return path_; }

private:
    RecoveryFile(std::string path, int lock);
    std::string path_;
    int lock_;
};

/// The recovery files of programs that are no longer running, newest first.
std::vector<std::string> leftRecoveries(const std::string& folder);
/// Errors: as readProject.
base::Result<Recovery> readRecovery(const std::string& path);
/// With its lock.
void dropRecovery(const std::string& path);
/// $XDG_STATE_HOME/lacuna/recovery, else ~/.local/state/lacuna/recovery.
std::string recoveryFolder();

}  // namespace lacuna::project
