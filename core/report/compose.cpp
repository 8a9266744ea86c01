#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/version.h"
#include "raster/coordinates.h"
#include "report/sections.h"

namespace lacuna::report {
namespace {

bool holds(const std::vector<std::string>& words, const char* word) { return std::find(words.begin(), words.end(), word) != words.end(); }

/// What losing a sensor costs, in a sentence.
std::string lossSentence(const Contents& contents, int sensor, const jobs::WhatIfSubset& subset) {
    const auto& study = *contents.study;
    const auto& name = study.modalityNames[static_cast<std::size_t>(sensor)];
    std::uint64_t cells = 0;
    if (contents.map)
        for (const auto& one : contents.map->classes) cells += contents.map->countByValue[static_cast<std::size_t>(one.value)];
    const double area = hectaresOf(subset.changedCells, study.cellArea);
    std::string changes;
    if (cells > 0) {
        changes = fmt::format("another class on {} % of the map", percent(static_cast<double>(subset.changedCells) / static_cast<double>(cells)));
        if (!std::isnan(area)) changes += fmt::format(" ({} ha)", hectares(area));
    }
    if (!subset.confusion || subset.confusion->total() == 0) return changes.empty() ? "" : fmt::format("Without {} it shows {}.", name, changes);
    const double complete = metrics::accuracyOf(*study.subsets.front().confusion).overall;
    const double left = metrics::accuracyOf(*subset.confusion).overall, lost = complete - left;
    const auto cost = lost >= 0 ? fmt::format("costs {} points", percent(lost)) : fmt::format("gains {} points", percent(-lost));
    return fmt::format("Losing {} {} ({} % are left){}.", name, cost, percent(left), changes.empty() ? "" : " and gives " + changes);
}

Section summary(const Contents& contents) {
    Section section{"Summary", {}};
    std::string text = fmt::format("The scene was mapped into {} land-cover classes from {} with a {} model.", contents.model.classCount(),
                                   listed(usedSensors(contents)), contents.method);
    KeyFigures key;
    if (const auto* accuracy = judged(contents)) {
        const auto found = metrics::accuracyOf(accuracy->confusion);
        text += fmt::format(" It agrees with {} % of {} reference pixels (95 % interval {} to {} %; κ {:.3f}).", percent(found.overall),
                            grouped(accuracy->confusion.total()), percent(found.overallLow), percent(found.overallHigh), found.kappa);
        key.push_back({percent(found.overall) + " %", "overall accuracy", fmt::format("95 %: {}–{} %", percent(found.overallLow), percent(found.overallHigh))});
        key.push_back({percent(found.average) + " %", "average accuracy", "mean of the classes"});
        key.push_back({fmt::format("{:.3f}", found.kappa), "Cohen's κ", grouped(accuracy->confusion.total()) + " reference pixels"});
    } else {
        text += " Its accuracy is unknown: there was no reference to judge it by.";
    }
    if (contents.study) {
        for (const auto& [sensor, subset] : singleLosses(*contents.study)) {
            if (const auto sentence = lossSentence(contents, sensor, *subset); !sentence.empty()) text += " " + sentence;
            if (!subset->confusion || subset->confusion->total() == 0) continue;
            const auto left = metrics::accuracyOf(*subset->confusion).overall;
            const auto complete = metrics::accuracyOf(*contents.study->subsets.front().confusion).overall;
            key.push_back({pointsOf(left - complete), "points " + subset->title, percent(left) + " % are left"});
        }
    }
    if (!contents.losses.empty()) text += fmt::format(" Losses in force in every map: {}.", fmt::join(contents.losses, "; "));
    section.blocks.push_back(Paragraph{text});
    constexpr std::size_t mostKeyFigures = 8;
    if (key.size() > mostKeyFigures) key.resize(mostKeyFigures);
    if (!key.empty()) section.blocks.push_back(key);
    if (!contents.notes.empty()) section.blocks.push_back(Paragraph{contents.notes});
    return section;
}

/// What is not there, and how to get it.
std::string missingLine(const Contents& contents, const std::vector<std::string>& parts) {
    std::vector<std::string> missing;
    if (!judged(contents)) missing.push_back("accuracy and corrected areas (give reference labels: --reference, Import Reference)");
    if (!contents.samples || contents.samples->labelled.empty()) missing.push_back("training samples by class (give the labels the model was trained from: --labels, Import Samples)");
    if (!contents.study) missing.push_back("the what-if study (do not leave the part \"study\" out)");
    const bool several = contents.study && contents.study->subsets.size() > 1;
    if (contents.study && !several) missing.push_back("the what-if study (it takes two sensors)");
    if (several && contents.proofs.empty()) missing.push_back("the proof that a lost sensor has no influence (--prove)");
    if (contents.map && contents.cellArea <= 0) missing.push_back("hectares (the rasters need a projected CRS in metres)");
    std::string leftOut;
    for (const auto& name : partNames())
        if (!holds(parts, name.c_str())) leftOut += (leftOut.empty() ? "" : ", ") + name;
    std::string line;
    for (const auto& one : missing) line += (line.empty() ? "Not in this report: " : "; ") + one;
    if (!line.empty()) line += ".";
    if (!leftOut.empty()) line += (line.empty() ? "" : " ") + fmt::format("Left out on request: {}.", leftOut);
    return line;
}

std::string subtitleOf(const Contents& contents) {
    const auto& grid = contents.scene.grid;
    auto text = fmt::format("{} · {} × {} pixels", listed(usedSensors(contents)), grouped(static_cast<std::uint64_t>(grid.width)),
                            grouped(static_cast<std::uint64_t>(grid.height)));
    if (grid.pixelArea > 0) text += fmt::format(" of {:g} m", std::sqrt(grid.pixelArea));
    const auto crs = raster::crsTitle(grid.crsWkt);
    return crs.empty() ? text : text + " · " + crs;
}

}  // namespace

const std::vector<std::string>& partNames() {
    static const std::vector<std::string> names{"scene", "samples", "map", "accuracy", "study", "experts", "parameters", "provenance"};
    return names;
}

Document compose(const Contents& contents, const std::vector<std::string>& parts) {
    Document document{contents.title, subtitleOf(contents), contents.author, contents.date, "Lacuna " + base::version(), {}};
    document.sections.push_back(summary(contents));
    using Maker = Section (*)(const Contents&);
    const std::pair<const char*, Maker> makers[] = {{"scene", sceneSection},       {"samples", sampleSection}, {"map", mapSection},
                                                    {"accuracy", accuracySection}, {"study", studySection},    {"experts", expertSection},
                                                    {"parameters", parameterSection}, {"provenance", provenanceSection}};
    for (const auto& [name, make] : makers) {
        if (!holds(parts, name)) continue;
        auto section = make(contents);
        if (!section.blocks.empty()) document.sections.push_back(std::move(section));
    }
    if (const auto line = missingLine(contents, parts); !line.empty())
        document.sections.back().blocks.push_back(Paragraph{line, Paragraph::Kind::Note});
    return document;
}

std::string percent(double share) { return std::isnan(share) ? "–" : fmt::format("{:.1f}", 100 * share); }

std::string percent(double share, const metrics::Interval& interval) {
    return std::isnan(share) ? "–" : fmt::format("{} ({}–{})", percent(share), percent(interval.low), percent(interval.high));
}

std::string pointsOf(double share) {
    if (std::isnan(share)) return "–";
    const auto figure = fmt::format("{:.1f}", std::abs(100 * share));
    return figure == "0.0" ? figure : (share < 0 ? "−" : "+") + figure;
}

std::string grouped(std::uint64_t count) {
    auto text = fmt::format("{}", count);
    for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string hectares(double area) { return std::isnan(area) ? "–" : fmt::format("{:.2f}", area); }

double hectaresOf(std::uint64_t cells, double cellArea) {
    return cellArea > 0 ? static_cast<double>(cells) * cellArea / 1e4 : std::nan("");
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

std::vector<std::string> usedSensors(const Contents& contents) {
    std::vector<std::string> names;
    const auto all = contents.model.modalityNames();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (base::isPresent(contents.used, static_cast<int>(i))) names.push_back(all[i]);
    return names;
}

std::vector<std::pair<int, const jobs::WhatIfSubset*>> singleLosses(const jobs::WhatIfResult& study) {
    std::vector<std::pair<int, const jobs::WhatIfSubset*>> found;
    if (study.subsets.empty()) return found;
    const auto complete = study.subsets.front().pattern;
    for (const auto& subset : study.subsets) {
        const auto lost = static_cast<unsigned>(complete & ~subset.pattern);
        if (std::popcount(lost) == 1) found.emplace_back(std::countr_zero(lost), &subset);
    }
    return found;
}

const map::MapAccuracy* judged(const Contents& contents) {
    return contents.accuracy && contents.accuracy->confusion.total() > 0 ? &*contents.accuracy : nullptr;
}

}  // namespace lacuna::report
