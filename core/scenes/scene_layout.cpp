#include "scenes/scene_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "scenes/scene_random.h"

namespace lacuna::scenes {
namespace {

constexpr float largestField = 24;
constexpr float smallestField = 6;
constexpr float borderWave = 20;    // pixels from crest to crest
constexpr float borderSway = 0.2f;  // of a field's size
constexpr float driftLength = 40;   // pixels
constexpr int fieldsPerClass = 6;   // at least, where the scene is large enough
constexpr float cloudCell = 48;     // pixels; one cloud each

enum Purpose : std::uint64_t { FieldCentre = 1, FieldClass, FieldLabel, SwayColumn, SwayRow, Drift, Cloud, Strip };

float fade(float t) {
    return t * t * (3 - 2 * t);
}

}  // namespace

SceneLayout::SceneLayout(const SceneOptions& options)
    : options_(options), key_(mixed(static_cast<std::uint64_t>(options.seed))) {
    const double area = static_cast<double>(options.width) * options.height;
    fieldSize_ = std::clamp(static_cast<float>(std::sqrt(area / (fieldsPerClass * options.classes))), smallestField,
                            largestField);
    // The lattice reaches one field beyond the scene on each side.
    latticeWidth_ = static_cast<int>(static_cast<float>(options.width) / fieldSize_) + 4;
    // Labels in too few fields would leave classes that lie in training or in test blocks alone: show a part of more.
    const double fields = area / (fieldSize_ * fieldSize_);
    labelledFields_ = std::max(options.labelled, std::min(1.0, fieldsPerClass * options.classes / fields));
    const double shown = options.labelled / labelledFields_;
    labelRadius2_ = shown >= 1 ? std::numeric_limits<float>::infinity()
                               : static_cast<float>(shown * fieldSize_ * fieldSize_ / std::numbers::pi);
}

SceneLayout::Field SceneLayout::fieldAt(int latticeColumn, int latticeRow) const {
    const auto index = static_cast<std::uint64_t>(latticeRow + 2) * static_cast<std::uint64_t>(latticeWidth_) +
                       static_cast<std::uint64_t>(latticeColumn + 2);
    const auto place = mixed(key_, FieldCentre, index);
    Field field;
    field.column = (static_cast<float>(latticeColumn) + 0.15f + 0.7f * unit(place)) * fieldSize_;
    field.row = (static_cast<float>(latticeRow) + 0.15f + 0.7f * unit(mixed(place))) * fieldSize_;

    // K consecutive fields show the K classes in an order of their own.
    const auto classes = static_cast<std::uint64_t>(options_.classes);
    const auto round = index / classes;
    std::array<std::uint8_t, 256> order;
    for (std::size_t i = 0; i < classes; ++i) order[i] = static_cast<std::uint8_t>(i);
    for (std::uint64_t i = classes; i > 1; --i)
        std::swap(order[i - 1], order[mixed(key_, FieldClass + 16 * i, round) % i]);
    field.classIndex = order[index % classes];

    // Every (1/share)-th field of a class, from a phase of the class's own.
    const double phase = unit(mixed(key_, FieldLabel, field.classIndex));
    const auto turn = static_cast<double>(round);
    field.labelled = std::floor((turn + 1) * labelledFields_ + phase) > std::floor(turn * labelledFields_ + phase);
    return field;
}

float SceneLayout::smooth(std::uint64_t purpose, float wavelength, float column, float row) const {
    const float x = column / wavelength, y = row / wavelength;
    const float left = std::floor(x), top = std::floor(y);
    const auto corner = [&](int dx, int dy) {
        const auto position = static_cast<std::uint64_t>(static_cast<std::int64_t>(top) + dy) << 32 ^
                              static_cast<std::uint64_t>(static_cast<std::int64_t>(left) + dx + 16);
        return 2 * unit(mixed(key_, purpose, position)) - 1;
    };
    const float u = fade(x - left), v = fade(y - top);
    const float above = corner(0, 0) + u * (corner(1, 0) - corner(0, 0));
    const float below = corner(0, 1) + u * (corner(1, 1) - corner(0, 1));
    return above + v * (below - above);
}

void SceneLayout::fields(int firstRow, int rows, std::uint8_t* classes, std::uint8_t* labelled) const {
    const float sway = borderSway * fieldSize_;
    std::array<Field, 9> near;
    int nearColumn = std::numeric_limits<int>::min(), nearRow = nearColumn;
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < options_.width; ++c) {
            const float y = static_cast<float>(firstRow + r) + 0.5f, x = static_cast<float>(c) + 0.5f;
            const float swayedX = x + sway * smooth(SwayColumn, borderWave, x, y);
            const float swayedY = y + sway * smooth(SwayRow, borderWave, x, y);
            const int column = static_cast<int>(std::floor(swayedX / fieldSize_));
            const int row = static_cast<int>(std::floor(swayedY / fieldSize_));
            if (column != nearColumn || row != nearRow) {
                nearColumn = column, nearRow = row;
                for (int i = 0; i < 9; ++i)
                    near[static_cast<std::size_t>(i)] = fieldAt(column - 1 + i % 3, row - 1 + i / 3);
            }
            const Field* nearest = nullptr;
            float distance = std::numeric_limits<float>::max();
            for (const Field& field : near) {
                const float dx = field.column - swayedX, dy = field.row - swayedY;
                if (dx * dx + dy * dy < distance) distance = dx * dx + dy * dy, nearest = &field;
            }
            const auto pixel =
                static_cast<std::size_t>(r) * static_cast<std::size_t>(options_.width) + static_cast<std::size_t>(c);
            classes[pixel] = nearest->classIndex;
            labelled[pixel] = nearest->labelled && distance <= labelRadius2_ ? 1 : 0;
        }
    }
}

void SceneLayout::drift(int firstRow, int rows, std::uint64_t purpose, float* values) const {
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < options_.width; ++c)
            *values++ = smooth(Drift + 16 * (purpose + 1), driftLength, static_cast<float>(c),
                               static_cast<float>(firstRow + r));
}

void SceneLayout::clouds(int firstRow, int rows, int sensor, std::uint8_t* holdsData) const {
    if (options_.cloudCover <= 0) return;
    const float cell = std::min({cloudCell, static_cast<float>(options_.width), static_cast<float>(options_.height)});
    const float meanArea = static_cast<float>(options_.cloudCover) * cell * cell / std::numbers::pi_v<float>;
    for (int r = 0; r < rows; ++r) {
        const float y = static_cast<float>(firstRow + r) + 0.5f;
        const auto cellRow = static_cast<std::uint64_t>(y / cell);
        std::uint64_t known = std::numeric_limits<std::uint64_t>::max();
        float centreX = 0, centreY = 0, radius2 = 0;
        for (int c = 0; c < options_.width; ++c, ++holdsData) {
            const float x = static_cast<float>(c) + 0.5f;
            const auto cellColumn = static_cast<std::uint64_t>(x / cell);
            if (cellColumn != known) {
                known = cellColumn;
                const auto bits =
                    mixed(key_, Cloud + 16 * static_cast<std::uint64_t>(sensor + 1), cellRow << 32 ^ cellColumn);
                // A cloud stays in its cell, so that the covered share is the one asked for.
                radius2 = meanArea * (0.5f + unit(bits));
                const float room = std::max(0.0f, cell - 2 * std::sqrt(radius2));
                centreX = static_cast<float>(cellColumn) * cell + std::sqrt(radius2) + room * unit(mixed(bits));
                centreY = static_cast<float>(cellRow) * cell + std::sqrt(radius2) + room * unit(mixed(mixed(bits)));
            }
            if ((x - centreX) * (x - centreX) + (y - centreY) * (y - centreY) < radius2) *holdsData = 0;
        }
    }
}

void SceneLayout::strips(int firstRow, int rows, std::uint8_t* holdsData) const {
    if (options_.missingStrips <= 0) return;
    const int period = std::max(1, options_.height / options_.missingStrips);
    const int thickness = std::max(1, period / 8);
    for (int r = 0; r < rows; ++r, holdsData += options_.width) {
        const int strip = (firstRow + r) / period;
        const auto room = static_cast<std::uint64_t>(period - thickness + 1);
        const int begin =
            strip * period + static_cast<int>(mixed(key_, Strip, static_cast<std::uint64_t>(strip)) % room);
        const bool inside = firstRow + r >= begin && firstRow + r < begin + thickness;
        if (strip < options_.missingStrips && inside) std::fill_n(holdsData, options_.width, std::uint8_t{0});
    }
}

}  // namespace lacuna::scenes
