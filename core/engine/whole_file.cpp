#include "engine/whole_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "engine/checkpoint.h"
#include "engine/sha256.h"

namespace lacuna::engine {
namespace {

constexpr auto stage = "write model";

tl::unexpected<base::Error> ioFailure(const std::string& path, const char* step) {
    return base::fail(base::ErrorCode::Io, stage, "{}: {} failed ({}); the file there before is untouched", path, step,
                      std::strerror(errno));
}

/// An open file; gone with its name from the disk unless it was kept.
class Temporary {
public:
    explicit Temporary(std::string path)
        : path_(std::move(path)), file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {}
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() {
        if (file_ >= 0) ::close(file_);
        if (!kept_) ::unlink(path_.c_str());
    }

    bool isOpen() const { return file_ >= 0; }
    const std::string& path() const { return path_; }
    void keep() { kept_ = true; }
    bool write(const void* bytes, std::size_t count) const {
        const auto* next = static_cast<const char*>(bytes);
        while (count > 0) {
            const auto written = ::write(file_, next, count);
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return false;
            next += written;
            count -= static_cast<std::size_t>(written);
        }
        return true;
    }
    bool sync() const { return ::fsync(file_) == 0; }
    bool close() { return ::close(std::exchange(file_, -1)) == 0; }

private:
    std::string path_;
    int file_;
    bool kept_ = false;
};

bool syncFolder(const std::filesystem::path& folder) {
    const int file = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return false;
    const bool synced = ::fsync(file) == 0;
    ::close(file);
    return synced;
}

}  // namespace

base::Status writeWholeFile(const std::string& path, const std::vector<std::pair<const void*, std::size_t>>& pieces) {
    const std::filesystem::path destination(path);
    const auto sibling = fmt::format(".{}.{}.partial", destination.filename().string(), ::getpid());
    Temporary temporary((destination.parent_path() / sibling).string());
    if (!temporary.isOpen()) return ioFailure(path, "making a file beside it");
    Sha256 written;
    for (const auto& [bytes, count] : pieces) {
        written.add(bytes, count);
        if (!temporary.write(bytes, count)) return ioFailure(path, "writing");
    }
    if (!temporary.sync()) return ioFailure(path, "syncing");
    if (!temporary.close()) return ioFailure(path, "closing");
    LACUNA_TRY(readBack, fileSha256(temporary.path()));
    if (readBack != written.hex())
        return base::fail(base::ErrorCode::Io, stage,
                          "{}: what was written does not read back; the disk may be failing", path);
    if (::rename(temporary.path().c_str(), path.c_str()) != 0) return ioFailure(path, "renaming");
    temporary.keep();
    if (!syncFolder(destination.parent_path())) return ioFailure(path, "syncing its folder");
    return {};
}

}  // namespace lacuna::engine
