#include "engine/clip_import.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/backbone_parts.h"
#include "engine/backbone_source.h"
#include "engine/clip_layout.h"
#include "engine/safetensors.h"
#include "support/scratch_folder.h"

namespace lacuna::engine {
namespace {

constexpr int width = 128;
constexpr int blocks = 2;

BackboneSpec spec() {
    BackboneSpec spec;
    spec.width = width;
    spec.heads = 2;
    spec.blocks = blocks;
    return spec;
}

/// The value of an element of a part, whatever file it lies in.
float valueOf(const std::string& part, std::size_t element) {
    return std::sin(static_cast<float>(std::hash<std::string>()(part) % 1000 + element));
}

NamedTensor partTensor(const BackbonePart& part, const std::string& name) {
    std::size_t count = 1;
    for (const auto extent : part.shape) count *= static_cast<std::size_t>(extent);
    NamedTensor tensor{name, part.shape, std::vector<float>(count)};
    for (std::size_t i = 0; i < count; ++i) tensor.values[i] = valueOf(part.name, i);
    return tensor;
}

/// A release in either naming, with a text half and the parts that are not used.
SafetensorsFile release(const ClipLayout& layout) {
    SafetensorsFile file;
    for (const auto& part : backboneParts(spec(), 10)) {
        const auto source = layout.sourceOf(part.name);
        auto tensor = partTensor(part, source.name);
        if (source.third > 0) {
            const auto stacked = std::find_if(file.tensors.begin(), file.tensors.end(),
                                              [&](const auto& other) { return other.name == source.name; });
            stacked->shape[0] += part.shape[0];
            stacked->values.insert(stacked->values.end(), tensor.values.begin(), tensor.values.end());
        } else {
            file.tensors.push_back(std::move(tensor));
        }
    }
    const bool hf = layout.naming == ClipNaming::HuggingFace;
    const auto unused = layout.prefix + (hf ? "embeddings.patch_embedding.weight" : "conv1.weight");
    file.tensors.push_back({unused, {1}, {0}});
    file.tensors.push_back({hf ? "text_model.embeddings.token_embedding.weight" : "token_embedding.weight", {1}, {0}});
    return file;
}

const ClipLayout hugging{ClipNaming::HuggingFace, "vision_model."};
const ClipLayout openClip{ClipNaming::OpenClip, "visual."};

class ClipImportTest : public ::testing::Test {
protected:
    std::string path(const std::string& name) const { return folder_.file(name); }
    void config(const nlohmann::json& change = {}) const {
        nlohmann::json json{
            {"model_type", "clip_vision_model"}, {"hidden_act", "quick_gelu"}, {"num_attention_heads", 2}};
        json.merge_patch(change.is_null() ? nlohmann::json::object() : change);
        support::putFile(path("config.json"), json.dump());
    }
    void openClipConfig(const nlohmann::json& change = {}) const {
        nlohmann::json json{{"model_cfg", {{"quick_gelu", true}, {"vision_cfg", {{"width", width}}}}}};
        json.merge_patch(change.is_null() ? nlohmann::json::object() : change);
        support::putFile(path("open_clip_config.json"), json.dump());
    }
    base::Result<ClipImport> import(SafetensorsFile file, bool assumeQuickGelu = false) const {
        std::sort(file.tensors.begin(), file.tensors.end(),
                  [](const auto& a, const auto& b) { return a.name < b.name; });
        EXPECT_TRUE(writeSafetensors(path("model.safetensors"), file));
        return importClip(
            {path("model.safetensors"), path("model.safetensors"), path("out.safetensors"), assumeQuickGelu});
    }
    void expectRefused(const SafetensorsFile& file, const std::string& reason,
                       base::ErrorCode code = base::ErrorCode::BadData, bool assumeQuickGelu = false) const {
        const auto imported = import(file, assumeQuickGelu);
        ASSERT_FALSE(imported) << "expected: " << reason;
        EXPECT_EQ(imported.error().code, code);
        EXPECT_NE(imported.error().message.find(reason), std::string::npos) << imported.error().message;
        EXPECT_NE(imported.error().message.find(path("")), std::string::npos) << imported.error().message;
        EXPECT_FALSE(std::filesystem::exists(path("out.safetensors")));
    }

    support::ScratchFolder folder_;
};

TEST_F(ClipImportTest, everyNumberOfEitherNamingArrivesInItsPlace) {
    config();
    openClipConfig();
    for (const auto& layout :
         {hugging, openClip, ClipLayout{ClipNaming::HuggingFace, ""}, ClipLayout{ClipNaming::OpenClip, ""}}) {
        // Without a prefix the text half of open_clip is not told from the vision half: it is saved alone.
        auto file = release(layout);
        if (layout.prefix.empty())
            std::erase_if(file.tensors, [](auto& t) { return t.name == "token_embedding.weight"; });
        const auto imported = import(file);
        ASSERT_TRUE(imported) << imported.error().message;
        const auto out = readSafetensors(path("out.safetensors")).value();
        const auto parts = backboneParts(spec(), 10);
        ASSERT_EQ(out.tensors.size(), parts.size());
        for (const auto& part : parts) {
            const auto found = std::find_if(out.tensors.begin(), out.tensors.end(),
                                            [&](const auto& t) { return t.name == "vision_model." + part.name; });
            ASSERT_NE(found, out.tensors.end()) << part.name;
            EXPECT_EQ(found->shape, part.shape);
            EXPECT_EQ(found->values, partTensor(part, "").values) << part.name << " of " << layout.title();
        }
    }
}

TEST_F(ClipImportTest, theFileServesForTrainingAndSaysWhereItCameFrom) {
    config();
    const auto imported = import(release(hugging));
    ASSERT_TRUE(imported) << imported.error().message;
    const auto found = backboneFrom(path("out.safetensors")).value();
    EXPECT_EQ(found.width, width);
    EXPECT_EQ(found.blocks, blocks);
    EXPECT_EQ(found.heads, 2);
    EXPECT_EQ(found.mlpRatio, 4);
    EXPECT_EQ(imported->backbone.sha256, fileSha256(path("out.safetensors")).value());
    const auto metadata = readSafetensors(path("out.safetensors")).value().metadata;
    EXPECT_EQ(metadata.at("source"), "model.safetensors");
    EXPECT_EQ(metadata.at("source_sha256"), fileSha256(path("model.safetensors")).value());
    EXPECT_EQ(metadata.at("activation"), "quick_gelu, known from config.json");
}

TEST_F(ClipImportTest, anActivationThatNothingTellsIsNotGuessed) {
    config({{"hidden_act", "gelu"}});
    expectRefused(release(hugging), "activation is gelu");
    expectRefused(release(hugging), "activation is gelu", base::ErrorCode::BadData, true);
    openClipConfig({{"model_cfg", {{"quick_gelu", nullptr}}}});
    expectRefused(release(openClip), "activation is gelu");
    std::filesystem::remove(path("config.json"));
    expectRefused(release(hugging), "no config.json beside it says how many heads");

    auto wide = release(hugging);  // a width that only CLIP's B has, so that the heads are known
    for (auto& tensor : wide.tensors)
        if (tensor.name.ends_with("class_embedding")) tensor = {tensor.name, {768}, std::vector<float>(768)};
    for (auto& tensor : wide.tensors)
        if (tensor.name.ends_with("0.mlp.fc1.weight")) tensor = {tensor.name, {3072, 1}, std::vector<float>(3072)};
    expectRefused(wide, "--assume-quick-gelu", base::ErrorCode::Usage);
    expectRefused(wide, "has the shape", base::ErrorCode::BadData, true);
}

TEST_F(ClipImportTest, aConfigOfAnotherModelIsRefused) {
    config({{"model_type", "siglip"}});
    expectRefused(release(hugging), "type \"siglip\"");
    config({{"num_attention_heads", 4}});
    expectRefused(release(hugging), "heads of 32 channels (width 128), expected 64");
    config({{"layer_norm_eps", 1e-6}});
    expectRefused(release(hugging), "LayerNorm adds 1e-06, expected 1e-05");
    config({{"hidden_act", 3}});
    expectRefused(release(hugging), "no description of a CLIP model");
    support::putFile(path("config.json"), "{");
    expectRefused(release(hugging), "no JSON object");
    openClipConfig({{"model_cfg", {{"vision_cfg", {{"head_width", 80}}}}}});
    expectRefused(release(openClip), "heads of 80 channels");
    openClipConfig({{"model_cfg", {{"vision_cfg", {{"timm_model_name", "vit_base"}}}}}});
    expectRefused(release(openClip), "timm model \"vit_base\"");
}

TEST_F(ClipImportTest, whatIsNoVisionTransformerOfClipIsNamed) {
    expectRefused({{}, {{"text_model.embeddings.token_embedding.weight", {1}, {0}}}}, "the text half of a model alone");
    expectRefused({{}, {{"visual.layer1.0.conv1.weight", {1}, {0}}}}, "ResNet form");
    expectRefused({{}, {{"visual.trunk.blocks.0.norm1.weight", {1}, {0}}}}, "timm");
    expectRefused({{}, {{"conv.bias", {1}, {0}}}},
                  "1 tensors, such as conv.bias; expected a vision transformer of CLIP");
    expectRefused({}, "no tensors at all");
}

TEST_F(ClipImportTest, missingAdditionalAndMisshapenTensorsAreNamed) {
    config();
    openClipConfig();
    const auto without = [](SafetensorsFile file, const std::string& end) {
        std::erase_if(file.tensors, [&](const auto& tensor) { return tensor.name.ends_with(end); });
        return file;
    };
    expectRefused(without(release(hugging), "1.self_attn.k_proj.bias"),
                  "lacks the tensor vision_model.encoder.layers.1.self_attn.k_proj.bias of shape [128]");
    expectRefused(without(release(openClip), "0.attn.in_proj_weight"),
                  "lacks the tensor visual.transformer.resblocks.0.attn.in_proj_weight of shape [384, 128]");
    expectRefused(without(release(openClip), "ln_pre.bias"), "lacks the tensor visual.ln_pre.bias");
    expectRefused(without(release(hugging), "fc1.weight"), "feed-forward width of 0");
    auto file = release(openClip);
    file.tensors.push_back({"visual.transformer.resblocks.0.ls_1.gamma", {128}, std::vector<float>(128)});
    expectRefused(file, "ls_1.gamma of shape [128], which CLIP's vision transformer does not have");
    file = release(openClip);
    for (auto& tensor : file.tensors)
        if (tensor.name.ends_with("1.attn.in_proj_weight")) tensor.shape = {128, 384};
    expectRefused(file, "resblocks.1.attn.in_proj_weight has the shape [128, 384], expected [384, 128]");
    file = release(hugging);
    for (auto& tensor : file.tensors)
        if (tensor.name.ends_with("position_embedding.weight"))
            tensor = {tensor.name, {9, 128}, std::vector<float>(9 * 128)};
    expectRefused(file, "9 rows, expected 1 and a square");
}

TEST_F(ClipImportTest, aFileThatIsCutOffIsRefused) {
    config();
    ASSERT_TRUE(import(release(hugging)));
    const auto whole = support::contentOf(path("model.safetensors"));
    for (const std::size_t kept : {std::size_t{4}, std::size_t{100}, whole.size() / 2, whole.size() - 1}) {
        support::putFile(path("cut.safetensors"), whole.substr(0, kept));
        EXPECT_FALSE(importClip({path("cut.safetensors"), path("cut.safetensors"), path("out2.safetensors")})) << kept;
        EXPECT_FALSE(std::filesystem::exists(path("out2.safetensors")));
    }
}

}  // namespace
}  // namespace lacuna::engine
