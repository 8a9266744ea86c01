#include "scenes/synthetic_scene.h"

#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>

#include "scenes/scene_files.h"
#include "scenes/scene_layout.h"
#include "scenes/scene_random.h"
#include "scenes/scene_sensors.h"

namespace lacuna::scenes {
namespace {

constexpr auto stage = "make scene";

struct SensorOutput {
    Sensor sensor;
    std::vector<BandSignal> signals;
    Storage storage;
    GDALDatasetUniquePtr file;
};

/// What all bands of a sensor share in the rows at hand.
struct Rows {
    int first = 0;
    int count = 0;
    int width = 0;
    std::vector<std::uint8_t> classes, labelled, holdsData;
    std::vector<float> drift;
    std::size_t pixels() const { return static_cast<std::size_t>(count) * static_cast<std::size_t>(width); }
};

/// Values of one band. The loop is what makes a large scene: one table look-up, one hash and one bell a pixel.
template <bool relative, class Stored>
void fillBand(const BandSignal& signal, std::uint64_t key, const Rows& rows, float noData, float low, float high,
              std::vector<Stored>& values) {
    const auto first = key + static_cast<std::uint64_t>(rows.first) * static_cast<std::uint64_t>(rows.width);
    const std::size_t pixels = rows.pixels();
    for (std::size_t i = 0; i < pixels; ++i) {
        const float level = signal.level[rows.classes[i]];
        const float change = signal.smooth * rows.drift[i] + signal.grain * bell(mixed(first + i));
        const float value = std::clamp(relative ? level * (1 + change) : level + change, low, high);
        const float rounding = std::is_integral_v<Stored> ? 0.5f : 0.0f;
        values[i] = static_cast<Stored>(rows.holdsData[i] ? value + rounding : noData);
    }
}

/// In a plain place of UTM zone 32 N.
raster::Grid gridOf(const SceneOptions& options) {
    raster::Grid grid;
    grid.width = options.width;
    grid.height = options.height;
    grid.mapFromPixel = {500000, options.pixelSize, 0, 5300000, 0, -options.pixelSize};
    grid.georeferenced = true;
    OGRSpatialReference crs;
    crs.importFromEPSG(32632);
    char* text = nullptr;
    if (crs.exportToWkt(&text) == OGRERR_NONE) grid.crsWkt = text;
    CPLFree(text);
    return grid;
}

class SceneWriter {
public:
    SceneWriter(const SceneOptions& options, std::stop_token stop, base::Progress& progress)
        : options_(options), layout_(options), stop_(std::move(stop)), progress_(progress) {}

    base::Result<SceneFiles> write(const std::string& folder, SceneFolder& partial, const std::vector<Sensor>& sensors);

private:
    base::Status create(const SceneFolder& folder, const std::vector<Sensor>& sensors);
    base::Status writeRowsOf(Rows& rows, base::ProgressMeter& meter);
    base::Status writeLabels(const Rows& rows);
    base::Status writeSensor(std::size_t index, Rows& rows, base::ProgressMeter& meter);
    template <class Stored>
    base::Status writeBands(std::size_t index, const Rows& rows, GDALDataType type, base::ProgressMeter& meter);
    base::Status closeAll();

    const SceneOptions& options_;
    SceneLayout layout_;
    std::stop_token stop_;
    base::Progress& progress_;
    std::vector<SensorOutput> outputs_;
    GDALDatasetUniquePtr labels_, truth_;
};

base::Status SceneWriter::create(const SceneFolder& folder, const std::vector<Sensor>& sensors) {
    const auto classes = sceneClasses(options_.classes, sensors);
    const auto grid = gridOf(options_);
    for (const auto& sensor : sensors) {
        auto signals = bandSignals(sensor, classes, options_);
        LACUNA_TRY(file, createSensorFile(folder.path(sensor.name + ".tif"), grid, sensor, signals, !options_.uncompressed));
        outputs_.push_back({sensor, std::move(signals), storageOf(sensor.kind), std::move(file)});
    }
    LACUNA_TRY(labels, createLabelFile(folder.path("labels.tif"), grid, classes.table));
    LACUNA_TRY(truth, createLabelFile(folder.path("truth.tif"), grid, classes.table));
    labels_ = std::move(labels);
    truth_ = std::move(truth);
    return {};
}

base::Status SceneWriter::writeLabels(const Rows& rows) {
    std::vector<std::uint8_t> values(rows.pixels());
    std::transform(rows.classes.begin(), rows.classes.end(), values.begin(),
                   [](std::uint8_t index) { return static_cast<std::uint8_t>(index + 1); });
    LACUNA_TRY_STATUS(scenes::writeRows(*truth_, 0, rows.first, rows.count, values.data(), GDT_Byte));
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!rows.labelled[i]) values[i] = 0;
    return scenes::writeRows(*labels_, 0, rows.first, rows.count, values.data(), GDT_Byte);
}

template <class Stored>
base::Status SceneWriter::writeBands(std::size_t index, const Rows& rows, GDALDataType type,
                                     base::ProgressMeter& meter) {
    const auto& output = outputs_[index];
    const auto noData = static_cast<float>(output.storage.noData);
    const bool optical = isOptical(output.sensor.kind);
    std::vector<Stored> values(rows.pixels());
    for (int band = 0; band < output.sensor.bands; ++band) {
        if (stop_.stop_requested()) return base::cancelled(stage);
        const auto& signal = output.signals[static_cast<std::size_t>(band)];
        const auto key = mixed(static_cast<std::uint64_t>(options_.seed), 64 + index, static_cast<std::uint64_t>(band));
        if (optical)
            fillBand<true>(signal, key, rows, noData, 1, 10000, values);
        else
            fillBand<false>(signal, key, rows, noData, output.sensor.kind == SensorKind::Lidar ? 0.0f : -200.0f, 65000,
                            values);
        LACUNA_TRY_STATUS(scenes::writeRows(*output.file, band, rows.first, rows.count, values.data(), type));
        meter.advance(rows.pixels());
    }
    return {};
}

base::Status SceneWriter::writeSensor(std::size_t index, Rows& rows, base::ProgressMeter& meter) {
    const auto& output = outputs_[index];
    std::fill(rows.holdsData.begin(), rows.holdsData.end(), std::uint8_t{1});
    if (isOptical(output.sensor.kind))
        layout_.clouds(rows.first, rows.count, static_cast<int>(index), rows.holdsData.data());
    if (index == 0) layout_.strips(rows.first, rows.count, rows.holdsData.data());
    layout_.drift(rows.first, rows.count, index, rows.drift.data());
    if (output.storage.type == GDT_UInt16) return writeBands<std::uint16_t>(index, rows, GDT_UInt16, meter);
    return writeBands<float>(index, rows, GDT_Float32, meter);
}

base::Status SceneWriter::writeRowsOf(Rows& rows, base::ProgressMeter& meter) {
    rows.classes.resize(rows.pixels());
    rows.labelled.resize(rows.pixels());
    rows.holdsData.resize(rows.pixels());
    rows.drift.resize(rows.pixels());
    layout_.fields(rows.first, rows.count, rows.classes.data(), rows.labelled.data());
    LACUNA_TRY_STATUS(writeLabels(rows));
    for (std::size_t index = 0; index < outputs_.size(); ++index) LACUNA_TRY_STATUS(writeSensor(index, rows, meter));
    return {};
}

base::Status SceneWriter::closeAll() {
    for (auto& output : outputs_) LACUNA_TRY_STATUS(closeFile(std::move(output.file)));
    LACUNA_TRY_STATUS(closeFile(std::move(labels_)));
    return closeFile(std::move(truth_));
}

base::Result<SceneFiles> SceneWriter::write(const std::string& folder, SceneFolder& partial,
                                            const std::vector<Sensor>& sensors) {
    LACUNA_TRY_STATUS(create(partial, sensors));
    std::uint64_t bands = 0;
    for (const auto& sensor : sensors) bands += static_cast<std::uint64_t>(sensor.bands);
    const auto total = bands * static_cast<std::uint64_t>(options_.width) * static_cast<std::uint64_t>(options_.height);
    base::ProgressMeter meter(progress_, "Making the scene", total, "values");
    Rows rows;
    rows.width = options_.width;
    const int step = blockSize(options_.width, options_.height);
    for (rows.first = 0; rows.first < options_.height; rows.first += step) {
        rows.count = std::min(step, options_.height - rows.first);
        LACUNA_TRY_STATUS(writeRowsOf(rows, meter));
    }
    LACUNA_TRY_STATUS(closeAll());
    LACUNA_TRY_STATUS(partial.moveOut());
    SceneFiles files;
    for (const auto& sensor : sensors) files.modalities.push_back({sensor.name, {folder + "/" + sensor.name + ".tif"}});
    files.labels = folder + "/labels.tif";
    files.truth = folder + "/truth.tif";
    return files;
}

}  // namespace

base::ParameterSet SceneOptions::declare() {
    base::ParameterSet set;
    set.add("width", "Columns of the scene", &width).range(16, 1000000).unit("px");
    set.add("height", "Rows of the scene", &height).range(16, 1000000).unit("px");
    set.add("sensors", "Sensors as name:kind:bands with commas; kinds: hyperspectral, multispectral, sar, lidar",
            &sensors);
    set.add("classes", "Land-cover classes", &classes).range(2, 64);
    set.add("noise", "Noise of a pixel, relative to the signal", &noise).range(0, 1);
    set.add("labelled", "Share of the pixels in the label raster", &labelled).range(0.0001, 1);
    set.add("cloud-cover", "Share of the optical sensors' pixels that are hidden by clouds", &cloudCover).range(0, 0.5);
    set.add("missing-strips", "Strips without data across the first sensor", &missingStrips).range(0, 1000);
    set.add("pixel-size", "Ground sampling distance", &pixelSize).range(0.01, 10000).unit("m");
    set.add("seed", "Number that fixes everything random", &seed);
    set.add("uncompressed", "Plain tiles: larger files, written faster", &uncompressed);
    return set;
}

base::Result<SceneFiles> makeScene(const std::string& folder, const SceneOptions& options, std::stop_token stop,
                                   base::Progress& progress) {
    SceneOptions checked = options;
    auto parameters = checked.declare();
    LACUNA_TRY_STATUS(parameters.fromJson(parameters.toJson()));  // options filled in by code meet the same ranges
    LACUNA_TRY(sensors, parseSensors(checked.sensors));
    raster::initialiseGdal();
    LACUNA_TRY(partial, SceneFolder::open(folder));
    // The writer goes before the folder does, so that no open file is left in a folder being removed.
    return SceneWriter(checked, std::move(stop), progress).write(folder, partial, sensors);
}

}  // namespace lacuna::scenes
