#include "map/tile_journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>

namespace lacuna::map {
namespace {

constexpr auto stage = "keep the finished tiles";
constexpr std::string_view magic = "lacuna tiles 1\n";
constexpr std::uint64_t mostBytes = std::uint64_t{1} << 31;  // of a record
constexpr auto syncInterval = std::chrono::seconds(5);

struct Head {
    std::uint64_t bytes = 0;  ///< of what follows
    std::uint64_t checksum = 0;
};
/// Window and stride of the tile, window of the block.
using Numbers = std::array<std::int32_t, 9>;

/// FNV-1a, 64 bits.
std::uint64_t checksumOf(std::string_view bytes) {
    std::uint64_t sum = 14695981039346656037u;
    for (const char byte : bytes) sum = (sum ^ static_cast<unsigned char>(byte)) * 1099511628211u;
    return sum;
}

template <class T>
void put(std::string& bytes, const T* values, std::size_t count) {
    bytes.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

template <class T>
void take(std::string_view& bytes, T* values, std::size_t count) {
    std::memcpy(values, bytes.data(), count * sizeof(T));
    bytes.remove_prefix(count * sizeof(T));
}

std::string framed(const std::string& content) {
    const Head head{content.size(), checksumOf(content)};
    std::string record;
    put(record, &head, 1);
    return record + content;
}

/// The record at a place; nothing where none is complete.
std::optional<std::string> recordAt(int file, std::uint64_t place) {
    Head head;
    if (::pread(file, &head, sizeof head, static_cast<off_t>(place)) != static_cast<ssize_t>(sizeof head)) return std::nullopt;
    struct stat facts {};
    if (::fstat(file, &facts) != 0 || head.bytes > mostBytes || place + sizeof head + head.bytes > static_cast<std::uint64_t>(facts.st_size)) return std::nullopt;
    std::string content(head.bytes, '\0');
    std::uint64_t read = 0;
    while (read < head.bytes) {
        const auto got = ::pread(file, content.data() + read, head.bytes - read, static_cast<off_t>(place + sizeof head + read));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return std::nullopt;
        read += static_cast<std::uint64_t>(got);
    }
    if (checksumOf(content) != head.checksum) return std::nullopt;
    return content;
}

base::Status write(int file, std::string_view bytes, std::uint64_t place, const std::string& path) {
    while (!bytes.empty()) {
        const auto written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(place));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0)
            return base::fail(base::ErrorCode::Io, stage, "{} cannot be written: {}. Free some space, or choose another folder for the map", path, std::strerror(errno));
        bytes.remove_prefix(static_cast<std::size_t>(written));
        place += static_cast<std::uint64_t>(written);
    }
    return {};
}

std::string contentOf(const tile::PlannedTile& planned, const MapBlock& block) {
    const auto& w = planned.window;
    const auto& b = block.window;
    const Numbers numbers{w.row, w.column, w.height, w.width, planned.stride, b.row, b.column, b.height, b.width};
    std::string content;
    put(content, numbers.data(), numbers.size());
    put(content, block.labels.data(), block.labels.size());
    put(content, block.confidence.data(), block.confidence.size());
    put(content, block.availability.data(), block.availability.size());
    return content;
}

/// False when the sizes do not fit together.
bool read(std::string_view content, tile::PlannedTile& planned, MapBlock& block) {
    Numbers n;
    if (content.size() < sizeof n) return false;
    take(content, n.data(), n.size());
    planned = {{n[1], n[0], n[3], n[2]}, n[4], false};
    block.window = {n[6], n[5], n[8], n[7]};
    if (n[7] < 0 || n[8] < 0) return false;
    const auto cells = static_cast<std::size_t>(n[7]) * static_cast<std::size_t>(n[8]);
    if (content.size() != cells * (sizeof(std::uint8_t) + sizeof(float) + sizeof(base::Availability))) return false;
    block.labels.resize(cells);
    block.confidence.resize(cells);
    block.availability.resize(cells);
    take(content, block.labels.data(), cells);
    take(content, block.confidence.data(), cells);
    take(content, block.availability.data(), cells);
    return true;
}

}  // namespace

base::Result<std::unique_ptr<TileJournal>> TileJournal::open(const std::string& map, const std::string& state) {
    const std::string path = map + ".partial";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (file < 0)
        return base::fail(base::ErrorCode::Io, stage, "{} cannot be written: {}. Choose another folder for the map", path, std::strerror(errno));
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        ::close(file);
        return std::unique_ptr<TileJournal>();
    }
    std::unique_ptr<TileJournal> journal(new TileJournal(file, path));
    LACUNA_TRY_STATUS(journal->begin(std::string(magic) + state));
    return journal;
}

TileJournal::~TileJournal() {
    ::unlink(path_.c_str());
    ::close(file_);
}

base::Status TileJournal::begin(const std::string& state) {
    const auto header = framed(state);
    headerEnd_ = end_ = header.size();
    if (recordAt(file_, 0) == state) return {};
    if (::ftruncate(file_, 0) != 0) return base::fail(base::ErrorCode::Io, stage, "{} cannot be written: {}", path_, std::strerror(errno));
    return write(file_, header, 0, path_);
}

base::Status TileJournal::replay(const Take& take) {
    end_ = headerEnd_;
    while (const auto content = recordAt(file_, end_)) {
        tile::PlannedTile planned;
        MapBlock block;
        if (!read(*content, planned, block)) break;
        LACUNA_TRY_STATUS(take(planned, block));
        end_ += sizeof(Head) + content->size();
    }
    // What was being written when the run was killed.
    if (::ftruncate(file_, static_cast<off_t>(end_)) != 0)
        return base::fail(base::ErrorCode::Io, stage, "{} cannot be written: {}", path_, std::strerror(errno));
    return {};
}

base::Status TileJournal::append(const tile::PlannedTile& planned, const MapBlock& block) {
    const auto record = framed(contentOf(planned, block));
    LACUNA_TRY_STATUS(write(file_, record, end_, path_));
    end_ += record.size();
    const auto now = std::chrono::steady_clock::now();
    if (now - synced_ >= syncInterval) {
        ::fdatasync(file_);
        synced_ = now;
    }
    return {};
}

}  // namespace lacuna::map
