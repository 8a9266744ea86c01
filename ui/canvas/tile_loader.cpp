#include "ui/canvas/tile_loader.h"

#include <exception>

#include "base/error.h"

namespace lacuna::ui {
namespace {

constexpr int threadCount = 2;

}  // namespace

TileLoader::TileLoader(raster::Grid grid, raster::ModalityInfo info, std::shared_ptr<const CoarseCopies> copies,
                       Callbacks callbacks)
    : grid_(std::move(grid)), info_(std::move(info)), copies_(std::move(copies)), callbacks_(std::move(callbacks)) {
    for (int i = 0; i < threadCount; ++i) threads_.emplace_back([this](std::stop_token stop) { work(stop); });
}

TileLoader::~TileLoader() {
    for (std::jthread& thread : threads_) thread.request_stop();
    threads_.clear();
}

void TileLoader::want(QList<TileKey> keys, const TileStyle& style, quint64 generation) {
    const std::lock_guard lock(mutex_);
    if (generation != generation_) underWay_.clear();
    generation_ = generation;
    style_ = style;
    keys.removeIf([&](const TileKey& key) { return underWay_.contains(key); });
    wanted_ = std::move(keys);
    wake_.notify_all();
}

void TileLoader::wantSample(int band) {
    const std::lock_guard lock(mutex_);
    if (!samples_.contains(band)) samples_.append(band);
    wake_.notify_one();
}

void TileLoader::work(std::stop_token stop) {
    std::unique_ptr<SensorSource> source;
    bool broken = false;
    const auto fail = [&](const base::Error& error) {
        if (error.code != base::ErrorCode::Cancelled) callbacks_.failed(QString::fromStdString(base::describe(error)));
    };
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [&] { return !wanted_.isEmpty() || !samples_.isEmpty(); })) {
        const bool sampling = !samples_.isEmpty();
        const int band = sampling ? samples_.takeFirst() : 0;
        const TileKey key = sampling ? TileKey{} : wanted_.takeFirst();
        if (!sampling) underWay_.append(key);
        const TileStyle style = style_;
        const quint64 generation = generation_;
        lock.unlock();
        try {
            if (!source && !broken) {
                auto opened = SensorSource::open(grid_, info_, copies_);
                if (opened) {
                    source = std::move(*opened);
                } else {
                    broken = true;
                    fail(opened.error());
                }
            }
            if (sampling && source) {
                auto values = source->sample(band, stop);
                if (values)
                    callbacks_.sample(band, std::move(*values), source->isCoarseQuick(band), source->place(band));
                else
                    fail(values.error());
            } else if (!sampling) {
                QImage image;
                if (source) {
                    auto tile = source->tile(key, style, stop);
                    if (tile)
                        image = std::move(*tile);
                    else
                        fail(tile.error());
                }
                if (!stop.stop_requested()) callbacks_.tile(key, generation, std::move(image));
            }
        } catch (const std::exception& e) {
            fail({base::ErrorCode::OutOfMemory, "show raster", e.what()});
        }
        lock.lock();
        if (!sampling) underWay_.removeOne(key);
    }
}

}  // namespace lacuna::ui
