// The engine against this machine's measured peak, against its own bare backbone and against plain LibTorch. Every round
// runs all contestants of a configuration once, one after the other; ratios are formed round by round, so that what
// slows the machine for a while slows both sides. See packaging/bench.sh for the options.
#include <fmt/format.h>
#include <sys/resource.h>
#include <torch/csrc/autograd/autograd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "bench_scene.h"
#include "engine/backbone.h"
#include "engine/classifier.h"
#include "engine/network.h"
#include "engine/optimizer.h"
#include "engine/trained_tensors.h"
#include "engine/trainer.h"
#include "engine/training_batches.h"
#include "kernels/cpu_kernels.h"
#include "gemm_peak.h"
#include "measure.h"
#include "plugins/frozen_baseline/frozen_baseline.h"
#include "plugins/mamol/mamol.h"

namespace {

using namespace lacuna;
using bench::Figure;
using bench::peakOf;
using bench::placeOf;
using bench::typeOf;

struct Options {
    bool quick = false;
    bool curves = false;  ///< the scaling curves alone
    bool passes = false;  ///< speed against the pixels of a pass alone
    bool training = false;  ///< training alone
    int rounds = 5;
    std::string device = "auto";
    std::string json;
    std::string backbone, precision;  ///< only these rows; empty: all
};

template <class T>
T valueOf(base::Result<T> result) {
    if (result) return std::move(*result);
    fmt::print(stderr, "{}\n", base::describe(result.error()));
    std::exit(1);
}

/// A classifier with random trained tensors, and one tile for it.
class PlanContestant {
public:
    PlanContestant(const engine::ModelSpec& model, const engine::Adaptation& adaptation, const engine::Device& device, bool record,
                   int edge, int batch = 0)
        : halo_(model.patchSize / 2), tile_(bench::randomTile(model, edge)) {
        engine::Checkpoint checkpoint{model, adaptation, {}, engine::initialTensors(model, adaptation, 0)};
        classifier_ = valueOf(engine::Classifier::create(checkpoint, {device, batch, record}));
    }
    double flops() const { return classifier_->flopsPerPixel(); }
    /// Pixels a second over a tile seen for the first time, encoders included: every pattern at every pixel.
    double speed(const std::vector<base::Availability>& patterns) {
        std::size_t pixels = 0;
        const auto seconds = bench::secondsOf([&] {
            tile_.serial = tile::nextTileSerial();
            for (const auto pattern : patterns) {
                const auto batch = bench::densePixels(tile_, halo_, pattern);
                pixels = batch.size();
                valueOf(classifier_->predict(batch));
            }
        });
        return static_cast<double>(pixels) / seconds;
    }

    /// Seconds for `pixels` in every pattern, tile by tile, once.
    double studySeconds(std::size_t pixels, const std::vector<base::Availability>& patterns) {
        using Clock = std::chrono::steady_clock;
        const auto start = Clock::now();
        for (std::size_t done = 0; done < pixels;) {
            tile_.serial = tile::nextTileSerial();
            std::size_t count = 0;
            for (const auto pattern : patterns) {
                auto batch = bench::densePixels(tile_, halo_, pattern);
                count = std::min(batch.size(), pixels - done);
                batch.centres.resize(count);
                batch.availability.resize(count);
                valueOf(classifier_->predict(batch));
            }
            done += count;
        }
        return std::chrono::duration<double>(Clock::now() - start).count();
    }

private:
    int halo_;
    tile::Tile tile_;
    std::unique_ptr<engine::Classifier> classifier_;
};

engine::Network networkOf(const engine::ModelSpec& model, const engine::Adaptation& adaptation, const engine::Device& device) {
    auto spec = model.backbone;
    const auto backbone = valueOf(engine::loadBackbone(spec, model.tokenGrid));
    engine::Network network(model, adaptation, backbone, engine::initialTensors(model, adaptation, 0));
    network.moveTo(placeOf(device), typeOf(device));
    return network;
}

/// Pixels a second of the transformer alone in plain LibTorch, encoders left out, at the better of two batch sizes.
double plainSpeed(const engine::Network& network, const engine::ModelSpec& model, const engine::Device& device) {
    const c10::InferenceMode inference;
    double best = 0;
    for (const int batch : {64, 256}) {
        std::vector<at::Tensor> tokens;
        for (int i = 0; i < model.modalityCount(); ++i)
            tokens.push_back(at::randn({batch, model.tokenGrid * model.tokenGrid, model.backbone.width}).to(placeOf(device)));
        const auto availability = at::ones({batch, model.modalityCount()}, at::kBool).to(placeOf(device));
        best = std::max(best, batch / bench::secondsOf([&] { network.forwardTokens(tokens, availability).logits.to(at::kCPU); }));
    }
    return best;
}

/// Samples a second of training by plain autograd: the whole batch in one forward and backward pass, LibTorch's threads
/// inside each operation, the same optimiser.
double plainTrainingSpeed(const engine::TrainingInput& input, const engine::Device& device) {
    const auto network = networkOf(input.model, input.adaptation, device);
    std::vector<at::Tensor> leaves;
    std::vector<engine::Optimizer::Parameter> parameters;
    for (const auto& tensor : engine::trainedTensors(input.model, input.adaptation)) {
        leaves.push_back(network.trained().at(tensor.name));
        parameters.push_back({leaves.back(), tensor.decays});
    }
    engine::Optimizer optimizer(parameters, input.options.weightDecay, input.options.clipNorm);
    const auto plan = engine::planEpoch(*input.train, input.patterns, 0, 0, {.turns = true}, true);
    const std::span<const std::int64_t> order(plan.order);
    const auto size = static_cast<std::size_t>(input.options.batchSize);
    const auto seconds = bench::secondsOf([&] {
        const auto batch = engine::gatherBatch(*input.train, plan, order.first(size), input.model);
        std::vector<at::Tensor> patches;
        for (const auto& patch : batch.patches) patches.push_back(patch.to(placeOf(device)));
        const auto logits = network.forward(patches, batch.availability.to(placeOf(device))).logits;
        const auto loss = at::cross_entropy_loss(logits, batch.labels.to(placeOf(device)));
        optimizer.clearGradients();
        optimizer.addGradients(torch::autograd::grad({loss}, leaves, {}, false, false, true));
        optimizer.step(1e-4);
    });
    return static_cast<double>(size) / seconds;
}

/// Samples a second of the trainer: its second epoch, when its buffers are there.
double trainerSpeed(const engine::TrainingInput& input) {
    base::Progress progress;
    double seconds = 0;
    valueOf(engine::train(input, {}, progress, [&](const engine::EpochReport& report) { seconds = report.seconds; }));
    return static_cast<double>(input.train->size()) / seconds;
}

nlohmann::json toJson(const Figure& figure) {
    return {{"median", figure.median()}, {"lowest", figure.lowest()}, {"highest", figure.highest()}};
}
std::string text(const Figure& figure) {
    return fmt::format("{:.2f} ({:.2f}–{:.2f})", figure.median(), figure.lowest(), figure.highest());
}

/// One row of the table: a backbone, a precision and a number of sensors.
struct Row {
    std::string backbone, precision;
    int sensors = 0;
    Figure peak, bare, mamol, recorded, study, plain;  ///< FLOP/s, then pixels a second
    double flops = 0;                                  ///< a pixel of MaMOL
    Figure peakShare() const { return mamol * flops / peak; }
    nlohmann::json json() const {
        return {{"backbone", backbone}, {"precision", precision}, {"sensors", sensors},
                {"gemm_peak_gflops", toJson(peak * 1e-9)}, {"mamol_px_s", toJson(mamol)}, {"baseline_px_s", toJson(bare)},
                {"libtorch_px_s", toJson(plain)}, {"gflop_per_pixel", flops * 1e-9}, {"peak_share", toJson(peakShare())},
                {"mamol_cost_over_baseline", toJson(bare / mamol)}, {"recording_cost_over_baseline", toJson(bare / recorded)},
                {"study_cost_over_one_subset", toJson(mamol / study)}, {"over_libtorch", toJson(mamol / plain)}};
    }
};

Row measure(const std::string& backbone, const std::string& precision, int sensors, const Options& options) {
    const auto device = valueOf(engine::chooseDevice(options.device, precision));
    const auto model = bench::modelOf(backbone, sensors);
    const auto mamol = valueOf(plugins::makeMamol()->describe(model, {}));
    const auto bare = valueOf(plugins::makeFrozenBaseline()->describe(model, {}));
    const int edge = device.cuda ? 136 : model.backbone.width > 400 ? 18 : 40;
    PlanContestant bareContestant(model, bare, device, false, edge);
    PlanContestant plan(model, mamol, device, false, edge), recording(model, mamol, device, true, edge);
    const auto network = networkOf(model, mamol, device);
    const std::vector<base::Availability> complete = {base::completeAvailability(sensors)};
    Row row{backbone, precision, sensors, {}, {}, {}, {}, {}, {}, plan.flops()};
    for (int round = 0; round < options.rounds; ++round) {
        row.peak.rounds.push_back(peakOf(device));
        row.bare.rounds.push_back(bareContestant.speed(complete));
        row.mamol.rounds.push_back(plan.speed(complete));
        row.recorded.rounds.push_back(recording.speed(complete));
        row.study.rounds.push_back(plan.speed(base::allPatterns(sensors)));
        row.plain.rounds.push_back(plainSpeed(network, model, device));
    }
    return row;
}

/// One setting of a scaling curve.
struct Point {
    std::string value;
    int sensors = 2;
    int edge = 40;  ///< of the tile; (edge − 8)² pixels are classified
    nlohmann::json parameters = nlohmann::json::object();
    std::string backbone = "compact";
    int batch = 0;  ///< pixels a pass; 0: the plan's own choice
};

/// MaMOL in bfloat16 (or the device's type) against one quantity, all else as in the table.
nlohmann::json scalingCurve(const std::string& quantity, const std::vector<Point>& points, const Options& options) {
    const auto device = valueOf(engine::chooseDevice(options.device, "auto"));
    std::vector<PlanContestant> contestants;
    for (const auto& point : points) {
        const auto model = bench::modelOf(point.backbone, point.sensors);
        contestants.emplace_back(model, valueOf(plugins::makeMamol()->describe(model, point.parameters)), device, false, point.edge,
                                 point.batch);
    }
    std::vector<Figure> speeds(points.size());
    for (int round = 0; round < options.rounds; ++round)
        for (std::size_t i = 0; i < points.size(); ++i)
            speeds[i].rounds.push_back(contestants[i].speed({base::completeAvailability(points[i].sensors)}));
    auto curve = nlohmann::json::array();
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double flops = contestants[i].flops();
        fmt::print("| {} | {} | {:.0f} | {:.3f} | {:.0f} | {} |\n", quantity, points[i].value, speeds[i].median(), flops * 1e-9,
                   speeds[i].median() * flops * 1e-9, text(speeds[i] / speeds[0]));
        curve.push_back({{quantity, points[i].value}, {"px_s", toJson(speeds[i])}, {"gflop_per_pixel", flops * 1e-9}});
    }
    std::fflush(stdout);
    return curve;
}

nlohmann::json scalingCurves(const Options& options) {
    const bool cuda = valueOf(engine::chooseDevice(options.device, "auto")).cuda;
    const int edge = cuda ? 136 : 40;
    std::vector<Point> pixels, sensors, experts, ranks, batches, wideBatches;
    const std::vector<int> sizes = cuda ? std::vector{128, 256, 512, 1024, 2048, 4096} : std::vector{1, 4, 16, 64, 256};
    for (const int size : sizes) {
        batches.push_back({std::to_string(size), 2, edge, nlohmann::json::object(), "compact", size});
        wideBatches.push_back({std::to_string(size), 2, cuda ? 136 : 18, nlohmann::json::object(), "b16", size});
    }
    for (const int side : {4, 8, 16, 32, 64}) pixels.push_back({std::to_string(side * side), 2, side + 8});
    for (const int count : {1, 2, 3, 4, 6, 8}) sensors.push_back({std::to_string(count), count, edge});
    for (const int count : {1, 2, 4, 8, 16}) experts.push_back({std::to_string(count), 2, edge, {{"dynamic-experts", count}}});
    for (const int rank : {2, 8, 16, 32, 64}) ranks.push_back({std::to_string(rank), 2, edge, {{"rank", rank}}});
    fmt::print("\nScaling, MaMOL, compact unless named\n\n| against | value | px/s | GFLOP a pixel | GFLOP/s | speed / first |\n"
               "| --- | ---: | ---: | ---: | ---: | --- |\n");
    nlohmann::json passes{{"pixels a pass", scalingCurve("pixels a pass", batches, options)},
                          {"pixels a pass, b16", scalingCurve("pixels a pass, b16", wideBatches, options)}};
    if (options.passes) return passes;
    return {{"passes", std::move(passes)},
            {"pixels", scalingCurve("pixels", pixels, options)},
            {"sensors", scalingCurve("sensors", sensors, options)},
            {"dynamic experts", scalingCurve("dynamic experts", experts, options)},
            {"rank", scalingCurve("rank", ranks, options)}};
}

void print(const Row& row) {
    fmt::print("| {} | {} | {} | {:.0f} | {:.0f} | {:.0f} | {} | {} | {} | {} | {} |\n", row.backbone, row.precision, row.sensors,
               row.mamol.median(), row.mamol.median() * row.flops * 1e-9, row.peak.median() * 1e-9, text(row.peakShare()),
               text(row.bare / row.mamol), text(row.bare / row.recorded), text(row.mamol / row.study), text(row.mamol / row.plain));
    std::fflush(stdout);
}

/// A scene of Houston2013's size (664,845 pixels) under all three subsets of two sensors, on a GPU: seconds, once.
void measureWholeScene(const Options& options, nlohmann::json& json) {
    const auto device = valueOf(engine::chooseDevice(options.device, "auto"));
    if (!device.cuda) return;
    for (const std::string backbone : {"compact", "b16"}) {
        if (!options.backbone.empty() && options.backbone != backbone) continue;
        const auto model = bench::modelOf(backbone);
        PlanContestant plan(model, valueOf(plugins::makeMamol()->describe(model, {})), device, false, 264);
        plan.speed({base::completeAvailability(2)});
        const double seconds = plan.studySeconds(664845, base::allPatterns(2));
        json[backbone + "_houston_study_s"] = seconds;
        fmt::print("\n{}: 664,845 pixels under all three subsets of two sensors in {:.1f} s\n", backbone, seconds);
    }
}

Figure trainingSpeedUp(const Options& options, Figure& speed) {
    engine::TrainingInput input;
    input.model = bench::modelOf("compact");
    input.adaptation = valueOf(plugins::makeMamol()->describe(input.model, {}));
    input.patterns = valueOf(samples::MissingPatterns::fromRate(0.7, "any", input.model.modalityNames()));
    const auto patches = bench::randomPatches(input.model, 512);
    input.train = &patches;
    input.options.epochs = 2;
    input.options.device = options.device;
    const auto device = valueOf(engine::chooseDevice(options.device, input.options.precision));
    Figure plain;
    for (int round = 0; round < options.rounds; ++round) {
        speed.rounds.push_back(trainerSpeed(input));
        plain.rounds.push_back(plainTrainingSpeed(input, device));
    }
    return speed / plain;
}

void measureTable(const Options& options, nlohmann::json& json) {
    fmt::print("| backbone | type | sensors | px/s | GFLOP/s | GEMM peak, GFLOP/s | share of peak | MaMOL / bare, cost | recording / bare, cost | "
               "all subsets / one, cost | × LibTorch |\n| --- | --- | ---: | ---: | ---: | ---: | --- | --- | --- | --- | --- |\n");
    json["table"] = nlohmann::json::array();
    for (const int sensors : options.quick ? std::vector{2} : std::vector{2, 3})
        for (const std::string backbone : {"compact", "b16"})
            for (const std::string precision : {"bf16", "fp32"}) {
                if (!options.backbone.empty() && options.backbone != backbone) continue;
                if (!options.precision.empty() && options.precision != precision) continue;
                const auto row = measure(backbone, precision, sensors, options);
                print(row);
                json["table"].push_back(row.json());
                if (sensors != 2) continue;
                const bool half = precision == "bf16";
                const auto small = backbone == "compact";
                if (half) json[backbone + "_bf16_peak_share"] = toJson(row.peakShare());
                if (half) json[small ? "mamol_over_baseline" : "b16_mamol_over_baseline"] = toJson(row.bare / row.mamol);
                if (!half) json[small ? "fp32_vs_libtorch" : "b16_fp32_vs_libtorch"] = toJson(row.mamol / row.plain);
                if (half && small) json["two_sensor_study_over_one"] = toJson(row.mamol / row.study);
                if (small) json[fmt::format("gemm_peak_{}_gflops", precision)] = toJson(row.peak * 1e-9);
            }
}

void measureTraining(const Options& options, nlohmann::json& json) {
    Figure speed;
    const auto speedUp = trainingSpeedUp(options, speed);
    json["train_step_speedup"] = toJson(speedUp);
    json["train_samples_s"] = toJson(speed);
    fmt::print("\nTraining, compact, two sensors, batches of 128: {:.0f} samples/s, {} × plain autograd\n", speed.median(), text(speedUp));
}

Options optionsOf(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool more = i + 1 < argc;
        if (word == "--quick") options.quick = true;
        else if (word == "--curves") options.curves = true;
        else if (word == "--passes") options.passes = true;
        else if (word == "--training") options.training = true;
        else if (word == "--json" && more) options.json = argv[++i];
        else if (word == "--device" && more) options.device = argv[++i];
        else if (word == "--backbone" && more) options.backbone = argv[++i];
        else if (word == "--type" && more) options.precision = argv[++i];
        else {
            fmt::print(stderr, "engine_bench: \"{}\" is no option, expected --quick, --curves, --passes, --training, --json FILE, --device NAME, "
                       "--backbone NAME or --type NAME\n", word);
            std::exit(2);
        }
    }
    if (options.quick) options.rounds = 3;
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    const auto options = optionsOf(argc, argv);
    const auto device = valueOf(engine::chooseDevice(options.device, "auto"));
    const auto machine = device.cuda ? device.name
                                     : fmt::format("CPU, {} kernels, {} threads", kernels::cpuKernels().name, at::get_num_threads());
    fmt::print("{}; median of {} rounds, lowest and highest in brackets\n\n", machine, options.rounds);
    nlohmann::json json{{"machine", machine}, {"rounds", options.rounds}};
    const bool table = !options.curves && !options.passes && !options.training;
    if (table) measureTable(options, json);
    if (table) measureWholeScene(options, json);
    if (options.curves || options.passes || (table && !options.quick)) json["curves"] = scalingCurves(options);
    if (table || options.training) measureTraining(options, json);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    json["peak_memory_gib"] = static_cast<double>(usage.ru_maxrss) / (1 << 20);
    fmt::print("\nMemory of the whole run, two plans and a network at a time: {:.1f} GiB at most\n", json["peak_memory_gib"].get<double>());
    if (options.json.empty()) return 0;
    std::ofstream file(options.json);
    file << json.dump(2) << '\n';
    file.close();
    if (file) return 0;
    fmt::print(stderr, "engine_bench: {} could not be written; choose a folder that exists and has space\n", options.json);
    return 1;
}
