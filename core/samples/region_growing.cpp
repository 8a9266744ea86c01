#include "samples/region_growing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <set>

namespace lacuna::samples {
namespace {

constexpr auto stage = "grow region";
constexpr int side = 64;
constexpr std::size_t area = static_cast<std::size_t>(side) * side;
using base::ErrorCode;
using base::fail;

/// Distances of the pixels' spectra to the seed's, read as they are asked for.
class SpectralDistances {
public:
    SpectralDistances(const raster::RasterStack& stack, int modality, const GrowOptions& options)
        : stack_(stack), modality_(modality), options_(options), bands_(static_cast<std::size_t>(stack.modality(modality).bands)),
          values_(bands_ * area), holds_(area) {}

    base::Status begin(Pixel seed) {
        const raster::Window one{seed.column, seed.row, 1, 1};
        seed_.resize(bands_);
        std::uint8_t holds = 0;
        LACUNA_TRY_STATUS(stack_.read(modality_, one, seed_.data(), &holds));
        if (holds == 0)
            return fail(ErrorCode::BadData, stage, "{} has no data in row {}, column {}. Click on a pixel with data", stack_.modality(modality_).name,
                        seed.row, seed.column);
        for (const float value : seed_) seedLength_ += static_cast<double>(value) * value;
        weights_.assign(bands_, 1);
        return options_.measure == GrowOptions::Measure::Deviation ? weigh(seed) : base::Status();
    }

    /// Infinite where the pixel has no data.
    base::Result<float> at(Pixel pixel) {
        const std::pair key{pixel.row / side, pixel.column / side};
        auto found = blocks_.find(key);
        if (found == blocks_.end()) {
            LACUNA_TRY_STATUS(readBlock(key.first, key.second));
            std::vector<float> distances(area);
            for (std::size_t i = 0; i < area; ++i) distances[i] = holds_[i] ? distance(i) : std::numeric_limits<float>::infinity();
            found = blocks_.emplace(key, std::move(distances)).first;
        }
        return found->second[static_cast<std::size_t>(pixel.row % side) * side + static_cast<std::size_t>(pixel.column % side)];
    }

private:
    base::Status readBlock(int row, int column) {
        return stack_.read(modality_, {column * side, row * side, side, side}, values_.data(), holds_.data());
    }

    float distance(std::size_t i) const {
        double sum = 0, length = 0;
        if (options_.measure == GrowOptions::Measure::Deviation) {
            for (std::size_t b = 0; b < bands_; ++b) {
                const double difference = (values_[b * area + i] - seed_[b]) * weights_[b];
                sum += difference * difference;
            }
            return static_cast<float>(std::sqrt(sum / static_cast<double>(bands_)));
        }
        for (std::size_t b = 0; b < bands_; ++b) {
            const double value = values_[b * area + i];
            sum += value * seed_[b];
            length += value * value;
        }
        const double lengths = std::sqrt(length * seedLength_);
        return static_cast<float>(lengths > 0 ? std::acos(std::clamp(sum / lengths, -1.0, 1.0)) * 180 / std::numbers::pi : 90);
    }

    /// One over each band's standard deviation in the nine blocks around the seed.
    base::Status weigh(Pixel seed) {
        std::vector<double> sum(bands_), squares(bands_);
        double count = 0;
        for (int row = std::max(0, seed.row / side - 1); row <= std::min((stack_.grid().height - 1) / side, seed.row / side + 1); ++row)
            for (int column = std::max(0, seed.column / side - 1); column <= std::min((stack_.grid().width - 1) / side, seed.column / side + 1); ++column) {
                LACUNA_TRY_STATUS(readBlock(row, column));
                for (std::size_t i = 0; i < area; ++i) count += holds_[i];
                for (std::size_t b = 0; b < bands_; ++b)
                    for (std::size_t i = 0; i < area; ++i) {
                        if (!holds_[i]) continue;
                        const double value = static_cast<double>(values_[b * area + i]) - seed_[b];
                        sum[b] += value;
                        squares[b] += value * value;
                    }
            }
        for (std::size_t b = 0; b < bands_; ++b) {
            const double mean = sum[b] / count, variance = squares[b] / count - mean * mean;
            weights_[b] = variance > 0 ? 1 / std::sqrt(variance) : 0;
        }
        return {};
    }

    const raster::RasterStack& stack_;
    int modality_;
    const GrowOptions& options_;
    std::size_t bands_;
    std::vector<float> values_;  ///< [bands, side, side], of the block read last
    std::vector<std::uint8_t> holds_;
    std::vector<float> seed_;
    double seedLength_ = 0;  ///< squared
    std::vector<double> weights_;
    std::map<std::pair<int, int>, std::vector<float>> blocks_;
};

base::Status check(const raster::RasterStack& stack, int modality, Pixel seed, const GrowOptions& options) {
    const auto& grid = stack.grid();
    LACUNA_ASSERT(modality >= 0 && modality < stack.modalities());
    if (seed.row < 0 || seed.column < 0 || seed.row >= grid.height || seed.column >= grid.width)
        return fail(ErrorCode::Usage, stage, "row {}, column {} lies outside the scene of {} × {} pixels", seed.row, seed.column, grid.width, grid.height);
    if (!(options.threshold >= 0) || options.mostPixels < 1 || options.reach < 1)
        return fail(ErrorCode::Usage, stage, "threshold {}, at most {} pixels and reach {} are given, expected 0, 1 and 1 at least", options.threshold,
                    options.mostPixels, options.reach);
    if (options.measure == GrowOptions::Measure::Angle && stack.modality(modality).bands < 2)
        return fail(ErrorCode::Usage, stage, "{} has one band, and its spectra no angle. Choose the distance in standard deviations", stack.modality(modality).name);
    return {};
}

}  // namespace

base::Result<GrownRegion> growRegion(const raster::RasterStack& stack, int modality, Pixel seed, const GrowOptions& options,
                                     std::stop_token stop, base::Progress& progress) {
    LACUNA_TRY_STATUS(check(stack, modality, seed, options));
    SpectralDistances distances(stack, modality, options);
    LACUNA_TRY_STATUS(distances.begin(seed));
    base::ProgressMeter meter(progress, "Growing a region", static_cast<std::uint64_t>(options.mostPixels), "px");
    GrownRegion region;
    // Those nearest to the seed on the ground first, so that what a limit cuts off is the far end.
    std::set<std::pair<std::int64_t, Pixel>> rim{{0, seed}};
    std::set<Pixel> seen{seed};
    while (!rim.empty()) {
        if (stop.stop_requested()) return base::cancelled(stage);
        if (static_cast<int>(region.pixels.size()) == options.mostPixels) {
            region.limited = true;
            break;
        }
        const Pixel pixel = rim.extract(rim.begin()).value().second;
        region.pixels.push_back(pixel);
        meter.advance(1);
        for (const auto& [dRow, dColumn] : {std::pair{-1, 0}, {0, -1}, {0, 1}, {1, 0}}) {
            const Pixel next{pixel.row + dRow, pixel.column + dColumn};
            if (next.row < 0 || next.column < 0 || next.row >= stack.grid().height || next.column >= stack.grid().width) continue;
            const std::int64_t rows = next.row - seed.row, columns = next.column - seed.column;
            if (seen.contains(next)) continue;
            seen.insert(next);
            LACUNA_TRY(distance, distances.at(next));
            if (!(distance <= options.threshold)) continue;
            if (std::max(std::abs(rows), std::abs(columns)) > options.reach)
                region.limited = true;
            else
                rim.insert({rows * rows + columns * columns, next});
        }
    }
    std::sort(region.pixels.begin(), region.pixels.end());
    return region;
}

}  // namespace lacuna::samples
