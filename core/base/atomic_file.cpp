#include "base/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace lacuna::base {
namespace {

namespace fs = std::filesystem;
constexpr auto anyFile = "write file";

std::string reason(int systemError) {
    return std::generic_category().message(systemError);
}

tl::unexpected<Error> ioFailure(const std::string& path, const char* step, int systemError, const char* stage = anyFile) {
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

using Pieces = std::vector<std::pair<const void*, std::size_t>>;

/// Returns the system's error, 0 when all went well.
int writePiece(int file, const void* bytes, std::size_t count) {
    const auto* next = static_cast<const char*>(bytes);
    while (count > 0) {
        const auto written = ::write(file, next, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return written == 0 ? ENOSPC : errno;
        next += written;
        count -= static_cast<std::size_t>(written);
    }
    return 0;
}

bool readsBack(const std::string& path, const Pieces& pieces) {
    std::ifstream file(path, std::ios::binary);
    std::vector<char> found;
    for (const auto& [bytes, count] : pieces) {
        const auto* expected = static_cast<const char*>(bytes);
        for (std::size_t done = 0; done < count;) {
            const auto part = std::min<std::size_t>(count - done, 1 << 20);
            found.resize(part);
            if (!file.read(found.data(), static_cast<std::streamsize>(part))) return false;
            if (std::memcmp(found.data(), expected + done, part) != 0) return false;
            done += part;
        }
    }
    return file && file.peek() == std::ifstream::traits_type::eof();
}

Status writeTemporary(const std::string& temporary, const std::string& path, const Pieces& pieces, const char* stage) {
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) return ioFailure(path, "making a file beside it", errno, stage);
    for (const auto& [bytes, count] : pieces) {
        const int problem = writePiece(file, bytes, count);
        if (problem == 0) continue;
        ::close(file);
        return ioFailure(path, "writing", problem, stage);
    }
    if (::close(file) != 0) return ioFailure(path, "closing", errno, stage);
    if (!readsBack(temporary, pieces))
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

Status commitFile(const std::string& temporary, const std::string& destination) {
    if (const int problem = syncPath(temporary, O_RDONLY); problem != 0)
        return ioFailure(destination, "syncing", problem);
    if (::rename(temporary.c_str(), destination.c_str()) != 0) return ioFailure(destination, "renaming", errno);
    if (const int problem = syncPath(folderOf(destination), O_RDONLY | O_DIRECTORY); isRealFailure(problem))
        return fail(ErrorCode::Io, anyFile,
                    "{}: syncing its folder failed ({}); the new file is there but may be lost in a power cut",
                    destination, reason(problem));
    return {};
}

Status writeFile(const std::string& path, const Pieces& pieces, const char* stage) {
    const auto temporary = temporarySibling(path);
    auto status = writeTemporary(temporary, path, pieces, stage);
    if (status) status = commitFile(temporary, path);
    if (!status) ::unlink(temporary.c_str());
    return status;
}

Status writeTextFile(const std::string& path, const std::string& text) {
    return writeFile(path, {{text.data(), text.size()}}, anyFile);
}

Status ensureFolder(const std::string& folder) {
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

}  // namespace lacuna::base
