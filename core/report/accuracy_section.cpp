#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/confusion_drawing.h"
#include "output/table_text.h"
#include "report/charts.h"
#include "report/map_figure.h"
#include "report/sections.h"

namespace lacuna::report {
namespace {

std::string withMargin(const metrics::Estimate& share, double scale) {
    if (std::isnan(share.value)) return "–";
    const auto figure = [&](double value) { return fmt::format("{:.2f}", value * scale); };
    return std::isnan(share.error) ? figure(share.value) : fmt::format("{} ± {}", figure(share.value), figure(share.margin()));
}

std::optional<base::Rgb> colorOf(const base::ClassTable& classes, std::size_t i) {
    return i < classes.size() ? std::optional(classes[i].color) : std::nullopt;
}

/// Cells, mapped area and, with a reference, the estimated one; a line a class that occurs.
Table areaTable(const Contents& contents) {
    const auto& map = *contents.map;
    const auto* accuracy = judged(contents);
    const auto areas = accuracy != nullptr ? accuracy->areas() : metrics::AreaEstimates{};
    const bool corrected = accuracy != nullptr && !std::isnan(areas.overall.value);
    std::uint64_t cells = 0;
    for (const auto& one : map.classes) cells += map.countByValue[static_cast<std::size_t>(one.value)];
    const bool known = contents.cellArea > 0;
    const double scale = !corrected ? 1 : known ? hectaresOf(areas.cells, contents.cellArea) : 100;
    Table table{"Areas", {}, {{"Class"}, {"Cells", true}, {"Share %", true}}, {}, true};
    if (known) table.columns.push_back({"Mapped ha", true});
    if (corrected) table.columns.push_back({known ? "Estimated ha (± 95 %)" : "Estimated % (± 95 %)", true});
    for (const auto& one : map.classes) {
        const auto count = map.countByValue[static_cast<std::size_t>(one.value)];
        const int at = corrected ? base::classIndex(accuracy->classes, one.value) : -1;
        const auto* estimate = at < 0 ? nullptr : &areas.classes[static_cast<std::size_t>(at)];
        const bool estimated = estimate != nullptr && !std::isnan(estimate->area.value) && estimate->area.value > 0;
        if (count == 0 && !estimated) continue;
        const double share = static_cast<double>(count) / static_cast<double>(std::max<std::uint64_t>(1, cells));
        auto& row = table.rows.emplace_back(std::vector<Cell>{{one.name, one.color}, {grouped(count)}, {percent(share), std::nullopt, share}});
        if (known) row.push_back({hectares(hectaresOf(count, contents.cellArea))});
        if (corrected) row.push_back({estimate == nullptr ? "–" : withMargin(estimate->area, scale)});
    }
    auto& total = table.rows.emplace_back(std::vector<Cell>{{"All classes"}, {grouped(cells)}, {percent(1)}});
    if (known) total.push_back({hectares(hectaresOf(cells, contents.cellArea))});
    if (corrected) total.push_back({known ? hectares(scale) : "100.00"});
    if (corrected) {
        table.note = "Estimated: mapped areas corrected by what the reference shows (stratified estimator, Olofsson et al. 2014); right where the "
                     "reference is a random sample of the scene.";
        if (areas.outside > 0) table.note += fmt::format(" {} cells of classes without a reference pixel are left out of it.", grouped(areas.outside));
    }
    return table;
}

Table classTable(const map::MapAccuracy& judgedMap) {
    const auto accuracy = metrics::accuracyOf(judgedMap.confusion);
    const auto areas = judgedMap.areas();
    const bool weighted = !std::isnan(areas.overall.value);
    Table table{"Accuracy by class, %", "In brackets: Wilson's 95 % intervals, as if pixels were independent of each other.",
                {{"Class"}, {"Pixels", true}, {"Producer's", true}, {"User's", true}, {"F1", true}}, {}, true};
    if (weighted) table.columns.push_back({"User's, by area", true});
    for (int c = 0; c < judgedMap.confusion.classes(); ++c) {
        const auto i = static_cast<std::size_t>(c);
        auto& row = table.rows.emplace_back(std::vector<Cell>{{output::className(judgedMap.classes, c), colorOf(judgedMap.classes, i)},
                                                              {grouped(judgedMap.confusion.referenceTotal(c))},
                                                              {percent(accuracy.producers[i], accuracy.producersInterval[i])},
                                                              {percent(accuracy.users[i], accuracy.usersInterval[i])},
                                                              {percent(accuracy.f1[i])}});
        if (weighted) row.push_back({withMargin(areas.classes[i].users, 100)});
    }
    auto& total = table.rows.emplace_back(std::vector<Cell>{{"Overall accuracy"}, {grouped(judgedMap.confusion.total())},
                                                            {percent(accuracy.overall, {accuracy.overallLow, accuracy.overallHigh})}, {""},
                                                            {percent(accuracy.macroF1)}});
    if (weighted) total.push_back({withMargin(areas.overall, 100)});
    return table;
}

Table confusionTable(const map::MapAccuracy& judgedMap) {
    const auto& confusion = judgedMap.confusion;
    Table table{"Confusion matrix, pixels", "Rows are the reference, columns the map; columns bear the numbers of the rows.", {{"Reference"}}, {}};
    bool unclassified = false;
    for (int c = 0; c < confusion.classes(); ++c) {
        table.columns.push_back({fmt::format("{}", c + 1), true});
        unclassified = unclassified || confusion.unclassified(c) > 0;
    }
    if (unclassified) table.columns.push_back({"none", true});
    table.columns.push_back({"Sum", true});
    for (int reference = 0; reference < confusion.classes(); ++reference) {
        auto& row = table.rows.emplace_back(std::vector<Cell>{{fmt::format("{} {}", reference + 1, output::className(judgedMap.classes, reference))}});
        for (int mapped = 0; mapped < confusion.classes(); ++mapped) {
            const auto count = confusion.at(reference, mapped);
            row.push_back({count == 0 ? "·" : grouped(count)});
        }
        if (unclassified) row.push_back({grouped(confusion.unclassified(reference))});
        row.push_back({grouped(confusion.referenceTotal(reference))});
    }
    return table;
}

}  // namespace

Section mapSection(const Contents& contents) {
    Section section{"Map", {}};
    if (!contents.map) return section;
    auto caption = fmt::format("Land cover from {}", listed(usedSensors(contents)));
    if (contents.map->grid.width != contents.scene.grid.width)
        caption += fmt::format("; a cell stands for {0} × {0} pixels", (contents.scene.grid.width + contents.map->grid.width - 1) / contents.map->grid.width);
    for (const auto& sentence : contents.losses) caption += "; " + sentence;
    section.blocks.push_back(Figures{{mapFigure(*contents.map, caption + ".")}, 1});
    section.blocks.push_back(areaTable(contents));
    return section;
}

Section accuracySection(const Contents& contents) {
    Section section{"Accuracy", {}};
    const auto* found = judged(contents);
    if (found == nullptr) return section;
    const auto accuracy = metrics::accuracyOf(found->confusion);
    section.blocks.push_back(Paragraph{fmt::format(
        "Overall accuracy {} % (95 % interval {} to {} %), average accuracy {} %, Cohen's κ {:.3f}, mean intersection over union {} %, from {} reference "
        "pixels, each counted once.",
        percent(accuracy.overall), percent(accuracy.overallLow), percent(accuracy.overallHigh), percent(accuracy.average), accuracy.kappa,
        percent(accuracy.meanIou), grouped(found->confusion.total()))});
    if (contents.unknownReference > 0)
        section.blocks.push_back(Paragraph{fmt::format("{} reference pixels belong to classes that the model does not know; they are not judged.",
                                                       grouped(contents.unknownReference)), Paragraph::Kind::Warning});
    if (contents.samples && contents.samples->nearTraining > 0)
        section.blocks.push_back(Paragraph{
            fmt::format("{} pixels of the reference lie closer than {} pixels to a training sample: the model has seen parts of their patches, and the accuracies flatter.",
                        grouped(contents.samples->nearTraining), contents.model.patchSize),
            Paragraph::Kind::Warning});
    section.blocks.push_back(Figures{{classAccuracyChart(found->confusion, found->classes, "Accuracy by class with 95 % intervals.")}, 1});
    section.blocks.push_back(classTable(*found));
    section.blocks.push_back(Figures{{{output::confusionSvg(found->confusion, found->classes),
                                       "Confusion matrix: share of each reference class's pixels, in per cent."}}, 1});
    section.blocks.push_back(confusionTable(*found));
    return section;
}

}  // namespace lacuna::report
