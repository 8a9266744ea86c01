#include "engine/backbone_source.h"

#include "engine/backbone_parts.h"
#include "engine/safetensors.h"

namespace lacuna::engine {
namespace {

constexpr auto stage = "open backbone";
using base::ErrorCode;
using base::fail;

BackboneSpec generated(int width) {
    BackboneSpec spec;
    spec.width = width;
    spec.heads = width / headWidth;
    return spec;
}

bool tellsShape(const std::string& name) {
    if (name.find("text_model") != std::string::npos) return false;
    return name.ends_with("embeddings.class_embedding") || name.ends_with("layer_norm1.bias") ||
           name.ends_with("layers.0.mlp.fc1.bias");
}

}  // namespace

base::Result<BackboneSpec> backboneFrom(const std::string& name) {
    if (name == "compact") return generated(192);
    if (name == "none") {
        auto spec = generated(192);
        spec.blocks = 0;
        return spec;
    }
    if (name == "b16") return generated(768);
    LACUNA_TRY(file, readSafetensors(name, tellsShape));
    BackboneSpec spec;
    spec.source = name;
    spec.width = spec.blocks = 0;
    std::int64_t hidden = 0;
    for (const auto& tensor : file.tensors) {
        if (tensor.shape.size() != 1)
            return fail(ErrorCode::BadData, stage, "{}: {} has {} dimensions, expected 1", name, tensor.name, tensor.shape.size());
        if (tensor.name.ends_with("class_embedding")) spec.width = static_cast<int>(tensor.shape[0]);
        if (tensor.name.ends_with("layer_norm1.bias")) ++spec.blocks;
        if (tensor.name.ends_with("fc1.bias")) hidden = tensor.shape[0];
    }
    if (spec.width < headWidth || spec.width % headWidth != 0 || spec.blocks == 0 || hidden == 0 || hidden % spec.width != 0)
        return fail(ErrorCode::BadData, stage,
                    "{} is no CLIP vision transformer: width {}, {} blocks, feed-forward width {}. Expected CLIP's tensor names and "
                    "heads of {} channels", name, spec.width, spec.blocks, hidden, headWidth);
    spec.heads = spec.width / headWidth;
    spec.mlpRatio = static_cast<int>(hidden / spec.width);
    return spec;
}

bool isBackboneFile(const std::string& name) {
    return name != "compact" && name != "b16" && name != "none";
}

}  // namespace lacuna::engine
