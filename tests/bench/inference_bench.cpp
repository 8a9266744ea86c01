// Throughput of MaMOL's inference plan against the same network in plain LibTorch and against the machine's measured
// peak, in one run: inference_bench [compact|b16] [fp32|bf16] [auto|cpu|cuda]
#include <fmt/format.h>

#include "engine/backbone.h"
#include "engine/backbone_source.h"
#include "engine/classifier.h"
#include "engine/network.h"
#include "engine/trained_tensors.h"
#include "measure.h"
#include "plugins/frozen_baseline/frozen_baseline.h"
#include "plugins/mamol/mamol.h"

namespace {

using namespace lacuna;

/// The sample scene's shape: 64 and 136 bands, 16 classes.
engine::ModelSpec modelOf(const std::string& backbone) {
    engine::ModelSpec model;
    for (const auto& [name, bands] : {std::pair{"VNIR", 64}, std::pair{"SWIR", 136}})
        model.modalities.push_back({name, bands, {}, std::vector<float>(static_cast<std::size_t>(bands), 0.0f),
                                    std::vector<float>(static_cast<std::size_t>(bands), 1.0f)});
    for (int i = 0; i < 16; ++i) model.classes.push_back({i + 1, fmt::format("class {}", i + 1), base::defaultColor(i)});
    model.backbone = *engine::backboneFrom(backbone);
    return model;
}

tile::Tile randomTile(const engine::ModelSpec& model, int edge) {
    tile::Tile tile;
    tile.serial = tile::nextTileSerial();
    tile.width = tile.height = edge;
    const auto area = static_cast<std::size_t>(edge) * static_cast<std::size_t>(edge);
    for (const auto& modality : model.modalities) {
        const auto values = at::randn({static_cast<std::int64_t>(area) * modality.bands});
        tile.planes.push_back({modality.bands, {values.const_data_ptr<float>(), values.const_data_ptr<float>() + values.numel()}});
    }
    tile.availability.assign(area, base::completeAvailability(model.modalityCount()));
    return tile;
}

/// Every pixel of the tile whose patch lies inside it.
tile::Batch densePixels(const tile::Tile& tile, int halo) {
    tile::Batch batch{&tile, {}, {}};
    for (int row = halo; row < tile.height - halo; ++row)
        for (int column = halo; column < tile.width - halo; ++column) batch.centres.push_back(row * tile.width + column);
    batch.availability.assign(batch.centres.size(), tile.availability.front());
    return batch;
}

/// Pixels a second of the transformer alone, encoders left out, at the better of two batch sizes.
double plainThroughput(const engine::ModelSpec& model, const engine::Adaptation& adaptation, const at::Device& device,
                       at::ScalarType type) {
    const c10::InferenceMode inference;
    auto spec = model.backbone;
    const auto backbone = engine::loadBackbone(spec, model.tokenGrid);
    engine::Network network(model, adaptation, *backbone, engine::initialTensors(model, adaptation, 0));
    network.moveTo(device, type);
    double best = 0;
    for (const int batch : {64, 256}) {
        std::vector<at::Tensor> tokens;
        for (int i = 0; i < model.modalityCount(); ++i)
            tokens.push_back(at::randn({batch, model.tokenGrid * model.tokenGrid, model.backbone.width}).to(device));
        const auto availability = at::ones({batch, model.modalityCount()}, at::kBool).to(device);
        const auto seconds = bench::secondsOf([&] { network.forwardTokens(tokens, availability).logits.to(at::kCPU); });
        best = std::max(best, batch / seconds);
    }
    return best;
}

double planThroughput(const engine::ModelSpec& model, const engine::Adaptation& adaptation, const engine::Device& device,
                      double& flops) {
    engine::Checkpoint checkpoint{model, adaptation, {}, engine::initialTensors(model, adaptation, 0)};
    auto classifier = engine::Classifier::create(checkpoint, {device, 0, false});
    if (!classifier) {
        fmt::print(stderr, "{}\n", base::describe(classifier.error()));
        std::exit(1);
    }
    flops = (*classifier)->flopsPerPixel();
    const auto tile = randomTile(model, model.backbone.width > 400 && !device.cuda ? 24 : 64);
    const auto batch = densePixels(tile, model.patchSize / 2);
    return static_cast<double>(batch.size()) / bench::secondsOf([&] {
        auto fresh = tile;  // a new serial: the encoders are evaluated again, as on every tile of a map
        fresh.serial = tile::nextTileSerial();
        auto pixels = batch;
        pixels.tile = &fresh;
        (void)(*classifier)->predict(pixels);
    });
}

}  // namespace

int main(int argc, char** argv) {
    const std::string backbone = argc > 1 ? argv[1] : "compact", precision = argc > 2 ? argv[2] : "auto";
    const auto device = engine::chooseDevice(argc > 3 ? argv[3] : "auto", precision);
    if (!device) {
        fmt::print(stderr, "{}\n", base::describe(device.error()));
        return 1;
    }
    const auto model = modelOf(backbone);
    const auto mamol = *plugins::makeMamol()->describe(model, {});
    const auto bare = *plugins::makeFrozenBaseline()->describe(model, {});
    const auto type = device->precision == engine::Precision::BFloat16 ? at::kBFloat16 : at::kFloat;
    const at::Device where = device->cuda ? at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(device->index)) : at::Device(at::kCPU);

    const double peak = bench::measuredPeak(type, where);
    double flops = 0, bareFlops = 0;
    const double plain = plainThroughput(model, mamol, where, type);
    const double plan = planThroughput(model, mamol, *device, flops);
    const double barePlan = planThroughput(model, bare, *device, bareFlops);
    fmt::print("{}, {}, two sensors, {} tokens, {} threads\n", device->name, backbone, model.tokens(), at::get_num_threads());
    fmt::print("measured peak of a large product       {:8.0f} GFLOP/s\n", peak * 1e-9);
    fmt::print("plain LibTorch, transformer alone      {:8.0f} px/s\n", plain);
    fmt::print("inference plan, encoders included      {:8.0f} px/s  {:6.0f} GFLOP/s  {:.2f} of the peak\n", plan,
               plan * flops * 1e-9, plan * flops / peak);
    fmt::print("plan / plain LibTorch                  {:8.2f}\n", plan / plain);
    fmt::print("plan with experts / bare backbone plan {:8.2f}\n", plan / barePlan);
}
