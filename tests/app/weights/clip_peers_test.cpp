#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>

#include "engine/backbone_source.h"
#include "engine/network.h"
#include "engine/safetensors.h"
#include "engine/trained_tensors.h"
#include "support/scratch_folder.h"

/// Weights that transformers and open_clip saved, imported by the program, give the numbers that those libraries give.
namespace lacuna::engine {
namespace {

namespace fs = std::filesystem;
constexpr double tolerance = 1e-4;

at::Tensor tensorOf(const SafetensorsFile& file, const std::string& name) {
    for (const auto& tensor : file.tensors)
        if (tensor.name == name)
            return at::from_blob(const_cast<float*>(tensor.values.data()), tensor.shape, at::kFloat).clone();
    ADD_FAILURE() << name << " is missing";
    return {};
}

/// A model with one sensor and no experts whose "logits" are the class token and the mean of the others behind the
/// blocks.
Network readingOut(const BackboneSpec& spec, int tokenGrid, const BackboneWeights& weights) {
    ModelSpec model;
    model.modalities = {{"image", 1, {}, {0}, {1}}};
    model.classes.resize(static_cast<std::size_t>(2 * spec.width));
    model.patchSize = model.tokenGrid = tokenGrid;
    model.backbone = spec;
    auto tensors = initialTensors(model, {}, 1);
    for (auto& tensor : tensors) {
        const bool isEye = tensor.name == "head.weight";
        if (!isEye && tensor.name != "head.bias" && tensor.name != "embedding.modality") continue;
        std::fill(tensor.values.begin(), tensor.values.end(), 0.0f);
        const auto side = static_cast<std::size_t>(tensor.shape[0]);
        for (std::size_t i = 0; isEye && i < side; ++i) tensor.values[i * (side + 1)] = 1;
    }
    return {model, {}, weights, tensors};
}

/// The largest difference between the imported backbone and the peer behind every block; of a deep model behind none,
/// half and all, since a block that differs shows behind every later one.
double largestDifference(const std::string& backbone, const std::string& referenceFile) {
    const at::NoGradGuard noGradient;
    const auto reference = readSafetensors(referenceFile).value();
    const auto patches = tensorOf(reference, "patches");
    const int grid = static_cast<int>(std::lround(std::sqrt(static_cast<double>(patches.size(1)))));
    auto spec = backboneFrom(backbone).value();
    const auto weights = loadBackbone(spec, grid).value();
    EXPECT_EQ(reference.tensors.size(), 1 + 2 * (weights.blocks.size() + 1));
    const int blocks = static_cast<int>(weights.blocks.size());
    double largest = 0;
    for (int depth = 0; depth <= blocks; depth += blocks > 4 ? blocks / 2 : 1) {
        auto shallow = weights;
        shallow.blocks.resize(static_cast<std::size_t>(depth));
        auto shallowSpec = spec;
        shallowSpec.blocks = depth;
        const auto output =
            readingOut(shallowSpec, grid, shallow).forwardTokens({patches}, at::ones({1, 1}, at::kBool));
        const auto expected = at::cat({tensorOf(reference, "cls." + std::to_string(depth)),
                                       tensorOf(reference, "mean." + std::to_string(depth))});
        largest = std::max(largest, (output.logits[0] - expected).abs().max().item<double>());
    }
    return largest;
}

class ClipPeers : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!fs::exists(LACUNA_PEERS "/installed")) return;
        folder_ = new support::ScratchFolder;
        const auto line = std::string(LACUNA_PEERS) + "/bin/python -W ignore " + LACUNA_PEER_MODELS + " " +
                          folder_->file("") + " >" + folder_->file("log.txt") + " 2>&1";
        ASSERT_EQ(std::system(line.c_str()), 0) << support::contentOf(folder_->file("log.txt"));
    }
    static void TearDownTestSuite() { delete folder_; }
    void SetUp() override {
        if (!folder_)
            GTEST_SKIP() << "transformers and open_clip are not here; packaging/setup.sh --peer-models installs them";
    }

    static std::string path(const std::string& name) { return folder_->file(name); }
    /// Exit status of `lacuna weights import`; `said` gets what it prints.
    static int import(const std::string& arguments, std::string& said) {
        const auto line = std::string(LACUNA_PROGRAM) + " weights import " + arguments + " --quiet --out " +
                          path("out.safetensors") + " >" + path("said.txt") + " 2>&1";
        const int status = std::system(line.c_str());
        said = support::contentOf(path("said.txt"));
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    void expectSame(const std::string& model, const std::string& file, const std::string& options = {}) {
        std::string said;
        ASSERT_EQ(import(path(model + "/" + file) + " " + options, said), 0) << said;
        EXPECT_LT(largestDifference(path("out.safetensors"), path(model + "/reference.safetensors")), tolerance)
            << model;
        const auto metadata = readSafetensors(path("out.safetensors"), [](auto&) { return false; }).value().metadata;
        EXPECT_EQ(metadata.at("source"), file);
        EXPECT_EQ(metadata.at("source_sha256"), fileSha256(path(model + "/" + file)).value());
    }
    void expectRefused(const std::string& arguments, int status, const std::string& reason) {
        fs::remove(path("out.safetensors"));
        std::string said;
        EXPECT_EQ(import(arguments, said), status) << said;
        EXPECT_NE(said.find(reason), std::string::npos) << said;
        EXPECT_FALSE(fs::exists(path("out.safetensors")));
        for (const auto& name : folder_->names()) EXPECT_EQ(name.find(".weights-"), std::string::npos) << name;
    }

    static support::ScratchFolder* folder_;
};
support::ScratchFolder* ClipPeers::folder_ = nullptr;

TEST_F(ClipPeers, huggingFacesModelsComputeTheSameBlockByBlock) {
    for (const auto* model : {"hf", "hf-fp16", "hf-bf16", "hf-vision-alone"}) expectSame(model, "model.safetensors");
}

TEST_F(ClipPeers, aWholeViTB16ComputesTheSame) {
    expectSame("hf-b16", "model.safetensors");
}

TEST_F(ClipPeers, openClipsModelsComputeTheSameBlockByBlock) {
    for (const auto* model : {"open_clip", "open_clip-l14"}) expectSame(model, "open_clip_model.safetensors");
}

TEST_F(ClipPeers, torchScriptComputesTheSameOnceItIsTrusted) {
    expectRefused(path("torchscript/model.pt"), 2, "--trust-torchscript");
    expectSame("torchscript", "model.pt", "--trust-torchscript");
}

TEST_F(ClipPeers, plainGeluIsRefusedAndWouldComputeSomethingElse) {
    expectRefused(path("hf-gelu/model.safetensors"), 3, "activation is gelu");
    expectRefused(path("open_clip-gelu/open_clip_model.safetensors"), 3, "activation is gelu");
    expectRefused(path("open_clip-gelu/open_clip_model.safetensors") + " --assume-quick-gelu", 3, "activation is gelu");
    expectRefused(path("torchscript-gelu/model.pt") + " --trust-torchscript", 3, "activation is gelu");
    // The comparison can tell: with the right config taken for the wrong model the numbers differ.
    fs::copy_file(path("open_clip/open_clip_config.json"), path("open_clip-gelu/open_clip_config.json"),
                  fs::copy_options::overwrite_existing);
    std::string said;
    ASSERT_EQ(import(path("open_clip-gelu/open_clip_model.safetensors"), said), 0) << said;
    EXPECT_GT(largestDifference(path("out.safetensors"), path("open_clip-gelu/reference.safetensors")), 10 * tolerance);
}

TEST_F(ClipPeers, damagedArchivesAndPicklesAreRefused) {
    expectRefused(path("pickled.bin") + " --trust-torchscript", 3, "pickled state dict");
    const auto whole = support::contentOf(path("torchscript/model.pt"));
    support::putFile(path("cut.pt"), whole.substr(0, whole.size() / 2));
    expectRefused(path("cut.pt") + " --trust-torchscript", 3, "cut off");
}

}  // namespace
}  // namespace lacuna::engine
