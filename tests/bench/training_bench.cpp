// Time of one training epoch on samples of the sample scene's shape: training_bench [samples] [epochs] [device]
#include <fmt/format.h>

#include "bench_scene.h"
#include "engine/device.h"
#include "engine/trainer.h"
#include "measure.h"
#include "plugins/mamol/mamol.h"

int main(int argc, char** argv) {
    using namespace lacuna;
    const int samples = argc > 1 ? std::atoi(argv[1]) : 1025, epochs = argc > 2 ? std::atoi(argv[2]) : 4;
    engine::TrainingInput input;
    input.model = bench::modelOf("compact");
    input.adaptation = *plugins::makeMamol()->describe(input.model, {});
    input.patterns = *samples::MissingPatterns::fromRate(0.7, "any", input.model.modalityNames());
    input.options.epochs = epochs;
    if (argc > 3) input.options.device = argv[3];

    const auto patches = bench::randomPatches(input.model, samples);
    input.train = &patches;

    base::Progress progress;
    double best = 1e30;
    const auto result = engine::train(input, {}, progress, [&](const engine::EpochReport& report) { best = std::min(best, report.seconds); });
    if (!result) {
        fmt::print(stderr, "{}\n", base::describe(result.error()));
        return 1;
    }
    const auto device = engine::chooseDevice(input.options.device, input.options.precision);
    const double peak = bench::tensorProductSpeed(device->precision == engine::Precision::BFloat16 ? at::kBFloat16 : at::kFloat,
                                            device->cuda ? at::Device(at::kCUDA, 0) : at::Device(at::kCPU));
    fmt::print("{}, compact, {} samples an epoch: {:.2f} s an epoch, {:.0f} samples/s; 40 epochs take {:.0f} s; "
               "a large product in LibTorch {:.0f} GFLOP/s\n", device->name, samples, best, samples / best, 40 * best, peak * 1e-9);
}
