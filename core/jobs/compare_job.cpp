#include "jobs/compare_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/atomic_file.h"
#include "base/version.h"
#include "output/tables.h"
#include "raster/label_raster.h"
#include "samples/sample_files.h"

namespace lacuna::jobs {
namespace {

using map::Verdict;

std::array<std::string, 2> namesOf(const std::string& first, const std::string& second) {
    const auto stem = [](const std::string& path) { return std::filesystem::path(path).stem().string(); };
    if (stem(first) == stem(second)) return {first, second};
    return {stem(first), stem(second)};
}

double percent(std::uint64_t part, std::uint64_t whole) {
    return whole > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0;
}

}  // namespace

CompareJob::CompareJob(CompareOptions options) : options_(std::move(options)) {}

base::Result<CompareResult> CompareJob::run(std::stop_token stop, base::Progress& progress) {
    if (options_.maps.size() != 2)
        return base::fail(base::ErrorCode::Usage, "compare maps",
                          "{} maps are given, expected two (--map A.tif --map B.tif)", options_.maps.size());
    std::array<map::MapLabels, 2> maps;
    for (std::size_t i = 0; i < 2; ++i) {
        progress.report({0.3 * static_cast<double>(i), "Reading the maps", 0, "", -1});
        LACUNA_TRY(read, output::readMap(options_.maps[i]));
        maps[i] = {std::move(read.grid), std::move(read.classes), std::move(read.labels)};
        if (stop.stop_requested()) return base::cancelled("compare maps");
    }
    LACUNA_TRY_STATUS(raster::checkSameGrid(maps[0].grid, maps[1].grid, options_.maps[1]));
    std::optional<samples::SampleSet> reference;
    if (!options_.reference.empty()) {
        progress.report({0.6, "Reading the reference", 0, "", -1});
        LACUNA_TRY(read, samples::readSamples(options_.reference, maps[0].grid, options_.classColumn));
        reference = std::move(read);
    }
    progress.report({0.7, "Comparing", 0, "", -1});
    CompareResult result;
    result.names = namesOf(options_.maps[0], options_.maps[1]);
    LACUNA_TRY(comparison,
               map::compareMaps(maps[0], maps[1], result.names, reference ? &*reference : nullptr, 1, stop));
    result.comparison = std::move(comparison);
    LACUNA_TRY(flips, map::flipMap(maps[0], maps[1], stop));
    result.changes = std::move(flips.flips);
    result.cellArea = maps[0].grid.pixelArea;
    if (!options_.changes.empty())
        LACUNA_TRY_STATUS(base::writeTextFile(options_.changes, output::flipsCsv(result.changes, result.cellArea)));
    if (!options_.out.empty()) {
        progress.report({0.8, "Writing the disagreement map", 0, "", -1});
        output::MapFileOptions files;
        files.labels = options_.out;
        LACUNA_TRY_STATUS(
            writeDisagreement(result.comparison.disagreement, {options_.maps[0], options_.maps[1]}, files, stop));
    }
    progress.report({1, "Compared", 0, "", 0});
    return result;
}

base::Status writeDisagreement(const map::ClassMap& disagreement, const std::array<std::string, 2>& names,
                               output::MapFileOptions files, std::stop_token stop) {
    files.provenance = {{"VERSION", base::version()}, {"FIRST_MAP", names[0]}, {"SECOND_MAP", names[1]}};
    return output::writeMap(disagreement, files, stop);
}

namespace {

/// The largest changes, as a table.
std::string changesText(const CompareResult& result) {
    constexpr std::size_t shown = 12;
    std::string text;
    if (!result.changes.empty()) text = fmt::format("\n{:>10}  {}\n", "Cells", "From → to");
    for (std::size_t i = 0; i < std::min(shown, result.changes.size()); ++i)
        text += fmt::format("{:>10}  {} → {}\n", result.changes[i].cells, result.changes[i].fromName, result.changes[i].toName);
    if (result.changes.size() > shown) text += fmt::format("{:>10}  {} more (--changes writes them all)\n", "", result.changes.size() - shown);
    return text;
}

}  // namespace

std::string compareText(const CompareResult& result) {
    const auto& found = result.comparison;
    const auto& [first, second] = result.names;
    std::string text = fmt::format("{} against {}\n\n{:.2f} % of {} cells agree\n", first, second,
                                   percent(found.agreeing, found.compared), found.compared);
    text += changesText(result);
    if (!found.test) return text;
    const auto pixels = found.referencePixels();
    text += fmt::format("\n{} reference pixels\n", pixels);
    const auto line = [&](const std::string& name, Verdict verdict) {
        text += fmt::format("{:>10}  {:>6.2f} %  {}\n", found.at(verdict), percent(found.at(verdict), pixels), name);
    };
    line("both right", Verdict::BothRight);
    line(fmt::format("only {} right", first), Verdict::FirstOnly);
    line(fmt::format("only {} right", second), Verdict::SecondOnly);
    line("both wrong", Verdict::BothWrong);
    text += fmt::format("\nOA {:.2f} % and {:.2f} %\n", 100 * found.firstAccuracy(), 100 * found.secondAccuracy());
    text += found.test->exact
                ? fmt::format("McNemar's exact binomial test: p = {:.4g}\n", found.test->p)
                : fmt::format("McNemar's test: χ² = {:.2f}, p = {:.4g}\n", found.test->statistic, found.test->p);
    return text;
}

nlohmann::json toJson(const CompareResult& result) {
    const auto& found = result.comparison;
    nlohmann::json json{{"maps", result.names},
                        {"cells",
                         {{"compared", found.compared},
                          {"agreeing", found.agreeing},
                          {"agreement", percent(found.agreeing, found.compared) / 100}}},
                        {"changes", output::flipsJson(result.changes, result.cellArea)}};
    if (!found.test) return json;
    json["reference"] = {{"pixels", found.referencePixels()},          {"both_right", found.at(Verdict::BothRight)},
                         {"first_only", found.at(Verdict::FirstOnly)}, {"second_only", found.at(Verdict::SecondOnly)},
                         {"both_wrong", found.at(Verdict::BothWrong)}, {"first_oa", found.firstAccuracy()},
                         {"second_oa", found.secondAccuracy()}};
    json["mcnemar"] = {{"statistic", found.test->statistic},
                       {"p", found.test->p},
                       {"test", found.test->exact ? "binomial" : "chi-square"}};
    return json;
}

}  // namespace lacuna::jobs
