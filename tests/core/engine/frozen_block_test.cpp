#include "engine/frozen_block.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "engine/network.h"
#include "random_model.h"
#include "support/small_model.h"

namespace lacuna::engine {
namespace {

using testing_model::Prompts;
using testing_model::Shape;

/// Logits and the gradient of every trained tensor, side by side in one row.
struct Pass {
    at::Tensor logits;
    std::vector<std::pair<std::string, at::Tensor>> gradients;
    at::Tensor all() const {
        std::vector<at::Tensor> flat;
        for (const auto& [name, gradient] : gradients) flat.push_back(gradient.flatten());
        return at::cat(flat);
    }
};

enum class Path { Plain, Fused };

class Model {
public:
    explicit Model(const Checkpoint& checkpoint) : checkpoint_(checkpoint) {
        backbone_ = loadBackbone(checkpoint_.model.backbone, checkpoint_.model.tokenGrid).value();
        at::manual_seed(5);
        // Generated biases are zero and norms one: a bias that is forgotten should be noticed.
        for (auto& block : backbone_.blocks)
            for (auto* tensor : {&block.norm1Weight, &block.norm1Bias, &block.norm2Weight, &block.norm2Bias, &block.queryKeyValueWeight,
                                 &block.queryKeyValueBias, &block.projectionBias, &block.fc1Weight, &block.fc1Bias, &block.fc2Bias})
                *tensor = *tensor + 0.1 * at::randn_like(*tensor);
    }

    /// Nine samples of every pattern in turn.
    Pass run(Path path, at::ScalarType type) const {
        Network network(checkpoint_.model, checkpoint_.adaptation, backbone_, checkpoint_.tensors);
        network.moveTo(at::kCPU, type);
        if (path == Path::Fused) network.fuseFrozenBlocks(backbone_);
        const auto& model = checkpoint_.model;
        const int samples = 9, patterns = (1 << model.modalityCount()) - 1;
        at::manual_seed(3);
        std::vector<at::Tensor> patches;
        for (const auto& modality : model.modalities) patches.push_back(at::randn({samples, modality.bands, model.patchSize, model.patchSize}));
        auto availability = at::empty({samples, model.modalityCount()}, at::kBool);
        for (int i = 0; i < samples; ++i)
            for (int m = 0; m < model.modalityCount(); ++m) availability[i][m] = (i % patterns + 1) >> m & 1;
        Pass pass{network.forward(patches, availability).logits, {}};
        at::cross_entropy_loss(pass.logits, at::arange(samples, at::kLong).remainder(model.classCount())).backward();
        for (const auto& [name, tensor] : network.trained())
            pass.gradients.emplace_back(name, tensor.grad().defined() ? tensor.grad() : at::zeros_like(tensor));
        return pass;
    }

private:
    Checkpoint checkpoint_;
    BackboneWeights backbone_;
};

Checkpoint wholeNetworks() {
    auto checkpoint = testing_model::checkpoint({.experts = false});
    BlockAdaptation block{1, {{"network 1", Gate::Routed, -1, 0}, {"network 2", Gate::Routed, -1, 0}}, Router{0, 4, 1},
                          ExpertForm::FeedForward, {}};
    checkpoint.adaptation.blocks.push_back(block);
    const auto backbone = loadBackbone(checkpoint.model.backbone, checkpoint.model.tokenGrid).value();
    checkpoint.tensors = support::randomTensors(checkpoint.model, checkpoint.adaptation, 1, &backbone);
    return checkpoint;
}

std::vector<Checkpoint> checkpoints() {
    std::vector<Checkpoint> list = {wholeNetworks()};
    for (const auto& shape : {Shape{.experts = false}, Shape{.heads = 2, .routed = 2, .topK = 1},
                              Shape{.modalities = 3, .routed = 5, .topK = 2, .hidden = 0}, Shape{.modalities = 1, .routed = 0},
                              Shape{.blocks = 2, .tokenGrid = 9}, Shape{.prompts = Prompts::Sequence}, Shape{.heads = 2, .prompts = Prompts::Attention}})
        list.push_back(testing_model::checkpoint(shape));
    return list;
}

double relative(const at::Tensor& found, const at::Tensor& expected) {
    return ((found - expected).norm() / (expected.norm() + 1e-12)).item<double>();
}

TEST(FrozenBlock, gradientsEqualPlainAutogradInFloat32ForEveryKindOfAdaptation) {
    for (const auto& checkpoint : checkpoints()) {
        const Model model(checkpoint);
        const auto plain = model.run(Path::Plain, at::kFloat), fused = model.run(Path::Fused, at::kFloat);
        EXPECT_LT((fused.logits - plain.logits).abs().max().item<double>(), 1e-4);
        EXPECT_GT(plain.all().norm().item<double>(), 1e-3);
        EXPECT_LT(relative(fused.all(), plain.all()), 1e-4);
        for (std::size_t i = 0; i < plain.gradients.size(); ++i) {
            const auto& [name, expected] = plain.gradients[i];
            const double size = expected.norm().item<double>();
            EXPECT_LT((fused.gradients[i].second - expected).norm().item<double>(), 1e-4 * size + 1e-9) << name;
        }
    }
}

TEST(FrozenBlock, gradientsInBfloat16AreAsNearFloat32AsPlainAutogradsAre) {
    for (const auto& checkpoint : checkpoints()) {
        const Model model(checkpoint);
        const auto exact = model.run(Path::Plain, at::kFloat).all();
        const double plain = relative(model.run(Path::Plain, at::kBFloat16).all(), exact);
        const double fused = relative(model.run(Path::Fused, at::kBFloat16).all(), exact);
        EXPECT_GT(fused, 0);
        EXPECT_LT(fused, 1.2 * plain + 0.005);
    }
}

TEST(FrozenBlock, withoutGradientsGivesTheSameBits) {
    const auto checkpoint = testing_model::checkpoint({.heads = 2});
    auto spec = checkpoint.model.backbone;
    const auto weights = loadBackbone(spec, checkpoint.model.tokenGrid).value().blocks.at(0);
    const auto attention = std::make_shared<FrozenAttention>(weights, 2, at::kBFloat16);
    const auto feedForward = std::make_shared<FrozenFeedForward>(weights, at::kBFloat16);
    const auto h = at::randn({21, 19, 128});
    const auto trained = h.clone().set_requires_grad(true);
    EXPECT_TRUE(at::equal(attention->forward(h), attention->forward(trained)));
    EXPECT_TRUE(at::equal(feedForward->forward(h).h, feedForward->forward(trained).h));
    EXPECT_FALSE(attention->forward(h).requires_grad());
    EXPECT_TRUE(attention->forward(trained).requires_grad());
    // A sequence's result does not depend on those beside it.
    EXPECT_TRUE(at::equal(attention->forward(h.narrow(0, 13, 1)), attention->forward(h).narrow(0, 13, 1)));
}

}  // namespace
}  // namespace lacuna::engine
