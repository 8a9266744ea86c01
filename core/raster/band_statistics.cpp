#include "raster/band_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "raster/statistics_cache.h"

namespace lacuna::raster {
namespace {

constexpr auto stage = "measure bands";
constexpr std::size_t pieceBytes = 32 << 20;

/// Mean and sum of squared deviations, merged by piece (Chan, Golub and LeVeque 1983).
struct Moments {
    double count = 0;
    double mean = 0;
    double squares = 0;
    double minimum = std::numeric_limits<double>::infinity();
    double maximum = -std::numeric_limits<double>::infinity();

    void merge(const Moments& other) {
        if (other.count == 0) return;
        const double total = count + other.count;
        const double difference = other.mean - mean;
        squares += other.squares + difference * difference * count * other.count / total;
        mean += difference * other.count / total;
        count = total;
        minimum = std::min(minimum, other.minimum);
        maximum = std::max(maximum, other.maximum);
    }
};

Moments momentsOf(const float* values, const std::uint8_t* holdsData, std::size_t pixels) {
    Moments moments;
    double sum = 0;
    for (std::size_t i = 0; i < pixels; ++i) {
        if (holdsData[i] == 0) continue;
        const double value = values[i];
        moments.count += 1;
        sum += value;
        moments.minimum = std::min(moments.minimum, value);
        moments.maximum = std::max(moments.maximum, value);
    }
    if (moments.count == 0) return moments;
    moments.mean = sum / moments.count;
    for (std::size_t i = 0; i < pixels; ++i) {
        if (holdsData[i] == 0) continue;
        const double difference = values[i] - moments.mean;
        moments.squares += difference * difference;
    }
    return moments;
}

/// Windows that cover the grid in whole blocks, small enough for a piece of memory.
std::vector<Window> piecesOf(const RasterStack& stack, int bands) {
    const Grid& grid = stack.grid();
    const Window block = stack.blockShape();
    const std::size_t cells = std::max<std::size_t>(1, pieceBytes / (sizeof(float) * static_cast<std::size_t>(bands)));
    const int height = std::clamp(block.height, 1, std::max(1, static_cast<int>(std::min<std::size_t>(cells, 512))));
    const auto room = static_cast<int>(std::min<std::size_t>(cells / static_cast<std::size_t>(height), 1 << 20));
    int width = std::clamp(room, 1, grid.width);
    if (width < grid.width && width > block.width) width -= width % block.width;
    std::vector<Window> pieces;
    for (int row = 0; row < grid.height; row += height)
        for (int column = 0; column < grid.width; column += width)
            pieces.push_back({column, row, std::min(width, grid.width - column), std::min(height, grid.height - row)});
    return pieces;
}

}  // namespace

base::Result<BandStatistics> bandStatistics(const RasterStack& stack, int modality, std::stop_token stop,
                                            base::Progress& progress) {
    const ModalityInfo& info = stack.modality(modality);
    if (auto kept = cachedStatistics(info, stack.grid())) return *kept;
    const auto bands = static_cast<std::size_t>(info.bands);
    std::vector<Moments> moments(bands);
    const auto pieces = piecesOf(stack, info.bands);
    std::uint64_t total = 0;
    for (const Window& piece : pieces) total += static_cast<std::uint64_t>(piece.width) * static_cast<std::uint64_t>(piece.height);
    base::ProgressMeter meter(progress, "Measuring the bands of " + info.name, total, "px");
    std::vector<float> values;
    std::vector<std::uint8_t> holdsData;
    for (const Window& piece : pieces) {
        if (stop.stop_requested()) return base::cancelled(stage);
        const auto area = static_cast<std::size_t>(piece.width) * static_cast<std::size_t>(piece.height);
        values.resize(bands * area);
        holdsData.resize(area);
        LACUNA_TRY_STATUS(stack.read(modality, piece, values.data(), holdsData.data()));
        for (std::size_t band = 0; band < bands; ++band)
            moments[band].merge(momentsOf(values.data() + band * area, holdsData.data(), area));
        meter.advance(area);
    }
    if (moments.front().count == 0)
        return base::fail(base::ErrorCode::BadData, stage,
                          "{} holds no data at all: every pixel of {} is no-data, NaN or masked. Check its no-data value (gdalinfo) "
                          "or leave the sensor out", info.name, info.files.front());
    BandStatistics statistics;
    statistics.pixels = static_cast<std::uint64_t>(moments.front().count);
    for (const Moments& m : moments) {
        statistics.mean.push_back(m.mean);
        statistics.standardDeviation.push_back(std::sqrt(m.squares / m.count));
        statistics.minimum.push_back(m.minimum);
        statistics.maximum.push_back(m.maximum);
    }
    keepStatistics(info, stack.grid(), statistics);
    return statistics;
}

}  // namespace lacuna::raster
