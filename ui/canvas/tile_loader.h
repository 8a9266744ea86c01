#pragma once

#include <QImage>
#include <QList>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "ui/canvas/sensor_source.h"

namespace lacuna::ui {

/// Two threads that render the wanted tiles of a SensorLayer, the latest wish first. Callbacks come on these threads and
/// must only post events. Destruction stops what is being read (the reads look at the stop token) and joins.
class TileLoader {
public:
    struct Callbacks {
        /// A null image: the tile could not be read.
        std::function<void(const TileKey&, quint64 generation, QImage)> tile;
        std::function<void(int band, const QRect& area, std::vector<float> sorted, bool coarseIsQuick, SensorSource::Place)>
            sample;
        std::function<void(QString message)> failed;
    };
    TileLoader(raster::Grid grid, raster::ModalityInfo info, std::shared_ptr<const CoarseCopies> copies,
               Callbacks callbacks);
    ~TileLoader();

    /// Replaces the wishes: what isn't in the list is forgotten, and stopped if it has begun (a coarse tile of a large file
    /// without overviews takes many seconds, which a view that has moved on must not wait for). `generation` comes back
    /// with the tile.
    void want(QList<TileKey> keys, const TileStyle& style, quint64 generation);
    /// Asks for the sample of a band (of an area of the raster unless it is null); these go before the tiles. A wish for
    /// another area of the same band replaces one that isn't begun.
    void wantSample(int band, const QRect& area = {});

private:
    void work(std::stop_token stop);

    raster::Grid grid_;
    raster::ModalityInfo info_;
    std::shared_ptr<const CoarseCopies> copies_;
    Callbacks callbacks_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    QList<TileKey> wanted_;
    struct Read {
        TileKey key;
        std::stop_source stop;
    };
    std::list<Read> underWay_;
    QList<std::pair<int, QRect>> samples_;
    TileStyle style_;
    quint64 generation_ = 0;
    std::vector<std::jthread> threads_;
};

}  // namespace lacuna::ui
