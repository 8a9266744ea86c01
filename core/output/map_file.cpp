#include "output/map_file.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <numeric>
#include <set>
#include <utility>

#include "base/atomic_file.h"
#include "output/class_legend.h"
#include "output/geotiff_file.h"
#include "output/map_polygons.h"
#include "output/map_style.h"
#include "raster/label_raster.h"
#include "raster/source_file.h"

namespace lacuna::output {
namespace {

using base::ErrorCode;
using base::fail;
using FilePtr = std::unique_ptr<GeoTiffFile>;

constexpr auto stage = "write map";
constexpr auto classesKey = "CLASSES";
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// Names of the sensors used, "VNIR, LiDAR".
std::string sensorNames(const MapFileOptions& options) {
    std::string names;
    for (std::size_t i = 0; i < options.modalityNames.size(); ++i)
        if (base::isPresent(options.sensorsUsed, static_cast<int>(i)))
            names += (names.empty() ? "" : ", ") + options.modalityNames[i];
    return names;
}

Provenance provenanceOf(const MapFileOptions& options) {
    Provenance metadata = options.provenance;
    const auto sensors = sensorNames(options);
    if (!sensors.empty()) metadata.try_emplace("SENSORS", sensors);
    return metadata;
}

std::string gatesFile(const MapFileOptions& options, const metrics::ExpertLayout::Block& block) {
    return (std::filesystem::path(options.gatesFolder) / fmt::format("block_{:02}.tif", block.block)).string();
}

base::Status checkOptions(const raster::Grid& grid, const MapFileOptions& options) {
    if (options.labels.empty()) return fail(ErrorCode::Usage, stage, "no file is named for the map; name one");
    if (grid.width < 1 || grid.height < 1)
        return fail(ErrorCode::BadData, stage, "{}: the map has {} × {} cells, expected at least one", options.labels,
                    grid.width, grid.height);
    std::vector<std::string> files = {options.labels, options.confidence, options.probabilities, options.availability,
                                      options.polygons};
    if (!options.gatesFolder.empty())
        for (const auto& block : options.experts.blocks) files.push_back(gatesFile(options, block));
    std::set<std::string> different;
    for (const auto& file : files)
        if (!file.empty() && !different.insert(std::filesystem::path(file).lexically_normal().string()).second)
            return fail(ErrorCode::Usage, stage, "{} is named for two outputs; give each a file of its own", file);
    return {};
}

GeoTiffContent labelContent(const base::ClassTable& classes, const MapFileOptions& options) {
    GeoTiffContent content;
    content.overviews = "MODE";
    content.bandNames = {"class"};
    content.metadata = provenanceOf(options);
    content.metadata[classesKey] = classesToText(classes);
    content.palette = paletteOf(classes);
    content.categories = categoriesOf(classes);
    return content;
}

GeoTiffContent availabilityContent(const MapFileOptions& options) {
    GeoTiffContent content;
    content.overviews = "MODE";
    content.bandNames = {"availability"};
    content.metadata = provenanceOf(options);
    for (std::size_t i = 0; i < options.modalityNames.size(); ++i)
        content.metadata[fmt::format("BIT_{}", i)] = options.modalityNames[i];
    return content;
}

GeoTiffContent floatContent(std::vector<std::string> bandNames, double noData, const MapFileOptions& options) {
    GeoTiffContent content;
    content.type = GDT_Float32;
    content.noData = noData;
    content.bandNames = std::move(bandNames);
    content.metadata = provenanceOf(options);
    return content;
}

/// values: [bands, cells]. A probability or a weight may be zero where there is data, so no-data is NaN there.
std::vector<float> withNoData(const float* values, std::size_t bands, const std::vector<std::uint8_t>& labels) {
    std::vector<float> marked(values, values + bands * labels.size());
    for (std::size_t i = 0; i < marked.size(); ++i)
        if (labels[i % labels.size()] == 0) marked[i] = std::numeric_limits<float>::quiet_NaN();
    return marked;
}

}  // namespace

struct MapFileWriter::Impl {
    raster::Grid grid;
    base::ClassTable classes;
    MapFileOptions options;
    FilePtr labels, confidence, probabilities, availability;
    std::vector<FilePtr> gates;          ///< one a block
    std::vector<std::size_t> gateBands;  ///< experts of each block
    std::vector<std::uint64_t> counts = std::vector<std::uint64_t>(256);
    base::Status state;  ///< the first failure; nothing is written after it

    base::Status open();
    base::Status write(const map::MapBlock& block);
    base::Status writeGates(const map::MapBlock& block);
    base::Status finish(std::stop_token stop);
};

base::Status MapFileWriter::Impl::open() {
    const auto make = [&](FilePtr& file, const std::string& path, GeoTiffContent content) -> base::Status {
        content.cloudOptimised = options.cloudOptimised;
        LACUNA_TRY(made, GeoTiffFile::create(path, grid, std::move(content)));
        file = std::move(made);
        return {};
    };
    LACUNA_TRY_STATUS(make(labels, options.labels, labelContent(classes, options)));
    if (!options.confidence.empty())
        LACUNA_TRY_STATUS(make(confidence, options.confidence, floatContent({"confidence"}, 0, options)));
    if (!options.probabilities.empty()) {
        std::vector<std::string> names;
        for (const auto& landClass : classes) names.push_back(landClass.name);
        LACUNA_TRY_STATUS(make(probabilities, options.probabilities, floatContent(names, notANumber, options)));
    }
    if (!options.availability.empty())
        LACUNA_TRY_STATUS(make(availability, options.availability, availabilityContent(options)));
    if (options.gatesFolder.empty()) return {};
    LACUNA_TRY_STATUS(base::ensureFolder(options.gatesFolder));
    for (const auto& block : options.experts.blocks) {
        gateBands.push_back(block.experts.size());
        auto content = floatContent(block.experts, notANumber, options);
        LACUNA_TRY_STATUS(make(gates.emplace_back(), gatesFile(options, block), std::move(content)));
    }
    return {};
}

base::Status MapFileWriter::Impl::write(const map::MapBlock& block) {
    const auto cells = static_cast<std::size_t>(block.window.width) * static_cast<std::size_t>(block.window.height);
    LACUNA_ASSERT(block.labels.size() == cells);
    LACUNA_TRY_STATUS(labels->write(block.window, block.labels.data()));
    for (const auto label : block.labels) ++counts[label];
    if (confidence) {
        LACUNA_ASSERT(block.confidence.size() == cells);
        LACUNA_TRY_STATUS(confidence->write(block.window, block.confidence.data()));
    }
    if (availability) {
        LACUNA_ASSERT(block.availability.size() == cells);
        LACUNA_TRY_STATUS(availability->write(block.window, block.availability.data()));
    }
    if (probabilities) {
        LACUNA_ASSERT(block.probabilities.size() == cells * classes.size());
        const auto values = withNoData(block.probabilities.data(), classes.size(), block.labels);
        LACUNA_TRY_STATUS(probabilities->write(block.window, values.data()));
    }
    return writeGates(block);
}

base::Status MapFileWriter::Impl::writeGates(const map::MapBlock& block) {
    const auto experts = std::accumulate(gateBands.begin(), gateBands.end(), std::size_t{0});
    LACUNA_ASSERT(experts == 0 || block.gates.size() == block.labels.size() * experts);
    std::size_t expert = 0;
    for (std::size_t i = 0; i < gates.size(); ++i) {
        const auto values = withNoData(block.gates.data() + expert * block.labels.size(), gateBands[i], block.labels);
        LACUNA_TRY_STATUS(gates[i]->write(block.window, values.data()));
        expert += gateBands[i];
    }
    return {};
}

base::Status MapFileWriter::Impl::finish(std::stop_token stop) {
    const auto table = attributeTableOf(classes, counts, grid.pixelArea, sensorNames(options));
    // The class map comes last: where it is new, everything beside it is.
    std::vector<GeoTiffFile*> files;
    for (const auto& file : gates) files.push_back(file.get());
    for (const auto* file : {&confidence, &probabilities, &availability, &labels})
        if (*file) files.push_back(file->get());
    for (auto* file : files) LACUNA_TRY_STATUS(file->complete(file == labels.get() ? table.get() : nullptr, stop));
    if (!options.polygons.empty())
        LACUNA_TRY_STATUS(writePolygons(options.polygons, labels->finishedFile(), classes, grid.pixelArea, stop));
    if (stop.stop_requested()) return base::cancelled(stage);
    LACUNA_TRY_STATUS(writeStyles(options.labels, classes, options.sld, options.colorMap));
    for (auto* file : files) LACUNA_TRY_STATUS(file->commit());
    return {};
}

MapFileWriter::MapFileWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MapFileWriter::~MapFileWriter() = default;

base::Result<std::unique_ptr<MapFileWriter>> MapFileWriter::create(const raster::Grid& grid,
                                                                   const base::ClassTable& classes,
                                                                   const MapFileOptions& options) {
    LACUNA_TRY_STATUS(checkOptions(grid, options));
    LACUNA_ASSERT(!classes.empty());
    auto impl = std::make_unique<Impl>();
    impl->grid = grid;
    impl->classes = classes;
    impl->options = options;
    LACUNA_TRY_STATUS(impl->open());
    return std::unique_ptr<MapFileWriter>(new MapFileWriter(std::move(impl)));
}

base::Status MapFileWriter::write(const map::MapBlock& block) {
    if (block.preview || !impl_->state) return impl_->state;
    return impl_->state = impl_->write(block);
}

base::Status MapFileWriter::finish(std::stop_token stop) {
    if (!impl_->state) return impl_->state;
    return impl_->state = impl_->finish(stop);
}

base::Status writeMap(const map::ClassMap& map, const MapFileOptions& options, std::stop_token stop) {
    if (!options.probabilities.empty() || !options.gatesFolder.empty())
        return fail(ErrorCode::Usage, stage,
                    "{}: a map in memory has no probabilities and no expert weights; ask for them when classifying",
                    options.labels);
    LACUNA_TRY(writer, MapFileWriter::create(map.grid, map.classes, options));
    constexpr int rows = 512;
    const auto part = [&](const auto& values, const raster::Window& window, auto& target) {
        const auto width = static_cast<std::ptrdiff_t>(map.grid.width);
        if (values.empty()) return;
        target.assign(values.begin() + window.row * width, values.begin() + (window.row + window.height) * width);
    };
    for (int row = 0; row < map.grid.height; row += rows) {
        map::MapBlock block;
        block.window = {0, row, map.grid.width, std::min(rows, map.grid.height - row)};
        part(map.labels, block.window, block.labels);
        part(map.confidence, block.window, block.confidence);
        part(map.availability, block.window, block.availability);
        LACUNA_TRY_STATUS(writer->write(block));
        if (stop.stop_requested()) return base::cancelled(stage);
    }
    return writer->finish(stop);
}

namespace {

/// The class table that a map of ours carries. Names and colours that the file shows (perhaps edited elsewhere) go
/// before it; it adds the classes that do not occur, and their order.
base::ClassTable completeTable(const base::ClassTable& occurring, GDALDataset& file) {
    const char* text = file.GetMetadataItem(classesKey, "LACUNA");
    auto carried = text != nullptr ? classesFromText(text) : std::nullopt;
    if (!carried) return occurring;
    const bool named = file.GetRasterBand(1)->GetCategoryNames() != nullptr;
    for (const auto& landClass : occurring) {
        const int index = base::classIndex(*carried, landClass.value);
        if (index < 0) return occurring;
        if (named) (*carried)[static_cast<std::size_t>(index)] = landClass;
    }
    return *carried;
}

}  // namespace

base::Result<map::ClassMap> readMap(const std::string& path) {
    LACUNA_TRY(raster, raster::readLabelRaster(path));
    LACUNA_TRY(file, raster::openRaster(path, "read map"));
    map::ClassMap map(raster.grid, completeTable(raster.classes, *file));
    map.labels = std::move(raster.values);
    return map;
}

namespace {

template <class T>
base::Status readPlane(const std::string& path, GDALDataType type, const raster::Grid& grid, std::vector<T>& values) {
    LACUNA_TRY(file, raster::openRaster(path, "read map"));
    if (file->GetRasterXSize() != grid.width || file->GetRasterYSize() != grid.height)
        return fail(ErrorCode::BadData, "read map", "{} is {} × {} cells, expected {} × {} as the map", path, file->GetRasterXSize(),
                    file->GetRasterYSize(), grid.width, grid.height);
    if (file->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, grid.width, grid.height, values.data(), grid.width, grid.height, type, 0, 0, nullptr) != CE_None)
        return fail(ErrorCode::Io, "read map", "{}: {}", path, CPLGetLastErrorMsg());
    return {};
}

}  // namespace

base::Result<map::ClassMap> readMap(const std::string& path, const std::string& confidence, const std::string& availability) {
    LACUNA_TRY(map, readMap(path));
    LACUNA_TRY_STATUS(readPlane(confidence, GDT_Float32, map.grid, map.confidence));
    for (auto& value : map.confidence)
        if (!(value > 0)) value = 0;  // no data is NaN there
    LACUNA_TRY_STATUS(readPlane(availability, GDT_Byte, map.grid, map.availability));
    return map;
}

}  // namespace lacuna::output
