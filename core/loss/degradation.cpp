#include "loss/degradation.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/counter_random.h"
#include "loss/spelled_settings.h"

namespace lacuna::loss {
namespace {

constexpr auto stage = "degrade";
constexpr double largestShift = 20;

/// Standard normal by Box and Muller, the n-th pair of numbers.
double normal(const base::CounterRandom& random, std::uint64_t n) {
    return std::sqrt(-2 * std::log(random.uniform(2 * n))) * std::cos(2 * std::numbers::pi * random.uniform(2 * n + 1));
}

/// Gamma with shape `looks` and mean 1: the mean of so many exponential numbers.
double speckle(const base::CounterRandom& random, std::uint64_t n, int looks) {
    double sum = 0;
    const auto first = n * static_cast<std::uint64_t>(looks);
    for (int look = 0; look < looks; ++look) sum -= std::log(random.uniform(first + static_cast<std::uint64_t>(look)));
    return sum / looks;
}

/// Which bands are dropped: the first ones in a random order, never all.
std::vector<bool> droppedBands(const Degradation& degradation, const std::string& name, std::size_t bands) {
    std::vector<std::size_t> order(bands);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const base::CounterRandom random(static_cast<std::uint64_t>(degradation.seed), "bands " + name);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return random.bits(a) < random.bits(b); });
    const auto wanted = static_cast<std::size_t>(std::lround(degradation.droppedBands * static_cast<double>(bands)));
    std::vector<bool> dropped(bands);
    for (std::size_t i = 0; i < std::min(wanted, bands - 1); ++i) dropped[order[i]] = true;
    return dropped;
}

/// Calls change(value, row, column) for every value of a band that there is.
template <class Change>
void changeBand(const SensorWindow& sensor, std::size_t band, const Change& change) {
    const auto& window = sensor.window;
    const auto width = static_cast<std::size_t>(window.width);
    float* value = sensor.values + band * width * static_cast<std::size_t>(window.height);
    const std::uint8_t* holdsData = sensor.holdsData;
    for (int row = window.row; row < window.row + window.height; ++row)
        for (int column = window.column; column < window.column + window.width; ++column, ++value, ++holdsData)
            if (*holdsData != 0) *value = static_cast<float>(change(*value, row, column));
}

struct RandomStreams {
    RandomStreams(std::int64_t seed, const std::string& name)
        : noise(static_cast<std::uint64_t>(seed), "noise " + name), speckle(static_cast<std::uint64_t>(seed), "speckle " + name),
          detectors(static_cast<std::uint64_t>(seed), "detectors " + name) {}
    base::CounterRandom noise, speckle, detectors;
};

void degradeBand(const Degradation& degradation, const RandomStreams& random, const Footprint* offsetAreas,
                 const SensorWindow& sensor, std::size_t band) {
    const auto bands = sensor.mean.size();
    const double mean = sensor.mean[band], deviation = 1.0 / sensor.inverse[band];
    const auto place = [&](int row, int column) {
        return (static_cast<std::uint64_t>(row) * static_cast<std::uint64_t>(sensor.gridWidth) + static_cast<std::uint64_t>(column)) *
                   bands + band;
    };
    if (degradation.offset != 0)
        changeBand(sensor, band, [&](double value, int row, int column) {
            return offsetAreas == nullptr || offsetAreas->isLost(row, column) ? value + degradation.offset : value;
        });
    if (degradation.looks > 0) {
        const bool decibel = degradation.speckleScale == "decibel";
        changeBand(sensor, band, [&](double value, int row, int column) {
            const double factor = speckle(random.speckle, place(row, column), degradation.looks);
            return decibel ? value + 10 * std::log10(factor) : value * factor;
        });
    }
    if (degradation.noise > 0) {
        const double strength = degradation.noise * (degradation.noiseOf == "signal" ? std::hypot(mean, deviation) : deviation);
        changeBand(sensor, band, [&](double value, int row, int column) {
            return value + strength * normal(random.noise, place(row, column));
        });
    }
    if (degradation.deadDetectors > 0)
        changeBand(sensor, band, [&](double value, int, int column) {
            const auto detector = static_cast<std::uint64_t>(column) * bands + band;
            return random.detectors.uniform(detector) < degradation.deadDetectors ? mean : value;
        });
}

/// One direction of the bilinear interpolation: the whole pixel before the position, and the weight of the one after.
struct Step {
    int whole = 0;
    float weight = 0;
};
Step stepOf(double shift) {
    const double whole = std::floor(-shift);
    return {static_cast<int>(whole), static_cast<float>(-shift - whole)};
}

}  // namespace

base::ParameterSet Degradation::declare() {
    base::ParameterSet set;
    set.add("noise", "Standard deviation of additive noise, as a share", &noise).range(0, 10);
    set.add("noise-of", "What the noise is a share of: the band's standard deviation or its signal (1/SNR)", &noiseOf)
        .choices({"deviation", "signal"});
    set.add("looks", "Multiplicative speckle of so many looks; 0: none", &looks).range(0, 100);
    set.add("speckle-scale", "Scale of the values that speckle multiplies", &speckleScale).choices({"linear", "decibel"});
    set.add("dropped-bands", "Share of the bands that are lost; they hold their mean", &droppedBands).range(0, 1);
    set.add("dead-detectors", "Share of the detectors, each a column of a band, that hold the band's mean", &deadDetectors).range(0, 1);
    set.add("shift-x", "Misregistration to the right", &shiftX).range(-largestShift, largestShift).unit("px");
    set.add("shift-y", "Misregistration downwards", &shiftY).range(-largestShift, largestShift).unit("px");
    set.add("offset", "Added to the values, in their unit: a height model that is out of date", &offset).range(-1e6, 1e6);
    set.add("offset-share", "Share of the scene that has the offset", &offsetShare).range(0, 1);
    set.add("offset-size", "Size of the areas that have the offset", &offsetSize).range(2, 10000).unit("px");
    set.add("seed", "Fixes noise, speckle, bands, detectors and areas", &seed).range(0, 9e15);
    return set;
}

bool Degradation::isNone() const {
    return noise == 0 && looks == 0 && droppedBands == 0 && deadDetectors == 0 && shiftX == 0 && shiftY == 0 &&
           (offset == 0 || offsetShare == 0);
}

/// The defaults are those of a fresh set, so the values are set into one and read from it.
std::string Degradation::text() const {
    Degradation fresh, own = *this;
    auto set = fresh.declare();
    const auto values = own.declare().toJson();
    LACUNA_ASSERT(set.fromJson(values));
    return spellSettings(set);
}

base::Result<Degradation> Degradation::fromText(const std::string& text) {
    Degradation degradation;
    LACUNA_TRY_STATUS(readSettings(text, degradation.declare(), stage, "a degradation"));
    return degradation;
}

int Degradation::margin() const {
    const double largest = std::max(std::abs(shiftX), std::abs(shiftY));
    return largest == 0 ? 0 : static_cast<int>(std::ceil(largest)) + 1;
}

void degradeValues(const Degradation& degradation, const std::string& name, const Footprint* offsetAreas,
                   const SensorWindow& sensor) {
    const auto bands = sensor.mean.size();
    const RandomStreams random(degradation.seed, name);
    const auto dropped = droppedBands(degradation, name, bands);
    for (std::size_t band = 0; band < bands; ++band) {
        if (dropped[band]) changeBand(sensor, band, [&](double, int, int) { return sensor.mean[band]; });
        else degradeBand(degradation, random, offsetAreas, sensor, band);
    }
}

void shiftInto(const Degradation& degradation, const SensorWindow& from, const raster::Window& to, float* values,
               std::uint8_t* holdsData) {
    const auto x = stepOf(degradation.shiftX), y = stepOf(degradation.shiftY);
    const auto fromWidth = static_cast<std::size_t>(from.window.width), fromArea = fromWidth * static_cast<std::size_t>(from.window.height);
    const auto area = static_cast<std::size_t>(to.width) * static_cast<std::size_t>(to.height);
    const float weights[2][2] = {{(1 - y.weight) * (1 - x.weight), (1 - y.weight) * x.weight},
                                 {y.weight * (1 - x.weight), y.weight * x.weight}};
    std::size_t pixel = 0;
    for (int row = 0; row < to.height; ++row)
        for (int column = 0; column < to.width; ++column, ++pixel) {
            const auto first = static_cast<std::size_t>(to.row + row - from.window.row + y.whole) * fromWidth +
                               static_cast<std::size_t>(to.column + column - from.window.column + x.whole);
            bool whole = true;
            for (std::size_t band = 0; band < from.mean.size(); ++band) values[band * area + pixel] = 0;
            for (std::size_t i = 0; i < 4; ++i) {
                const float weight = weights[i / 2][i % 2];
                if (weight == 0) continue;  // a pixel without a share in the value need not hold data
                const auto source = first + (i / 2) * fromWidth + i % 2;
                whole = whole && from.holdsData[source] != 0;
                for (std::size_t band = 0; band < from.mean.size(); ++band)
                    values[band * area + pixel] += weight * from.values[band * fromArea + source];
            }
            holdsData[pixel] = whole ? 1 : 0;
        }
}

}  // namespace lacuna::loss
