#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "experiments/chart.h"
#include "experiments/svg.h"

namespace lacuna::experiments {
namespace {

constexpr double cellWidth = 78, cellHeight = 26, left = 64, top = 92, gap = 40, legendRoom = 46;

/// From white to the darkest blue of "Blues" (ColorBrewer): the share is read from lightness, which any eye sees.
std::string shade(double share) {
    const auto mix = [&](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * std::clamp(share, 0.0, 1.0)));
    };
    return fmt::format("#{:02x}{:02x}{:02x}", mix(255, 8), mix(255, 48), mix(255, 107));
}

/// Sums over tests and seeds of a share weighted by pixels.
struct Cell {
    double sum = 0, pixels = 0;
};

struct Heatmap {
    std::vector<int> blocks;
    std::vector<std::string> experts;
    std::map<std::pair<int, std::string>, Cell> cells;
    double pixels = 0;
};

void addBlocks(Heatmap& map, const nlohmann::json& counted) {
    const double pixels = counted.value("pixels", 0.0);
    if (pixels <= 0) return;
    map.pixels += pixels;
    for (const auto& block : counted.at("blocks")) {
        const int index = block.at("block").get<int>();
        if (std::find(map.blocks.begin(), map.blocks.end(), index) == map.blocks.end()) map.blocks.push_back(index);
        for (const auto& expert : block.at("experts")) {
            const auto name = expert.at("name").get<std::string>();
            if (std::find(map.experts.begin(), map.experts.end(), name) == map.experts.end())
                map.experts.push_back(name);
            auto& cell = map.cells[{index, name}];
            cell.sum += pixels * expert.at("share").get<double>();
            cell.pixels += pixels;
        }
    }
}

/// By data, variant and pattern, in the order of the groups.
std::vector<std::pair<std::string, Heatmap>> heatmaps(const ChartSpec& spec, const std::vector<SeedGroup>& groups) {
    std::vector<std::pair<std::string, Heatmap>> maps;
    for (const auto& group : groups)
        for (const auto& activation : group.activations)
            for (const auto& pattern : activation.at("patterns")) {
                auto title = pattern.at("pattern").get<std::string>();
                for (const auto& name : spec.panels) title += ", " + factOf(group.facts, name);
                auto found =
                    std::find_if(maps.begin(), maps.end(), [&](const auto& each) { return each.first == title; });
                if (found == maps.end()) found = maps.insert(maps.end(), {title, {}});
                if (spec.classValue == 0) addBlocks(found->second, pattern);
                for (const auto& counted : pattern.at("classes"))
                    if (spec.classValue != 0 && counted.value("value", 0) == spec.classValue)
                        addBlocks(found->second, counted);
            }
    std::erase_if(maps, [](const auto& each) { return each.second.pixels <= 0; });
    return maps;
}

void draw(Svg& svg, const Heatmap& map, double origin) {
    for (std::size_t column = 0; column < map.experts.size(); ++column)
        svg.text({origin + (static_cast<double>(column) + 0.5) * cellWidth, top - 6}, map.experts[column],
                 Svg::Anchor::Middle);
    for (std::size_t row = 0; row < map.blocks.size(); ++row) {
        const double y = top + static_cast<double>(row) * cellHeight;
        svg.text({origin - 6, y + 17}, fmt::format("block {}", map.blocks[row]), Svg::Anchor::End);
        for (std::size_t column = 0; column < map.experts.size(); ++column) {
            const auto found = map.cells.find({map.blocks[row], map.experts[column]});
            if (found == map.cells.end()) continue;
            const double share = found->second.sum / found->second.pixels,
                         x = origin + static_cast<double>(column) * cellWidth;
            svg.rectangle({x, y}, cellWidth - 1, cellHeight - 1, shade(share));
            svg.text({x + cellWidth / 2, y + 17}, fmt::format("{:.2f}", share), Svg::Anchor::Middle,
                     share > 0.5 ? "white" : "#202020");
        }
    }
}

}  // namespace

std::string expertChartSvg(const ChartSpec& spec, const std::vector<SeedGroup>& groups) {
    const auto maps = heatmaps(spec, groups);
    if (maps.empty()) return {};
    Svg svg;
    svg.text({left, 22}, spec.title, Svg::Anchor::Start, "#202020", true);
    double origin = left;
    std::size_t rows = 0;
    for (const auto& [title, map] : maps) {
        svg.text({origin, 48}, title);
        svg.text({origin, 64}, fmt::format("{:.0f} pixels", map.pixels), Svg::Anchor::Start, "#606060");
        draw(svg, map, origin);
        origin += static_cast<double>(map.experts.size()) * cellWidth + gap + left;
        rows = std::max(rows, map.blocks.size());
    }
    const double bottom = top + static_cast<double>(rows) * cellHeight;
    svg.text({left, bottom + 26},
             spec.classValue == 0 ? std::string("Share of tokens routed to each expert, all classes, all seeds")
                                  : fmt::format("Share of tokens routed to each expert, pixels of class {}, all seeds",
                                                spec.classValue));
    return svg.document(origin - left, bottom + legendRoom);
}

}  // namespace lacuna::experiments
