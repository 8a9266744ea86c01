#include "loss/generated_footprint.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/counter_random.h"

namespace lacuna::loss {
namespace {

constexpr auto stage = "make footprint";
constexpr int octaves = 3;
constexpr int sampleEdge = 1024;  // the height of the cut is found on so many rows and columns at most

/// Values between random ones at the corners of a lattice, smooth, the finer octaves weaker.
class CloudField {
public:
    CloudField(int size, std::int64_t seed) : size_(size), random_(static_cast<std::uint64_t>(seed), "clouds") {}

    float at(int row, int column) const {
        double sum = 0, weight = 1, spacing = size_;
        for (int octave = 0; octave < octaves; ++octave, weight /= 2, spacing = std::max(1.0, spacing / 2))
            sum += weight * smooth(row / spacing, column / spacing, octave);
        return static_cast<float>(sum);
    }

private:
    double corner(std::int64_t y, std::int64_t x, int octave) const {
        return random_.uniform((static_cast<std::uint64_t>(y) << 34 | static_cast<std::uint64_t>(x) << 4) + static_cast<std::uint64_t>(octave));
    }
    double smooth(double y, double x, int octave) const {
        const auto row = static_cast<std::int64_t>(y), column = static_cast<std::int64_t>(x);
        const auto ease = [](double t) { return t * t * (3 - 2 * t); };
        const double down = ease(y - static_cast<double>(row)), right = ease(x - static_cast<double>(column));
        const double above = std::lerp(corner(row, column, octave), corner(row, column + 1, octave), right);
        const double below = std::lerp(corner(row + 1, column, octave), corner(row + 1, column + 1, octave), right);
        return std::lerp(above, below, down);
    }

    int size_;
    base::CounterRandom random_;
};

/// The value that a share of the field lies above.
float cutAt(const CloudField& field, double share, int width, int height) {
    const int across = std::max(1, width / sampleEdge), down = std::max(1, height / sampleEdge);
    std::vector<float> values;
    for (int row = 0; row < height; row += down)
        for (int column = 0; column < width; column += across) values.push_back(field.at(row, column));
    const auto above = static_cast<std::ptrdiff_t>(std::lround(share * static_cast<double>(values.size())));
    if (above >= static_cast<std::ptrdiff_t>(values.size())) return -1;
    std::nth_element(values.begin(), values.begin() + above, values.end(), std::greater<>());
    return values[static_cast<std::size_t>(above)];
}

}  // namespace

base::ParameterSet Strips::declare() {
    base::ParameterSet set;
    set.add("direction", "Whether columns or rows are missing", &direction).choices({"columns", "rows"});
    set.add("every", "Distance from strip to strip", &every).range(2, 100000).unit("px");
    set.add("width", "Width of a strip", &width).range(1, 100000).unit("px");
    set.add("first", "Where the first strip begins", &first).range(0, 100000).unit("px");
    return set;
}

base::ParameterSet Clouds::declare() {
    base::ParameterSet set;
    set.add("share", "Share of the scene that is covered", &share).range(0, 1);
    set.add("size", "Size of a cloud", &size).range(2, 10000).unit("px");
    set.add("seed", "Fixes where the clouds are", &seed).range(0, 9e15);
    return set;
}

base::Result<Footprint> makeFootprint(const Strips& strips, int width, int height) {
    if (strips.width >= strips.every)
        return base::fail(base::ErrorCode::Usage, stage,
                          "strips {} px wide every {} px leave nothing; make them narrower than their distance", strips.width,
                          strips.every);
    Footprint footprint(width, height);
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column) {
            const int place = (strips.direction == "columns" ? column : row) - strips.first;
            if (place >= 0 && place % strips.every < strips.width) footprint.lose(row, column);
        }
    return footprint;
}

base::Result<Footprint> makeFootprint(const Clouds& clouds, int width, int height, const std::stop_token& stop) {
    Footprint footprint(width, height);
    if (clouds.share <= 0) return footprint;
    const CloudField field(clouds.size, clouds.seed);
    const float cut = cutAt(field, clouds.share, width, height);
    for (int row = 0; row < height; ++row) {
        if (stop.stop_requested()) return base::cancelled(stage);
        for (int column = 0; column < width; ++column)
            if (field.at(row, column) > cut) footprint.lose(row, column);
    }
    return footprint;
}

}  // namespace lacuna::loss
