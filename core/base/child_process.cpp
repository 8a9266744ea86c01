#include "base/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

extern char** environ;

namespace lacuna::base {
namespace {

constexpr std::size_t keptBytes = 1 << 16;
constexpr int pollMilliseconds = 50;

/// Takes what the child says until it closes its end. False when a stop was requested first.
bool collect(int from, std::string& text, const std::stop_token& stop) {
    for (;;) {
        if (stop.stop_requested()) return false;
        pollfd waiting{from, POLLIN, 0};
        if (::poll(&waiting, 1, pollMilliseconds) <= 0) continue;
        char piece[4096];
        const auto count = ::read(from, piece, sizeof piece);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return true;
        text.append(piece, static_cast<std::size_t>(count));
        if (text.size() > keptBytes) text.erase(0, text.size() - keptBytes);
    }
}

int startChild(const std::vector<std::string>& command, int errors, pid_t& child) {
    std::vector<char*> words;
    for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));  // posix_spawn only reads them
    words.push_back(nullptr);
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO);
    const int problem = ::posix_spawn(&child, words[0], &files, nullptr, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&files);
    return problem;
}

}  // namespace

Result<ChildOutcome> runChild(const std::vector<std::string>& command, std::stop_token stop, const char* stage) {
    LACUNA_ASSERT(!command.empty());
    int ends[2];
    int problem = ::pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno;
    pid_t child = 0;
    if (problem == 0) {
        problem = startChild(command, ends[1], child);
        ::close(ends[1]);
        if (problem != 0) ::close(ends[0]);
    }
    if (problem != 0)
        return fail(ErrorCode::Io, stage, "{} cannot be started ({})", command[0],
                    std::generic_category().message(problem));
    ChildOutcome outcome;
    const bool finished = collect(ends[0], outcome.errors, stop);
    ::close(ends[0]);
    if (!finished) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!finished) return cancelled(stage);
    if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
    if (WIFEXITED(status)) outcome.status = WEXITSTATUS(status);
    return outcome;
}

}  // namespace lacuna::base
