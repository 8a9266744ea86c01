#include "jobs/evaluate_job.h"

#include <algorithm>
#include <map>

#include "raster/label_raster.h"
#include "samples/sample_files.h"

namespace lacuna::jobs {
namespace {

/// The classes of both, by value; the reference's names win.
base::ClassTable together(const base::ClassTable& reference, const base::ClassTable& mapped) {
    std::map<int, base::LandClass> byValue;
    for (const auto& landClass : reference) byValue.emplace(landClass.value, landClass);
    for (const auto& landClass : mapped) byValue.emplace(landClass.value, landClass);
    base::ClassTable classes;
    for (auto& [value, landClass] : byValue) classes.push_back(landClass);
    return classes;
}

}  // namespace

EvaluateJob::EvaluateJob(EvaluateOptions options) : options_(std::move(options)) {}

base::Result<EvaluateResult> EvaluateJob::run(std::stop_token stop, base::Progress& progress) {
    progress.report({0, "Reading the map", 0, "", -1});
    LACUNA_TRY(mapped, raster::readLabelRaster(options_.map));
    if (stop.stop_requested()) return base::cancelled("evaluate");
    progress.report({0.5, "Reading the reference", 0, "", -1});
    LACUNA_TRY(reference, samples::readSamples(options_.reference, mapped.grid, options_.classColumn));
    EvaluateResult result;
    result.classes = together(reference.classes, mapped.classes);
    result.confusion = metrics::Confusion(static_cast<int>(result.classes.size()));
    for (const auto& sample : reference.samples) {
        const auto pixel = static_cast<std::size_t>(sample.row) * static_cast<std::size_t>(mapped.grid.width) +
                           static_cast<std::size_t>(sample.column);
        const int value = reference.classes[static_cast<std::size_t>(sample.classIndex)].value;
        result.confusion.add(base::classIndex(result.classes, value), base::classIndex(result.classes, mapped.values[pixel]));
    }
    progress.report({1, "Compared", 0, "", 0});
    return result;
}

}  // namespace lacuna::jobs
