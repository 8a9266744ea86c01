#include "output/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

namespace lacuna::output {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;

constexpr auto stage = "write file";

std::string reason(int systemError) {
    return std::generic_category().message(systemError);
}

tl::unexpected<base::Error> ioFailure(const std::string& path, const char* step, int systemError) {
    return fail(ErrorCode::Io, stage, "{}: {} failed ({}); what was there before is untouched", path, step,
                reason(systemError));
}

fs::path folderOf(const std::string& path) {
    const auto folder = fs::path(path).parent_path();
    return folder.empty() ? fs::path(".") : folder;
}

/// Opens, syncs, closes. Returns the system's error, 0 when all went well.
int syncPath(const fs::path& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0) return errno;
    const int problem = ::fsync(file) == 0 ? 0 : errno;
    ::close(file);
    return problem;
}

/// Some file systems have no fsync for folders; that is no failure of the file.
bool isRealFailure(int systemError) {
    return systemError != 0 && systemError != EINVAL && systemError != EBADF;
}

int writeBytes(int file, const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
        const auto count = ::write(file, text.data() + done, text.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return count == 0 ? ENOSPC : errno;
        done += static_cast<std::size_t>(count);
    }
    return 0;
}

bool readsBack(const std::string& path, const std::string& text) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return false;
    std::string found(text.size() + 1, '\0');
    found.resize(std::fread(found.data(), 1, found.size(), file));
    std::fclose(file);
    return found == text;
}

base::Status writeTemporary(const std::string& temporary, const std::string& path, const std::string& text) {
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) return ioFailure(path, "making a file beside it", errno);
    const int unwritten = writeBytes(file, text);
    if (unwritten != 0) {
        ::close(file);
        return ioFailure(path, "writing", unwritten);
    }
    if (::close(file) != 0) return ioFailure(path, "closing", errno);
    if (!readsBack(temporary, text))
        return fail(ErrorCode::Io, stage, "{}: what was written does not read back; check the disk", path);
    return {};
}

}  // namespace

std::string temporarySibling(const std::string& path) {
    const fs::path destination(path);
    const auto name =
        fmt::format(".{}.{}.partial{}", destination.stem().string(), ::getpid(), destination.extension().string());
    return (destination.parent_path() / name).string();
}

base::Status commitFile(const std::string& temporary, const std::string& destination) {
    if (const int problem = syncPath(temporary, O_RDONLY); problem != 0)
        return ioFailure(destination, "syncing", problem);
    if (::rename(temporary.c_str(), destination.c_str()) != 0) return ioFailure(destination, "renaming", errno);
    if (const int problem = syncPath(folderOf(destination), O_RDONLY | O_DIRECTORY); isRealFailure(problem))
        return fail(ErrorCode::Io, stage,
                    "{}: syncing its folder failed ({}); the new file is there but may be lost in a power cut",
                    destination, reason(problem));
    return {};
}

base::Status writeTextFile(const std::string& path, const std::string& text) {
    const auto temporary = temporarySibling(path);
    auto status = writeTemporary(temporary, path, text);
    if (status) status = commitFile(temporary, path);
    if (!status) ::unlink(temporary.c_str());
    return status;
}

base::Status ensureFolder(const std::string& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    // A link to a folder makes create_directories report an error although all is well.
    std::error_code ignored;
    if (problem && !fs::is_directory(folder, ignored))
        return fail(ErrorCode::Io, "make folder", "{} can't be made ({}); choose another folder", folder,
                    problem.message());
    if (!fs::is_directory(folder, ignored))
        return fail(ErrorCode::Io, "make folder", "{} is a file, expected a folder; choose another one", folder);
    const auto probe = (fs::path(folder) / fmt::format(".lacuna.{}.partial", ::getpid())).string();
    const int file = ::open(probe.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0)
        return fail(ErrorCode::Io, "make folder", "{} takes no files ({}); choose another folder", folder,
                    reason(errno));
    ::close(file);
    ::unlink(probe.c_str());
    return {};
}

}  // namespace lacuna::output
