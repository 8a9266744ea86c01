#include "ui/canvas/sensor_layer.h"

#include <QCache>
#include <QMetaObject>
#include <QSet>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "ui/canvas/overview_builder.h"
#include "ui/canvas/tile_loader.h"
#include "ui/theme/numbers.h"

namespace lacuna::ui {
namespace {

constexpr qint64 defaultCache = qint64(256) << 20;
constexpr qint64 tileBytes = qint64(4) * tileSize * tileSize;
constexpr double colorTolerance = 0.05;  // micrometres
constexpr std::size_t mostViewers = 8;
constexpr double infraredTolerance = 0.08;
constexpr std::array<double, 3> colorWavelengths{0.65, 0.56, 0.48};
constexpr std::array<double, 3> infraredWavelengths{0.86, 0.65, 0.56};

using Range = std::array<double, 2>;

double distanceTo(const raster::ModalityInfo& info, int band, double wavelength) {
    return std::abs(info.wavelengths[static_cast<std::size_t>(band)] - wavelength);
}

/// The bands nearest to three wavelengths, nothing where one is farther than its tolerance.
std::optional<BandChoice> bandsNear(const raster::ModalityInfo& info, const std::vector<int>& known,
                                    const std::array<double, 3>& wavelengths, const std::array<double, 3>& tolerances) {
    if (known.size() < 3) return std::nullopt;
    std::array<int, 3> nearest{};
    for (std::size_t c = 0; c < 3; ++c) {
        nearest[c] = *std::min_element(known.begin(), known.end(), [&](int a, int b) {
            return distanceTo(info, a, wavelengths[c]) < distanceTo(info, b, wavelengths[c]);
        });
        if (distanceTo(info, nearest[c], wavelengths[c]) > tolerances[c]) return std::nullopt;
    }
    return BandChoice{true, nearest[0], nearest[1], nearest[2]};
}

/// Bands of known wavelength, the shortest first.
std::vector<int> knownBands(const raster::ModalityInfo& info) {
    std::vector<int> bands;
    const int count = std::min(info.bands, static_cast<int>(info.wavelengths.size()));
    for (int b = 0; b < count; ++b) {
        if (info.wavelengths[static_cast<std::size_t>(b)] > 0) bands.push_back(b);
    }
    std::stable_sort(bands.begin(), bands.end(), [&](int a, int b) {
        return info.wavelengths[static_cast<std::size_t>(a)] < info.wavelengths[static_cast<std::size_t>(b)];
    });
    return bands;
}

double quantile(const std::vector<float>& sorted, double fraction) {
    const auto last = static_cast<double>(sorted.size() - 1);
    return static_cast<double>(sorted[static_cast<std::size_t>(std::lround(std::clamp(fraction, 0.0, 1.0) * last))]);
}

/// `sorted`: a sample of the band's values. Fixed ranges don't come here.
Range rangeOf(const std::vector<float>& sorted, const Stretch& stretch) {
    if (sorted.empty()) return {0, 1};
    if (stretch.kind == Stretch::Kind::Cumulative) {
        return {quantile(sorted, stretch.lowFraction), quantile(sorted, stretch.highFraction)};
    }
    if (stretch.kind == Stretch::Kind::MinMax)
        return {static_cast<double>(sorted.front()), static_cast<double>(sorted.back())};
    const auto count = static_cast<double>(sorted.size());
    const double mean = std::accumulate(sorted.begin(), sorted.end(), 0.0) / count;
    double squares = 0;
    for (const float value : sorted)
        squares += (static_cast<double>(value) - mean) * (static_cast<double>(value) - mean);
    const double spread = stretch.deviations * std::sqrt(squares / count);
    return {mean - spread, mean + spread};
}

}  // namespace

BandChoice trueColor(const raster::ModalityInfo& info) {
    if (info.bands < 3) return {};
    const std::vector<int> known = knownBands(info);
    if (known.size() < 3) return {true, 0, 1, 2};
    if (const auto natural = naturalColor(info)) return *natural;
    const std::size_t n = known.size();
    return {true, known[n * 5 / 6], known[n / 2], known[n / 6]};
}

std::optional<BandChoice> naturalColor(const raster::ModalityInfo& info) {
    return bandsNear(info, knownBands(info), colorWavelengths, {colorTolerance, colorTolerance, colorTolerance});
}

std::optional<BandChoice> colorInfrared(const raster::ModalityInfo& info) {
    return bandsNear(info, knownBands(info), infraredWavelengths, {infraredTolerance, colorTolerance, colorTolerance});
}

QString bandLabel(const raster::ModalityInfo& info, int band) {
    const auto at = static_cast<std::size_t>(band);
    if (at < info.wavelengths.size() && info.wavelengths[at] > 0) {
        return QStringLiteral("B%1 %2 µm").arg(band + 1).arg(shownNumber(info.wavelengths[at], 3));
    }
    if (at < info.bandNames.size() && !info.bandNames[at].empty()) return QString::fromStdString(info.bandNames[at]);
    return SensorLayer::tr("band %1").arg(band + 1);
}

struct SensorLayer::Impl {
    /// A picture of an earlier style stands in until the new one has come.
    struct Kept {
        QImage image;
        quint64 generation = 0;
    };

    std::vector<int> shownBands() const {
        if (!bands.color) return {bands.red};
        return {bands.red, bands.green, bands.blue};
    }

    const Kept* standIn(const TileKey& key, TileKey& found) const {
        for (int up = 0; key.level + up <= coarsest; ++up) {
            found = {key.level + up, key.x >> up, key.y >> up};
            if (const Kept* kept = tiles.object(found)) return kept;
        }
        return nullptr;
    }

    bool isFresh(const TileKey& key) const {
        const Kept* kept = tiles.object(key);
        return kept != nullptr && kept->generation == generation;
    }

    void drawFiner(QPainter& painter, const TileView& shown, const TileKey& key, const raster::Grid& grid) const {
        if (key.level == 0) return;
        for (int i = 0; i < 4; ++i) {
            const TileKey finer{key.level - 1, 2 * key.x + i % 2, 2 * key.y + i / 2};
            if (const Kept* kept = tiles.object(finer)) drawTile(painter, shown, finer, kept->image, {}, grid, true);
        }
    }

    raster::ModalityInfo info;
    BandChoice bands;
    Stretch stretch;
    std::optional<ColorMap> map;
    QRect viewWindow;
    std::array<Range, 3> range{};
    bool ready = false;      ///< range is known
    quint64 generation = 0;  ///< counts the styles
    int coarsest = 0;
    bool coarseIsQuick = true;  ///< of all bands shown so far
    QCache<TileKey, Kept> tiles{defaultCache};
    QSet<TileKey> unreadable;
    QSet<TileKey> awaited;
    std::map<const void*, QList<TileKey>> wishes;  ///< by what is painted on; some may have been fulfilled
    bool loading = false;
    bool saidFailed = false;
    std::map<int, std::vector<float>> samples;  ///< sorted values by band
    std::map<int, QRect> asked;                 ///< bands whose sample is awaited, and of which area
    std::map<int, SensorSource::Place> slowPlaces;
    std::set<int> copied;  ///< bands handed to the builder
    std::shared_ptr<CoarseCopies> copies = std::make_shared<CoarseCopies>();
    std::unique_ptr<OverviewBuilder> builder;
    std::unique_ptr<TileLoader> loader;
};

SensorLayer::SensorLayer(const raster::RasterStack& stack, int modality, QObject* parent)
    : SensorLayer(stack.grid(), stack.modality(modality), parent) {}

SensorLayer::SensorLayer(raster::Grid grid, raster::ModalityInfo info, QObject* parent)
    : Layer(LayerGroup::Sensors, QString::fromStdString(info.name), std::move(grid), parent),
      impl_(std::make_unique<Impl>()) {
    impl_->info = std::move(info);
    impl_->bands = trueColor(impl_->info);
    impl_->coarsest = coarsestLevel(this->grid());
    // Called on the loader's threads: they only post, and what was posted dies with the layer.
    TileLoader::Callbacks callbacks;
    callbacks.tile = [this](const TileKey& key, quint64 generation, QImage image) {
        QMetaObject::invokeMethod(
            this, [this, key, generation, image] { takeTile(key, generation, image); }, Qt::QueuedConnection);
    };
    callbacks.sample = [this](int band, const QRect& area, std::vector<float> sorted, bool quick, SensorSource::Place place) {
        QMetaObject::invokeMethod(
            this,
            [this, band, area, kept = std::move(sorted), quick, place]() mutable {
                takeSample(band, area, std::move(kept), quick, place.warped, place.file, place.bandInFile);
            },
            Qt::QueuedConnection);
    };
    callbacks.failed = [this](const QString& message) {
        QMetaObject::invokeMethod(
            this,
            [this, message] {
                if (!impl_->ready) setLoading(false);
                if (std::exchange(impl_->saidFailed, true)) return;
                Q_EMIT failed(message);
            },
            Qt::QueuedConnection);
    };
    impl_->builder = std::make_unique<OverviewBuilder>(this->grid(), impl_->copies);
    impl_->loader = std::make_unique<TileLoader>(this->grid(), impl_->info, impl_->copies, std::move(callbacks));
    updateRange();
}

SensorLayer::~SensorLayer() {
    // The loader's threads use the rest of the layer until they are joined.
    impl_->loader.reset();
}

const raster::ModalityInfo& SensorLayer::info() const {
    return impl_->info;
}

BandChoice SensorLayer::bands() const {
    return impl_->bands;
}

void SensorLayer::setBands(const BandChoice& bands) {
    const int last = std::max(0, impl_->info.bands - 1);
    BandChoice wanted = bands;
    for (int* band : {&wanted.red, &wanted.green, &wanted.blue}) *band = std::clamp(*band, 0, last);
    restyle({wanted, impl_->stretch, impl_->map});
}

Stretch SensorLayer::stretch() const {
    return impl_->stretch;
}

void SensorLayer::setStretch(const Stretch& stretch) {
    restyle({impl_->bands, stretch, impl_->map});
}

SensorStyle SensorLayer::style() const {
    return {impl_->bands, impl_->stretch, impl_->map};
}

void SensorLayer::setStyle(const SensorStyle& style) {
    const int last = std::max(0, impl_->info.bands - 1);
    SensorStyle wanted = style;
    for (int* band : {&wanted.bands.red, &wanted.bands.green, &wanted.bands.blue}) *band = std::clamp(*band, 0, last);
    restyle(wanted);
}

void SensorLayer::restyle(const SensorStyle& style) {
    if (style == this->style()) return;
    const QRect sampled = sampleArea();
    impl_->bands = style.bands;
    impl_->stretch = style.stretch;
    impl_->map = style.map;
    if (sampleArea() != sampled) impl_->samples.clear();
    ++impl_->generation;
    impl_->unreadable.clear();
    impl_->asked.clear();
    impl_->ready = false;
    impl_->range = {};
    Q_EMIT styleChanged();
    updateRange();
}

/// What the stretch goes by: null for the whole raster.
QRect SensorLayer::sampleArea() const {
    return impl_->stretch.ofView ? impl_->viewWindow : QRect();
}

void SensorLayer::setViewWindow(const QRect& window) {
    const QRect inside = window & QRect(0, 0, grid().width, grid().height);
    if (inside.isEmpty() || inside == impl_->viewWindow) return;
    impl_->viewWindow = inside;
    if (!impl_->stretch.ofView || impl_->stretch.kind == Stretch::Kind::Fixed) return;
    // The former range stays until the new one is known, and the former picture until the new one has come.
    impl_->samples.clear();
    impl_->ready = false;
    updateRange();
}

void SensorLayer::takeSample(int band, const QRect& area, std::vector<float> sorted, bool quick, bool warped, int file,
                             int bandInFile) {
    if (!quick && !warped) impl_->slowPlaces[band] = {file, bandInFile, warped};
    impl_->coarseIsQuick = impl_->coarseIsQuick && quick;
    if (area != sampleArea()) return;
    impl_->asked.erase(band);
    impl_->samples[band] = std::move(sorted);
    if (impl_->ready) {
        buildCopies();
        Q_EMIT styleReady();
    }
    updateRange();
}

std::vector<float> SensorLayer::sampledValues(int band) const {
    const auto found = impl_->samples.find(band);
    return found == impl_->samples.end() ? std::vector<float>() : found->second;
}

void SensorLayer::updateRange() {
    if (impl_->ready) return;
    const std::vector<int> bands = impl_->shownBands();
    const bool fixed = impl_->stretch.kind == Stretch::Kind::Fixed;
    bool complete = true;
    for (const int band : bands) {
        if (impl_->samples.contains(band)) continue;
        const auto asked = impl_->asked.find(band);
        if (asked == impl_->asked.end() || asked->second != sampleArea()) {
            impl_->asked[band] = sampleArea();
            impl_->loader->wantSample(band, sampleArea());
        }
        // A fixed range doesn't wait for the sample, which then is for the histogram alone.
        complete = complete && fixed;
    }
    if (!complete) return;
    const auto before = impl_->range;
    for (std::size_t c = 0; c < 3; ++c) {
        if (fixed)
            impl_->range[c] = {impl_->stretch.low[c], impl_->stretch.high[c]};
        else if (c < bands.size() && (!impl_->stretch.ofView || !impl_->samples[bands[c]].empty()))
            impl_->range[c] = rangeOf(impl_->samples[bands[c]], impl_->stretch);
    }
    impl_->ready = true;
    if (impl_->range != before) ++impl_->generation;
    // A sample takes a megabyte: walking through hundreds of bands must not keep them all.
    std::erase_if(impl_->samples,
                  [&](const auto& sample) { return std::ranges::find(bands, sample.first) == bands.end(); });
    buildCopies();
    Q_EMIT styleReady();
    Q_EMIT changed();
    Q_EMIT contentChanged({});
}

void SensorLayer::buildCopies() {
    std::map<int, std::pair<std::vector<int>, std::vector<int>>> byFile;
    for (const int band : impl_->shownBands()) {
        const auto place = impl_->slowPlaces.find(band);
        if (place == impl_->slowPlaces.end() || !impl_->copied.insert(band).second) continue;
        auto& [modalityBands, fileBands] = byFile[place->second.file];
        modalityBands.push_back(band);
        fileBands.push_back(place->second.bandInFile);
    }
    for (auto& [file, lists] : byFile) {
        impl_->builder->build(impl_->info.files[static_cast<std::size_t>(file)], std::move(lists.first),
                              std::move(lists.second));
    }
}

void SensorLayer::takeTile(const TileKey& key, quint64 generation, const QImage& image) {
    if (generation != impl_->generation) return;
    if (image.isNull())
        impl_->unreadable.insert(key);
    else
        impl_->tiles.insert(key, new Impl::Kept{image, generation}, image.sizeInBytes());
    impl_->awaited.remove(key);
    // Fulfilled for every viewer: a tile that the cache drops again is only read for one that paints it.
    for (auto& wish : impl_->wishes) wish.second.removeOne(key);
    if (impl_->awaited.isEmpty()) setLoading(false);
    Q_EMIT contentChanged(QRectF(tileRect(key, grid())));
}

std::array<std::array<double, 2>, 3> SensorLayer::range() const {
    return impl_->range;
}

void SensorLayer::setCacheLimit(qint64 bytes) {
    impl_->tiles.setMaxCost(bytes);
}

qint64 SensorLayer::cacheBytes() const {
    return impl_->tiles.totalCost();
}

bool SensorLayer::isLoading() const {
    return impl_->loading;
}

void SensorLayer::setLoading(bool loading) {
    if (loading == impl_->loading) return;
    impl_->loading = loading;
    // Posted, because it may happen inside a paint.
    QMetaObject::invokeMethod(
        this, [this, loading] { Q_EMIT loadingChanged(loading); }, Qt::QueuedConnection);
}

void SensorLayer::paint(QPainter& painter, const ViewTransform& view, const raster::Grid& scene) {
    const TileView shown = tileView(grid(), view, scene);
    const QRectF clip = painter.hasClipping() ? painter.clipBoundingRect() : QRectF({0, 0}, view.size);
    for (const TileKey& key : shown.tiles) {
        const QRect rect = tileRect(key, grid());
        if (!shown.viewFromLayer.mapRect(QRectF(rect)).intersects(clip)) continue;
        TileKey found;
        if (const Impl::Kept* kept = impl_->standIn(key, found))
            drawTile(painter, shown, found, kept->image, rect, grid(), true);
        else
            impl_->drawFiner(painter, shown, key, grid());
    }
    wantTiles(shown.tiles, painter.device());
}

/// `viewer`: what is painted on. Linked views, a loupe and a picture for export want tiles of one layer at the same time.
void SensorLayer::wantTiles(const QList<TileKey>& visible, const void* viewer) {
    if (!impl_->ready) {
        setLoading(!impl_->saidFailed);
        return;
    }
    QList<TileKey> nearby;
    // One tile of the whole layer comes first, so that there is something to see at once.
    if (impl_->coarseIsQuick && !visible.isEmpty()) nearby.append({impl_->coarsest, 0, 0});
    for (const TileKey& key : visible) {
        if (!nearby.contains(key)) nearby.append(key);
    }
    // More than the cache holds would drive each other out for ever.
    const auto room = static_cast<qsizetype>(impl_->tiles.maxCost() / tileBytes);
    QList<TileKey> missing;
    for (const TileKey& key : nearby.mid(0, room)) {
        if (!impl_->isFresh(key) && !impl_->unreadable.contains(key)) missing.append(key);
    }
    auto& wishes = impl_->wishes;
    if (wishes.size() >= mostViewers && !wishes.contains(viewer)) wishes.clear();
    wishes[viewer] = missing;
    for (const auto& [other, keys] : wishes) {
        if (other == viewer) continue;
        for (const TileKey& key : keys) {
            const bool wanted = !impl_->isFresh(key) && !impl_->unreadable.contains(key) && !missing.contains(key);
            if (wanted && missing.size() < room) missing.append(key);
        }
    }
    const bool waited = !impl_->awaited.isEmpty();
    impl_->awaited = QSet<TileKey>(missing.begin(), missing.end());
    if (waited || !missing.isEmpty()) impl_->loader->want(missing, {impl_->bands, impl_->range, impl_->map}, impl_->generation);
    setLoading(!missing.isEmpty());
}

QList<LegendEntry> SensorLayer::legend() const {
    if (!impl_->ready) return {};
    const auto line = [](const QColor& color, const QString& name) {
        LegendEntry entry;
        entry.value = -1;
        entry.color = color;
        entry.name = name;
        return entry;
    };
    const auto number = [](double value) { return shownNumber(value, 4, 'g'); };
    const auto& range = impl_->range;
    if (!impl_->bands.color) {
        const QString name = bandLabel(impl_->info, impl_->bands.red);
        const auto color = [&](double t) { return impl_->map ? mapColor(*impl_->map, t) : t > 0 ? QColor(Qt::white) : QColor(Qt::black); };
        return {line(color(1), tr("%1: %2 and more").arg(name, number(range[0][1]))),
                line(color(0), tr("%1: %2 and less").arg(name, number(range[0][0])))};
    }
    const std::vector<int> bands = impl_->shownBands();
    const std::array<QColor, 3> colors{QColor(200, 60, 50), QColor(60, 150, 70), QColor(60, 100, 200)};
    QList<LegendEntry> lines;
    for (std::size_t c = 0; c < 3; ++c) {
        lines.append(
            line(colors[c],
                 tr("%1: %2 to %3").arg(bandLabel(impl_->info, bands[c]), number(range[c][0]), number(range[c][1]))));
    }
    return lines;
}

QString SensorLayer::description() const {
    QStringList lines{tr("%1, %n band(s), %2", nullptr, impl_->info.bands)
                          .arg(QString::fromStdString(impl_->info.name), QString::fromStdString(impl_->info.type))};
    const std::vector<int> known = knownBands(impl_->info);
    if (!known.empty()) {
        const auto wavelength = [&](int band) { return impl_->info.wavelengths[static_cast<std::size_t>(band)]; };
        lines.append(
            tr("%1 to %2 µm").arg(shownNumber(wavelength(known.front()), 3), shownNumber(wavelength(known.back()), 3)));
    }
    for (const std::string& file : impl_->info.files) lines.append(QString::fromStdString(file));
    if (impl_->info.warped) lines.append(tr("aligned to the scene's grid"));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace lacuna::ui
