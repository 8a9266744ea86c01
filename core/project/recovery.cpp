#include "project/recovery.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "base/atomic_file.h"
#include "project/project_file.h"

namespace lacuna::project {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;

constexpr auto stage = "recover project";
constexpr auto recoveryKey = "recovery";

std::string lockOf(const std::string& path) {
    return path + ".lock";
}

/// True when no running program holds it.
bool isLeft(const std::string& path) {
    const int lock = ::open(lockOf(path).c_str(), O_RDWR | O_CLOEXEC);
    if (lock < 0) return errno == ENOENT;
    const bool free = ::flock(lock, LOCK_EX | LOCK_NB) == 0;
    ::close(lock);
    return free;
}

std::string now() {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

}  // namespace

std::string recoveryFolder() {
    const char* state = std::getenv("XDG_STATE_HOME");
    const char* home = std::getenv("HOME");
    const fs::path base = state && *state == '/' ? fs::path(state) : fs::path(home ? home : "/tmp") / ".local/state";
    return (base / "lacuna/recovery").string();
}

RecoveryFile::RecoveryFile(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

base::Result<std::unique_ptr<RecoveryFile>> RecoveryFile::create(const std::string& folder) {
    LACUNA_TRY_STATUS(base::ensureFolder(folder));
    const auto ticks = std::chrono::steady_clock::now().time_since_epoch().count();
    const auto path = (fs::path(folder) / fmt::format("{}-{}.{}", ::getpid(), ticks, fileEnding)).string();
    const int lock = ::open(lockOf(path).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0 || ::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        const int problem = errno;
        if (lock >= 0) ::close(lock);
        return fail(ErrorCode::Io, stage, "{} cannot be locked ({}); nothing will be kept for a crash", path, std::generic_category().message(problem));
    }
    return std::unique_ptr<RecoveryFile>(new RecoveryFile(path, lock));
}

RecoveryFile::~RecoveryFile() {
    clear();
    ::unlink(lockOf(path_).c_str());
    ::close(lock_);
}

base::Status RecoveryFile::write(Recovery state) const {
    auto object = toJson(state.project);
    object[recoveryKey] = {{"file", state.file}, {"written", now()}, {"running", state.running}};
    return base::writeTextFile(path_, object.dump(1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void RecoveryFile::clear() const {
    ::unlink(path_.c_str());
}

std::vector<std::string> leftRecoveries(const std::string& folder) {
    std::vector<std::pair<fs::file_time_type, std::string>> found;
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(folder, problem)) {
        const auto name = entry.path().filename().string();
        if (entry.path().extension() != std::string(".") + fileEnding || name.front() == '.' || !isLeft(entry.path().string())) continue;
        found.emplace_back(entry.last_write_time(problem), entry.path().string());
    }
    std::sort(found.rbegin(), found.rend());
    std::vector<std::string> paths;
    for (auto& [time, path] : found) paths.push_back(std::move(path));
    return paths;
}

base::Result<Recovery> readRecovery(const std::string& path) {
    LACUNA_TRY(text, readText(path));
    LACUNA_TRY(object, parseJson(text, path));
    LACUNA_TRY(project, projectFromJson(object, path));
    Recovery recovery;
    recovery.project = std::move(project);
    const auto found = object.find(recoveryKey);
    if (found == object.end() || !found->is_object())
        return fail(ErrorCode::BadData, stage, "{} says nothing of the session it was written by; open it as a project", path);
    const auto textOf = [&](const char* key) {
        const auto value = found->find(key);
        return value != found->end() && value->is_string() ? value->get<std::string>() : std::string();
    };
    recovery.file = textOf("file");
    recovery.written = textOf("written");
    if (const auto running = found->find("running"); running != found->end() && running->is_object()) recovery.running = *running;
    return recovery;
}

void dropRecovery(const std::string& path) {
    ::unlink(path.c_str());
    ::unlink(lockOf(path).c_str());
}

}  // namespace lacuna::project
