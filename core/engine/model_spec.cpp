#include "engine/model_spec.h"

#include <cmath>
#include <set>

#include "base/availability.h"

namespace lacuna::engine {
namespace {

constexpr auto stage = "check model";
using base::ErrorCode;
using base::fail;

base::Status checkBackbone(const BackboneSpec& backbone) {
    if (backbone.heads < 1 || backbone.heads > 64 || backbone.width != backbone.heads * 64)
        return fail(ErrorCode::BadData, stage, "the backbone has width {} and {} heads, expected 64 channels a head",
                    backbone.width, backbone.heads);
    if (backbone.blocks < 0 || backbone.blocks > 96)
        return fail(ErrorCode::BadData, stage, "the backbone has {} blocks, expected 0 to 96", backbone.blocks);
    if (backbone.mlpRatio < 1 || backbone.mlpRatio > 16)
        return fail(ErrorCode::BadData, stage, "the backbone's MLP ratio is {}, expected 1 to 16", backbone.mlpRatio);
    if (backbone.source.empty())
        return fail(ErrorCode::BadData, stage, "the backbone names no source, expected \"generated:<seed>\" or a file");
    return {};
}

base::Status checkModality(const ModalitySpec& modality) {
    if (modality.name.empty()) return fail(ErrorCode::BadData, stage, "a modality has no name");
    if (modality.bands < 1 || modality.bands > 65536)
        return fail(ErrorCode::BadData, stage, "modality {} has {} bands, expected 1 to 65536", modality.name,
                    modality.bands);
    const auto bands = static_cast<std::size_t>(modality.bands);
    if (!modality.wavelengths.empty() && modality.wavelengths.size() != bands)
        return fail(ErrorCode::BadData, stage, "modality {} has {} wavelengths for {} bands", modality.name,
                    modality.wavelengths.size(), bands);
    if (modality.mean.size() != bands || modality.inverse.size() != bands)
        return fail(ErrorCode::BadData, stage, "modality {} has {} band means and {} scales for {} bands",
                    modality.name, modality.mean.size(), modality.inverse.size(), bands);
    for (std::size_t i = 0; i < bands; ++i)
        if (!std::isfinite(modality.mean[i]) || !std::isfinite(modality.inverse[i]) || modality.inverse[i] <= 0)
            return fail(ErrorCode::BadData, stage, "modality {}, band {}: mean {} and scale {} are no statistics",
                        modality.name, i + 1, modality.mean[i], modality.inverse[i]);
    return {};
}

base::Status checkClasses(const base::ClassTable& classes) {
    if (classes.size() < 2 || classes.size() > 255)
        return fail(ErrorCode::BadData, stage, "the model has {} classes, expected 2 to 255", classes.size());
    std::set<int> values;
    for (const auto& landClass : classes) {
        if (landClass.value < 1 || landClass.value > 255)
            return fail(ErrorCode::BadData, stage, "class \"{}\" is stored as {}, expected 1 to 255", landClass.name,
                        landClass.value);
        if (!values.insert(landClass.value).second)
            return fail(ErrorCode::BadData, stage, "two classes are stored as {}", landClass.value);
    }
    return {};
}

nlohmann::json toJson(const base::ClassTable& classes) {
    auto list = nlohmann::json::array();
    for (const auto& landClass : classes)
        list.push_back({{"value", landClass.value}, {"name", landClass.name}, {"color", landClass.color}});
    return list;
}

base::ClassTable classesFromJson(const nlohmann::json& list) {
    base::ClassTable classes;
    for (const auto& entry : list)
        classes.push_back(
            {entry.at("value").get<int>(), entry.at("name").get<std::string>(), entry.at("color").get<base::Rgb>()});
    return classes;
}

nlohmann::json toJson(const ModalitySpec& modality) {
    return {{"name", modality.name},
            {"bands", modality.bands},
            {"wavelengths", modality.wavelengths},
            {"mean", modality.mean},
            {"inverse", modality.inverse}};
}

ModalitySpec modalityFromJson(const nlohmann::json& json) {
    return {json.at("name").get<std::string>(), json.at("bands").get<int>(),
            json.at("wavelengths").get<std::vector<double>>(), json.at("mean").get<std::vector<float>>(),
            json.at("inverse").get<std::vector<float>>()};
}

nlohmann::json toJson(const BackboneSpec& backbone) {
    return {{"width", backbone.width},       {"blocks", backbone.blocks}, {"heads", backbone.heads},
            {"mlpRatio", backbone.mlpRatio}, {"source", backbone.source}, {"sha256", backbone.sha256}};
}

BackboneSpec backboneFromJson(const nlohmann::json& json) {
    BackboneSpec backbone;
    json.at("width").get_to(backbone.width);
    json.at("blocks").get_to(backbone.blocks);
    json.at("heads").get_to(backbone.heads);
    json.at("mlpRatio").get_to(backbone.mlpRatio);
    json.at("source").get_to(backbone.source);
    json.at("sha256").get_to(backbone.sha256);
    return backbone;
}

}  // namespace

std::vector<std::string> ModelSpec::modalityNames() const {
    std::vector<std::string> names;
    for (const auto& modality : modalities) names.push_back(modality.name);
    return names;
}

base::Status check(const ModelSpec& spec) {
    const auto count = spec.modalities.size();
    if (count < 1 || count > static_cast<std::size_t>(base::maxModalities))
        return fail(ErrorCode::BadData, stage, "the model has {} modalities, expected 1 to {}", count,
                    base::maxModalities);
    std::set<std::string> names;
    for (const auto& modality : spec.modalities) {
        LACUNA_TRY_STATUS(checkModality(modality));
        if (!names.insert(modality.name).second)
            return fail(ErrorCode::BadData, stage, "two modalities are called \"{}\"; give each its own name",
                        modality.name);
    }
    LACUNA_TRY_STATUS(checkClasses(spec.classes));
    if (spec.tokenGrid < 1 || spec.tokenGrid > 32 || spec.patchSize < spec.tokenGrid || spec.patchSize > 255 ||
        spec.patchSize % spec.tokenGrid != 0)
        return fail(ErrorCode::BadData, stage, "the patch size {} is no multiple of the token grid {}", spec.patchSize,
                    spec.tokenGrid);
    if (spec.encoderWidth < 1 || spec.encoderWidth > 4096)
        return fail(ErrorCode::BadData, stage, "the encoder width is {}, expected 1 to 4096", spec.encoderWidth);
    return checkBackbone(spec.backbone);
}

nlohmann::json toJson(const ModelSpec& spec) {
    auto modalities = nlohmann::json::array();
    for (const auto& modality : spec.modalities) modalities.push_back(toJson(modality));
    return {{"modalities", modalities},    {"classes", toJson(spec.classes)},   {"patchSize", spec.patchSize},
            {"tokenGrid", spec.tokenGrid}, {"encoderWidth", spec.encoderWidth}, {"backbone", toJson(spec.backbone)}};
}

base::Result<ModelSpec> modelSpecFromJson(const nlohmann::json& json) {
    ModelSpec spec;
    try {
        for (const auto& modality : json.at("modalities")) spec.modalities.push_back(modalityFromJson(modality));
        spec.classes = classesFromJson(json.at("classes"));
        json.at("patchSize").get_to(spec.patchSize);
        json.at("tokenGrid").get_to(spec.tokenGrid);
        json.at("encoderWidth").get_to(spec.encoderWidth);
        spec.backbone = backboneFromJson(json.at("backbone"));
    } catch (const nlohmann::json::exception& problem) {
        return fail(ErrorCode::BadData, stage, "the model description is damaged: {}", problem.what());
    }
    LACUNA_TRY_STATUS(check(spec));
    return spec;
}

}  // namespace lacuna::engine
