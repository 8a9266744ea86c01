#include "engine/clip_config.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace lacuna::engine {
namespace {

constexpr auto stage = "import weights";
constexpr std::uintmax_t maxConfigBytes = 1 << 20;
using base::ErrorCode;
using base::fail;
using nlohmann::json;

/// `fallback` where the key is not there; throws json::exception where it is something else.
template <class Value>
Value valueOf(const json& object, const char* key, Value fallback) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? fallback : found->get<Value>();
}

base::Result<ClipConfig> hfConfig(const json& file, const std::string& path) {
    const auto model = valueOf<std::string>(file, "model_type", "");
    if (model != "clip" && model != "clip_vision_model")
        return fail(ErrorCode::BadData, stage,
                    "{} describes a model of the type \"{}\", expected \"clip\" or \"clip_vision_model\"", path, model);
    const auto vision = model == "clip" ? valueOf(file, "vision_config", json::object()) : file;
    ClipConfig config;
    config.activation = valueOf<std::string>(vision, "hidden_act", "quick_gelu");
    config.heads = valueOf(vision, "num_attention_heads", 12);
    config.epsilon = valueOf(vision, "layer_norm_eps", 1e-5);
    return config;
}

base::Result<ClipConfig> openClipConfig(const json& file, const std::string& path) {
    const auto model = valueOf(file, "model_cfg", file);  // the library's own model files have no such level
    const auto vision = valueOf(model, "vision_cfg", json::object());
    if (const auto timm = valueOf<std::string>(vision, "timm_model_name", ""); !timm.empty())
        return fail(ErrorCode::BadData, stage,
                    "{} describes the timm model \"{}\", expected a vision transformer of CLIP", path, timm);
    ClipConfig config;
    config.activation = valueOf(model, "quick_gelu", false) ? "quick_gelu" : "gelu";
    config.headWidth = valueOf(vision, "head_width", 64);
    config.epsilon = valueOf(valueOf(vision, "norm_kwargs", json::object()), "eps", 1e-5);
    return config;
}

}  // namespace

base::Result<std::optional<ClipConfig>> clipConfigBeside(const std::string& weights, ClipNaming naming) {
    const bool hf = naming == ClipNaming::HuggingFace;
    const auto path =
        (std::filesystem::path(weights).parent_path() / (hf ? "config.json" : "open_clip_config.json")).string();
    std::error_code problem;
    const auto bytes = std::filesystem::file_size(path, problem);
    if (problem) return std::nullopt;
    std::ifstream stream(path);
    const auto file = bytes > maxConfigBytes ? json() : json::parse(stream, nullptr, false);
    if (!file.is_object())
        return fail(ErrorCode::BadData, stage,
                    "{}, which should describe the model, is no JSON object of at most {} bytes", path, maxConfigBytes);
    try {
        LACUNA_TRY(config, hf ? hfConfig(file, path) : openClipConfig(file, path));
        config.path = path;
        return config;
    } catch (const json::exception& wrong) {
        return fail(ErrorCode::BadData, stage, "{} is no description of a CLIP model: {}", path, wrong.what());
    }
}

}  // namespace lacuna::engine
