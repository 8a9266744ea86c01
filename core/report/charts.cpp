#include "report/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "experiments/svg.h"
#include "output/table_text.h"

namespace lacuna::report {
namespace {

using experiments::Svg;
using Anchor = Svg::Anchor;

constexpr auto ink = "#1f2933", muted = "#5f6c7b", rule = "#d9dee4", accent = "#17567c", second = "#c77700", soft = "#8fb3cc", loss = "#b4513e";
constexpr double width = 640, names = 190, rowHeight = 22;
constexpr std::size_t mostBars = 31;

const Svg::TextStyle label{Anchor::Start, ink, false, 11.5}, labelRight{Anchor::End, ink, false, 11.5}, small{Anchor::Middle, muted, false, 10};

std::string shortened(const std::string& name, std::size_t letters) {
    const auto cut = fmt::format("{:.{}}", name, letters);
    return cut == name ? name : cut + "…";
}

/// A share in a drawing's row of bars, from `low` to `high` over the chart's width.
struct Axis {
    double low = 0, high = 1, from = names, to = width - 60;
    double x(double share) const { return from + (std::clamp(share, low, high) - low) / (high - low) * (to - from); }
};

/// Upright lines at every `step`, with figures in per cent above.
void drawScale(Svg& svg, const Axis& axis, double step, double top, double bottom) {
    for (int i = static_cast<int>(std::ceil(axis.low / step - 1e-9)); i * step <= axis.high + 1e-9; ++i) {
        svg.line({axis.x(i * step), top}, {axis.x(i * step), bottom}, rule);
        svg.text({axis.x(i * step), top - 5}, fmt::format("{:.0f}", 100 * i * step), small);
    }
    svg.text({axis.to + 44, top - 5}, "%", small);
}

void drawWhisker(Svg& svg, const Axis& axis, double low, double high, double y, const std::string& color) {
    svg.line({axis.x(low), y}, {axis.x(high), y}, color, 1.2);
    for (const double end : {low, high}) svg.line({axis.x(end), y - 3}, {axis.x(end), y + 3}, color, 1.2);
}

/// Subsets by accuracy, the complete one first.
std::vector<const jobs::WhatIfSubset*> judgedSubsets(const jobs::WhatIfResult& study) {
    std::vector<const jobs::WhatIfSubset*> found;
    for (const auto& subset : study.subsets)
        if (subset.confusion && subset.confusion->total() > 0) found.push_back(&subset);
    const auto better = [](const auto* a, const auto* b) {
        return metrics::accuracyOf(*a->confusion).overall > metrics::accuracyOf(*b->confusion).overall;
    };
    if (found.size() > mostBars) {
        std::stable_sort(found.begin() + 1, found.end(), better);
        found.resize(mostBars);
    }
    return found;
}

struct Heatmap {
    std::vector<std::string> rows, columns;
    std::function<double(std::size_t row, std::size_t column)> value;  ///< NaN: no cell
    std::function<std::string(double)> color;
    std::function<std::string(double)> text;
};

bool isDark(const std::string& hex) {
    const int color = std::stoi(hex.substr(1), nullptr, 16);
    return 299 * (color >> 16) + 587 * (color >> 8 & 255) + 114 * (color & 255) < 125000;
}

std::string heatmapSvg(const Heatmap& map, double left, double widest) {
    constexpr double top = 26, cellHeight = 22;
    const double cellWidth = std::clamp((width - left) / static_cast<double>(map.columns.size()), 46.0, widest);
    Svg svg;
    for (std::size_t column = 0; column < map.columns.size(); ++column)
        svg.text({left + (static_cast<double>(column) + 0.5) * cellWidth, top - 8},
                 shortened(map.columns[column], static_cast<std::size_t>(cellWidth / 5.6)), {Anchor::Middle, ink, false, 10});
    for (std::size_t row = 0; row < map.rows.size(); ++row) {
        const double y = top + static_cast<double>(row) * cellHeight;
        svg.text({left - 8, y + 15}, shortened(map.rows[row], static_cast<std::size_t>(left / 6.6)), labelRight);
        for (std::size_t column = 0; column < map.columns.size(); ++column) {
            const double value = map.value(row, column), x = left + static_cast<double>(column) * cellWidth;
            const auto fill = std::isnan(value) ? std::string("#f4f6f8") : map.color(value);
            svg.rectangle({x, y}, cellWidth - 1, cellHeight - 1, fill);
            if (std::isnan(value)) continue;
            svg.text({x + cellWidth / 2, y + 15}, map.text(value), {Anchor::Middle, isDark(fill) ? "#ffffff" : ink, false, 11});
        }
    }
    return svg.document(left + cellWidth * static_cast<double>(map.columns.size()), top + cellHeight * static_cast<double>(map.rows.size()));
}

std::string viridis(double share) {
    cv::Mat value(1, 1, CV_8UC1, cv::Scalar(std::clamp(share, 0.0, 1.0) * 255)), color;
    cv::applyColorMap(value, color, cv::COLORMAP_VIRIDIS);
    const auto pixel = color.at<cv::Vec3b>(0, 0);
    return fmt::format("#{:02x}{:02x}{:02x}", pixel[2], pixel[1], pixel[0]);
}

/// White at 0, blue for gains, orange for losses, both as far as ±`most`.
std::string diverging(double value, double most) {
    const double share = std::clamp(std::abs(value) / most, 0.0, 1.0);
    const std::array<int, 3> end = value >= 0 ? std::array{23, 86, 124} : std::array{180, 81, 62};
    const auto mix = [&](std::size_t i) { return static_cast<int>(std::lround(250 + (end[i] - 250) * share)); };
    return fmt::format("#{:02x}{:02x}{:02x}", mix(0), mix(1), mix(2));
}

std::string points(double share) {
    const auto text = fmt::format("{:+.1f}", 100 * share);
    if (text == "-0.0" || text == "+0.0") return "0.0";
    return text.front() == '-' ? "−" + text.substr(1) : text;
}

}  // namespace

Figure subsetChart(const jobs::WhatIfResult& study, const std::string& caption) {
    const auto subsets = judgedSubsets(study);
    const int modalities = static_cast<int>(study.modalityNames.size());
    const Axis axis;
    Svg svg;
    constexpr double top = 22;
    const double bottom = top + rowHeight * static_cast<double>(subsets.size());
    drawScale(svg, axis, 0.2, top, bottom);
    for (std::size_t i = 0; i < subsets.size(); ++i) {
        const auto accuracy = metrics::accuracyOf(*subsets[i]->confusion);
        const double y = top + rowHeight * static_cast<double>(i), middle = y + rowHeight / 2;
        svg.text({4, middle + 4}, base::dots(subsets[i]->pattern, modalities), {Anchor::Start, muted, false, 11});
        svg.text({names - 10, middle + 4}, shortened(subsets[i]->title, 24 - static_cast<std::size_t>(modalities)), labelRight);
        svg.rectangle({axis.from, y + 4}, axis.x(accuracy.overall) - axis.from, rowHeight - 8, subsets[i] == &study.subsets.front() ? accent : soft);
        drawWhisker(svg, axis, accuracy.overallLow, accuracy.overallHigh, middle, ink);
        svg.text({axis.to + 44, middle + 4}, fmt::format("{:.1f}", 100 * accuracy.overall), labelRight);
    }
    return {svg.document(width, bottom + 4), caption};
}

Figure sensorValueChart(const jobs::WhatIfResult& study, const std::string& caption) {
    const auto& values = *study.sensorValues;
    const Axis axis;
    constexpr double top = 22;
    const double bottom = top + rowHeight * static_cast<double>(values.sensors.size() + 2);
    Svg svg;
    drawScale(svg, axis, 0.2, top, bottom);
    double y = top;
    const auto row = [&](const std::string& name, double from, double to, const std::string& color, const std::string& figure) {
        svg.text({names - 10, y + 15}, shortened(name, 28), labelRight);
        svg.rectangle({axis.x(std::min(from, to)), y + 4}, std::max(1.0, std::abs(axis.x(to) - axis.x(from))), rowHeight - 8, color);
        svg.line({axis.x(to), y + rowHeight - 4}, {axis.x(to), y + rowHeight + 4}, muted);
        svg.text({axis.to + 44, y + 15}, figure, labelRight);
        y += rowHeight;
    };
    double reached = values.emptyOverall;
    row("no sensor", 0, reached, "#c3ccd5", fmt::format("{:.1f}", 100 * reached));
    for (const auto& sensor : values.sensors) {
        row(study.modalityNames[static_cast<std::size_t>(sensor.sensor)], reached, reached + sensor.overall,
            sensor.overall >= 0 ? soft : loss, points(sensor.overall));
        reached += sensor.overall;
    }
    row("all sensors", 0, values.completeOverall, accent, fmt::format("{:.1f}", 100 * values.completeOverall));
    return {svg.document(width, bottom + 6), caption};
}

Figure classValueChart(const jobs::WhatIfResult& study, const std::string& caption) {
    const auto& values = *study.sensorValues;
    double most = 0.01;
    Heatmap map;
    std::vector<std::size_t> judged;
    for (std::size_t c = 0; c < study.classes.size(); ++c) {
        if (std::isnan(values.completeProducers[c])) continue;
        judged.push_back(c);
        map.rows.push_back(study.classes[c].name);
        for (const auto& sensor : values.sensors) most = std::max(most, std::abs(sensor.producers[c]));
    }
    for (const auto& sensor : values.sensors) map.columns.push_back(study.modalityNames[static_cast<std::size_t>(sensor.sensor)]);
    map.value = [&](std::size_t row, std::size_t column) { return values.sensors[column].producers[judged[row]]; };
    map.color = [most](double value) { return diverging(value, most); };
    map.text = points;
    return {heatmapSvg(map, names, 84), caption};
}

Figure classAccuracyChart(const metrics::Confusion& confusion, const base::ClassTable& classes, const std::string& caption) {
    const auto accuracy = metrics::accuracyOf(confusion);
    std::vector<std::size_t> shown;
    for (std::size_t c = 0; c < accuracy.producers.size(); ++c)
        if (!std::isnan(accuracy.producers[c]) || !std::isnan(accuracy.users[c])) shown.push_back(c);
    constexpr double top = 44;
    const Axis axis{0, 1, names, width - 20};
    const double bottom = top + rowHeight * static_cast<double>(shown.size());
    Svg svg;
    for (const auto& [x, color, name] : {std::tuple{names, accent, "producer's accuracy"}, std::tuple{names + 170, second, "user's accuracy"}}) {
        svg.circle({x + 5, 10}, 4, color);
        svg.text({x + 15, 14}, name, {Anchor::Start, ink, false, 11.5});
    }
    drawScale(svg, axis, 0.2, top, bottom);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto c = shown[i];
        const double y = top + rowHeight * (static_cast<double>(i) + 0.5);
        svg.text({names - 10, y + 4}, shortened(output::className(classes, static_cast<int>(c)), 28), labelRight);
        const auto dot = [&](double share, const metrics::Interval& interval, double at, const std::string& color) {
            if (std::isnan(share)) return;
            drawWhisker(svg, axis, interval.low, interval.high, at, color);
            svg.circle({axis.x(share), at}, 4, color);
        };
        dot(accuracy.producers[c], accuracy.producersInterval[c], y - 4.5, accent);
        dot(accuracy.users[c], accuracy.usersInterval[c], y + 4.5, second);
    }
    return {svg.document(width, bottom + 4), caption};
}

Figure expertChart(const metrics::Activation& activation, base::Availability pattern, const std::string& caption) {
    Heatmap map;
    const auto share = activation.share(pattern);
    std::vector<std::vector<double>> cells;
    std::size_t expert = 0;
    for (const auto& block : activation.layout().blocks) {
        map.rows.push_back(fmt::format("block {}", block.block));
        auto& row = cells.emplace_back();
        for (const auto& name : block.experts) {
            const auto found = std::find(map.columns.begin(), map.columns.end(), name);
            const auto column = static_cast<std::size_t>(found - map.columns.begin());
            if (found == map.columns.end()) map.columns.push_back(name);
            if (row.size() <= column) row.resize(column + 1, std::nan(""));
            row[column] = share[expert++];
        }
    }
    map.value = [&](std::size_t row, std::size_t column) { return column < cells[row].size() ? cells[row][column] : std::nan(""); };
    map.color = viridis;
    map.text = [](double value) { return fmt::format("{:.2f}", value); };
    return {heatmapSvg(map, 58, 60), caption};
}

Figure trainingChart(const std::vector<engine::EpochReport>& curve, const std::string& caption) {
    constexpr double left = 44, right = width - 50, top = 30, bottom = 210;
    double most = 0;
    for (const auto& epoch : curve) most = std::max(most, epoch.loss);
    most = std::max(most, 1e-9);
    const double last = static_cast<double>(std::max<std::size_t>(2, curve.size()) - 1);
    const auto x = [&](std::size_t i) { return left + static_cast<double>(i) / last * (right - left); };
    const auto y = [&](double share) { return bottom - std::clamp(share, 0.0, 1.0) * (bottom - top); };
    Svg svg;
    for (int i = 0; i <= 5; ++i) {
        svg.line({left, y(0.2 * i)}, {right, y(0.2 * i)}, rule);
        svg.text({left - 8, y(0.2 * i) + 4}, fmt::format("{}", 20 * i), {Anchor::End, muted, false, 10});
        svg.text({right + 8, y(0.2 * i) + 4}, fmt::format("{:.2g}", most * 0.2 * i), {Anchor::Start, muted, false, 10});
    }
    svg.text({left, top - 14}, "accuracy, %", {Anchor::Start, muted, false, 11});
    svg.text({right + 40, top - 14}, "loss", {Anchor::End, muted, false, 11});
    std::vector<Svg::Point> train, watched, losses;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        train.emplace_back(x(i), y(curve[i].trainAccuracy));
        if (curve[i].validationAccuracy >= 0) watched.emplace_back(x(i), y(curve[i].validationAccuracy));
        losses.emplace_back(x(i), y(curve[i].loss / most));
    }
    svg.polyline(losses, "#9aa5b1");
    svg.polyline(train, soft);
    if (!watched.empty()) svg.polyline(watched, accent);
    double legend = left;
    const auto entry = [&](const std::string& color, const std::string& name, double room) {
        svg.line({legend, bottom + 36}, {legend + 18, bottom + 36}, color, 2.5);
        svg.text({legend + 24, bottom + 40}, name, label);
        legend += room;
    };
    entry(soft, "training samples", 150);
    if (!watched.empty()) entry(accent, "test samples that were watched", 230);
    entry("#9aa5b1", "loss", 0);
    for (const auto i : {std::size_t{0}, curve.size() - 1})
        svg.text({x(i), bottom + 16}, fmt::format("{}", curve[i].epoch), small);
    svg.text({(left + right) / 2, bottom + 16}, "epoch", small);
    return {svg.document(width, bottom + 50), caption};
}

}  // namespace lacuna::report
