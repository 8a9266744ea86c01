#include "color/safe_palette.h"

#include <algorithm>
#include <array>
#include <limits>

#include "color/color_difference.h"

namespace lacuna::color {
namespace {

constexpr std::array visions{Vision::Normal, Vision::Protanopia, Vision::Deuteranopia, Vision::Tritanopia};

using Seen = std::array<Lab, visions.size()>;

Seen seenByAll(base::Rgb color) {
    Seen seen;
    for (std::size_t i = 0; i < visions.size(); ++i) seen[i] = labOf(seenWith(visions[i], color));
    return seen;
}

/// The least difference over all visions, and the one it is found in.
std::pair<double, Vision> closest(const Seen& first, const Seen& second) {
    std::pair<double, Vision> found{std::numeric_limits<double>::infinity(), Vision::Normal};
    for (std::size_t i = 0; i < visions.size(); ++i)
        if (const double now = difference(first[i], second[i]); now < found.first) found = {now, visions[i]};
    return found;
}

/// Neither so dark that it passes for a gap nor so light that it passes for paper.
std::vector<base::Rgb> candidates() {
    std::vector<base::Rgb> colors;
    constexpr std::array<std::uint8_t, 7> steps{0, 43, 85, 128, 170, 213, 255};
    for (const auto r : steps)
        for (const auto g : steps)
            for (const auto b : steps)
                if (const auto lab = labOf({r, g, b}); lab.l >= 18 && lab.l <= 94) colors.push_back({r, g, b});
    return colors;
}

}  // namespace

std::vector<LookAlike> lookAlikes(const base::ClassTable& classes) {
    std::vector<Seen> seen;
    for (const auto& one : classes) seen.push_back(seenByAll(one.color));
    std::vector<LookAlike> found;
    for (std::size_t i = 0; i < seen.size(); ++i)
        for (std::size_t j = i + 1; j < seen.size(); ++j)
            if (const auto [least, vision] = closest(seen[i], seen[j]); least < clearDifference) found.push_back({i, j, vision, least});
    std::stable_sort(found.begin(), found.end(), [](const LookAlike& a, const LookAlike& b) { return a.difference < b.difference; });
    return found;
}

std::vector<base::Rgb> safePalette(std::size_t count) {
    const auto colors = candidates();
    std::vector<Seen> seen;
    for (const auto& color : colors) seen.push_back(seenByAll(color));
    std::vector<double> distance(colors.size(), std::numeric_limits<double>::infinity());
    std::vector<base::Rgb> chosen;
    base::Rgb next = base::defaultColor(4);  // a blue that all four see as one
    while (chosen.size() < count) {
        chosen.push_back(next);
        const auto last = seenByAll(next);
        for (std::size_t i = 0; i < colors.size(); ++i) distance[i] = std::min(distance[i], closest(seen[i], last).first);
        next = colors[static_cast<std::size_t>(std::max_element(distance.begin(), distance.end()) - distance.begin())];
    }
    return chosen;
}

}  // namespace lacuna::color
