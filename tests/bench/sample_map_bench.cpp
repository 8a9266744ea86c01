// What a user waits for after losing a sensor of the sample scene: the first coarse picture of the window, the whole map,
// and, when a map that was stopped half-way is switched back to, what was made of it and the rest; model and rasters are
// opened anew, as the window does. sample_map_bench [device]
#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "jobs/classify_job.h"
#include "jobs/kept_tiles.h"
#include "jobs/train_job.h"
#include "plugins/mamol/mamol.h"

namespace {

using namespace lacuna;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

class FirstPicture : public map::MapSink {
public:
    explicit FirstPicture(Clock::time_point start) : start_(start) {}
    base::Status write(const map::MapBlock& block) override {
        if (block.preview) preview_ = since(start_);
        return {};
    }
    double seconds() const { return preview_; }

private:
    Clock::time_point start_;
    double preview_ = -1;
};

/// Stops the job when half of the cells are there.
class HalfMap : public map::MapSink {
public:
    base::Status write(const map::MapBlock& block) override {
        if (!block.preview) cells_ += block.labels.size();
        if (cells_ >= 145 * 145 / 2) stop.request_stop();
        return {};
    }
    std::stop_source stop;

private:
    std::size_t cells_ = 0;
};

template <class T>
T valueOf(base::Result<T> result) {
    if (result) return std::move(*result);
    fmt::print(stderr, "{}\n", base::describe(result.error()));
    std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string sample = LACUNA_SAMPLE_FOLDER;
    const auto model = (std::filesystem::temp_directory_path() / "lacuna-sample-map-bench.safetensors").string();
    plugins::MethodRegistry methods;
    methods.add(plugins::makeMamol());
    base::Progress progress;
    jobs::TrainOptions training;
    training.modalities = {{"VNIR", {sample + "/ip_vnir.tif"}}, {"SWIR", {sample + "/ip_swir.tif"}}};
    training.labels = sample + "/ip_labels.tif";
    training.split = "random";
    training.trainer.epochs = 1;  // the time of a map does not depend on what was learnt
    training.out = model;
    training.splitFolder = (std::filesystem::temp_directory_path() / "lacuna-sample-map-bench").string();
    valueOf(jobs::TrainJob(training, methods).run({}, progress));

    jobs::ClassifyOptions options;
    options.modalities = training.modalities;
    options.model = model;
    options.lose = {"SWIR"};
    options.focus = {0, 0, 145, 145};
    options.previewStride = -1;
    options.recordActivation = true;
    if (argc > 1) options.device = argv[1];
    for (int run = 0; run < 2; ++run) {
        const auto start = Clock::now();
        FirstPicture sink(start);
        const auto result = valueOf(jobs::ClassifyJob(options).run({}, progress, &sink));
        fmt::print("{}: first picture of the window {:.2f} s, whole map of 145 × 145 pixels {:.1f} s ({:.0f} px/s, {:.0f} GFLOP/s)\n",
                   result.device, sink.seconds(), since(start), result.pixelsPerSecond, result.gflopsPerSecond);
    }
    options.cache = std::make_shared<map::TileCache>();
    HalfMap half;
    (void)jobs::ClassifyJob(options).run(half.stop.get_token(), progress, &half);
    // The window asks the cache itself, before the job has begun.
    const auto start = Clock::now();
    const auto sha256 = valueOf(engine::fileSha256(model));
    const auto asked = Clock::now();
    const auto kept = options.cache->tilesOf(jobs::stateOf(options, sha256, 0b01));
    map::ClassMap shown({}, {});
    shown.grid.width = shown.grid.height = 145;
    shown.labels.resize(145 * 145);
    shown.confidence.resize(145 * 145);
    shown.availability.resize(145 * 145);
    std::size_t cells = 0;
    for (const auto& tile : kept) {
        cells += tile->planned.preview ? 0 : tile->block.labels.size();
        valueOf<bool>(shown.write(tile->block) ? base::Result<bool>(true) : base::fail(base::ErrorCode::Io, "bench", "not written"));
    }
    const double back = since(asked);
    const auto rest = valueOf(jobs::ClassifyJob(options).run({}, progress));
    fmt::print("switched back: {} of {} cells after {:.2f} ms, the other {} pixels after {:.1f} s\n", cells, 145 * 145, 1000 * back,
               rest.pixels, since(start));
    std::filesystem::remove(model);
    std::filesystem::remove_all(training.splitFolder);
}
