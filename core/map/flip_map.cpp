#include "map/flip_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "map/map_comparison.h"

namespace lacuna::map {
namespace {

constexpr int unchangedValue = 1;
constexpr int firstFlipValue = 2;
constexpr int lastValue = 255;
constexpr base::Rgb noClassColor{60, 60, 60};
constexpr base::Rgb otherColor{150, 150, 150};

/// The class as one of the maps knows it; the first may name what the second lost.
const base::LandClass* findClass(const MapLabels& one, const MapLabels& other, int value) {
    for (const auto* classes : {&one.classes, &other.classes}) {
        const int index = base::classIndex(*classes, value);
        if (index >= 0) return &(*classes)[static_cast<std::size_t>(index)];
    }
    return nullptr;
}

std::string nameOf(const MapLabels& one, const MapLabels& other, int value) {
    if (value == 0) return "no class";
    const auto* found = findClass(one, other, value);
    return found != nullptr ? found->name : fmt::format("class {}", value);
}

base::Rgb colorOf(const MapLabels& one, const MapLabels& other, int value) {
    const auto* found = findClass(one, other, value);
    return found != nullptr ? found->color : noClassColor;
}

base::Rgb mixed(const base::Rgb& color, double target, double share) {
    base::Rgb result;
    for (std::size_t i = 0; i < 3; ++i)
        result[i] = static_cast<std::uint8_t>(color[i] + (target - color[i]) * share + 0.5);
    return result;
}

/// The class's own colour, then darker, lighter, much darker, much lighter.
base::Rgb shade(const base::Rgb& color, int rank) {
    constexpr std::array<std::array<double, 2>, 5> steps{{{0, 0}, {0, 0.35}, {255, 0.4}, {0, 0.6}, {255, 0.65}}};
    const auto& [target, share] = steps[static_cast<std::size_t>(rank) % steps.size()];
    return mixed(color, target, share);
}

std::size_t pairOf(std::uint8_t from, std::uint8_t to) {
    return static_cast<std::size_t>(from) << 8 | to;
}

std::vector<Flip> sortedFlips(const std::vector<std::uint64_t>& counts, const MapLabels& from, const MapLabels& to) {
    std::vector<Flip> flips;
    for (int a = 0; a < 256; ++a)
        for (int b = 0; b < 256; ++b) {
            const auto cells = counts[pairOf(static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b))];
            if (a != b && cells > 0) flips.push_back({a, b, nameOf(from, to, a), nameOf(to, from, b), cells});
        }
    std::sort(flips.begin(), flips.end(), [](const Flip& one, const Flip& other) {
        return std::tuple(other.cells, one.from, one.to) < std::tuple(one.cells, other.from, other.to);
    });
    return flips;
}

/// The value of the flip at a position in their order.
std::uint8_t valueOf(std::size_t position) {
    return static_cast<std::uint8_t>(std::min<std::size_t>(position + firstFlipValue, lastValue));
}

base::ClassTable legend(const std::vector<Flip>& flips, const MapLabels& from, const MapLabels& to) {
    base::ClassTable classes{{unchangedValue, "unchanged", agreementColor}};
    std::map<int, int> leadingTo;
    for (std::size_t i = 0; i < flips.size(); ++i) {
        const int value = valueOf(i);
        if (value == lastValue && i + 1 < flips.size()) {
            classes.push_back({value, "other changes", otherColor});
            break;
        }
        const auto color = shade(colorOf(to, from, flips[i].to), leadingTo[flips[i].to]++);
        classes.push_back({value, fmt::format("{} → {}", flips[i].fromName, flips[i].toName), color});
    }
    return classes;
}

}  // namespace

base::Result<FlipMap> flipMap(const MapLabels& from, const MapLabels& to, std::stop_token stop) {
    LACUNA_TRY_STATUS(checkComparableMaps(from, to));
    std::vector<std::uint64_t> counts(256 * 256);
    for (std::size_t cell = 0; cell < from.labels.size(); ++cell) ++counts[pairOf(from.labels[cell], to.labels[cell])];

    FlipMap result;
    result.flips = sortedFlips(counts, from, to);
    for (const auto& flip : result.flips) result.changed += flip.cells;
    result.compared = from.labels.size() - counts[pairOf(0, 0)];
    result.map.grid = from.grid;
    result.map.classes = legend(result.flips, from, to);

    std::vector<std::uint8_t> values(counts.size(), unchangedValue);
    values[pairOf(0, 0)] = 0;
    for (std::size_t i = 0; i < result.flips.size(); ++i) {
        const auto& flip = result.flips[i];
        values[pairOf(static_cast<std::uint8_t>(flip.from), static_cast<std::uint8_t>(flip.to))] = valueOf(i);
    }
    result.map.labels.resize(from.labels.size());
    const auto width = static_cast<std::size_t>(from.grid.width);
    for (std::size_t cell = 0; cell < from.labels.size(); ++cell) {
        if (cell % width == 0 && stop.stop_requested()) return base::cancelled("flip map");
        result.map.labels[cell] = values[pairOf(from.labels[cell], to.labels[cell])];
    }
    return result;
}

}  // namespace lacuna::map
