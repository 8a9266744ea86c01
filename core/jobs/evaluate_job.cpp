#include "jobs/evaluate_job.h"

#include <algorithm>
#include <filesystem>

#include "base/atomic_file.h"
#include "base/version.h"
#include "map/error_map.h"
#include "output/accuracy_tables.h"
#include "output/confusion_drawing.h"
#include "output/map_file.h"
#include "output/tables.h"
#include "samples/sample_files.h"

namespace lacuna::jobs {
namespace {

std::string fileIn(const std::string& folder, const char* name) {
    return (std::filesystem::path(folder) / name).string();
}

/// By value; the reference's names win.
void nameAs(base::ClassTable& classes, const base::ClassTable& reference) {
    std::sort(classes.begin(), classes.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
    for (auto& one : classes)
        if (const int index = base::classIndex(reference, one.value); index >= 0)
            one = reference[static_cast<std::size_t>(index)];
}

base::Status writeErrors(const EvaluateOptions& options, const map::MapLabels& labels,
                         const samples::SampleSet& reference, std::stop_token stop) {
    LACUNA_TRY(errors, map::errorMap(labels, reference, 1, stop));
    output::MapFileOptions files;
    files.labels = fileIn(options.out, "errors.tif");
    files.provenance = {{"VERSION", base::version()}, {"MAP", options.map}, {"REFERENCE", options.reference}};
    return output::writeMap(errors.map, files, stop);
}

}  // namespace

base::Status writeAccuracyTables(const map::MapAccuracy& accuracy, const std::string& folder) {
    LACUNA_TRY_STATUS(base::ensureFolder(folder));
    const auto areas = accuracy.areas();
    const auto& [confusion, classes, mappedCells, cellArea] = accuracy;
    LACUNA_TRY_STATUS(base::writeTextFile(fileIn(folder, "accuracy.csv"), output::accuracyCsv(confusion, areas, classes, cellArea)));
    LACUNA_TRY_STATUS(base::writeTextFile(fileIn(folder, "accuracy.md"), output::accuracyMarkdown(confusion, areas, classes, cellArea)));
    LACUNA_TRY_STATUS(base::writeTextFile(fileIn(folder, "confusion.csv"), output::confusionCsv(confusion, classes)));
    return base::writeTextFile(fileIn(folder, "confusion.svg"), output::confusionSvg(confusion, classes));
}

EvaluateJob::EvaluateJob(EvaluateOptions options) : options_(std::move(options)) {}

base::Result<EvaluateResult> EvaluateJob::run(std::stop_token stop, base::Progress& progress) {
    progress.report({0, "Reading the map", 0, "", -1});
    LACUNA_TRY(read, output::readMap(options_.map));
    map::MapLabels labels{std::move(read.grid), std::move(read.classes), std::move(read.labels)};
    if (stop.stop_requested()) return base::cancelled("evaluate");
    progress.report({0.4, "Reading the reference", 0, "", -1});
    LACUNA_TRY(reference, samples::readSamples(options_.reference, labels.grid, options_.classColumn));
    nameAs(labels.classes, reference.classes);
    progress.report({0.7, "Comparing", 0, "", -1});
    LACUNA_TRY(accuracy, map::compareWithReference(labels, reference, 1));
    if (stop.stop_requested()) return base::cancelled("evaluate");
    if (!options_.out.empty()) {
        progress.report({0.8, "Writing the tables and the map of errors", 0, "", -1});
        LACUNA_TRY_STATUS(writeAccuracyTables(accuracy, options_.out));
        LACUNA_TRY_STATUS(writeErrors(options_, labels, reference, stop));
    }
    progress.report({1, "Compared", 0, "", 0});
    return EvaluateResult{std::move(accuracy), options_.out};
}

}  // namespace lacuna::jobs
