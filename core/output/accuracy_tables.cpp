#include "output/accuracy_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "output/table_text.h"

namespace lacuna::output {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Hectares of all strata together; NaN where a cell's size is unknown.
double hectaresOfAll(const metrics::AreaEstimates& areas, double cellArea) {
    return cellArea > 0 ? static_cast<double>(areas.cells) * cellArea / 1e4 : unknown;
}

std::string percent(double share) {
    return std::isnan(share) ? "–" : fmt::format("{:.1f}", 100 * share);
}

std::string percent(const metrics::Estimate& estimate) {
    if (std::isnan(estimate.value)) return "–";
    return std::isnan(estimate.error) ? percent(estimate.value) : fmt::format("{} ± {}", percent(estimate.value), percent(estimate.margin()));
}

std::string interval(double share, const metrics::Interval& around) {
    return std::isnan(share) ? "–" : fmt::format("{} ({} – {})", percent(share), percent(around.low), percent(around.high));
}

/// Hectares, or per cent of the area where the cells' size is unknown.
std::string area(const metrics::Estimate& share, double hectares) {
    if (std::isnan(hectares)) return percent(share);
    if (std::isnan(share.error)) return fmt::format("{:.2f}", share.value * hectares);
    return fmt::format("{:.2f} ± {:.2f}", share.value * hectares, share.margin() * hectares);
}

std::string mappedArea(double share, double hectares) {
    return std::isnan(hectares) ? percent(share) : fmt::format("{:.2f}", share * hectares);
}

std::string markdownName(const std::string& name) {
    std::string text;
    for (const char character : name) text += character == '|' ? std::string("\\|") : std::string(1, character);
    return text;
}

std::string confusionMarkdown(const metrics::Confusion& confusion, const base::ClassTable& classes) {
    std::string head = "| Reference \\ map |", rule = "| --- |", rows;
    for (int c = 0; c < confusion.classes(); ++c) {
        head += " " + markdownName(className(classes, c)) + " |";
        rule += " ---: |";
    }
    for (int reference = 0; reference < confusion.classes(); ++reference) {
        rows += "| " + markdownName(className(classes, reference)) + " |";
        for (int predicted = 0; predicted < confusion.classes(); ++predicted)
            rows += fmt::format(" {} |", confusion.at(reference, predicted));
        rows += fmt::format(" {} |\n", confusion.unclassified(reference));
    }
    return head + " no class |\n" + rule + " ---: |\n" + rows;
}

}  // namespace

std::string accuracyCsv(const metrics::Confusion& confusion, const metrics::AreaEstimates& areas,
                        const base::ClassTable& classes, double cellArea) {
    const auto accuracy = metrics::accuracyOf(confusion);
    const double hectares = hectaresOfAll(areas, cellArea);
    std::string csv =
        "class,reference,producers,producers_low,producers_high,users,users_low,users_high,f1,iou,mapped_ha,area_ha,area_ha_"
        "margin,area_weighted_users,area_weighted_users_margin,area_weighted_producers,area_weighted_producers_margin\n";
    for (int c = 0; c < confusion.classes(); ++c) {
        const auto i = static_cast<std::size_t>(c);
        const auto& found = areas.classes[i];
        csv += csvText(className(classes, c)) + fmt::format(",{}", confusion.referenceTotal(c));
        for (const double value :
             {accuracy.producers[i], accuracy.producersInterval[i].low, accuracy.producersInterval[i].high, accuracy.users[i],
              accuracy.usersInterval[i].low, accuracy.usersInterval[i].high, accuracy.f1[i], accuracy.iou[i],
              found.mapped * hectares, found.area.value * hectares, found.area.margin() * hectares, found.users.value,
              found.users.margin(), found.producers.value, found.producers.margin()})
            csv += "," + csvNumber(value);
        csv += '\n';
    }
    return csv + fmt::format("all classes,{},{},{},{},,,,{},{},{},,,{},{},,\n", confusion.total(), csvNumber(accuracy.overall),
                             csvNumber(accuracy.overallLow), csvNumber(accuracy.overallHigh), csvNumber(accuracy.macroF1),
                             csvNumber(accuracy.meanIou), csvNumber(hectares), csvNumber(areas.overall.value),
                             csvNumber(areas.overall.margin()));
}

std::string accuracyMarkdown(const metrics::Confusion& confusion, const metrics::AreaEstimates& areas,
                             const base::ClassTable& classes, double cellArea) {
    const auto accuracy = metrics::accuracyOf(confusion);
    const double hectares = hectaresOfAll(areas, cellArea);
    const std::string unit = std::isnan(hectares) ? "%" : "ha";
    std::string text = fmt::format(
        "OA {} %, AA {} %, κ {:.4f}, {} reference pixels; weighted by area OA {} %. In brackets and behind ±: 95 % "
        "intervals.\n\n",
        interval(accuracy.overall, {accuracy.overallLow, accuracy.overallHigh}), percent(accuracy.average), accuracy.kappa,
        confusion.total(), percent(areas.overall));
    text += fmt::format("| Class | Pixels | Producer's % | User's % | F1 % | Mapped {0} | Estimated {0} |\n", unit);
    text += "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    for (int c = 0; c < confusion.classes(); ++c) {
        const auto i = static_cast<std::size_t>(c);
        text += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", markdownName(className(classes, c)),
                            confusion.referenceTotal(c), interval(accuracy.producers[i], accuracy.producersInterval[i]),
                            interval(accuracy.users[i], accuracy.usersInterval[i]), percent(accuracy.f1[i]),
                            mappedArea(areas.classes[i].mapped, hectares), area(areas.classes[i].area, hectares));
    }
    return text + "\n" + confusionMarkdown(confusion, classes);
}

std::string areaText(const metrics::AreaEstimates& areas, const base::ClassTable& classes, double cellArea) {
    const double hectares = hectaresOfAll(areas, cellArea);
    const std::string unit = std::isnan(hectares) ? "%" : "ha";
    std::size_t width = 5;
    for (const auto& one : classes) width = std::max(width, std::min<std::size_t>(40, one.name.size()));
    std::string text = fmt::format("Weighted by area (Olofsson et al. 2014; right where the reference is a random sample): OA {} %\n",
                                   percent(areas.overall));
    text += fmt::format("{:<{}}  {:>12}  {:>20}  {:>15}  {:>15}\n", "Class", width, "Mapped " + unit, "Estimated " + unit,
                        "Producer's %", "User's %");
    for (std::size_t i = 0; i < areas.classes.size(); ++i)
        text += fmt::format("{:<{}}  {:>12}  {:>20}  {:>15}  {:>15}\n", fmt::format("{:.40}", className(classes, static_cast<int>(i))),
                            width, mappedArea(areas.classes[i].mapped, hectares), area(areas.classes[i].area, hectares),
                            percent(areas.classes[i].producers), percent(areas.classes[i].users));
    if (areas.outside > 0)
        text += fmt::format("Nothing is known of {} cells, mapped as classes without a reference pixel.\n", areas.outside);
    return text;
}

nlohmann::json areaJson(const metrics::AreaEstimates& areas, const base::ClassTable& classes, double cellArea) {
    const double hectares = hectaresOfAll(areas, cellArea);
    auto list = nlohmann::json::array();
    for (std::size_t i = 0; i < areas.classes.size(); ++i) {
        const auto& one = areas.classes[i];
        list.push_back({{"name", className(classes, static_cast<int>(i))},
                        {"mapped_share", jsonNumber(one.mapped)},
                        {"area_share", jsonNumber(one.area.value)},
                        {"area_margin", jsonNumber(one.area.margin())},
                        {"mapped_ha", jsonNumber(one.mapped * hectares)},
                        {"area_ha", jsonNumber(one.area.value * hectares)},
                        {"area_ha_margin", jsonNumber(one.area.margin() * hectares)},
                        {"users", jsonNumber(one.users.value)},
                        {"users_margin", jsonNumber(one.users.margin())},
                        {"producers", jsonNumber(one.producers.value)},
                        {"producers_margin", jsonNumber(one.producers.margin())}});
    }
    return {{"overall", jsonNumber(areas.overall.value)},
            {"overall_margin", jsonNumber(areas.overall.margin())},
            {"cells", areas.cells},
            {"cells_without_reference", areas.outside},
            {"classes", list}};
}

}  // namespace lacuna::output
