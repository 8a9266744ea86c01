#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "report/charts.h"
#include "report/map_figure.h"
#include "report/sections.h"

namespace lacuna::report {
namespace {

constexpr std::size_t mostFlips = 12;

std::uint64_t mappedCells(const Contents& contents) {
    std::uint64_t cells = 0;
    if (contents.map)
        for (const auto& one : contents.map->classes) cells += contents.map->countByValue[static_cast<std::size_t>(one.value)];
    return cells;
}

bool isJudged(const jobs::WhatIfResult& study) {
    return !study.subsets.empty() && study.subsets.front().confusion && study.subsets.front().confusion->total() > 0;
}

Table subsetTable(const Contents& contents) {
    const auto& study = *contents.study;
    const auto cells = mappedCells(contents);
    const bool judgedStudy = isJudged(study), areas = study.cellArea > 0;
    Table table{"Every subset of the sensors", "● present, ○ lost. Points: difference of overall accuracy to the complete map. Changed: cells whose class "
                "differs from the complete map's.", {{""}, {"Sensors"}}, {}};
    if (judgedStudy)
        for (const char* title : {"OA % (95 %)", "Points", "AA %", "κ"}) table.columns.push_back({title, true});
    table.columns.push_back({"Changed %", true});
    if (areas) table.columns.push_back({"Changed ha", true});
    const double complete = judgedStudy ? metrics::accuracyOf(*study.subsets.front().confusion).overall : 0;
    for (const auto& subset : study.subsets) {
        auto& row = table.rows.emplace_back(
            std::vector<Cell>{{base::dots(subset.pattern, static_cast<int>(study.modalityNames.size()))}, {subset.title}});
        if (judgedStudy) {
            const auto accuracy = metrics::accuracyOf(*subset.confusion);
            row.push_back({percent(accuracy.overall, {accuracy.overallLow, accuracy.overallHigh})});
            row.push_back({&subset == &study.subsets.front() ? "" : pointsOf(accuracy.overall - complete)});
            row.push_back({percent(accuracy.average)});
            row.push_back({fmt::format("{:.3f}", accuracy.kappa)});
        }
        const double share = cells == 0 ? std::nan("") : static_cast<double>(subset.changedCells) / static_cast<double>(cells);
        row.push_back({percent(share), std::nullopt, share});
        if (areas) row.push_back({hectares(hectaresOf(subset.changedCells, study.cellArea))});
    }
    return table;
}

Table valueTable(const jobs::WhatIfResult& study) {
    const auto& values = *study.sensorValues;
    Table table{"What each sensor is worth", "Mean gain of overall accuracy, in points, when the sensors come one after the other, over all orders (Shapley 1953). "
                "Without a sensor one would say the commonest class everywhere.", {{"Sensor"}, {"Points", true}, {"Helps most"}}, {}, true};
    table.rows.push_back({{fmt::format("no sensor (always {})", study.classes[static_cast<std::size_t>(values.commonest)].name)},
                          {percent(values.emptyOverall)}, {""}});
    for (const auto& sensor : values.sensors) {
        std::size_t best = study.classes.size();
        for (std::size_t c = 0; c < sensor.producers.size(); ++c)
            if (!std::isnan(sensor.producers[c]) && (best == study.classes.size() || sensor.producers[c] > sensor.producers[best])) best = c;
        const auto helps = best == study.classes.size() ? std::string("–") : fmt::format("{} ({})", study.classes[best].name, pointsOf(sensor.producers[best]));
        table.rows.push_back({{study.modalityNames[static_cast<std::size_t>(sensor.sensor)]}, {pointsOf(sensor.overall)}, {helps}});
    }
    table.rows.push_back({{"all sensors"}, {percent(values.completeOverall)}, {""}});
    return table;
}

Table flipTable(const jobs::WhatIfResult& study, const std::string& sensor, const jobs::WhatIfSubset& subset) {
    const auto& flips = *subset.flips;
    const bool areas = study.cellArea > 0;
    std::uint64_t all = 0, rest = 0;
    for (std::size_t i = 0; i < flips.size(); ++i) (i < mostFlips ? all : rest) += flips[i].cells;
    all += rest;
    Table table{fmt::format("What changes without {}", sensor), {}, {{"From"}, {"To"}, {"Cells", true}}, {}, true};
    if (areas) table.columns.push_back({"ha", true});
    table.columns.push_back({"Share of changes %", true});
    const auto add = [&](const std::string& from, const std::string& to, std::uint64_t cells, const auto& color) {
        const double share = all == 0 ? 0 : static_cast<double>(cells) / static_cast<double>(all);
        auto& row = table.rows.emplace_back(std::vector<Cell>{{from, color(from)}, {to, color(to)}, {grouped(cells)}});
        if (areas) row.push_back({hectares(hectaresOf(cells, study.cellArea))});
        row.push_back({percent(share), std::nullopt, share});
    };
    const auto color = [&](const std::string& name) -> std::optional<base::Rgb> {
        for (const auto& one : study.classes)
            if (one.name == name) return one.color;
        return std::nullopt;
    };
    for (std::size_t i = 0; i < std::min(mostFlips, flips.size()); ++i) add(flips[i].fromName, flips[i].toName, flips[i].cells, color);
    if (flips.size() > mostFlips) add(fmt::format("{} other changes", flips.size() - mostFlips), "", rest, color);
    add("All changes", "", all, color);
    table.rows.back().back().bar = std::nan("");
    return table;
}

void addMaps(const Contents& contents, Section& section) {
    if (contents.subsetMaps.size() < 2) return;
    const auto& study = *contents.study;
    const auto cells = mappedCells(contents);
    Figures maps{{}, 3};
    for (const auto& [pattern, image] : contents.subsetMaps) {
        const auto found = std::find_if(study.subsets.begin(), study.subsets.end(), [p = pattern](const auto& one) { return one.pattern == p; });
        if (found == study.subsets.end()) continue;
        auto caption = found->title;
        if (found->confusion && found->confusion->total() > 0) caption += fmt::format(", OA {} %", percent(metrics::accuracyOf(*found->confusion).overall));
        if (found != study.subsets.begin() && cells > 0)
            caption += fmt::format(", {} % changed", percent(static_cast<double>(found->changedCells) / static_cast<double>(cells)));
        maps.figures.push_back(smallMapFigure(image, caption, 220));
    }
    section.blocks.push_back(Heading{"Maps of the subsets"});
    section.blocks.push_back(std::move(maps));
    if (contents.subsetMaps.size() < study.subsets.size())
        section.blocks.push_back(Paragraph{fmt::format("The first {} of {} subsets.", contents.subsetMaps.size(), study.subsets.size()), Paragraph::Kind::Note});
}

/// Where the class changes and what it changes into, for each sensor: maps, then tables.
void addFlips(const Contents& contents, Section& section) {
    const auto& study = *contents.study;
    std::vector<std::pair<int, const jobs::WhatIfSubset*>> losses;
    for (const auto& one : singleLosses(study))
        if (one.second->flips && !one.second->flips->empty()) losses.push_back(one);
    if (losses.empty()) return;
    section.blocks.push_back(Heading{"What changes into what"});
    Figures maps{{}, 2};
    for (const auto& [pattern, image] : contents.flipMaps) {
        const auto found = std::find_if(losses.begin(), losses.end(), [p = pattern](const auto& one) { return one.second->pattern == p; });
        if (found != losses.end()) maps.figures.push_back(smallMapFigure(image, fmt::format("Changes {}", found->second->title), 320));
    }
    if (!maps.figures.empty()) {
        section.blocks.push_back(Paragraph{"What stays is pale; what changes has the colour of its new class, lighter or darker where several classes turn into the "
                                           "same one."});
        section.blocks.push_back(std::move(maps));
    }
    for (const auto& [sensor, subset] : losses) section.blocks.push_back(flipTable(study, study.modalityNames[static_cast<std::size_t>(sensor)], *subset));
}

void addProofs(const Contents& contents, Section& section) {
    if (contents.proofs.empty()) return;
    section.blocks.push_back(Heading{"Proof that a lost sensor has no influence"});
    for (const auto& proof : contents.proofs) {
        const auto& report = proof.report;
        section.blocks.push_back(Paragraph{
            fmt::format("Without {0}, the map of {1} pixels was made twice: with {0}'s raster in place and with random numbers instead. {2} (SHA-256 {3}{4})",
                        listed(proof.absent), grouped(report.compared),
                        report.holds() ? std::string("No pixel differs, to the last bit.")
                                       : fmt::format("{} pixels differ: the model or the program is not to be trusted here.", grouped(report.differing)),
                        report.realSha256, report.holds() ? std::string() : " and " + report.replacedSha256),
            report.holds() ? Paragraph::Kind::Plain : Paragraph::Kind::Warning});
    }
}

}  // namespace

Section studySection(const Contents& contents) {
    Section section{"What if a sensor were lost", {}};
    if (!contents.study || contents.study->subsets.size() < 2) return section;
    const auto& study = *contents.study;
    section.blocks.push_back(Paragraph{"The same model mapped the scene once for every subset of its sensors. A sensor that is lost is not read: it has no influence on "
                                       "the map."});
    if (isJudged(study)) section.blocks.push_back(Figures{{subsetChart(study, "Overall accuracy by subset, with 95 % intervals.")}, 1});
    section.blocks.push_back(subsetTable(contents));
    addMaps(contents, section);
    if (study.sensorValues) {
        section.blocks.push_back(Heading{"Value of the sensors"});
        section.blocks.push_back(Figures{{sensorValueChart(study, "From the commonest class, sensor by sensor, to the complete map: overall accuracy.")}, 1});
        section.blocks.push_back(valueTable(study));
        section.blocks.push_back(Figures{{classValueChart(study, "What each sensor adds to each class's producer's accuracy, in points.")}, 1});
    }
    addFlips(contents, section);
    addProofs(contents, section);
    return section;
}

Section expertSection(const Contents& contents) {
    Section section{"Experts", {}};
    const auto& activation = contents.activation;
    if (activation.layout().experts() == 0 || activation.patterns().empty()) return section;
    const auto names = contents.model.modalityNames();
    section.blocks.push_back(Paragraph{"Which experts of the model the pixels' tokens use: rows are the adapted transformer blocks (0 is the first), columns the "
                                       "experts, figures the share of tokens."});
    // Five experts fit beside each other.
    Figures charts{{}, 2};
    for (const auto& block : activation.layout().blocks)
        if (block.experts.size() > 6) charts.columns = 1;
    constexpr std::size_t mostCharts = 8;
    auto patterns = activation.patterns();
    std::sort(patterns.begin(), patterns.end(), [&](auto a, auto b) { return activation.pixels(a) > activation.pixels(b); });
    for (const auto pattern : base::allPatterns(contents.model.modalityCount())) {
        if (charts.figures.size() == mostCharts) break;
        if (activation.pixels(pattern) == 0) continue;
        charts.figures.push_back(expertChart(activation, pattern, fmt::format("{}, {} pixels", base::describePattern(pattern, names), grouped(activation.pixels(pattern)))));
    }
    section.blocks.push_back(std::move(charts));
    return section;
}

}  // namespace lacuna::report
