#include "report/scene_facts.h"

#include <fmt/chrono.h>
#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "raster/band_statistics.h"
#include "raster/source_file.h"

namespace lacuna::report {
namespace {

constexpr auto stage = "report";

/// Fields that say whose a raster is, how it may be used, how it is cited and when it was taken; domain "" is the default.
constexpr std::pair<const char*, const char*> fields[] = {
    {"", "TIFFTAG_IMAGEDESCRIPTION"}, {"", "TIFFTAG_ARTIST"}, {"", "TIFFTAG_COPYRIGHT"}, {"", "TIFFTAG_DATETIME"}, {"", "COPYRIGHT"}, {"", "LICENSE"},
    {"", "LICENCE"}, {"", "CITATION"}, {"", "DOI"}, {"", "SOURCE"}, {"", "NOTE"}, {"", "ACQUISITION_DATE"}, {"IMAGERY", "ACQUISITIONDATETIME"},
    {"IMAGERY", "SATELLITEID"}, {"ENVI", "acquisition_time"}, {"ENVI", "sensor_type"}, {"ENVI", "description"}};

void readNotes(GDALDataset& file, FileFacts& facts) {
    for (const auto& [domain, name] : fields)
        if (const char* text = file.GetMetadataItem(name, domain); text != nullptr && *text != '\0') facts.notes.emplace_back(name, text);
}

}  // namespace

base::Result<FileFacts> fileFacts(const std::string& role, const std::string& path, std::uintmax_t hashUpTo) {
    FileFacts facts{role, path, 0, {}, {}, {}};
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem)) return facts;  // a data set inside a file, or a folder
    facts.bytes = std::filesystem::file_size(path, problem);
    const auto changed = std::filesystem::last_write_time(path, problem);
    const auto time = std::chrono::file_clock::to_sys(changed);
    facts.modified = fmt::format("{:%Y-%m-%d %H:%M:%S}", fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::time_point_cast<std::chrono::seconds>(time))));
    if (facts.bytes > hashUpTo) return facts;
    LACUNA_TRY(sum, engine::fileSha256(path));
    facts.sha256 = std::move(sum);
    return facts;
}

base::Result<SceneFacts> sceneFacts(const std::vector<raster::ModalitySource>& sources, const SceneFactOptions& options, std::stop_token stop,
                                    base::Progress& progress) {
    LACUNA_TRY(stack, raster::RasterStack::open(sources, {options.align}));
    SceneFacts facts;
    facts.grid = stack.grid();
    const double pixels = static_cast<double>(facts.grid.width) * facts.grid.height;
    for (int i = 0; i < stack.modalities(); ++i) {
        SensorFacts sensor{stack.modality(i), {}, 0, true};
        LACUNA_TRY(statistics, raster::bandStatistics(stack, i, stop, progress));
        sensor.share = static_cast<double>(statistics.pixels) / pixels;
        for (const auto& path : sensor.info.files) {
            LACUNA_TRY(file, fileFacts(sensor.info.name, path, options.hashUpTo));
            LACUNA_TRY(raster, raster::openRaster(path, stage));
            readNotes(*raster, file);
            int declared = 0;
            const double noData = raster->GetRasterBand(1)->GetNoDataValue(&declared);
            if (declared != 0 && sensor.noData.empty()) sensor.noData = fmt::format("{:g}", noData);
            facts.files.push_back(std::move(file));
            if (stop.stop_requested()) return base::cancelled(stage);
        }
        facts.sensors.push_back(std::move(sensor));
    }
    return facts;
}

}  // namespace lacuna::report
