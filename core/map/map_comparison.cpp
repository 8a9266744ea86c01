#include "map/map_comparison.h"

#include <fmt/format.h>

#include <limits>

#include "raster/label_raster.h"

namespace lacuna::map {
namespace {

constexpr auto stage = "compare maps";
using base::ErrorCode;

constexpr std::size_t at(Verdict verdict) {
    return static_cast<std::size_t>(verdict);
}

/// A name that a label raster without names gets.
bool isNumber(const base::LandClass& one) {
    return one.name == fmt::format("class {}", one.value);
}

/// Okabe and Ito's colours.
base::ClassTable legend(const std::array<std::string, 2>& names, bool withReference) {
    const auto entry = [](Verdict verdict, std::string name, base::Rgb color) {
        return base::LandClass{static_cast<int>(verdict), std::move(name), color};
    };
    const base::Rgb purple{204, 121, 167};
    if (!withReference) return {entry(Verdict::Agree, "agree", agreementColor), entry(Verdict::Differ, "differ", purple)};
    return {entry(Verdict::BothRight, "both right", {150, 190, 168}),
            entry(Verdict::FirstOnly, fmt::format("only {} right", names[0]), {0, 114, 178}),
            entry(Verdict::SecondOnly, fmt::format("only {} right", names[1]), {230, 159, 0}),
            entry(Verdict::BothWrong, "both wrong", {60, 60, 60}),
            entry(Verdict::Agree, "agree, no reference", agreementColor),
            entry(Verdict::Differ, "differ, no reference", purple)};
}

Verdict judged(int first, int second, int known) {
    if (first == known) return second == known ? Verdict::BothRight : Verdict::FirstOnly;
    return second == known ? Verdict::SecondOnly : Verdict::BothWrong;
}

Verdict unjudged(int first, int second) {
    if (first == 0 || second == 0) return Verdict::NoData;
    return first == second ? Verdict::Agree : Verdict::Differ;
}

double share(std::uint64_t part, std::uint64_t whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole)
                     : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

base::Status checkComparableMaps(const MapLabels& first, const MapLabels& second) {
    LACUNA_TRY_STATUS(raster::checkSameGrid(first.grid, second.grid, "the second map"));
    for (const auto& one : first.classes) {
        const int index = base::classIndex(second.classes, one.value);
        if (index < 0) continue;
        const auto& other = second.classes[static_cast<std::size_t>(index)];
        if (one.name != other.name && !isNumber(one) && !isNumber(other))
            return base::fail(
                ErrorCode::BadData, stage,
                "class {} is \"{}\" in the first map and \"{}\" in the second, expected the same class. Compare "
                "maps with one class table.",
                one.value, one.name, other.name);
    }
    return {};
}

std::uint64_t MapComparison::referencePixels() const {
    return at(Verdict::BothRight) + at(Verdict::FirstOnly) + at(Verdict::SecondOnly) + at(Verdict::BothWrong);
}

double MapComparison::firstAccuracy() const {
    return share(at(Verdict::BothRight) + at(Verdict::FirstOnly), referencePixels());
}

double MapComparison::secondAccuracy() const {
    return share(at(Verdict::BothRight) + at(Verdict::SecondOnly), referencePixels());
}

base::Result<MapComparison> compareMaps(const MapLabels& first, const MapLabels& second,
                                        const std::array<std::string, 2>& names, const samples::SampleSet* reference,
                                        int stride, std::stop_token stop) {
    LACUNA_TRY_STATUS(checkComparableMaps(first, second));
    MapComparison result;
    result.disagreement.grid = first.grid;
    result.disagreement.classes = legend(names, reference != nullptr);
    auto& verdicts = result.disagreement.labels;
    verdicts.resize(first.labels.size());
    const auto width = static_cast<std::size_t>(first.grid.width);
    for (std::size_t cell = 0; cell < verdicts.size(); ++cell) {
        if (cell % width == 0 && stop.stop_requested()) return base::cancelled(stage);
        const auto verdict = unjudged(first.labels[cell], second.labels[cell]);
        verdicts[cell] = static_cast<std::uint8_t>(verdict);
        result.compared += verdict != Verdict::NoData;
        result.agreeing += verdict == Verdict::Agree;
    }
    if (reference != nullptr) {
        const auto known = referenceCells(*reference, first.grid, stride);
        LACUNA_TRY_STATUS(checkComparable(known, *reference));
        for (const auto& [cell, classValue] : known)
            verdicts[cell] = static_cast<std::uint8_t>(judged(first.labels[cell], second.labels[cell], classValue));
    }
    for (const auto verdict : verdicts) ++result.cells[verdict];
    if (reference != nullptr)
        result.test = metrics::mcNemar(static_cast<std::int64_t>(result.at(Verdict::FirstOnly)),
                                       static_cast<std::int64_t>(result.at(Verdict::SecondOnly)));
    return result;
}

}  // namespace lacuna::map
