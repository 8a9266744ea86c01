#include "ui/canvas/tile_loader.h"

#include <algorithm>
#include <exception>

#include "base/error.h"
#include "ui/canvas/thread_priority.h"

namespace lacuna::ui {
namespace {

constexpr int threadCount = 2;
constexpr int readersNice = 5;

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
    for (Read& read : underWay_) {
        // What is read in an old style is of no use either.
        if (generation != generation_ || !keys.contains(read.key)) read.stop.request_stop();
    }
    generation_ = generation;
    style_ = style;
    keys.removeIf([&](const TileKey& key) {
        return std::any_of(underWay_.begin(), underWay_.end(),
                           [&](const Read& read) { return read.key == key && !read.stop.stop_requested(); });
    });
    wanted_ = std::move(keys);
    wake_.notify_all();
}

void TileLoader::wantSample(int band, const QRect& area) {
    const std::lock_guard lock(mutex_);
    samples_.removeIf([&](const auto& wish) { return wish.first == band; });
    samples_.append({band, area});
    wake_.notify_one();
}

void TileLoader::work(std::stop_token stop) {
    lowerThreadPriority(readersNice);
    std::unique_ptr<SensorSource> source;
    bool broken = false;
    const auto fail = [&](const base::Error& error) {
        if (error.code != base::ErrorCode::Cancelled) callbacks_.failed(QString::fromStdString(base::describe(error)));
    };
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [&] { return !wanted_.isEmpty() || !samples_.isEmpty(); })) {
        const bool sampling = !samples_.isEmpty();
        const auto [band, area] = sampling ? samples_.takeFirst() : std::pair<int, QRect>();
        const TileKey key = sampling ? TileKey{} : wanted_.takeFirst();
        std::stop_source reading;
        const auto read = sampling ? underWay_.end() : underWay_.insert(underWay_.end(), {key, reading});
        const std::stop_callback passOn(stop, [reading]() mutable { reading.request_stop(); });
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
                auto values = source->sample(band, stop, area);
                if (values)
                    callbacks_.sample(band, area, std::move(*values), source->isCoarseQuick(band), source->place(band));
                else
                    fail(values.error());
            } else if (!sampling) {
                QImage image;
                if (source) {
                    auto tile = source->tile(key, style, reading.get_token());
                    if (tile)
                        image = std::move(*tile);
                    else
                        fail(tile.error());
                }
                // A tile that is ready all the same is kept: the view may come back to it.
                const bool wanted = !reading.stop_requested() || !image.isNull();
                if (wanted && !stop.stop_requested()) callbacks_.tile(key, generation, std::move(image));
            }
        } catch (const std::exception& e) {
            fail({base::ErrorCode::OutOfMemory, "show raster", e.what()});
        }
        lock.lock();
        if (!sampling) underWay_.erase(read);
    }
}

}  // namespace lacuna::ui
