#include "samples/area_pixels.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>
#include <unordered_map>

#include "base/memory_cap.h"

namespace lacuna::samples {
namespace {

void forEachPixel(const TrainingArea& area, const raster::Grid& grid, const std::function<void(int, int)>& take) {
    for (const auto& point : area.points) {
        // A point on a pixel's edge lies in the pixel right of it or below it.
        const auto [column, row] = grid.pixelPoint(point[0], point[1]);
        if (column >= 0 && row >= 0 && column < grid.width && row < grid.height)
            take(static_cast<int>(row), static_cast<int>(column));
    }
    if (area.rings.empty()) return;
    auto rings = area.rings;
    for (auto& ring : rings)
        for (auto& point : ring) point = grid.pixelPoint(point[0], point[1]);
    coveredPixels(rings, grid.width, grid.height, take);
}

/// Class codes (1 … 255, 0: none) of a grid, kept for the squares that hold any.
class SparseCodes {
public:
    static constexpr int side = 256;
    using Square = std::array<std::uint8_t, static_cast<std::size_t>(side) * side>;

    std::uint8_t& at(int row, int column) {
        const std::pair key{row / side, column / side};
        if (key != lastKey_) {
            auto& square = squares_[key];
            if (!square) square = std::make_unique<Square>(Square{});
            lastKey_ = key;
            last_ = square.get();
        }
        return (*last_)[static_cast<std::size_t>(row % side) * side + static_cast<std::size_t>(column % side)];
    }
    std::size_t bytes() const { return squares_.size() * sizeof(Square); }

    /// In the order of rows and columns.
    template <class Take>
    void forEach(const Take& take) const {
        for (auto first = squares_.begin(); first != squares_.end();) {
            auto last = first;
            while (last != squares_.end() && last->first.first == first->first.first) ++last;
            for (int line = 0; line < side; ++line)
                for (auto square = first; square != last; ++square)
                    for (int i = 0; i < side; ++i)
                        if (const auto code = (*square->second)[static_cast<std::size_t>(line) * side + static_cast<std::size_t>(i)])
                            take(square->first.first * side + line, square->first.second * side + i, code);
            first = last;
        }
    }

private:
    std::map<std::pair<int, int>, std::unique_ptr<Square>> squares_;
    std::pair<int, int> lastKey_{-1, -1};
    Square* last_ = nullptr;
};

// Directions along pixel edges, clockwise on the screen (rows go down): east, south, west, north.
constexpr int stepX[] = {1, 0, -1, 0};
constexpr int stepY[] = {0, 1, 0, -1};

/// A directed edge of a pixel by the corner where it begins, with the pixel on its right: sortable.
struct Edge {
    int y = 0;
    int x = 0;
    int direction = 0;
    auto operator<=>(const Edge&) const = default;
};

std::vector<Edge> outline(const std::vector<Pixel>& pixels) {
    const auto has = [&](int row, int column) { return std::binary_search(pixels.begin(), pixels.end(), Pixel{row, column}); };
    std::vector<Edge> edges;
    for (const auto& [row, column] : pixels) {
        if (!has(row - 1, column)) edges.push_back({row, column, 0});
        if (!has(row, column + 1)) edges.push_back({row, column + 1, 1});
        if (!has(row + 1, column)) edges.push_back({row + 1, column + 1, 2});
        if (!has(row, column - 1)) edges.push_back({row + 1, column, 3});
    }
    std::sort(edges.begin(), edges.end());
    return edges;
}

/// The rings that directed edges form; where two pixels touch at a corner each ring stays with its own pixel.
std::vector<Ring> joinEdges(const std::vector<Edge>& edges) {
    std::vector<bool> used(edges.size());
    const auto find = [&](int y, int x, int direction) {
        const auto found = std::lower_bound(edges.begin(), edges.end(), Edge{y, x, direction});
        const auto index = static_cast<std::size_t>(found - edges.begin());
        return found != edges.end() && *found == Edge{y, x, direction} && !used[index] ? index : edges.size();
    };
    std::vector<Ring> rings;
    for (std::size_t start = 0; start < edges.size(); ++start) {
        if (used[start]) continue;
        Ring ring;
        for (std::size_t at = start; at < edges.size();) {
            used[at] = true;
            const auto [y, x, direction] = edges[at];
            ring.push_back({static_cast<double>(x), static_cast<double>(y)});
            const int nextX = x + stepX[direction], nextY = y + stepY[direction];
            at = edges.size();
            for (const int turn : {1, 0, 3})  // right, on, left
                if (at == edges.size()) at = find(nextY, nextX, (direction + turn) % 4);
        }
        rings.push_back(std::move(ring));
    }
    return rings;
}

/// Leaves out the corners on a straight line.
Ring straightened(const Ring& ring) {
    Ring kept;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto& before = ring[(i + ring.size() - 1) % ring.size()];
        const auto& after = ring[(i + 1) % ring.size()];
        const bool straight = (before[0] == ring[i][0] && after[0] == ring[i][0]) || (before[1] == ring[i][1] && after[1] == ring[i][1]);
        if (!straight) kept.push_back(ring[i]);
    }
    return kept;
}

/// Joins samples of a class that share an edge; `root` ends up as the index of the first of each set.
std::vector<std::size_t> joined(const std::vector<Sample>& samples) {
    std::vector<std::size_t> root(samples.size());
    std::iota(root.begin(), root.end(), std::size_t{0});
    const auto top = [&](std::size_t i) {
        while (root[i] != i) i = root[i] = root[root[i]];
        return i;
    };
    const auto join = [&](std::size_t a, std::size_t b) {
        if (samples[a].classIndex != samples[b].classIndex) return;
        a = top(a), b = top(b);
        root[std::max(a, b)] = std::min(a, b);
    };
    std::size_t above = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto& one = samples[i];
        if (i > 0 && samples[i - 1].row == one.row && samples[i - 1].column == one.column - 1) join(i, i - 1);
        const auto isBefore = [&](const Sample& s) { return s.row < one.row - 1 || (s.row == one.row - 1 && s.column < one.column); };
        while (above < i && isBefore(samples[above])) ++above;
        if (above < i && samples[above].row == one.row - 1 && samples[above].column == one.column) join(i, above);
    }
    for (std::size_t i = 0; i < samples.size(); ++i) root[i] = top(i);
    return root;
}

double distanceToLine(double x, double y, std::array<double, 2> from, std::array<double, 2> to) {
    const double dx = to[0] - from[0], dy = to[1] - from[1];
    const double length = dx * dx + dy * dy;
    const double along = length > 0 ? std::clamp(((x - from[0]) * dx + (y - from[1]) * dy) / length, 0.0, 1.0) : 0.0;
    return std::hypot(x - from[0] - along * dx, y - from[1] - along * dy);
}

}  // namespace

std::vector<Pixel> pixelsOf(const TrainingArea& area, const raster::Grid& grid) {
    std::vector<Pixel> pixels;
    forEachPixel(area, grid, [&](int row, int column) { pixels.push_back({row, column}); });
    std::sort(pixels.begin(), pixels.end());
    pixels.erase(std::unique(pixels.begin(), pixels.end()), pixels.end());
    return pixels;
}

TrainingArea areaOfPixels(std::vector<Pixel> pixels, int classValue, const raster::Grid& grid) {
    std::sort(pixels.begin(), pixels.end());
    pixels.erase(std::unique(pixels.begin(), pixels.end()), pixels.end());
    TrainingArea area;
    area.classValue = classValue;
    for (const auto& ring : joinEdges(outline(pixels))) {
        area.rings.push_back(straightened(ring));
        for (auto& point : area.rings.back()) point = grid.mapPoint(point[0], point[1]);
    }
    return area;
}

base::Result<LabelledPixels> labelPixels(const TrainingAreas& areas, const raster::Grid& grid, std::stop_token stop) {
    constexpr auto stage = "label pixels";
    LabelledPixels result;
    result.set.gridWidth = grid.width;
    result.set.gridHeight = grid.height;
    result.set.classes = areas.classes;
    SparseCodes codes;
    std::uint64_t labelled = 0;
    const auto isFull = [&, cap = base::memoryCap() / 2] { return codes.bytes() + labelled * sizeof(Sample) > cap; };
    for (const auto& area : areas.areas) {
        if (stop.stop_requested()) return base::cancelled(stage);
        const int index = base::classIndex(areas.classes, area->classValue);
        LACUNA_ASSERT(index >= 0 && index < 255);
        const auto code = static_cast<std::uint8_t>(index + 1);
        forEachPixel(*area, grid, [&](int row, int column) {
            if (isFull()) return;
            auto& there = codes.at(row, column);
            labelled += there == 0;
            result.contested += there != 0 && there != code;
            there = code;
        });
        if (isFull())
            return base::fail(base::ErrorCode::OutOfMemory, stage,
                              "the areas label more than {} pixels, which take more than half of the {} MiB allowed "
                              "(LACUNA_MAX_RAM). Use smaller areas",
                              labelled, base::memoryCap() >> 20);
    }
    result.set.samples.reserve(labelled);
    codes.forEach([&](int row, int column, std::uint8_t code) { result.set.samples.push_back({row, column, code - 1}); });
    return result;
}

SampleSet withoutEmptyClasses(SampleSet set) {
    const auto counts = set.countByClass();
    std::vector<int> newIndex;
    base::ClassTable kept;
    for (std::size_t c = 0; c < counts.size(); ++c) {
        newIndex.push_back(counts[c] > 0 ? static_cast<int>(kept.size()) : -1);
        if (counts[c] > 0) kept.push_back(set.classes[c]);
    }
    for (auto& sample : set.samples) sample.classIndex = newIndex[static_cast<std::size_t>(sample.classIndex)];
    set.classes = std::move(kept);
    return set;
}

TrainingAreas areasOf(const SampleSet& set, const raster::Grid& grid) {
    auto samples = set.samples;
    std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return std::pair(a.row, a.column) < std::pair(b.row, b.column); });
    const auto root = joined(samples);
    std::unordered_map<std::size_t, std::size_t> groupOf;
    std::vector<std::vector<Pixel>> groups;
    std::vector<int> values;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto [place, isNew] = groupOf.try_emplace(root[i], groups.size());
        if (isNew) {
            groups.emplace_back();
            values.push_back(set.classes[static_cast<std::size_t>(samples[i].classIndex)].value);
        }
        groups[place->second].push_back({samples[i].row, samples[i].column});
    }
    TrainingAreas areas{set.classes, {}, {}};
    for (std::size_t i = 0; i < groups.size(); ++i)
        areas.areas.push_back(std::make_shared<TrainingArea>(areaOfPixels(std::move(groups[i]), values[i], grid)));
    return areas;
}

std::vector<Pixel> strokePixels(std::array<double, 2> from, std::array<double, 2> to, double width, const raster::Grid& grid) {
    std::vector<Pixel> pixels;
    const double reach = width / 2;
    const auto first = [&](double a, double b, int size) { return static_cast<int>(std::clamp(std::floor(std::min(a, b) - reach), 0.0, 1.0 * size)); };
    const auto last = [&](double a, double b, int size) { return static_cast<int>(std::clamp(std::ceil(std::max(a, b) + reach), 0.0, 1.0 * size)); };
    for (int row = first(from[1], to[1], grid.height); row < last(from[1], to[1], grid.height); ++row)
        for (int column = first(from[0], to[0], grid.width); column < last(from[0], to[0], grid.width); ++column)
            if (distanceToLine(column + 0.5, row + 0.5, from, to) <= reach) pixels.push_back({row, column});
    const bool inside = to[0] >= 0 && to[1] >= 0 && to[0] < grid.width && to[1] < grid.height;
    const Pixel under = inside ? Pixel{static_cast<int>(to[1]), static_cast<int>(to[0])} : Pixel{};
    const auto place = std::lower_bound(pixels.begin(), pixels.end(), under);
    if (inside && (place == pixels.end() || *place != under)) pixels.insert(place, under);
    return pixels;
}

}  // namespace lacuna::samples
