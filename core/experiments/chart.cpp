#include "experiments/chart.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "base/land_class.h"
#include "experiments/svg.h"

namespace lacuna::experiments {
namespace {

constexpr double panelWidth = 340, panelHeight = 240, left = 56, top = 60, gap = 24, axisRoom = 44, legendLine = 20;
constexpr auto ink = "#202020", grid = "#dddddd";

/// Words in the order in which they first come.
std::size_t placeOf(std::vector<std::string>& words, const std::string& word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    words.push_back(word);
    return words.size() - 1;
}

std::string joined(const Facts& facts, const std::vector<std::string>& names) {
    std::vector<std::string> parts;
    for (const auto& name : names) parts.push_back(factOf(facts, name));
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::optional<double> numberIn(const std::string& text) {
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string colorOf(std::size_t series) {
    const auto color = base::defaultColor(static_cast<int>(series));
    return fmt::format("#{:02x}{:02x}{:02x}", color[0], color[1], color[2]);
}

struct Mark {
    std::size_t panel, series, x;  ///< places among the chart's words
    metrics::RepeatedMean mean;
};

/// Words and marks of a chart.
struct Content {
    std::vector<std::string> panels, series, xs;
    std::vector<Mark> marks;
    bool isNumeric = false;  ///< all of xs are numbers: then they stand at their values

    Content(const ChartSpec& spec, const std::vector<SeedGroup>& groups) {
        for (const auto& group : groups) {
            const auto mean = group.mean(spec.metric);
            if (std::isnan(mean.mean)) continue;
            marks.push_back({placeOf(panels, joined(group.facts, spec.panels)),
                             placeOf(series, joined(group.facts, spec.series)),
                             placeOf(xs, factOf(group.facts, spec.x)), mean});
        }
        isNumeric = spec.kind == ChartKind::Lines &&
                    std::all_of(xs.begin(), xs.end(), [](const auto& word) { return numberIn(word).has_value(); });
    }
};

/// From values to pixels of one panel.
class Axes {
public:
    Axes(const Content& content, ChartKind kind) : content_(content), kind_(kind) {
        double low = 1, high = 0;
        for (const auto& mark : content.marks) {
            low = std::min(low, mark.mean.minimum);
            high = std::max(high, mark.mean.maximum);
        }
        step_ = high - low > 0.4 ? 0.1 : high - low > 0.1 ? 0.05 : 0.02;
        // A bar's length is its value: bars start at zero.
        low_ = kind == ChartKind::Bars ? std::min(0.0, low) : std::floor(low / step_) * step_;
        if (kind == ChartKind::Bars) step_ = 0.2;
        high_ = std::max(low_ + step_, std::ceil(high / step_ - 1e-9) * step_);
        if (content.isNumeric)
            for (const auto& word : content.xs) {
                smallest_ = std::min(smallest_, *numberIn(word));
                largest_ = std::max(largest_, *numberIn(word));
            }
    }
    double y(double value) const { return top + panelHeight * (high_ - value) / (high_ - low_); }
    double x(std::size_t panel, std::size_t place) const {
        const double share = content_.isNumeric && largest_ > smallest_
                                 ? 0.05 + 0.9 * (*numberIn(content_.xs[place]) - smallest_) / (largest_ - smallest_)
                                 : (static_cast<double>(place) + 0.5) / static_cast<double>(content_.xs.size());
        return origin(panel) + panelWidth * share;
    }
    static double origin(std::size_t panel) { return left + static_cast<double>(panel) * (panelWidth + gap); }
    double zero() const { return y(std::max(0.0, low_)); }

    void draw(Svg& svg, std::size_t panel) const {
        for (int i = 0; low_ + i * step_ <= high_ + 1e-9; ++i) {
            const double value = low_ + i * step_, place = y(value);
            svg.line({origin(panel), place}, {origin(panel) + panelWidth, place}, grid);
            if (panel == 0) svg.text({left - 6, place + 4}, fmt::format("{:.0f}", 100 * value), Svg::Anchor::End);
        }
        svg.line({origin(panel), top}, {origin(panel), top + panelHeight}, ink);
        svg.line({origin(panel), top + panelHeight}, {origin(panel) + panelWidth, top + panelHeight}, ink);
        for (std::size_t place = 0; place < content_.xs.size(); ++place)
            svg.text({x(panel, place), top + panelHeight + 16}, content_.xs[place], Svg::Anchor::Middle);
    }

private:
    const Content& content_;
    ChartKind kind_;
    double low_ = 0, high_ = 1, step_ = 0.1;
    double smallest_ = 1e300, largest_ = -1e300;
};

void whisker(Svg& svg, const Axes& axes, double x, const metrics::RepeatedMean& mean, const std::string& color) {
    if (mean.count > 1) svg.line({x, axes.y(mean.minimum)}, {x, axes.y(mean.maximum)}, color, 1.5);
}

void drawLines(Svg& svg, const Content& content, const Axes& axes) {
    for (std::size_t panel = 0; panel < content.panels.size(); ++panel)
        for (std::size_t series = 0; series < content.series.size(); ++series) {
            std::vector<Svg::Point> points;
            for (const auto& mark : content.marks) {
                if (mark.panel != panel || mark.series != series) continue;
                points.emplace_back(axes.x(panel, mark.x), axes.y(mark.mean.mean));
                whisker(svg, axes, points.back().first, mark.mean, colorOf(series));
            }
            std::sort(points.begin(), points.end());
            svg.polyline(points, colorOf(series));
            for (const auto& point : points) svg.circle(point, 3.5, colorOf(series));
        }
}

void drawBars(Svg& svg, const Content& content, const Axes& axes) {
    const double room = 0.8 * panelWidth / static_cast<double>(content.xs.size()),
                 width = room / static_cast<double>(content.series.size());
    for (const auto& mark : content.marks) {
        const double begin = axes.x(mark.panel, mark.x) - room / 2 + static_cast<double>(mark.series) * width;
        const double value = axes.y(mark.mean.mean);
        svg.rectangle({begin, std::min(value, axes.zero())}, 0.9 * width, std::abs(axes.zero() - value),
                      colorOf(mark.series));
        whisker(svg, axes, begin + 0.45 * width, mark.mean, ink);
    }
}

}  // namespace

std::string chartSvg(const ChartSpec& spec, const std::vector<SeedGroup>& groups) {
    if (spec.kind == ChartKind::Experts) return expertChartSvg(spec, groups);
    const Content content(spec, groups);
    if (content.marks.empty()) return {};
    const Axes axes(content, spec.kind);
    const double width = Axes::origin(content.panels.size());
    Svg svg;
    svg.text({left, 22},
             fmt::format("{} ({}, {})", spec.title, spec.metric == "kappa" ? "κ × 100" : spec.metric + " in per cent",
                         "range of the seeds"),
             Svg::Anchor::Start, ink, true);
    for (std::size_t panel = 0; panel < content.panels.size(); ++panel) {
        svg.text({Axes::origin(panel) + panelWidth / 2, top - 12}, content.panels[panel], Svg::Anchor::Middle);
        axes.draw(svg, panel);
        svg.text({Axes::origin(panel) + panelWidth / 2, top + panelHeight + 34}, spec.x, Svg::Anchor::Middle);
    }
    spec.kind == ChartKind::Lines ? drawLines(svg, content, axes) : drawBars(svg, content, axes);
    double bottom = top + panelHeight + axisRoom;
    for (std::size_t series = 0; series < content.series.size() && !spec.series.empty();
         ++series, bottom += legendLine) {
        svg.rectangle({left, bottom}, 12, 12, colorOf(series));
        svg.text({left + 18, bottom + 10}, content.series[series]);
    }
    return svg.document(width, bottom + 12);
}

}  // namespace lacuna::experiments
