#include "map/leak_check.h"

#include <bit>
#include <cmath>
#include <limits>
#include <random>

namespace lacuna::map {
namespace {

/// Ordinary and huge numbers, NaN and infinities in equal parts.
float anything(std::mt19937_64& random) {
    const auto bits = random();
    const float ordinary = static_cast<float>(static_cast<std::int32_t>(bits >> 32)) * 0x1p-28f;
    switch (bits % 4) {
        case 0: return ordinary;
        case 1: return ordinary * 1e30f;
        case 2: return std::numeric_limits<float>::quiet_NaN();
        default: return std::copysign(std::numeric_limits<float>::infinity(), ordinary);
    }
}

tile::Tile replaced(const tile::Tile& real, base::Availability absent, std::uint64_t seed) {
    tile::Tile tile = real;
    tile.serial = tile::nextTileSerial();
    std::seed_seq place{seed, static_cast<std::uint64_t>(tile.originColumn), static_cast<std::uint64_t>(tile.originRow)};
    std::mt19937_64 random(place);
    for (std::size_t i = 0; i < tile.planes.size(); ++i)
        if (base::isPresent(absent, static_cast<int>(i)))
            for (float& value : tile.planes[i].values) value = anything(random);
    for (auto& bits : tile.availability)
        bits = static_cast<base::Availability>((bits & ~absent) | (random() & absent));
    return tile;
}

void hashRows(const ClassMap& band, engine::Sha256& hash) {
    const auto width = static_cast<std::size_t>(band.grid.width);
    for (std::size_t row = 0; row < static_cast<std::size_t>(band.grid.height); ++row) {
        hash.add(band.labels.data() + row * width, width);
        hash.add(band.confidence.data() + row * width, width * sizeof(float));
    }
}

MapBlock shifted(MapBlock block, int columns, int rows) {
    block.window.column -= columns;
    block.window.row -= rows;
    return block;
}

}  // namespace

LeakCheck::LeakCheck(engine::Classifier& classifier, const raster::Grid& scene, const raster::Window& area, int mapStride,
                     base::Availability absent, std::uint64_t seed)
    : classifier_(classifier), scene_(scene), mapStride_(mapStride), absent_(absent), seed_(seed) {
    LACUNA_ASSERT(area.column % mapStride == 0 && area.row % mapStride == 0 && absent != 0);
    const auto cellsAcross = [&](int pixels) { return (pixels + mapStride - 1) / mapStride; };
    cells_ = {area.column / mapStride, area.row / mapStride, cellsAcross(area.width), cellsAcross(area.height)};
}

base::Status LeakCheck::check(const tile::Tile& tile, const tile::PlannedTile& planned, const std::stop_token& stop,
                              const PixelCount& onPixels) {
    AssembleOptions options;
    options.mapStride = mapStride_;
    options.switchedOn = static_cast<base::Availability>(~absent_);
    LACUNA_TRY(real, classifyTile(classifier_, tile, planned, scene_, options, stop, onPixels, nullptr));
    LACUNA_TRY(other, classifyTile(classifier_, replaced(tile, absent_, seed_), planned, scene_, options, stop, onPixels, nullptr));
    compare(real, other);
    if (!realBand_ || real.window.row != bandRow_) {
        hashBand();
        bandRow_ = real.window.row;
        raster::Grid grid;
        grid.width = cells_.width;
        grid.height = real.window.height;
        realBand_.emplace(grid, base::ClassTable{});
        replacedBand_.emplace(grid, base::ClassTable{});
    }
    LACUNA_TRY_STATUS(realBand_->write(shifted(std::move(real), cells_.column, bandRow_)));
    return replacedBand_->write(shifted(std::move(other), cells_.column, bandRow_));
}

void LeakCheck::compare(const MapBlock& real, const MapBlock& replaced) {
    for (std::size_t cell = 0; cell < real.labels.size(); ++cell) {
        if (real.labels[cell] == 0 && replaced.labels[cell] == 0) continue;
        ++report_.compared;
        const bool sameClass = real.labels[cell] == replaced.labels[cell];
        // Bits, not values: −0 is not 0 here, and NaN is itself.
        if (sameClass && std::bit_cast<std::uint32_t>(real.confidence[cell]) == std::bit_cast<std::uint32_t>(replaced.confidence[cell]))
            continue;
        if (report_.differing++ == 0) {
            report_.firstColumn = real.window.column + static_cast<int>(cell) % real.window.width;
            report_.firstRow = real.window.row + static_cast<int>(cell) / real.window.width;
        }
        report_.otherClass += !sameClass;
    }
}

void LeakCheck::hashBand() {
    if (!realBand_) return;
    hashRows(*realBand_, realHash_);
    hashRows(*replacedBand_, replacedHash_);
}

LeakReport LeakCheck::finish() {
    hashBand();
    report_.realSha256 = realHash_.hex();
    report_.replacedSha256 = replacedHash_.hex();
    return report_;
}

}  // namespace lacuna::map
