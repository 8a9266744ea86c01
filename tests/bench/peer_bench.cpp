// The engine's side of the comparison with other runtimes (tests/bench/peers, packaging/bench.sh --peers):
//
//   peer_bench export FOLDER BACKBONE METHOD DEVICE   the network to be timed, pixels for it, and the logits they must give
//   peer_bench engine FOLDER PRECISION DEVICE         the engine's inference plan as a contestant over that network
//   peer_bench peak PRECISION DEVICE                  a large matrix product as a contestant
//
// A contestant says "ready" and what it found as one line of JSON, then answers every line "go SECONDS" on its standard
// input with one number: pixels a second, or FLOP/s for the product. Between two lines it does nothing.
#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <iostream>

#include "bench_scene.h"
#include "engine/backbone.h"
#include "engine/classifier.h"
#include "base/counter_random.h"
#include "engine/network.h"
#include "engine/safetensors.h"
#include "engine/trained_tensors.h"
#include "gemm_peak.h"
#include "plugins/frozen_baseline/frozen_baseline.h"
#include "plugins/mamol/mamol.h"

namespace {

using namespace lacuna;

constexpr auto usage =
    "peer_bench: expected \"export FOLDER compact|b16 mamol|frozen-baseline DEVICE\", \"engine FOLDER fp32|bf16 DEVICE\" or "
    "\"peak fp32|bf16 DEVICE\", with a device such as cpu or cuda\n";

struct Files {
    std::filesystem::path folder;
    std::string checkpoint() const { return folder / "checkpoint.safetensors"; }
    std::string backbone() const { return folder / "backbone.safetensors"; }
    std::string pixels() const { return folder / "pixels.safetensors"; }
};

template <class T>
T valueOf(base::Result<T> result) {
    if (result) return std::move(*result);
    fmt::print(stderr, "{}\n", base::describe(result.error()));
    std::exit(1);
}
void require(const base::Status& status) {
    if (status) return;
    fmt::print(stderr, "{}\n", base::describe(status.error()));
    std::exit(1);
}

engine::NamedTensor named(const std::string& name, const at::Tensor& tensor) {
    const auto values = tensor.detach().to(at::kFloat).contiguous();
    const auto* first = values.const_data_ptr<float>();
    return {name, values.sizes().vec(), {first, first + values.numel()}};
}
at::Tensor tensorOf(const engine::SafetensorsFile& file, const std::string& name) {
    for (const auto& tensor : file.tensors)
        if (tensor.name == name) {
            auto* values = const_cast<float*>(tensor.values.data());  // from_blob takes no const; the clone reads only
            return at::from_blob(values, tensor.shape, at::kFloat).clone();
        }
    fmt::print(stderr, "peer_bench: the pixels lack \"{}\"; export the network again\n", name);
    std::exit(1);
}

/// Start values, and experts that do something: B, which training starts from zero, is random.
std::vector<engine::NamedTensor> seededTensors(const engine::ModelSpec& model, const engine::Adaptation& adaptation) {
    constexpr double sigma = 0.1;
    auto tensors = engine::initialTensors(model, adaptation, 1);
    for (auto& tensor : tensors) {
        if (!tensor.name.ends_with(".b")) continue;
        const base::CounterRandom random(1, tensor.name);
        for (std::size_t i = 0; i < tensor.values.size(); ++i)
            tensor.values[i] = static_cast<float>(sigma * random.truncatedNormal(i));
    }
    return tensors;
}

/// The frozen weights in CLIP's tensor names.
void writeBackbone(const std::string& path, const engine::BackboneWeights& weights) {
    engine::SafetensorsFile file;
    const auto add = [&](const std::string& name, const at::Tensor& tensor) {
        file.tensors.push_back(named("vision_model." + name, tensor));
    };
    add("embeddings.class_embedding", weights.classEmbedding);
    add("embeddings.position_embedding.weight", weights.positionEmbedding);
    const auto addPair = [&](const std::string& name, const at::Tensor& weight, const at::Tensor& bias) {
        add(name + ".weight", weight);
        add(name + ".bias", bias);
    };
    addPair("pre_layrnorm", weights.preNormWeight, weights.preNormBias);
    for (std::size_t i = 0; i < weights.blocks.size(); ++i) {
        const auto& block = weights.blocks[i];
        const auto prefix = fmt::format("encoder.layers.{}.", i);
        const auto matrices = block.queryKeyValueWeight.chunk(3), biases = block.queryKeyValueBias.chunk(3);
        addPair(prefix + "layer_norm1", block.norm1Weight, block.norm1Bias);
        addPair(prefix + "self_attn.q_proj", matrices[0], biases[0]);
        addPair(prefix + "self_attn.k_proj", matrices[1], biases[1]);
        addPair(prefix + "self_attn.v_proj", matrices[2], biases[2]);
        addPair(prefix + "self_attn.out_proj", block.projectionWeight, block.projectionBias);
        addPair(prefix + "layer_norm2", block.norm2Weight, block.norm2Bias);
        addPair(prefix + "mlp.fc1", block.fc1Weight, block.fc1Bias);
        addPair(prefix + "mlp.fc2", block.fc2Weight, block.fc2Bias);
    }
    addPair("post_layernorm", weights.postNormWeight, weights.postNormBias);
    require(engine::writeSafetensors(path, file));
}

/// Tile edge with its halo: enough pixels for the peers' largest batch on that device.
int edgeOf(const engine::ModelSpec& model, const engine::Device& device) {
    if (device.cuda) return 72;
    return model.backbone.width > 400 ? 24 : 40;
}

/// Every pixel of the tile, the patterns of missing sensors taking turns.
tile::Batch pixelsOf(const tile::Tile& tile, const engine::ModelSpec& model) {
    auto batch = bench::densePixels(tile, model.patchSize / 2, base::completeAvailability(model.modalityCount()));
    const auto patterns = base::allPatterns(model.modalityCount());
    for (std::size_t i = 0; i < batch.size(); ++i) batch.availability[i] = patterns[i % patterns.size()];
    return batch;
}

at::Tensor bitsOf(const tile::Batch& batch, int modalities) {
    auto bits = at::zeros({static_cast<std::int64_t>(batch.size()), modalities}, at::kBool);
    for (std::size_t p = 0; p < batch.size(); ++p)
        for (int i = 0; i < modalities; ++i)
            bits[static_cast<std::int64_t>(p)][i] = base::isPresent(batch.availability[p], i);
    return bits;
}

/// A modality's tokens of every pixel [n, g², d], from the encoder's dense output.
at::Tensor tokensOf(const tile::Tile& tile, const engine::Network& network, int modality) {
    const auto& model = network.model();
    const auto& plane = tile.planes[static_cast<std::size_t>(modality)];
    auto* values = const_cast<float*>(plane.values.data());  // from_blob takes no const; the encoder reads only
    const auto dense =
        network.encoder(modality).dense(at::from_blob(values, {plane.channels, tile.height, tile.width}));
    const std::int64_t step = model.patchSize / model.tokenGrid, inner = tile.width - 2 * (model.patchSize / 2);
    std::vector<at::Tensor> tokens;
    for (std::int64_t row = 0; row < model.tokenGrid; ++row)
        for (std::int64_t column = 0; column < model.tokenGrid; ++column)
            tokens.push_back(dense.narrow(0, row * step, inner).narrow(1, column * step, inner).flatten(0, 1));
    return at::stack(tokens, 1);
}

int exportNetwork(const Files& files, const std::string& backboneName, const std::string& method,
                  const engine::Device& device) {
    const c10::NoGradGuard noGradient;
    auto model = bench::modelOf(backboneName);
    const auto adaptation = valueOf(method == "mamol" ? plugins::makeMamol()->describe(model, {})
                                                      : plugins::makeFrozenBaseline()->describe(model, {}));
    const auto weights = valueOf(engine::loadBackbone(model.backbone, model.tokenGrid));
    const engine::Checkpoint checkpoint{model, adaptation, {}, seededTensors(model, adaptation)};
    engine::Network network(model, adaptation, weights, checkpoint.tensors);

    at::manual_seed(1);
    const auto tile = bench::randomTile(model, edgeOf(model, device));
    const auto bits = bitsOf(pixelsOf(tile, model), model.modalityCount());
    std::vector<at::Tensor> tokens;
    engine::SafetensorsFile pixels;
    for (int i = 0; i < model.modalityCount(); ++i) {
        const auto& plane = tile.planes[static_cast<std::size_t>(i)];
        pixels.tensors.push_back({fmt::format("plane.{}", i), {plane.channels, tile.height, tile.width}, plane.values});
        tokens.push_back(tokensOf(tile, network, i));
        pixels.tensors.push_back(named(fmt::format("tokens.{}", i), tokens.back()));
    }
    pixels.tensors.push_back(named("availability", bits));
    const auto place = bench::placeOf(device);
    network.moveTo(place, at::kFloat);
    for (auto& some : tokens) some = some.to(place);
    pixels.tensors.push_back(named("logits", network.forwardTokens(tokens, bits.to(place)).logits.to(at::kCPU)));
    std::filesystem::create_directories(files.folder);
    require(engine::writeSafetensors(files.pixels(), pixels));
    writeBackbone(files.backbone(), weights);
    require(engine::writeCheckpoint(files.checkpoint(), checkpoint));
    return 0;
}

/// Answers "go SECONDS" until the input ends.
template <class Speed>
int serve(const nlohmann::json& found, const Speed& speed) {
    std::cout << "ready " << found.dump() << std::endl;
    std::string word;
    double seconds = 0;
    while (std::cin >> word >> seconds) std::cout << speed(seconds) << std::endl;
    return 0;
}

/// What network.py's Pixels.compare finds, of logits that are known up to a constant a pixel.
nlohmann::json compare(const at::Tensor& logits, const at::Tensor& reference) {
    constexpr double tie = 0.05, close = 1e-4;  // as in network.py
    const auto centred = [](const at::Tensor& values) { return values - values.mean(1, true); };
    const auto deviation = (centred(logits) - centred(reference)).abs();
    const auto loss = reference.amax(1) - reference.gather(1, logits.argmax(1, true)).squeeze(1);
    const auto share = [](const at::Tensor& flags) { return flags.to(at::kDouble).mean().item<double>(); };
    return {{"largest_deviation", deviation.max().item<double>()},
            {"mean_deviation", deviation.mean().item<double>()},
            {"pixels_close", share(deviation.amax(1).le(close))},
            {"labels_equal", share(loss.eq(0))},
            {"labels_equal_or_tie", share(loss.le(tie))}};
}

int runEngine(const Files& files, const engine::Device& device) {
    const auto checkpoint = valueOf(engine::readCheckpoint(files.checkpoint()));
    const auto pixels = valueOf(engine::readSafetensors(files.pixels()));
    auto tile = bench::randomTile(checkpoint.model, edgeOf(checkpoint.model, device));
    for (int i = 0; i < checkpoint.model.modalityCount(); ++i)
        tile.planes[static_cast<std::size_t>(i)].values =
            named("", tensorOf(pixels, fmt::format("plane.{}", i))).values;
    const auto batch = pixelsOf(tile, checkpoint.model);
    const auto classifier = valueOf(engine::Classifier::create(checkpoint, {device, 0, false}));
    auto scores = valueOf(classifier->predict(batch));
    const auto reference = tensorOf(pixels, "logits");
    auto found = compare(at::from_blob(scores.probabilities.data(), reference.sizes()).log(), reference);
    found["settings"] = "a tile seen for the first time, encoders included";
    found["gflop_per_pixel"] = classifier->flopsPerPixel() * 1e-9;
    return serve(found, [&](double seconds) {
        const auto each = bench::secondsOf(
            [&] {
                tile.serial = tile::nextTileSerial();
                valueOf(classifier->predict(batch));
            },
            seconds);
        return static_cast<double>(batch.size()) / each;
    });
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    const auto deviceOf = [&](const std::string& precision) { return valueOf(engine::chooseDevice(words.back(), precision)); };
    if (words.size() == 5 && words[0] == "export") return exportNetwork({words[1]}, words[2], words[3], deviceOf("fp32"));
    if (words.size() == 4 && words[0] == "engine") return runEngine({words[1]}, deviceOf(words[2]));
    if (words.size() == 3 && words[0] == "peak")
        return serve(nlohmann::json::object(), [&](double) { return bench::peakOf(deviceOf(words[1])); });
    fmt::print(stderr, usage);
    return 2;
}
