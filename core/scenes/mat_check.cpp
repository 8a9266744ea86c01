#include "scenes/mat_check.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <vector>

namespace lacuna::scenes {
namespace {

constexpr auto stage = "read MATLAB file";
constexpr std::uint64_t headBytes = 128;
constexpr std::uint64_t tagBytes = 8;
constexpr std::uint32_t packedElement = 15;  // miCOMPRESSED
using base::ErrorCode;
using base::fail;

std::uint32_t numberAt(const unsigned char* bytes, bool little) {
    std::uint32_t number = 0;
    for (int i = 0; i < 4; ++i) number = number << 8 | bytes[little ? 3 - i : i];
    return number;
}

/// Unpacks `bytes` from where the stream stands, keeping nothing; false unless they are one whole packed stream.
bool unpacks(std::ifstream& stream, std::uint64_t bytes) {
    z_stream zip{};
    if (inflateInit(&zip) != Z_OK) return false;
    std::vector<unsigned char> packed(1 << 16), plain(1 << 18);
    int state = Z_OK;
    while (state == Z_OK && bytes > 0) {
        const auto piece = std::min<std::uint64_t>(bytes, packed.size());
        if (!stream.read(reinterpret_cast<char*>(packed.data()), static_cast<std::streamsize>(piece))) break;
        bytes -= piece;
        zip.next_in = packed.data();
        zip.avail_in = static_cast<uInt>(piece);
        do {
            zip.next_out = plain.data();
            zip.avail_out = static_cast<uInt>(plain.size());
            state = inflate(&zip, Z_NO_FLUSH);
        } while (state == Z_OK && zip.avail_out == 0);
        if (state == Z_BUF_ERROR && zip.avail_in == 0) state = Z_OK;  // asks for more input
    }
    inflateEnd(&zip);
    return state == Z_STREAM_END;
}

}  // namespace

base::Status checkMatFile(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return fail(ErrorCode::Io, stage, "{} cannot be read; check its permissions", path);
    std::array<unsigned char, headBytes> head{};
    stream.read(reinterpret_cast<char*>(head.data()), headBytes);
    const bool little = head[126] == 'I';
    if (!stream || head[little ? 125 : 124] != 1) return {};  // another version
    std::error_code problem;
    const std::uint64_t size = std::filesystem::file_size(path, problem);
    for (std::uint64_t at = headBytes; at < size;) {
        std::array<unsigned char, tagBytes> tag{};
        stream.seekg(static_cast<std::streamoff>(at));
        stream.read(reinterpret_cast<char*>(tag.data()), tagBytes);
        const std::uint64_t bytes = numberAt(tag.data() + 4, little);
        if (!stream || bytes > size - at - tagBytes)
            return fail(ErrorCode::BadData, stage,
                        "{} has {} bytes, but its contents go on to byte {}; it is cut off, download it again", path,
                        size, at + tagBytes + bytes);
        if (numberAt(tag.data(), little) == packedElement && !unpacks(stream, bytes))
            return fail(ErrorCode::BadData, stage,
                        "{}: the packed variable at byte {} does not unpack; the file is damaged, download it again",
                        path, at);
        at += tagBytes + bytes;
    }
    return {};
}

}  // namespace lacuna::scenes
