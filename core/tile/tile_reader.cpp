#include "tile/tile_reader.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace lacuna::tile {
namespace {

/// (v − mean) / σ where there is data; elsewhere 0, the band's mean.
void standardise(float* values, const std::uint8_t* holdsData, std::size_t area, float mean, float inverse) {
    for (std::size_t i = 0; i < area; ++i) values[i] = holdsData[i] != 0 ? (values[i] - mean) * inverse : 0.0f;
}

}  // namespace

base::Availability Inputs::given() const {
    base::Availability bits = 0;
    for (std::size_t i = 0; i < source.size(); ++i)
        if (source[i] >= 0) bits = static_cast<base::Availability>(bits | 1u << i);
    return bits;
}

base::Result<Tile> readTile(const raster::RasterStack& stack, const Inputs& inputs, const raster::Window& window, int halo,
                            base::Availability switchedOn) {
    Tile tile;
    tile.serial = nextTileSerial();
    tile.width = window.width + 2 * halo;
    tile.height = window.height + 2 * halo;
    tile.originColumn = window.column - halo;
    tile.originRow = window.row - halo;
    const auto area = static_cast<std::size_t>(tile.width) * static_cast<std::size_t>(tile.height);
    tile.availability.assign(area, 0);
    tile.planes.resize(inputs.source.size());
    std::vector<std::uint8_t> holdsData(area);
    const loss::SensorLoss none;
    const auto read = static_cast<base::Availability>(switchedOn & inputs.given());
    for (std::size_t i = 0; i < inputs.source.size(); ++i) {
        if (!base::isPresent(read, static_cast<int>(i))) continue;
        Plane& plane = tile.planes[i];
        plane.channels = static_cast<int>(inputs.mean[i].size());
        plane.values.resize(area * inputs.mean[i].size());
        const loss::SensorLoss& loss = inputs.losses.empty() ? none : inputs.losses[i];
        LACUNA_TRY_STATUS(loss::readSensor(stack, inputs.source[i], {tile.originColumn, tile.originRow, tile.width, tile.height}, loss,
                                           inputs.mean[i], inputs.inverse[i], plane.values.data(), holdsData.data()));
        for (std::size_t band = 0; band < inputs.mean[i].size(); ++band)
            standardise(plane.values.data() + band * area, holdsData.data(), area, inputs.mean[i][band],
                        inputs.inverse[i][band]);
        for (std::size_t pixel = 0; pixel < area; ++pixel)
            tile.availability[pixel] = static_cast<base::Availability>(tile.availability[pixel] | holdsData[pixel] << i);
    }
    return tile;
}

struct TileReader::Impl {
    raster::RasterStack stack;
    Inputs inputs;
    std::vector<PlannedTile> plan;
    int halo = 0;
    base::Availability switchedOn = 0;
    std::size_t ahead = 2;

    std::mutex mutex;
    std::condition_variable_any changed;
    std::deque<base::Result<Next>> ready;
    std::size_t delivered = 0;
    std::jthread thread;  ///< last: stops before the rest goes

    void work(const std::stop_token& stop) {
        for (const auto& planned : plan) {
            {
                std::unique_lock lock(mutex);
                if (!changed.wait(lock, stop, [&] { return ready.size() < ahead; })) return;
            }
            auto tile = readTile(stack, inputs, planned.window, halo, switchedOn);
            const std::lock_guard lock(mutex);
            if (!tile) {
                ready.push_back(base::passOn(tile));
                changed.notify_all();
                return;
            }
            ready.push_back(Next{planned, std::make_shared<const Tile>(std::move(*tile))});
            changed.notify_all();
        }
    }
};

TileReader::TileReader(raster::RasterStack stack, Inputs inputs, std::vector<PlannedTile> plan, int halo,
                       base::Availability switchedOn, int ahead)
    : impl_(new Impl{std::move(stack), std::move(inputs), std::move(plan), halo, switchedOn,
                     static_cast<std::size_t>(ahead), {}, {}, {}, 0, {}}) {
    impl_->thread = std::jthread([impl = impl_.get()](const std::stop_token& stop) { impl->work(stop); });
}

TileReader::~TileReader() = default;

base::Result<std::optional<TileReader::Next>> TileReader::next(const std::stop_token& stop) {
    std::unique_lock lock(impl_->mutex);
    if (impl_->delivered == impl_->plan.size()) return std::optional<Next>();
    impl_->changed.wait(lock, stop, [&] { return !impl_->ready.empty(); });
    if (stop.stop_requested()) return base::cancelled("read tiles");
    if (!impl_->ready.front()) return base::passOn(impl_->ready.front());  // stays: nothing comes after it
    std::optional<Next> next = std::move(*impl_->ready.front());
    impl_->ready.pop_front();
    ++impl_->delivered;
    impl_->changed.notify_all();
    return next;
}

}  // namespace lacuna::tile
