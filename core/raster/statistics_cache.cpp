#include "raster/statistics_cache.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace lacuna::raster {
namespace {

namespace fs = std::filesystem;

fs::path cacheFolder() {
    if (const char* folder = std::getenv("XDG_CACHE_HOME"); folder != nullptr && *folder != '\0')
        return fs::path(folder) / "lacuna" / "statistics";
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
        return fs::path(home) / ".cache" / "lacuna" / "statistics";
    return {};
}

/// Everything that fixes the pixels. Empty when a file has no size or time (a data set inside an HDF5 file).
nlohmann::json keyOf(const ModalityInfo& modality, const Grid& grid) {
    auto files = nlohmann::json::array();
    for (const auto& file : modality.files) {
        std::error_code problem;
        const auto size = fs::file_size(file, problem);
        if (problem) return nullptr;
        const auto time = fs::last_write_time(file, problem).time_since_epoch().count();
        if (problem) return nullptr;
        files.push_back({fs::absolute(file).lexically_normal().string(), size, time});
    }
    nlohmann::json key{{"files", files}, {"bands", modality.bands}};
    if (modality.warped) key["grid"] = {grid.width, grid.height, grid.mapFromPixel, grid.crsWkt};
    return key;
}

/// FNV-1a; names the file alone, the key inside decides.
std::string fileName(const nlohmann::json& key) {
    std::uint64_t hash = 0xcbf29ce484222325ull;
    for (const unsigned char c : key.dump()) hash = (hash ^ c) * 0x100000001b3ull;
    return fmt::format("{:016x}.json", hash);
}

}  // namespace

std::optional<BandStatistics> cachedStatistics(const ModalityInfo& modality, const Grid& grid) {
    const auto key = keyOf(modality, grid);
    const auto folder = cacheFolder();
    if (key.is_null() || folder.empty()) return std::nullopt;
    std::ifstream file(folder / fileName(key));
    const auto json = nlohmann::json::parse(file, nullptr, false);
    if (!json.is_object() || json.value("key", nlohmann::json()) != key) return std::nullopt;
    try {
        BandStatistics statistics{json.at("mean"), json.at("standard_deviation"), json.at("minimum"), json.at("maximum"),
                                  json.at("pixels")};
        const auto bands = static_cast<std::size_t>(modality.bands);
        if (statistics.mean.size() != bands || statistics.standardDeviation.size() != bands ||
            statistics.minimum.size() != bands || statistics.maximum.size() != bands)
            return std::nullopt;
        return statistics;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

void keepStatistics(const ModalityInfo& modality, const Grid& grid, const BandStatistics& statistics) {
    const auto key = keyOf(modality, grid);
    const auto folder = cacheFolder();
    if (key.is_null() || folder.empty()) return;
    std::error_code problem;
    fs::create_directories(folder, problem);
    const auto destination = folder / fileName(key);
    const auto temporary = destination.string() + fmt::format(".{}", ::getpid());
    {
        std::ofstream file(temporary);
        file << nlohmann::json{{"key", key},
                               {"mean", statistics.mean},
                               {"standard_deviation", statistics.standardDeviation},
                               {"minimum", statistics.minimum},
                               {"maximum", statistics.maximum},
                               {"pixels", statistics.pixels}};
        if (!file.flush()) {
            fs::remove(temporary, problem);
            return;
        }
    }
    fs::rename(temporary, destination, problem);
    if (problem) fs::remove(temporary, problem);
}

}  // namespace lacuna::raster
