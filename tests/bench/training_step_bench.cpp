// Samples a second of training steps on samples of the sample scene's shape, the frozen blocks as plain operations and
// fused, round by round in one process: training_step_bench [rounds] [precision] [backbone] [samples a pass]. Seconds are the
// process's own processor time, so that other programs disturb little; without a fourth argument passes are the trainer's.
#include <fmt/format.h>
#include <time.h>
#include <torch/csrc/autograd/autograd.h>

#include "bench_scene.h"
#include "engine/network.h"
#include "engine/optimizer.h"
#include "engine/trained_tensors.h"
#include "engine/training_batches.h"
#include "engine/training_passes.h"
#include "gemm_peak.h"
#include "plugins/mamol/mamol.h"

namespace {

using namespace lacuna;

double processSeconds() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Steps over one batch, as the trainer does them.
class Contestant {
public:
    Contestant(const engine::ModelSpec& model, const engine::Adaptation& adaptation, const engine::BackboneWeights& backbone,
               const engine::Device& device, bool fused, int samplesAPass)
        : network_(model, adaptation, backbone, engine::initialTensors(model, adaptation, 0, &backbone)), device_(bench::placeOf(device)) {
        network_.moveTo(device_, bench::typeOf(device));
        if (fused) network_.fuseFrozenBlocks(backbone);
        most_ = static_cast<std::size_t>(samplesAPass > 0 ? samplesAPass : engine::samplesPerPass(model, adaptation, device.cuda));
        std::vector<engine::Optimizer::Parameter> parameters;
        for (const auto& tensor : engine::trainedTensors(model, adaptation)) {
            leaves_.push_back(network_.trained().at(tensor.name));
            parameters.push_back({leaves_.back(), tensor.decays});
        }
        optimizer_.emplace(parameters, 2e-2, 1.0);
    }

    void step(const tile::PatchSet& patches, const engine::EpochPlan& plan) {
        const auto samples = engine::cutIntoPasses(plan.order, most_);
        std::vector<std::vector<at::Tensor>> gradients(samples.size());
        engine::forEachPass(samples.size(), device_, [&](std::size_t i) {
            const auto batch = engine::gatherBatch(patches, plan, samples[i], network_.model());
            std::vector<at::Tensor> shown;
            for (const auto& patch : batch.patches) shown.push_back(patch.to(device_));
            const auto logits = network_.forward(shown, batch.availability.to(device_)).logits;
            const auto loss = at::cross_entropy_loss(logits, batch.labels.to(device_), {}, at::Reduction::Sum);
            gradients[i] = torch::autograd::grad({loss / static_cast<double>(plan.order.size())}, leaves_, {}, false, false, true);
        });
        optimizer_->clearGradients();
        for (const auto& some : gradients) optimizer_->addGradients(some);
        optimizer_->step(1e-4);
    }

private:
    engine::Network network_;
    at::Device device_;
    std::size_t most_ = 1;
    std::vector<at::Tensor> leaves_;
    std::optional<engine::Optimizer> optimizer_;
};

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 5, batch = 128;
    const auto device = engine::chooseDevice("cpu", argc > 2 ? argv[2] : "auto");
    if (!device) {
        fmt::print(stderr, "{}\n", base::describe(device.error()));
        return 1;
    }
    const std::string backboneName = argc > 3 ? argv[3] : "compact";
    const int samplesAPass = argc > 4 ? std::atoi(argv[4]) : 0;
    auto model = bench::modelOf(backboneName);
    const auto adaptation = *plugins::makeMamol()->describe(model, {});
    const auto backbone = *engine::loadBackbone(model.backbone, model.tokenGrid);
    const auto patches = bench::randomPatches(model, batch);
    const auto patterns = *samples::MissingPatterns::fromRate(0.7, "any", model.modalityNames());
    const auto plan = engine::planEpoch(patches, patterns, 0, 0, {.turns = true}, true);

    Contestant plain(model, adaptation, backbone, *device, false, 0), fused(model, adaptation, backbone, *device, true, samplesAPass);
    const auto speedOf = [&](Contestant& contestant) {
        const auto start = processSeconds();
        contestant.step(patches, plan);
        return batch / (processSeconds() - start);
    };
    speedOf(plain);
    speedOf(fused);
    bench::Figure plainSpeed, fusedSpeed;
    for (int round = 0; round < rounds; ++round) {
        plainSpeed.rounds.push_back(speedOf(plain));
        fusedSpeed.rounds.push_back(speedOf(fused));
    }
    const auto ratio = fusedSpeed / plainSpeed;
    fmt::print("{}, {}: samples a second of processor time, plain {:.0f}, fused {:.0f}, ratio {:.2f} ({:.2f}-{:.2f})\n", device->name,
               backboneName, plainSpeed.median(), fusedSpeed.median(), ratio.median(), ratio.lowest(),
               ratio.highest());
}
