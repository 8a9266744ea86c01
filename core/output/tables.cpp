#include "output/tables.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "output/table_text.h"

namespace lacuna::output {
namespace {

constexpr int allClasses = -1;

/// A share in per cent, right in `width` columns; "–" where undefined.
std::string percent(double share, int width, int decimals = 2) {
    if (std::isnan(share)) return fmt::format("{:>{}}", "–", width);
    return fmt::format("{:>{}.{}f}", 100 * share, width, decimals);
}

std::string number(double value, int decimals) {
    return std::isnan(value) ? "–" : fmt::format("{:.{}f}", value, decimals);
}

nlohmann::json jsonInterval(const metrics::Interval& interval) {
    return nlohmann::json::array({jsonNumber(interval.low), jsonNumber(interval.high)});
}

/// A class's means over its pixels; undefined where it has none.
struct Means {
    std::uint64_t pixels;
    std::vector<double> share, weight;
};

Means meansOf(const metrics::Activation& activation, base::Availability pattern, int classIndex) {
    return {activation.pixels(pattern, classIndex), activation.share(pattern, classIndex),
            activation.weight(pattern, classIndex)};
}

/// NaN, which is nothing in a table, where the area is unknown.
double hectaresOf(std::uint64_t cells, double cellArea) {
    return cellArea > 0 ? static_cast<double>(cells) * cellArea / 10000 : std::numeric_limits<double>::quiet_NaN();
}

/// Names are cut at 40 columns, so that numbers stay in line.
std::string tableName(const std::string& name) {
    return fmt::format("{:<.40}", name);
}

std::size_t nameWidth(const base::ClassTable& classes) {
    std::size_t width = 5;
    for (const auto& landClass : classes) {
        // Code points, not bytes: fmt pads by what is seen.
        std::size_t seen = 0;
        for (const char character : tableName(landClass.name)) seen += (character & 0xc0) != 0x80;
        width = std::max(width, seen);
    }
    return width;
}

void appendActivationLines(std::string& csv, const metrics::Activation& activation, base::Availability pattern,
                           const std::string& patternName, int classIndex, const std::string& name) {
    const auto means = meansOf(activation, pattern, classIndex);
    std::size_t expert = 0;
    for (const auto& block : activation.layout().blocks)
        for (const auto& title : block.experts) {
            const auto value = [&](const std::vector<double>& all) {
                return means.pixels > 0 ? csvNumber(all[expert]) : std::string();
            };
            csv += fmt::format("{},{},{},{},{},{},{},{}\n", csvText(patternName), pattern, csvText(name), block.block,
                               csvText(title), means.pixels, value(means.share), value(means.weight));
            ++expert;
        }
}

nlohmann::json blocksJson(const metrics::ExpertLayout& layout, const Means& means) {
    auto blocks = nlohmann::json::array();
    std::size_t expert = 0;
    for (const auto& block : layout.blocks) {
        auto experts = nlohmann::json::array();
        for (const auto& name : block.experts) {
            const auto value = [&](const std::vector<double>& all) {
                return means.pixels > 0 ? jsonNumber(all[expert]) : nlohmann::json(nullptr);
            };
            experts.push_back({{"name", name}, {"share", value(means.share)}, {"weight", value(means.weight)}});
            ++expert;
        }
        blocks.push_back({{"block", block.block}, {"experts", experts}});
    }
    return blocks;
}

}  // namespace

std::string accuracyText(const metrics::Confusion& confusion, const base::ClassTable& classes) {
    const auto accuracy = metrics::accuracyOf(confusion);
    std::string text = fmt::format("OA       {} %  (95 % interval {} – {} %)\n", percent(accuracy.overall, 6),
                                   percent(accuracy.overallLow, 0), percent(accuracy.overallHigh, 0));
    text += fmt::format("AA       {} %\n", percent(accuracy.average, 6));
    text += fmt::format("κ        {:>6}\n", number(accuracy.kappa, 4));
    text += fmt::format("macro F1 {} %\n", percent(accuracy.macroF1, 6));
    text += fmt::format("mIoU     {} %\n", percent(accuracy.meanIou, 6));
    text += fmt::format("pixels   {:>6}\n\n", confusion.total());
    const auto width = nameWidth(classes);
    text += fmt::format("{:<{}}  {:>12}  {:>8}  {:>8}  {:>10}\n", "Class", width, "Producer's %", "User's %", "F1 %",
                        "Pixels");
    for (int c = 0; c < confusion.classes(); ++c) {
        const auto i = static_cast<std::size_t>(c);
        text += fmt::format("{:<{}}  {}  {}  {}  {:>10}\n", tableName(className(classes, c)), width,
                            percent(accuracy.producers[i], 12), percent(accuracy.users[i], 8),
                            percent(accuracy.f1[i], 8), confusion.referenceTotal(c));
    }
    return text;
}

std::string confusionCsv(const metrics::Confusion& confusion, const base::ClassTable& classes) {
    const auto accuracy = metrics::accuracyOf(confusion);
    std::string header = "reference", mapped = "map total", users = "user's accuracy", rows;
    for (int c = 0; c < confusion.classes(); ++c) {
        header += "," + csvText(className(classes, c));
        mapped += fmt::format(",{}", confusion.mapTotal(c));
        users += "," + csvNumber(accuracy.users[static_cast<std::size_t>(c)]);
    }
    std::uint64_t unclassified = 0;
    for (int c = 0; c < confusion.classes(); ++c) {
        rows += csvText(className(classes, c));
        for (int predicted = 0; predicted < confusion.classes(); ++predicted)
            rows += fmt::format(",{}", confusion.at(c, predicted));
        rows += fmt::format(",{},{},{}\n", confusion.unclassified(c), confusion.referenceTotal(c),
                            csvNumber(accuracy.producers[static_cast<std::size_t>(c)]));
        unclassified += confusion.unclassified(c);
    }
    return header + ",unclassified,reference total,producer's accuracy\n" + rows +
           fmt::format("{},{},{},\n{},,,{}\n", mapped, unclassified, confusion.total(), users,
                       csvNumber(accuracy.overall));
}

std::string activationCsv(const metrics::Activation& activation, const base::ClassTable& classes,
                          const std::vector<std::string>& modalityNames) {
    std::string csv = "pattern,availability,class,block,expert,pixels,share_of_tokens,mean_gate_weight\n";
    for (const auto pattern : activation.patterns()) {
        const auto name = base::describePattern(pattern, modalityNames);
        appendActivationLines(csv, activation, pattern, name, allClasses, "all classes");
        for (int c = 0; c < activation.classes(); ++c)
            appendActivationLines(csv, activation, pattern, name, c, className(classes, c));
    }
    return csv;
}

nlohmann::json accuracyJson(const metrics::Confusion& confusion, const base::ClassTable& classes) {
    const auto accuracy = metrics::accuracyOf(confusion);
    auto list = nlohmann::json::array(), matrix = nlohmann::json::array();
    for (int c = 0; c < confusion.classes(); ++c) {
        const auto i = static_cast<std::size_t>(c);
        list.push_back({{"value", i < classes.size() ? classes[i].value : c + 1},
                        {"name", className(classes, c)},
                        {"producers", jsonNumber(accuracy.producers[i])},
                        {"users", jsonNumber(accuracy.users[i])},
                        {"producers_interval", jsonInterval(accuracy.producersInterval[i])},
                        {"users_interval", jsonInterval(accuracy.usersInterval[i])},
                        {"f1", jsonNumber(accuracy.f1[i])},
                        {"iou", jsonNumber(accuracy.iou[i])},
                        {"reference", confusion.referenceTotal(c)},
                        {"unclassified", confusion.unclassified(c)},
                        {"map", confusion.mapTotal(c)}});
        auto& row = matrix.emplace_back(nlohmann::json::array());
        for (int predicted = 0; predicted < confusion.classes(); ++predicted) row.push_back(confusion.at(c, predicted));
    }
    return {{"oa", jsonNumber(accuracy.overall)},
            {"aa", jsonNumber(accuracy.average)},
            {"kappa", jsonNumber(accuracy.kappa)},
            {"macro_f1", jsonNumber(accuracy.macroF1)},
            {"mean_iou", jsonNumber(accuracy.meanIou)},
            {"oa_interval", nlohmann::json::array({jsonNumber(accuracy.overallLow), jsonNumber(accuracy.overallHigh)})},
            {"classes", list},
            {"confusion", matrix},
            {"pixels", confusion.total()}};
}

nlohmann::json activationJson(const metrics::Activation& activation, const std::vector<std::string>& modalityNames) {
    auto patterns = nlohmann::json::array();
    for (const auto pattern : activation.patterns()) {
        const auto together = meansOf(activation, pattern, allClasses);
        auto byClass = nlohmann::json::array();
        for (int c = 0; c < activation.classes(); ++c) {
            const auto means = meansOf(activation, pattern, c);
            byClass.push_back(
                {{"index", c}, {"pixels", means.pixels}, {"blocks", blocksJson(activation.layout(), means)}});
        }
        patterns.push_back({{"pattern", base::describePattern(pattern, modalityNames)},
                            {"availability", pattern},
                            {"pixels", together.pixels},
                            {"blocks", blocksJson(activation.layout(), together)},
                            {"classes", byClass}});
    }
    return {{"modalities", modalityNames}, {"patterns", patterns}};
}

std::string sensorValueCsv(const metrics::SensorValues& values, const base::ClassTable& classes,
                           const std::vector<std::string>& modalityNames) {
    std::string csv = "class,no sensor";
    for (const auto& sensor : values.sensors) csv += "," + csvText(modalityNames[static_cast<std::size_t>(sensor.sensor)]);
    csv += ",complete\nall classes," + csvNumber(values.emptyOverall);
    for (const auto& sensor : values.sensors) csv += "," + csvNumber(sensor.overall);
    csv += "," + csvNumber(values.completeOverall) + "\n";
    for (std::size_t c = 0; c < values.emptyProducers.size(); ++c) {
        csv += csvText(className(classes, static_cast<int>(c))) + "," + csvNumber(values.emptyProducers[c]);
        for (const auto& sensor : values.sensors) csv += "," + csvNumber(sensor.producers[c]);
        csv += "," + csvNumber(values.completeProducers[c]) + "\n";
    }
    return csv;
}

nlohmann::json sensorValueJson(const metrics::SensorValues& values, const base::ClassTable& classes,
                               const std::vector<std::string>& modalityNames) {
    auto sensors = nlohmann::json::array();
    for (const auto& sensor : values.sensors) {
        auto byClass = nlohmann::json::array();
        for (std::size_t c = 0; c < sensor.producers.size(); ++c)
            byClass.push_back({{"value", classes[c].value},
                               {"name", classes[c].name},
                               {"producers", jsonNumber(sensor.producers[c])}});
        sensors.push_back({{"name", modalityNames[static_cast<std::size_t>(sensor.sensor)]},
                           {"oa", jsonNumber(sensor.overall)},
                           {"classes", byClass}});
    }
    return {{"commonest_class", className(classes, values.commonest)},
            {"no_sensor_oa", jsonNumber(values.emptyOverall)},
            {"complete_oa", jsonNumber(values.completeOverall)},
            {"sensors", sensors}};
}

std::string flipsCsv(const std::vector<map::Flip>& flips, double cellArea) {
    std::string csv = "from,from_class,to,to_class,cells,hectares\n";
    for (const auto& flip : flips)
        csv += fmt::format("{},{},{},{},{},{}\n", flip.from, csvText(flip.fromName), flip.to, csvText(flip.toName),
                           flip.cells, csvNumber(hectaresOf(flip.cells, cellArea)));
    return csv;
}

nlohmann::json flipsJson(const std::vector<map::Flip>& flips, double cellArea) {
    auto list = nlohmann::json::array();
    for (const auto& flip : flips)
        list.push_back({{"from", flip.from},
                        {"from_class", flip.fromName},
                        {"to", flip.to},
                        {"to_class", flip.toName},
                        {"cells", flip.cells},
                        {"hectares", jsonNumber(hectaresOf(flip.cells, cellArea))}});
    return list;
}

}  // namespace lacuna::output
