#include "scenes/scene_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace lacuna::scenes {
namespace {

SceneOptions sized(int width, int height) {
    SceneOptions options;
    options.width = width;
    options.height = height;
    return options;
}

std::size_t areaOf(const SceneOptions& options) {
    return static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height);
}

struct Layers {
    std::vector<std::uint8_t> classes, labelled, clouds, strips;
    std::vector<float> drift;
};

Layers layersOf(const SceneOptions& options, int rowsAtOnce) {
    const SceneLayout layout(options);
    const auto area = areaOf(options);
    Layers layers{std::vector<std::uint8_t>(area), std::vector<std::uint8_t>(area), std::vector<std::uint8_t>(area, 1),
                  std::vector<std::uint8_t>(area, 1), std::vector<float>(area)};
    for (int row = 0; row < options.height; row += rowsAtOnce) {
        const int rows = std::min(rowsAtOnce, options.height - row);
        const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(options.width);
        layout.fields(row, rows, layers.classes.data() + at, layers.labelled.data() + at);
        layout.clouds(row, rows, 0, layers.clouds.data() + at);
        layout.strips(row, rows, layers.strips.data() + at);
        layout.drift(row, rows, 0, layers.drift.data() + at);
    }
    return layers;
}

double shareOf(const std::vector<std::uint8_t>& values, std::uint8_t value) {
    return static_cast<double>(std::count(values.begin(), values.end(), value)) / static_cast<double>(values.size());
}

TEST(SceneLayout, howManyRowsAreMadeAtOnceNeverChangesTheScene) {
    auto options = sized(150, 90);
    options.cloudCover = 0.3;
    options.missingStrips = 3;
    const auto whole = layersOf(options, 90);
    for (const int rows : {1, 16, 37}) {
        const auto pieces = layersOf(options, rows);
        EXPECT_EQ(pieces.classes, whole.classes);
        EXPECT_EQ(pieces.labelled, whole.labelled);
        EXPECT_EQ(pieces.clouds, whole.clouds);
        EXPECT_EQ(pieces.strips, whole.strips);
        EXPECT_EQ(pieces.drift, whole.drift);
    }
}

TEST(SceneLayout, everyClassHasAboutTheSameShareOfTheScene) {
    for (const int classes : {2, 8, 20}) {
        auto options = sized(400, 400);
        options.classes = classes;
        const auto layers = layersOf(options, 400);
        for (int c = 0; c < classes; ++c)
            EXPECT_NEAR(shareOf(layers.classes, static_cast<std::uint8_t>(c)) * classes, 1, 0.5) << c;
    }
}

TEST(SceneLayout, classesLieInFieldsNotInGrains) {
    const auto layers = layersOf(sized(200, 200), 200);
    std::size_t same = 0;
    for (std::size_t i = 1; i < layers.classes.size(); ++i) same += layers.classes[i] == layers.classes[i - 1];
    EXPECT_GT(static_cast<double>(same) / static_cast<double>(layers.classes.size()), 0.9);
}

TEST(SceneLayout, aboutTheAskedShareIsLabelledAndEveryClassAmongIt) {
    for (const double share : {0.02, 0.1, 0.5}) {
        auto options = sized(300, 300);
        options.labelled = share;
        const auto layers = layersOf(options, 300);
        EXPECT_NEAR(shareOf(layers.labelled, 1) / share, 1, 0.3) << share;
        std::set<int> classes;
        for (std::size_t i = 0; i < layers.classes.size(); ++i)
            if (layers.labelled[i]) classes.insert(layers.classes[i]);
        EXPECT_EQ(classes.size(), 8u) << share;
    }
    auto options = sized(64, 64);
    options.labelled = 1;
    EXPECT_EQ(shareOf(layersOf(options, 64).labelled, 1), 1);
}

TEST(SceneLayout, cloudsHideAboutTheAskedShareDifferentlyForEverySensor) {
    auto options = sized(480, 480);  // whole cloud cells
    EXPECT_EQ(shareOf(layersOf(options, 480).clouds, 0), 0);
    for (const double cover : {0.05, 0.2, 0.5}) {
        options.cloudCover = cover;
        EXPECT_NEAR(shareOf(layersOf(options, 480).clouds, 0) / cover, 1, 0.15) << cover;
    }
    const SceneLayout layout(options);
    std::vector<std::uint8_t> first(areaOf(options), 1), second = first;
    layout.clouds(0, 480, 0, first.data());
    layout.clouds(0, 480, 1, second.data());
    EXPECT_NE(first, second);
}

TEST(SceneLayout, stripsAreWholeRowsAsManyAsAsked) {
    for (const int strips : {0, 1, 3, 10}) {
        auto options = sized(40, 200);
        options.missingStrips = strips;
        const auto layers = layersOf(options, 200);
        int begun = 0, before = 1;
        for (int row = 0; row < 200; ++row) {
            const auto* line = layers.strips.data() + row * 40;
            ASSERT_EQ(std::set<int>(line, line + 40).size(), 1u) << row;
            begun += before == 1 && line[0] == 0;
            before = line[0];
        }
        EXPECT_GE(begun, strips > 0 ? 1 : 0);
        EXPECT_LE(begun, strips);  // two of them may touch
        EXPECT_LE(shareOf(layers.strips, 0), 0.13);
    }
}

TEST(SceneLayout, driftIsSlowAndSmall) {
    const auto drift = layersOf(sized(200, 100), 100).drift;
    for (const float value : drift) ASSERT_LE(std::abs(value), 1);
    for (std::size_t i = 1; i < 200; ++i) EXPECT_LT(std::abs(drift[i] - drift[i - 1]), 0.1);
    EXPECT_GT(*std::max_element(drift.begin(), drift.end()) - *std::min_element(drift.begin(), drift.end()), 0.5);
}

}  // namespace
}  // namespace lacuna::scenes
