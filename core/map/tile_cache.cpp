#include "map/tile_cache.h"

#include <algorithm>
#include <limits>

#include "base/memory_cap.h"

namespace lacuna::map {
namespace {

constexpr std::uint64_t largestCache = std::uint64_t{1} << 30;

}  // namespace

std::uint64_t KeptTile::bytes() const {
    const auto cells = static_cast<std::uint64_t>(block.labels.size());
    const auto cellBytes = sizeof(std::uint8_t) + sizeof(float) + sizeof(base::Availability);
    const auto sums = static_cast<std::uint64_t>(activation.patterns().size()) *
                      static_cast<std::uint64_t>(activation.classes()) *
                      static_cast<std::uint64_t>(activation.layout().experts()) * 2 * sizeof(double);
    return sizeof(KeptTile) + cells * cellBytes + sums;
}

TileCache::TileCache(std::uint64_t mostBytes) : mostBytes_(mostBytes) {}

std::uint64_t TileCache::defaultBytes() { return std::min(base::memoryCap() / 8, largestCache); }

TileCache::Place TileCache::placeOf(const tile::PlannedTile& planned) {
    const auto& window = planned.window;
    return {planned.preview ? -planned.stride : 0, planned.stride, window.row, window.column, window.height, window.width};
}

void TileCache::drop(std::map<Key, Entries::iterator>::iterator at) {
    bytes_ -= at->second->tile->bytes();
    entries_.erase(at->second);
    places_.erase(at);
}

void TileCache::keep(const MapState& state, KeptTile tile) {
    const Key key{state, placeOf(tile.planned)};
    const auto kept = std::make_shared<const KeptTile>(std::move(tile));
    const std::lock_guard lock(mutex_);
    if (const auto old = places_.find(key); old != places_.end()) drop(old);
    if (kept->bytes() > mostBytes_) return;
    bytes_ += kept->bytes();
    entries_.push_front({key, kept});
    places_[key] = entries_.begin();
    while (bytes_ > mostBytes_) drop(places_.find(entries_.back().key));
}

KeptTilePtr TileCache::find(const MapState& state, const tile::PlannedTile& planned) {
    const std::lock_guard lock(mutex_);
    const auto at = places_.find({state, placeOf(planned)});
    if (at == places_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, at->second);
    return at->second->tile;
}

std::vector<KeptTilePtr> TileCache::tilesOf(const MapState& state) {
    const std::lock_guard lock(mutex_);
    std::vector<KeptTilePtr> tiles;
    constexpr int lowest = std::numeric_limits<int>::min();
    for (auto at = places_.lower_bound({state, {lowest, lowest, lowest, lowest, lowest, lowest}});
         at != places_.end() && at->first.first == state; ++at) {
        entries_.splice(entries_.begin(), entries_, at->second);
        tiles.push_back(at->second->tile);
    }
    return tiles;
}

void TileCache::forget(const MapState& state) {
    const std::lock_guard lock(mutex_);
    constexpr int lowest = std::numeric_limits<int>::min();
    auto at = places_.lower_bound({state, {lowest, lowest, lowest, lowest, lowest, lowest}});
    while (at != places_.end() && at->first.first == state) drop(at++);
}

void TileCache::clear() {
    const std::lock_guard lock(mutex_);
    entries_.clear();
    places_.clear();
    bytes_ = 0;
}

std::uint64_t TileCache::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

void paintOver(MapBlock& block, const std::vector<KeptTilePtr>& kept) {
    const auto& to = block.window;
    for (const auto& tile : kept) {
        if (tile->planned.preview) continue;
        const auto& from = tile->block.window;
        const int left = std::max(to.column, from.column), right = std::min(to.column + to.width, from.column + from.width);
        const int top = std::max(to.row, from.row), bottom = std::min(to.row + to.height, from.row + from.height);
        const auto at = [](const raster::Window& window, int row, int column) {
            return static_cast<std::size_t>(row - window.row) * static_cast<std::size_t>(window.width) +
                   static_cast<std::size_t>(column - window.column);
        };
        for (int row = top; row < bottom; ++row)
            for (int column = left; column < right; ++column) {
                const auto source = at(from, row, column), target = at(to, row, column);
                block.labels[target] = tile->block.labels[source];
                block.confidence[target] = tile->block.confidence[source];
                block.availability[target] = tile->block.availability[source];
            }
    }
}

}  // namespace lacuna::map
