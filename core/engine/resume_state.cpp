#include "engine/resume_state.h"

#include <bit>
#include <charconv>
#include <cstring>

#include "engine/safetensors.h"
#include "engine/sha256.h"
#include "engine/torch_headers.h"

namespace lacuna::engine {
namespace {

constexpr auto formatName = "lacuna-training 2";

/// 64 bits of a large array: not against tampering, but quick (SHA-256 takes seconds a gigabyte).
std::uint64_t digest(const void* bytes, std::size_t count) {
    std::uint64_t sum = count;
    const auto* next = static_cast<const char*>(bytes);
    for (; count >= 8; next += 8, count -= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, next, 8);
        sum = std::rotl((sum ^ word) * 0x9e3779b97f4a7c15ull, 29);
    }
    for (; count > 0; ++next, --count) sum = (sum ^ static_cast<unsigned char>(*next)) * 0x100000001b3ull;
    return sum;
}

template <class T>
std::uint64_t digest(const std::vector<T>& values) {
    return digest(values.data(), values.size() * sizeof(T));
}

nlohmann::json digest(const tile::PatchSet& patches) {
    auto values = nlohmann::json::array();
    for (const auto& modality : patches.values) values.push_back(digest(modality));
    return {values, digest(patches.availability), digest(patches.classIndex), patches.patchSize};
}

NamedTensor named(const char* name, const at::Tensor& tensor) {
    const auto values = tensor.to(at::kCPU).contiguous();
    const auto* first = values.const_data_ptr<float>();
    return {name, {values.numel()}, {first, first + values.numel()}};
}

at::Tensor unnamed(const NamedTensor& tensor) {
    auto* values = const_cast<float*>(tensor.values.data());  // from_blob takes no const; the clone only reads
    return at::from_blob(values, tensor.shape, at::kFloat).clone();
}

template <class T>
std::optional<T> numberIn(const std::map<std::string, std::string>& metadata, const char* key) {
    const auto found = metadata.find(key);
    if (found == metadata.end()) return std::nullopt;
    T value{};
    const auto& text = found->second;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

std::string fingerprint(const TrainingInput& input, const ModelSpec& model, const std::string& precision) {
    auto options = input.options;
    auto shares = nlohmann::json::array();
    for (unsigned bits = 0; bits < 1u << input.patterns.modalities(); ++bits)
        shares.push_back(input.patterns.probability(static_cast<base::Availability>(bits)));
    const nlohmann::json all = {toJson(model),
                                toJson(input.adaptation),
                                options.declare().toJson(),
                                precision,
                                shares,
                                digest(*input.train),
                                input.validation ? digest(*input.validation) : nlohmann::json()};
    const auto text = all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    Sha256 sha256;
    sha256.add(text.data(), text.size());
    return sha256.hex();
}

base::Status writeResumeState(const std::string& path, const ResumeState& state) {
    SafetensorsFile file;
    file.metadata = {{"format", formatName},
                     {"fingerprint", state.fingerprint},
                     {"epochs", std::to_string(state.epochs)},
                     {"steps", std::to_string(state.optimizer.steps)},
                     {"averaged", std::to_string(state.optimizer.averaged)},
                     {"curve", state.curve.dump()}};
    file.tensors = {named("average", state.optimizer.average), named("momentum", state.optimizer.momentum),
                    named("parameters", state.optimizer.parameters), named("variance", state.optimizer.variance)};
    return writeSafetensors(path, file);
}

std::optional<ResumeState> readResumeState(const std::string& path, const std::string& fingerprint,
                                           std::int64_t parameters, int epochs) {
    const auto file = readSafetensors(path);
    if (!file || file->tensors.size() != 4) return std::nullopt;
    const auto text = [&](const char* key) {
        const auto found = file->metadata.find(key);
        return found == file->metadata.end() ? std::string() : found->second;
    };
    const auto done = numberIn<int>(file->metadata, "epochs");
    const auto steps = numberIn<std::int64_t>(file->metadata, "steps");
    const auto averaged = numberIn<std::int64_t>(file->metadata, "averaged");
    if (text("format") != formatName || text("fingerprint") != fingerprint || !done || !steps || !averaged)
        return std::nullopt;
    if (*done < 1 || *done > epochs) return std::nullopt;
    for (const auto& tensor : file->tensors)
        if (tensor.values.size() != static_cast<std::size_t>(parameters)) return std::nullopt;
    auto curve = nlohmann::json::parse(text("curve"), nullptr, false);
    if (!curve.is_array() || curve.size() != static_cast<std::size_t>(*done)) return std::nullopt;
    return ResumeState{fingerprint,
                       *done,
                       std::move(curve),
                       {unnamed(file->tensors[2]), unnamed(file->tensors[1]), unnamed(file->tensors[3]),
                        unnamed(file->tensors[0]), *steps, *averaged}};
}

}  // namespace lacuna::engine
