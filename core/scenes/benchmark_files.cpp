#include "scenes/benchmark_files.h"

#include "raster/label_raster.h"

namespace lacuna::scenes {
namespace {

constexpr auto stage = "import scene";
using base::ErrorCode;
using base::fail;

std::string namesOf(const std::vector<BenchmarkSource>& sources) {
    std::string names;
    for (const auto& source : sources) {
        names += (names.empty() ? "" : ", ") + source.stem + (source.variable.empty() ? ".tif" : ".mat");
        if (!source.variable.empty()) names += fmt::format(" (variable {})", source.variable);
    }
    return names;
}

/// Why files that are there are of no use, for the end of a message.
std::string unusableIn(const Benchmark& benchmark, const SourceFolder& folder) {
    for (const auto& [stem, reason] : benchmark.unusable)
        if (const auto path = folder.matFile(stem); !path.empty())
            return fmt::format(". {} is there, but {}", path, reason);
    return ". Unpack the distribution there, or name the folder it was unpacked to";
}

}  // namespace

base::Result<std::vector<FoundSensor>> findSensors(const Benchmark& benchmark, const SourceFolder& folder) {
    std::vector<FoundSensor> found;
    for (const auto& sensor : benchmark.sensors) {
        for (const auto& source : sensor.sources) {
            const auto place = folder.find(source, false);
            if (!place) continue;
            found.push_back({&sensor, *place});
            break;
        }
        const bool isNeeded = &sensor == &benchmark.sensors.front();
        if (isNeeded && found.empty())
            return fail(ErrorCode::NotFound, stage, "{} holds none of the files of {}'s sensor {}: {}{}", folder.path(),
                        benchmark.id, sensor.name, namesOf(sensor.sources), unusableIn(benchmark, folder));
    }
    if (found.size() > 1) return found;
    std::vector<BenchmarkSource> others;
    for (const auto& sensor : benchmark.sensors)
        if (&sensor != &benchmark.sensors.front())
            others.insert(others.end(), sensor.sources.begin(), sensor.sources.end());
    return fail(ErrorCode::NotFound, stage, "{} holds {} but no second sensor of {}: none of {}", folder.path(),
                found.front().source.path, benchmark.id, namesOf(others));
}

base::Result<FoundLabels> findLabels(const Benchmark& benchmark, const SourceFolder& folder) {
    std::vector<BenchmarkSource> tried;
    std::string lonely;
    for (const auto& labels : benchmark.labels) {
        const auto train = folder.find(labels.train, true);
        const auto test = folder.find(labels.test, true);
        tried.push_back(labels.train);
        if (!labels.test.stem.empty()) {
            tried.push_back(labels.test);
            if (static_cast<bool>(train) != static_cast<bool>(test))
                lonely = fmt::format(". {} is there without its other half, {}", train ? train->path : test->path,
                                     train ? labels.test.stem : labels.train.stem);
        }
        if (!train || (!labels.test.stem.empty() && !test)) continue;
        FoundLabels found;
        LACUNA_TRY(trainImage, readLabelImage(*train, benchmark.classes));
        found.train = std::move(trainImage);
        if (!test) return found;
        LACUNA_TRY(testImage, readLabelImage(*test, benchmark.classes));
        LACUNA_TRY_STATUS(raster::checkSameGrid(found.train.grid, testImage.grid, testImage.path));
        found.test = std::move(testImage);
        return found;
    }
    return fail(ErrorCode::NotFound, stage, "{} holds no labels of {}: none of {}{}{}", folder.path(), benchmark.id,
                namesOf(tried), lonely, lonely.empty() ? unusableIn(benchmark, folder) : "");
}

}  // namespace lacuna::scenes
