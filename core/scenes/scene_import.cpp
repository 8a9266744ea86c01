#include "scenes/scene_import.h"

#include <fmt/ranges.h>
#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "raster/dataset_grid.h"
#include "raster/source_file.h"
#include "raster/wavelengths.h"
#include "scenes/benchmark_files.h"
#include "scenes/mat_file.h"
#include "scenes/scene_files.h"

namespace lacuna::scenes {
namespace {

constexpr auto stage = "import scene";
using base::ErrorCode;
using base::fail;

/// The georeference of the first raster of the labels' size, else pixels.
base::Result<raster::Grid> sceneGrid(const LabelImage& labels, const std::vector<FoundSensor>& sensors) {
    if (labels.grid.georeferenced) return labels.grid;
    for (const auto& sensor : sensors) {
        if (sensor.source.kind != FoundSource::Kind::Raster) continue;
        LACUNA_TRY(file, raster::openRaster(sensor.source.path, stage));
        auto grid = raster::gridOf(*file);
        if (grid.georeferenced && grid.width == labels.grid.width && grid.height == labels.grid.height) return grid;
    }
    auto grid = labels.grid;
    grid.mapFromPixel = {0, 1, 0, static_cast<double>(grid.height), 0, -1};
    grid.georeferenced = true;
    return grid;
}

/// The same extent in another number of pixels. Errors: BadData unless the pixels keep their shape to 5 %.
base::Result<raster::Grid> gridOfSize(const raster::Grid& scene, int width, int height, const std::string& what,
                                      const LabelImage& labels) {
    auto grid = scene;
    grid.width = width;
    grid.height = height;
    const double across = static_cast<double>(scene.width) / width, down = static_cast<double>(scene.height) / height;
    if (std::abs(across / down - 1) > 0.05)
        return fail(ErrorCode::BadData, stage,
                    "{} has {} × {} pixels, expected the size of the labels in {}, {} × {}, or that in another "
                    "resolution. Rows and columns may be exchanged, or the files belong to different distributions",
                    what, width, height, labels.path, scene.width, scene.height);
    for (const auto i : {1u, 4u}) grid.mapFromPixel[i] *= across;
    for (const auto i : {2u, 5u}) grid.mapFromPixel[i] *= down;
    return grid;
}

base::Status checkBands(const BenchmarkSensor& sensor, int found, const std::string& what) {
    if (sensor.bands.empty() || std::find(sensor.bands.begin(), sensor.bands.end(), found) != sensor.bands.end())
        return {};
    return fail(ErrorCode::BadData, stage,
                "{} has {} bands, expected {} of the sensor {}. It may be reduced or belong to another benchmark", what,
                found, fmt::join(sensor.bands, " or "), sensor.name);
}

GDALDataType storedType(MatType type) {
    switch (type) {
        case MatType::UInt8:
            return GDT_Byte;
        case MatType::UInt16:
            return GDT_UInt16;
        case MatType::Int8:
        case MatType::Int16:
            return GDT_Int16;
        default:
            return GDT_Float32;
    }
}

/// Micrometres, one a band; empty where unknown.
std::vector<double> wavelengthsOf(const BenchmarkSensor& sensor, int bands, const MatFile* file) {
    const auto count = static_cast<std::size_t>(bands);
    std::vector<double> wavelengths;
    if (sensor.firstWavelength > 0)
        for (int band = 0; band < bands; ++band)
            wavelengths.push_back(sensor.firstWavelength +
                                  (sensor.lastWavelength - sensor.firstWavelength) * band / std::max(1, bands - 1));
    if (!file || sensor.wavelengths.empty()) return wavelengths;
    const auto listed = file->read(sensor.wavelengths);
    if (!listed || listed->rows() * listed->columns() != count || listed->bands() != 1)
        return wavelengths;  // of another variant
    std::vector<float> nanometres(count);
    listed->band(0, nanometres.data());
    wavelengths.assign(nanometres.begin(), nanometres.end());
    for (auto& wavelength : wavelengths) wavelength /= 1000;
    return wavelengths;
}

int stopWhenAsked(double, const char*, void* stop) {
    return static_cast<const std::stop_token*>(stop)->stop_requested() ? FALSE : TRUE;
}

class SceneImporter {
public:
    SceneImporter(const Benchmark& benchmark, FoundLabels labels, raster::Grid grid, SceneFolder& partial,
                  std::stop_token stop, base::Progress& progress)
        : benchmark_(benchmark),
          labels_(std::move(labels)),
          grid_(std::move(grid)),
          partial_(partial),
          stop_(std::move(stop)),
          progress_(progress) {}

    /// Returns the modalities with file names alone.
    base::Result<ImportedScene> run(const std::vector<FoundSensor>& sensors) {
        for (const auto& sensor : sensors) {
            progress_.report({static_cast<double>(result_.bands.size()) / static_cast<double>(sensors.size()),
                              "Importing " + sensor.sensor->name, 0, "", -1});
            LACUNA_TRY(written, sensor.source.kind == FoundSource::Kind::Mat ? writeMat(sensor) : copyRaster(sensor));
            add(*sensor.sensor, written);
        }
        if (onGrid_ == 0)
            return fail(ErrorCode::BadData, stage,
                        "no sensor of {} has the size of the labels in {}, {} × {} pixels; the files belong to "
                        "different distributions",
                        benchmark_.id, labels_.train.path, grid_.width, grid_.height);
        LACUNA_TRY_STATUS(writeAllLabels());
        return std::move(result_);
    }

private:
    struct Written {
        int bands = 0;
        bool onGrid = false;
    };

    void add(const BenchmarkSensor& sensor, const Written& written) {
        const auto place = written.onGrid ? onGrid_++ : result_.modalities.size();
        const auto at = static_cast<std::ptrdiff_t>(place);
        result_.modalities.insert(result_.modalities.begin() + at, {sensor.name, {sensor.name + ".tif"}});
        result_.bands.insert(result_.bands.begin() + at, written.bands);
        result_.aligned = result_.aligned && written.onGrid;
    }

    bool isOnGrid(const raster::Grid& grid) const { return raster::gridMismatches(grid_, grid).empty(); }

    base::Result<Written> writeMat(const FoundSensor& found) {
        LACUNA_TRY(file, MatFile::open(found.source.path));
        LACUNA_TRY(array, file.read(found.source.variable));
        const auto what = fmt::format("{}: {}", found.source.path, found.source.variable);
        const int bands = static_cast<int>(array.bands());
        LACUNA_TRY_STATUS(checkBands(*found.sensor, bands, what));
        LACUNA_TRY(grid, gridOfSize(grid_, static_cast<int>(array.columns()), static_cast<int>(array.rows()), what,
                                    labels_.train));
        LACUNA_TRY(target,
                   createRaster(partial_.path(found.sensor->name + ".tif"), grid, bands, storedType(array.type())));
        std::vector<float> values(array.rows() * array.columns());
        for (int band = 0; band < bands; ++band) {
            if (stop_.stop_requested()) return base::cancelled(stage);
            array.band(static_cast<std::size_t>(band), values.data());
            LACUNA_TRY_STATUS(writeRows(*target, band, 0, grid.height, values.data(), GDT_Float32));
        }
        setWavelengths(*target, wavelengthsOf(*found.sensor, bands, &file));
        LACUNA_TRY_STATUS(closeFile(std::move(target)));
        return Written{bands, isOnGrid(grid)};
    }

    base::Result<Written> copyRaster(const FoundSensor& found) {
        LACUNA_TRY(source, raster::openRaster(found.source.path, stage));
        auto grid = raster::gridOf(*source);
        const int bands = source->GetRasterCount();
        LACUNA_TRY_STATUS(checkBands(*found.sensor, bands, found.source.path));
        const bool placed = grid.georeferenced;
        if (!placed) {
            LACUNA_TRY(here, gridOfSize(grid_, grid.width, grid.height, found.source.path, labels_.train));
            grid = here;
        }
        const auto path = partial_.path(found.sensor->name + ".tif");
        CPLErrorReset();
        CPLStringList options;
        for (const char* option :
             {"TILED=YES", "COMPRESS=DEFLATE", "INTERLEAVE=BAND", "BIGTIFF=IF_SAFER", "NUM_THREADS=ALL_CPUS"})
            options.AddString(option);
        auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
        GDALDatasetUniquePtr target(
            driver->CreateCopy(path.c_str(), source.get(), FALSE, options.List(), stopWhenAsked, &stop_));
        if (stop_.stop_requested()) return base::cancelled(stage);
        if (!target)
            return fail(ErrorCode::BadData, stage, "{} cannot be copied to {}: {}", found.source.path, path,
                        CPLGetLastErrorMsg());
        if (!placed) target->SetGeoTransform(grid.mapFromPixel.data());
        if (!placed && !grid.crsWkt.empty()) target->SetProjection(grid.crsWkt.c_str());
        std::vector<int> numbers(static_cast<std::size_t>(bands));
        std::iota(numbers.begin(), numbers.end(), 1);
        auto wavelengths = raster::wavelengthsOf(*source, numbers);
        if (std::all_of(wavelengths.begin(), wavelengths.end(), [](double wavelength) { return wavelength <= 0; }))
            wavelengths = wavelengthsOf(*found.sensor, bands, nullptr);
        setWavelengths(*target, wavelengths);
        LACUNA_TRY_STATUS(closeFile(std::move(target)));
        return Written{bands, isOnGrid(grid)};
    }

    static void setWavelengths(GDALDataset& file, const std::vector<double>& wavelengths) {
        for (std::size_t i = 0; i < wavelengths.size(); ++i)
            if (wavelengths[i] > 0) setWavelength(*file.GetRasterBand(static_cast<int>(i) + 1), wavelengths[i]);
    }

    base::Status writeLabels(const LabelImage& image, const std::string& name) {
        LACUNA_TRY(file, createLabelFile(partial_.path(name), grid_, benchmark_.classes));
        LACUNA_TRY_STATUS(writeRows(*file, 0, 0, grid_.height, image.values.data(), GDT_Byte));
        return closeFile(std::move(file));
    }

    base::Status writeAllLabels() {
        const auto& train = labels_.train;
        result_.trainLabels = labels_.test ? "train.tif" : "labels.tif";
        result_.trainPixels = train.labelled();
        LACUNA_TRY_STATUS(writeLabels(train, result_.trainLabels));
        if (!labels_.test) return {};
        const auto& test = *labels_.test;
        result_.testLabels = "test.tif";
        result_.testPixels = test.labelled();
        for (std::size_t i = 0; i < train.values.size(); ++i)
            result_.sharedPixels += train.values[i] != 0 && test.values[i] != 0 ? 1 : 0;
        return writeLabels(test, result_.testLabels);
    }

    const Benchmark& benchmark_;
    FoundLabels labels_;
    raster::Grid grid_;
    SceneFolder& partial_;
    std::stop_token stop_;
    base::Progress& progress_;
    ImportedScene result_;
    std::size_t onGrid_ = 0;  ///< modalities on the labels' grid
};

}  // namespace

base::Result<ImportedScene> importScene(const Benchmark& benchmark, const std::string& folder, const std::string& out,
                                        std::stop_token stop, base::Progress& progress) {
    raster::initialiseGdal();
    LACUNA_TRY(files, SourceFolder::open(folder, out));
    LACUNA_TRY(sensors, findSensors(benchmark, files));
    LACUNA_TRY(labels, findLabels(benchmark, files));
    LACUNA_TRY(grid, sceneGrid(labels.train, sensors));
    LACUNA_TRY(partial, SceneFolder::open(out));
    LACUNA_TRY(
        scene,
        SceneImporter(benchmark, std::move(labels), std::move(grid), partial, std::move(stop), progress).run(sensors));
    LACUNA_TRY_STATUS(partial.moveOut());
    for (auto& modality : scene.modalities) modality.files.front().insert(0, out + "/");
    scene.trainLabels.insert(0, out + "/");
    if (!scene.testLabels.empty()) scene.testLabels.insert(0, out + "/");
    progress.report({1, "Imported", 0, "", 0});
    return scene;
}

}  // namespace lacuna::scenes
