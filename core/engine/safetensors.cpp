#include "engine/safetensors.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

#include "base/atomic_file.h"
#include "base/memory_cap.h"
#include "engine/safetensors_header.h"

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian");

namespace lacuna::engine {
namespace {

constexpr auto stage = "read model";
using base::ErrorCode;
using base::fail;

struct OpenFile {
    std::ifstream stream;
    std::uint64_t size = 0;
};

base::Result<OpenFile> openFile(const std::string& path) {
    std::error_code problem;
    if (!std::filesystem::exists(path, problem)) return fail(ErrorCode::NotFound, stage, "{} is not there", path);
    if (!std::filesystem::is_regular_file(path, problem)) return fail(ErrorCode::BadData, stage, "{} is no file", path);
    OpenFile file{std::ifstream(path, std::ios::binary), std::filesystem::file_size(path, problem)};
    if (!file.stream || problem) return fail(ErrorCode::Io, stage, "{} cannot be read; check its permissions", path);
    return file;
}

base::Result<std::string> readHeaderText(OpenFile& file, const std::string& path) {
    std::uint64_t length = 0;
    if (file.size < sizeof length)
        return fail(ErrorCode::BadData, stage, "{} has {} bytes, too few for a safetensors file", path, file.size);
    file.stream.read(reinterpret_cast<char*>(&length), sizeof length);
    if (length > maxHeaderBytes)
        return fail(ErrorCode::BadData, stage,
                    "{} announces a header of {} bytes, at most {} are allowed; it may be "
                    "no safetensors file",
                    path, length, maxHeaderBytes);
    if (length > file.size - sizeof length)
        return fail(ErrorCode::BadData, stage,
                    "{} announces a header of {} bytes but has only {} behind the length; it "
                    "is cut off",
                    path, length, file.size - sizeof length);
    std::string text(static_cast<std::size_t>(length), '\0');
    file.stream.read(text.data(), static_cast<std::streamsize>(length));
    if (!file.stream) return fail(ErrorCode::Io, stage, "{}: reading the header failed", path);
    return text;
}

std::optional<std::size_t> bytesOf(const std::string& type) {
    if (type == "F32") return 4;
    if (type == "F16" || type == "BF16") return 2;
    return std::nullopt;
}

std::optional<std::uint64_t> elementsOf(const std::vector<std::uint64_t>& shape) {
    std::uint64_t count = 1;
    for (const auto extent : shape)
        if (__builtin_mul_overflow(count, extent, &count)) return std::nullopt;
    return count;
}

/// The data must be filled from the first byte to the last, each byte once.
base::Status checkLayout(const SafetensorsHeader& header, std::uint64_t dataBytes, const std::string& path) {
    std::vector<const SafetensorsEntry*> byOffset;
    for (const auto& entry : header.entries) byOffset.push_back(&entry);
    std::sort(byOffset.begin(), byOffset.end(),
              [](const auto* a, const auto* b) { return std::pair(a->begin, a->end) < std::pair(b->begin, b->end); });
    std::uint64_t expected = 0;
    for (const auto* entry : byOffset) {
        if (entry->begin > entry->end || entry->end > dataBytes)
            return fail(ErrorCode::BadData, stage,
                        "{}: {} lies at bytes {} to {}, but the file's data has {} bytes; it "
                        "is cut off or damaged",
                        path, entry->name, entry->begin, entry->end, dataBytes);
        if (entry->begin != expected)
            return fail(ErrorCode::BadData, stage, "{}: {} begins at byte {}, expected {} (tensors {})", path,
                        entry->name, entry->begin, expected, entry->begin < expected ? "overlap" : "leave a gap");
        expected = entry->end;
    }
    if (expected != dataBytes)
        return fail(ErrorCode::BadData, stage, "{}: {} bytes of data, but the tensors end at {}", path, dataBytes,
                    expected);
    return {};
}

base::Status checkSize(const SafetensorsEntry& entry, const std::string& path) {
    const auto bytes = bytesOf(entry.type);
    if (!bytes)
        return fail(ErrorCode::BadData, stage, "{}: {} has the type {}, expected F32, F16 or BF16", path, entry.name,
                    entry.type);
    const auto elements = elementsOf(entry.shape);
    std::uint64_t wanted = 0;
    if (!elements || __builtin_mul_overflow(*elements, *bytes, &wanted) || wanted != entry.end - entry.begin)
        return fail(ErrorCode::BadData, stage, "{}: {} of shape [{}] and type {} does not fill its {} bytes", path,
                    entry.name, fmt::join(entry.shape, ", "), entry.type, entry.end - entry.begin);
    return {};
}

float fromHalf(std::uint16_t half) {
    const std::uint32_t sign = (half & 0x8000u) << 16;
    const std::uint32_t exponent = half >> 10 & 31u;
    const std::uint32_t fraction = half & 1023u;
    if (exponent == 0) {  // zero and subnormal
        const float size = static_cast<float>(fraction) * 0x1p-24f;
        return sign ? -size : size;
    }
    const std::uint32_t widened = exponent == 31 ? 255u : exponent + 112;
    return std::bit_cast<float>(sign | widened << 23 | fraction << 13);
}

float fromBrain(std::uint16_t brain) {
    return std::bit_cast<float>(std::uint32_t{brain} << 16);
}

base::Result<NamedTensor> readTensor(OpenFile& file, std::uint64_t dataStart, const SafetensorsEntry& entry,
                                     const std::string& path) {
    const auto bytes = static_cast<std::size_t>(entry.end - entry.begin);
    NamedTensor tensor{entry.name, {entry.shape.begin(), entry.shape.end()}, {}};
    file.stream.seekg(static_cast<std::streamoff>(dataStart + entry.begin));
    if (entry.type == "F32") {
        tensor.values.resize(bytes / 4);
        file.stream.read(reinterpret_cast<char*>(tensor.values.data()), static_cast<std::streamsize>(bytes));
    } else {
        std::vector<std::uint16_t> narrow(bytes / 2);
        file.stream.read(reinterpret_cast<char*>(narrow.data()), static_cast<std::streamsize>(bytes));
        tensor.values.resize(narrow.size());
        std::transform(narrow.begin(), narrow.end(), tensor.values.begin(), entry.type == "F16" ? fromHalf : fromBrain);
    }
    if (!file.stream) return fail(ErrorCode::Io, stage, "{}: reading {} failed", path, entry.name);
    const auto bad =
        std::find_if(tensor.values.begin(), tensor.values.end(), [](float v) { return !std::isfinite(v); });
    if (bad != tensor.values.end())
        return fail(ErrorCode::BadData, stage, "{}: {} holds {} at position {}, expected finite numbers", path,
                    entry.name, *bad, bad - tensor.values.begin());
    return tensor;
}

base::Status checkMemory(const SafetensorsHeader& header, const std::string& path) {
    std::uint64_t floats = 0;
    for (const auto& entry : header.entries) floats += elementsOf(entry.shape).value_or(0);
    if (floats > base::memoryCap() / sizeof(float))
        return fail(ErrorCode::OutOfMemory, stage, "{} holds {} numbers, more than fit the memory cap of {} bytes",
                    path, floats, base::memoryCap());
    return {};
}

base::Result<SafetensorsFile> readAll(const std::string& path, const std::function<bool(const std::string&)>& wanted) {
    LACUNA_TRY(file, openFile(path));
    LACUNA_TRY(text, readHeaderText(file, path));
    LACUNA_TRY(header, parseSafetensorsHeader(text, path));
    const std::uint64_t dataStart = sizeof(std::uint64_t) + text.size();
    LACUNA_TRY_STATUS(checkLayout(header, file.size - dataStart, path));
    if (wanted) std::erase_if(header.entries, [&](const SafetensorsEntry& entry) { return !wanted(entry.name); });
    for (const auto& entry : header.entries) LACUNA_TRY_STATUS(checkSize(entry, path));
    LACUNA_TRY_STATUS(checkMemory(header, path));
    SafetensorsFile result;
    result.metadata = std::move(header.metadata);
    for (const auto& entry : header.entries) {
        LACUNA_TRY(tensor, readTensor(file, dataStart, entry, path));
        result.tensors.push_back(std::move(tensor));
    }
    std::sort(result.tensors.begin(), result.tensors.end(),
              [](const NamedTensor& a, const NamedTensor& b) { return a.name < b.name; });
    return result;
}

std::string headerText(const SafetensorsFile& file) {
    nlohmann::json header = nlohmann::json::object();
    if (!file.metadata.empty()) header["__metadata__"] = file.metadata;
    std::uint64_t offset = 0;
    for (const auto& tensor : file.tensors) {
        const auto end = offset + tensor.values.size() * sizeof(float);
        header[tensor.name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    auto text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');  // so that the floats are aligned in a mapped file
    return text;
}

}  // namespace

base::Result<SafetensorsFile> readSafetensors(const std::string& path,
                                              const std::function<bool(const std::string&)>& wanted) {
    try {
        return readAll(path, wanted);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, stage, "the memory does not hold {}", path);
    }
}

base::Status writeSafetensors(const std::string& path, const SafetensorsFile& file) {
    std::string text;
    try {
        text = headerText(file);
    } catch (const nlohmann::json::exception& problem) {
        return fail(ErrorCode::BadData, "write model", "{}: a name is not UTF-8 text ({})", path, problem.what());
    }
    if (text.size() > maxHeaderBytes)
        return fail(ErrorCode::BadData, "write model", "{}: the description has {} bytes, at most {} are allowed", path,
                    text.size(), maxHeaderBytes);
    const std::uint64_t length = text.size();
    std::vector<std::pair<const void*, std::size_t>> pieces = {{&length, sizeof length}, {text.data(), text.size()}};
    for (const auto& tensor : file.tensors)
        pieces.emplace_back(tensor.values.data(), tensor.values.size() * sizeof(float));
    return base::writeFile(path, pieces, "write model");
}

}  // namespace lacuna::engine
