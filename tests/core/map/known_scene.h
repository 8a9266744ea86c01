#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/classifier.h"
#include "map/map_assembler.h"

/// A scene without files and a classifier whose answer is known for every pixel.
namespace lacuna::map {

constexpr int classCount = 4;
constexpr int patchHalo = 2;

/// Values by logit, not in ascending order.
inline base::ClassTable fourClasses() {
    return {{30, "Water", {0, 0, 255}},
            {10, "Corn", {230, 159, 0}},
            {20, "Oats", {0, 158, 115}},
            {255, "Town", {90, 90, 90}}};
}

struct KnownScene {
    raster::Grid grid;

    KnownScene(int width, int height) {
        grid.width = width;
        grid.height = height;
    }
    static int value(int sensor, int row, int column) {
        return (sensor == 0 ? 7 * row + 3 * column + row * column / 5 : row + 2 * column) % classCount;
    }
    base::Availability availability(int row, int column) const {
        if (row < 0 || column < 0 || row >= grid.height || column >= grid.width) return 0;
        if (row >= 8 && row < 14 && column >= 5 && column < 16) return 0;
        return static_cast<base::Availability>(row % 9 == 4 ? 0b10 : column % 7 == 2 ? 0b01 : 0b11);
    }
    tile::Tile tile(const raster::Window& window, base::Availability on = 0b11) const {
        tile::Tile tile;
        tile.serial = tile::nextTileSerial();
        tile.width = window.width + 2 * patchHalo;
        tile.height = window.height + 2 * patchHalo;
        tile.originColumn = window.column - patchHalo;
        tile.originRow = window.row - patchHalo;
        tile.planes.resize(2);
        for (int row = tile.originRow; row < tile.originRow + tile.height; ++row)
            for (int column = tile.originColumn; column < tile.originColumn + tile.width; ++column) {
                const auto bits = static_cast<base::Availability>(availability(row, column) & on);
                tile.availability.push_back(bits);
                for (int sensor = 0; sensor < 2; ++sensor) {
                    auto& plane = tile.planes[static_cast<std::size_t>(sensor)];
                    plane.channels = 1;
                    plane.values.push_back(
                        base::isPresent(bits, sensor) ? static_cast<float>(value(sensor, row, column)) : 0.0f);
                }
            }
        return tile;
    }

    /// What the map must say of a pixel.
    int classIndex(int row, int column, base::Availability on = 0b11) const {
        int sum = 0;
        for (int sensor = 0; sensor < 2; ++sensor)
            if (base::isPresent(availability(row, column) & on, sensor)) sum += value(sensor, row, column);
        return sum % classCount;
    }
    int label(int row, int column, base::Availability on = 0b11) const {
        if ((availability(row, column) & on) == 0) return 0;
        return fourClasses()[static_cast<std::size_t>(classIndex(row, column, on))].value;
    }
    static float confidence(int row, int column) {
        return 0.5f + static_cast<float>((row * 31 + column * 17) % 64) / 256;
    }
};

/// Adds the values of the sensors that are available at the pixel; sure of it by place.
class KnownClassifier : public engine::Classifier {
public:
    explicit KnownClassifier(bool recordsActivation = false) : recordsActivation_(recordsActivation) {
        model_.classes = fourClasses();
    }

    base::Result<engine::Scores> predict(const tile::Batch& batch) override {
        if (beforeEach) beforeEach();
        if (failure) return tl::unexpected(*failure);
        batchSizes.push_back(batch.size());
        EXPECT_EQ(batch.availability.size(), batch.size());
        engine::Scores scores;
        scores.classes = classCount;
        scores.experts = recordsActivation_ ? 2 : 0;
        for (std::size_t i = 0; i < batch.size(); ++i)
            score(*batch.tile, batch.centres[i], batch.availability[i], scores);
        return scores;
    }
    const engine::ModelSpec& model() const override { return model_; }
    const engine::Device& device() const override { return device_; }
    metrics::ExpertLayout experts() const override { return {{{0, {"dynamic 1", "shared"}}}}; }
    double flopsPerPixel() const override { return 1; }

    std::vector<std::size_t> batchSizes;
    std::function<void()> beforeEach;
    std::optional<base::Error> failure;

private:
    void score(const tile::Tile& tile, std::int32_t centre, base::Availability bits, engine::Scores& scores) const {
        EXPECT_NE(bits, 0);
        const int y = centre / tile.width, x = centre % tile.width;
        EXPECT_TRUE(y >= patchHalo && x >= patchHalo && y < tile.height - patchHalo && x < tile.width - patchHalo);
        float sum = 0;
        for (int sensor = 0; sensor < 2; ++sensor)
            if (base::isPresent(bits, sensor))
                sum += tile.planes[static_cast<std::size_t>(sensor)].values[static_cast<std::size_t>(centre)];
        const float sure = KnownScene::confidence(tile.originRow + y, tile.originColumn + x);
        for (int k = 0; k < classCount; ++k)
            scores.probabilities.push_back(k == static_cast<int>(sum) % classCount ? sure
                                                                                   : (1 - sure) / (classCount - 1));
        if (!recordsActivation_) return;
        const float share = bits == 0b11 ? 1.0f : 0.25f;
        scores.share.insert(scores.share.end(), {share, 1.0f});
        scores.weight.insert(scores.weight.end(), {share / 2, sure});
    }

    engine::ModelSpec model_;
    engine::Device device_;
    bool recordsActivation_;
};

}  // namespace lacuna::map
