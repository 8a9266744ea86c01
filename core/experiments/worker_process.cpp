#include "experiments/worker_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace lacuna::experiments {
namespace {

constexpr auto stage = "run worker";
using base::ErrorCode;
using base::fail;

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> all;
    for (auto& word : words) all.push_back(word.data());
    all.push_back(nullptr);
    return all;
}

std::vector<std::string> environmentWith(std::vector<std::string> settings) {
    const auto isSet = [&](std::string_view entry) {
        return std::any_of(settings.begin(), settings.end(), [&](std::string_view setting) {
            return entry.starts_with(setting.substr(0, setting.find('=') + 1));
        });
    };
    std::vector<std::string> kept;
    for (char** entry = environ; *entry != nullptr; ++entry)
        if (!isSet(*entry)) kept.emplace_back(*entry);
    settings.insert(settings.end(), kept.begin(), kept.end());
    return settings;
}

std::string lastLineOf(const std::string& path) {
    std::ifstream stream(path);
    std::string line, last = "it said nothing";
    while (std::getline(stream, line))
        if (!line.empty()) last = line;
    return last;
}

ErrorCode codeOf(int exitStatus) {
    for (const auto code :
         {ErrorCode::Usage, ErrorCode::BadData, ErrorCode::Io, ErrorCode::OutOfMemory, ErrorCode::Cancelled})
        if (base::exitCode(code) == exitStatus) return code;
    return ErrorCode::BadData;
}

/// The new process, or why there is none.
base::Result<pid_t> start(std::vector<std::string> words, const std::vector<std::string>& settings,
                          const std::string& log) {
    auto environment = environmentWith(settings);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    pid_t child = 0;
    const int problem = posix_spawn(&child, words.front().c_str(), &files, &attributes, pointers(words).data(),
                                    pointers(environment).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    if (problem != 0)
        return fail(ErrorCode::Io, stage, "{} cannot be started ({}). Use one worker, or install Lacuna again",
                    words.front(), std::strerror(problem));
    return child;
}

}  // namespace

base::Status runProcess(const std::vector<std::string>& words, const std::vector<std::string>& settings,
                        const std::string& log, const std::stop_token& stop) {
    if (stop.stop_requested()) return base::cancelled(stage);
    LACUNA_TRY(child, start(words, settings, log));
    {
        const std::stop_callback passOn(stop, [child] { ::kill(child, SIGTERM); });
        // Not reaped yet: while the callback may run, the number belongs to this child.
        siginfo_t ended{};
        while (::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT) != 0 && errno == EINTR) continue;
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    if (stop.stop_requested()) return base::cancelled(stage);
    if (WIFSIGNALED(status))
        return fail(WTERMSIG(status) == SIGKILL ? ErrorCode::OutOfMemory : ErrorCode::BadData, stage,
                    "a worker was ended by signal {}: {}. With less memory in use (fewer workers, smaller batches) it "
                    "may finish",
                    WTERMSIG(status), lastLineOf(log));
    return fail(codeOf(WEXITSTATUS(status)), stage, "{}", lastLineOf(log));
}

}  // namespace lacuna::experiments
