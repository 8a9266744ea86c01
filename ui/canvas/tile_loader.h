#pragma once

#include <QImage>
#include <QList>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
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
        std::function<void(int band, std::vector<float> sorted, bool coarseIsQuick, SensorSource::Place)> sample;
        std::function<void(QString message)> failed;
    };
    TileLoader(raster::Grid grid, raster::ModalityInfo info, std::shared_ptr<const CoarseCopies> copies,
               Callbacks callbacks);
    ~TileLoader();

    /// Replaces the wishes: what isn't begun and isn't in the list is forgotten. `generation` comes back with the tile.
    void want(QList<TileKey> keys, const TileStyle& style, quint64 generation);
    /// Asks for the sample of a band; these go before the tiles.
    void wantSample(int band);

private:
    void work(std::stop_token stop);

    raster::Grid grid_;
    raster::ModalityInfo info_;
    std::shared_ptr<const CoarseCopies> copies_;
    Callbacks callbacks_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    QList<TileKey> wanted_;
    QList<TileKey> underWay_;
    QList<int> samples_;
    TileStyle style_;
    quint64 generation_ = 0;
    std::vector<std::jthread> threads_;
};

}  // namespace lacuna::ui
