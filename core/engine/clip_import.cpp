#include "engine/clip_import.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>

#include "base/version.h"
#include "engine/backbone.h"
#include "engine/backbone_parts.h"
#include "engine/clip_config.h"
#include "engine/clip_layout.h"
#include "engine/safetensors.h"
#include "engine/torchscript_file.h"

namespace lacuna::engine {
namespace {

constexpr auto stage = "import weights";
constexpr auto quickGeluName = "quick_gelu";
using base::ErrorCode;
using base::fail;

base::Result<std::vector<std::string>> namesIn(const std::string& path) {
    std::vector<std::string> names;
    LACUNA_TRY(nothing, readSafetensors(path, [&](const std::string& name) {
                   names.push_back(name);
                   return false;
               }));
    return names;
}

/// The tensors of the vision half, taken out as they are used.
class SourceTensors {
public:
    SourceTensors(SafetensorsFile file, std::string path) : path_(std::move(path)) {
        for (auto& tensor : file.tensors) tensors_.emplace(tensor.name, std::move(tensor));
    }

    /// Extent of a dimension, 0 where the tensor or the dimension is not there.
    std::int64_t extent(const std::string& name, std::size_t dimension) const {
        const auto found = tensors_.find(name);
        return found != tensors_.end() && dimension < found->second.shape.size() ? found->second.shape[dimension] : 0;
    }

    /// The values of a part; of a stacked tensor its third of the rows.
    base::Result<std::vector<float>> take(const ClipSource& source, std::vector<std::int64_t> shape) {
        if (source.third >= 0) shape[0] *= 3;
        const auto found = tensors_.find(source.name);
        if (found == tensors_.end())
            return fail(ErrorCode::BadData, stage,
                        "{} lacks the tensor {} of shape [{}]; the file is incomplete or no "
                        "vision transformer of CLIP",
                        path_, source.name, fmt::join(shape, ", "));
        auto& tensor = found->second;
        if (tensor.shape != shape)
            return fail(ErrorCode::BadData, stage, "{}: {} has the shape [{}], expected [{}]", path_, source.name,
                        fmt::join(tensor.shape, ", "), fmt::join(shape, ", "));
        used_.push_back(source.name);
        if (source.third < 0) return std::move(tensor.values);
        const auto rows = static_cast<std::ptrdiff_t>(tensor.values.size() / 3);
        const auto first = tensor.values.begin() + source.third * rows;
        return std::vector<float>(first, first + rows);
    }

    /// BadData when something was not used: the model has parts that a backbone of ours does not.
    base::Status checkAllUsed() const {
        for (const auto& [name, tensor] : tensors_)
            if (std::find(used_.begin(), used_.end(), name) == used_.end())
                return fail(ErrorCode::BadData, stage,
                            "{} holds {} of shape [{}], which CLIP's vision transformer does not have: it is another "
                            "architecture and would compute something else",
                            path_, name, fmt::join(tensor.shape, ", "));
        return {};
    }

private:
    std::string path_;
    std::map<std::string, NamedTensor> tensors_;
    std::vector<std::string> used_;
};

/// Shape of the transformer as far as the tensors tell it. Errors: BadData.
base::Result<BackboneSpec> specOf(const SourceTensors& tensors, const ClipLayout& layout,
                                  const std::vector<std::string>& names, const std::string& path) {
    BackboneSpec spec;
    spec.width = static_cast<int>(tensors.extent(layout.sourceOf("embeddings.class_embedding").name, 0));
    spec.blocks = layout.blocksIn(names);
    const auto hidden = tensors.extent(layout.sourceOf("encoder.layers.0.mlp.fc1.weight").name, 0);
    if (spec.width < headWidth || spec.width % headWidth != 0 || spec.blocks == 0 || hidden < spec.width ||
        hidden % spec.width != 0)
        return fail(
            ErrorCode::BadData, stage,
            "{} has width {}, {} blocks and a feed-forward width of {}; expected a width that is a multiple of {}, at "
            "least one block and a feed-forward width that is a multiple of the width (ViT-B/16: 768, 12, 3072; "
            "ViT-L/14: 1024, 24, 4096)",
            path, spec.width, spec.blocks, hidden, headWidth);
    spec.heads = spec.width / headWidth;
    spec.mlpRatio = static_cast<int>(hidden / spec.width);
    return spec;
}

tl::unexpected<base::Error> otherActivation(const std::string& where, const std::string& found) {
    return fail(
        ErrorCode::BadData, stage,
        "{} says that the activation is {}; Lacuna's transformer computes QuickGELU (x·sigmoid(1.702 x)), with which "
        "these weights would give other features. Use OpenAI's release, or one of open_clip whose name ends in "
        "-quickgelu; those trained on LAION mostly use plain GELU",
        where, found);
}

/// Heads and ε as the config says them must be ours.
base::Status checkConfig(const ClipConfig& config, const BackboneSpec& spec) {
    const int width = config.heads > 0 ? spec.width / config.heads : config.headWidth;
    if (width != headWidth || (config.heads > 0 && spec.width % config.heads != 0))
        return fail(ErrorCode::BadData, stage,
                    "{} says heads of {} channels (width {}), expected {}: another architecture", config.path, width,
                    spec.width, headWidth);
    if (config.epsilon != layerNormEpsilon)
        return fail(ErrorCode::BadData, stage, "{} says that LayerNorm adds {}, expected {}", config.path,
                    config.epsilon, layerNormEpsilon);
    return {};
}

/// How it is known that the activation is QuickGELU, and the heads 64 channels wide. Errors: BadData, Usage.
base::Result<std::string> activationEvidence(const ClipImportOptions& options, const SafetensorsFile& file,
                                             const BackboneSpec& spec, ClipNaming naming) {
    LACUNA_TRY(config, clipConfigBeside(options.source, naming));
    if (config) LACUNA_TRY_STATUS(checkConfig(*config, spec));
    // No file says the number of heads here; of widths other than CLIP's own some have heads of 80 channels and more.
    if (!config && spec.width != 768 && spec.width != 1024)
        return fail(
            ErrorCode::BadData, stage,
            "{} has the width {}, and no {} beside it says how many heads that makes; expected 768 (ViT-B) or 1024 "
            "(ViT-L), or the release's config file in the same folder",
            options.source, spec.width, naming == ClipNaming::HuggingFace ? "config.json" : "open_clip_config.json");
    if (options.tensors != options.source) {
        const auto said = file.metadata.find(torchScriptActivation);
        if (said != file.metadata.end() && said->second != quickGeluName)
            return otherActivation(options.source, said->second);
        if (said != file.metadata.end()) return std::string("the TorchScript's own code");
    }
    if (config && config->activation != quickGeluName) return otherActivation(config->path, config->activation);
    if (config) return std::filesystem::path(config->path).filename().string();
    if (options.assumeQuickGelu) return std::string("the user's word");
    return fail(
        ErrorCode::Usage, stage,
        "nothing says whether {} was trained with QuickGELU, which Lacuna computes, or with plain GELU: tensors look "
        "the same. Put the release's {} into the same folder, or give --assume-quick-gelu if you know it (OpenAI's "
        "weights: yes; open_clip's trained on LAION: mostly no)",
        options.source, naming == ClipNaming::HuggingFace ? "config.json" : "open_clip_config.json");
}

base::Result<ClipImport> import(const ClipImportOptions& options) {
    LACUNA_TRY(names, namesIn(options.tensors));
    LACUNA_TRY(layout, clipLayoutOf(names, options.source));
    LACUNA_TRY(file, readSafetensors(options.tensors, [&](const std::string& name) { return layout.isNeeded(name); }));
    const auto metadata = file.metadata;
    SourceTensors tensors(std::move(file), options.source);
    ClipImport result;
    LACUNA_TRY(spec, specOf(tensors, layout, names, options.source));
    LACUNA_TRY(activation, activationEvidence(options, {metadata, {}}, spec, layout.naming));
    LACUNA_TRY(sourceSha256, fileSha256(options.source));
    result.positions = tensors.extent(layout.sourceOf(positionEmbeddingPart).name, 0);

    const auto side = std::llround(std::sqrt(static_cast<double>(result.positions - 1)));
    if (side < 1 || side * side != result.positions - 1)
        return fail(ErrorCode::BadData, stage,
                    "{}: the position embedding has {} rows, expected 1 and a square (197 for ViT-B/16)",
                    options.source, result.positions);

    SafetensorsFile out;
    for (const auto& part : backboneParts(spec, result.positions)) {
        LACUNA_TRY(values, tensors.take(layout.sourceOf(part.name), part.shape));
        out.tensors.push_back({part.name, part.shape, std::move(values)});
    }
    LACUNA_TRY_STATUS(tensors.checkAllUsed());
    for (auto& tensor : out.tensors) tensor.name.insert(0, "vision_model.");
    std::sort(out.tensors.begin(), out.tensors.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    out.metadata = {{"source", std::filesystem::path(options.source).filename().string()},
                    {"source_sha256", sourceSha256},
                    {"source_layout", layout.title()},
                    {"activation", fmt::format("{}, known from {}", quickGeluName, activation)},
                    {"lacuna_version", base::version()}};
    LACUNA_TRY_STATUS(writeSafetensors(options.out, out));

    result.backbone = spec;
    result.backbone.source = options.out;
    result.layout = layout.title();
    result.activation = activation;
    result.sourceSha256 = sourceSha256;
    LACUNA_TRY(sha256, fileSha256(options.out));
    result.backbone.sha256 = std::move(sha256);
    return result;
}

}  // namespace

base::Result<ClipImport> importClip(const ClipImportOptions& options) {
    try {
        return import(options);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, stage, "the memory does not hold the weights of {}", options.source);
    }
}

}  // namespace lacuna::engine
