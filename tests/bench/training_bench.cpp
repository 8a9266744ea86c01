// Time of one training epoch on samples of the sample scene's shape: training_bench [samples] [epochs] [device]
#include <fmt/format.h>

#include "engine/backbone_source.h"
#include "engine/device.h"
#include "engine/trainer.h"
#include "measure.h"
#include "plugins/mamol/mamol.h"

int main(int argc, char** argv) {
    using namespace lacuna;
    const int samples = argc > 1 ? std::atoi(argv[1]) : 1025, epochs = argc > 2 ? std::atoi(argv[2]) : 4;
    engine::TrainingInput input;
    for (const auto& [name, bands] : {std::pair{"VNIR", 64}, std::pair{"SWIR", 136}})
        input.model.modalities.push_back({name, bands, {}, std::vector<float>(static_cast<std::size_t>(bands), 0.0f),
                                          std::vector<float>(static_cast<std::size_t>(bands), 1.0f)});
    for (int i = 0; i < 16; ++i) input.model.classes.push_back({i + 1, fmt::format("class {}", i + 1), base::defaultColor(i)});
    input.model.backbone = *engine::backboneFrom("compact");
    input.adaptation = *plugins::makeMamol()->describe(input.model, {});
    input.patterns = *samples::MissingPatterns::fromRate(0.7, "any", input.model.modalityNames());
    input.options.epochs = epochs;
    if (argc > 3) input.options.device = argv[3];

    tile::PatchSet patches;
    patches.patchSize = input.model.patchSize;
    for (const auto& modality : input.model.modalities) {
        const auto values = at::randn({static_cast<std::int64_t>(samples) * modality.bands * patches.patchSize * patches.patchSize});
        patches.channels.push_back(modality.bands);
        patches.values.emplace_back(values.const_data_ptr<float>(), values.const_data_ptr<float>() + values.numel());
    }
    for (int i = 0; i < samples; ++i) {
        patches.classIndex.push_back(i % 16);
        patches.availability.push_back(3);
    }
    input.train = &patches;

    base::Progress progress;
    double best = 1e30;
    const auto result = engine::train(input, {}, progress, [&](const engine::EpochReport& report) { best = std::min(best, report.seconds); });
    if (!result) {
        fmt::print(stderr, "{}\n", base::describe(result.error()));
        return 1;
    }
    const auto device = engine::chooseDevice(input.options.device, input.options.precision);
    const double peak = bench::measuredPeak(device->precision == engine::Precision::BFloat16 ? at::kBFloat16 : at::kFloat,
                                            device->cuda ? at::Device(at::kCUDA, 0) : at::Device(at::kCPU));
    fmt::print("{}, compact, {} samples an epoch: {:.2f} s an epoch, {:.0f} samples/s; 40 epochs take {:.0f} s; "
               "measured peak {:.0f} GFLOP/s\n", device->name, samples, best, samples / best, 40 * best, peak * 1e-9);
}
