#include "engine/checkpoint.h"

#include <fmt/ranges.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "engine/safetensors.h"
#include "engine/sha256.h"
#include "engine/trained_tensors.h"

namespace lacuna::engine {
namespace {

constexpr auto stage = "read model";
constexpr auto formatName = "lacuna-checkpoint 1";
constexpr std::size_t maxJsonBytes = 8'000'000;
constexpr int maxJsonDepth = 32;
using base::ErrorCode;
using base::fail;

/// JSON of a bounded size and depth: json values are copied and written recursively.
base::Result<nlohmann::json> jsonFrom(const std::map<std::string, std::string>& metadata, const std::string& key,
                                      const std::string& path) {
    const auto found = metadata.find(key);
    if (found == metadata.end()) return fail(ErrorCode::BadData, stage, "{} lacks the description \"{}\"", path, key);
    if (found->second.size() > maxJsonBytes)
        return fail(ErrorCode::BadData, stage, "{}: the description \"{}\" has {} bytes, at most {} are allowed", path,
                    key, found->second.size(), maxJsonBytes);
    const auto refuseDepth = [](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        if (depth > maxJsonDepth) throw std::length_error("it is nested too deeply");
        return true;
    };
    try {
        return nlohmann::json::parse(found->second, refuseDepth);
    } catch (const std::exception& problem) {
        return fail(ErrorCode::BadData, stage, "{}: the description \"{}\" is damaged: {}", path, key, problem.what());
    }
}

/// The same failure with the file's name before it.
tl::unexpected<base::Error> inFile(const std::string& path, base::Error error) {
    return fail(error.code, stage, "{}: {}", path, error.message);
}

base::Status checkTensors(const Checkpoint& checkpoint, const std::string& path) {
    const auto expected = trainedTensors(checkpoint.model, checkpoint.adaptation);
    std::size_t next = 0;
    for (const auto& tensor : checkpoint.tensors) {
        if (next < expected.size() && expected[next].name < tensor.name) break;
        if (next == expected.size() || expected[next].name != tensor.name)
            return fail(ErrorCode::BadData, stage, "{} holds the tensor {}, which its model does not have", path,
                        tensor.name);
        if (expected[next].shape != tensor.shape)
            return fail(ErrorCode::BadData, stage, "{}: {} has the shape [{}], expected [{}]", path, tensor.name,
                        fmt::join(tensor.shape, ", "), fmt::join(expected[next].shape, ", "));
        ++next;
    }
    if (next < expected.size())
        return fail(ErrorCode::BadData, stage, "{} lacks the tensor {}", path, expected[next].name);
    return {};
}

}  // namespace

base::Status writeCheckpoint(const std::string& path, const Checkpoint& checkpoint) {
    SafetensorsFile file;
    try {
        file.metadata = {{"format", formatName},
                         {"model", toJson(checkpoint.model).dump()},
                         {"adaptation", toJson(checkpoint.adaptation).dump()},
                         {"training", checkpoint.training.dump()}};
    } catch (const nlohmann::json::exception& problem) {
        return fail(ErrorCode::BadData, "write model", "{}: a name is not UTF-8 text ({})", path, problem.what());
    }
    file.tensors = checkpoint.tensors;
    return writeSafetensors(path, file);
}

base::Result<Checkpoint> readCheckpoint(const std::string& path) {
    LACUNA_TRY(file, readSafetensors(path));
    const auto format = file.metadata.find("format");
    if (format == file.metadata.end() || format->second != formatName)
        return fail(ErrorCode::BadData, stage, "{} is no model of this program: format \"{}\", expected \"{}\"", path,
                    format == file.metadata.end() ? "" : format->second.substr(0, 100), formatName);
    LACUNA_TRY(modelJson, jsonFrom(file.metadata, "model", path));
    LACUNA_TRY(adaptationJson, jsonFrom(file.metadata, "adaptation", path));
    LACUNA_TRY(training, jsonFrom(file.metadata, "training", path));
    auto model = modelSpecFromJson(modelJson);
    if (!model) return inFile(path, model.error());
    auto adaptation = adaptationFromJson(adaptationJson);
    if (!adaptation) return inFile(path, adaptation.error());
    if (auto status = check(*adaptation, *model); !status) return inFile(path, status.error());
    Checkpoint checkpoint{std::move(*model), std::move(*adaptation), std::move(training), std::move(file.tensors)};
    LACUNA_TRY_STATUS(checkTensors(checkpoint, path));
    return checkpoint;
}

base::Result<std::string> fileSha256(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io, "read file", "{} cannot be opened ({})",
                    path, std::strerror(errno));
    Sha256 sha256;
    std::vector<char> piece(1 << 20);
    do {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        sha256.add(piece.data(), static_cast<std::size_t>(stream.gcount()));
    } while (stream);
    if (stream.bad()) return fail(ErrorCode::Io, "read file", "{}: reading failed", path);
    return sha256.hex();
}

}  // namespace lacuna::engine
