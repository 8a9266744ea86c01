#include "raster/raster_commit.h"

#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "base/atomic_file.h"

namespace lacuna::raster {
namespace {

namespace fs = std::filesystem;
using base::commitFile;
using base::temporarySibling;

constexpr auto attributes = ".aux.xml";
constexpr const char* sidecars[] = {attributes, ".ovr", ".msk"};

/// Sidecars of an old raster under hidden names, until it is known whether the new raster takes its place.
class SetAside {
public:
    explicit SetAside(const std::string& raster) {
        for (const auto* suffix : sidecars) {
            const auto hidden = temporarySibling(raster) + ".old" + suffix;
            std::error_code missing;
            fs::rename(raster + suffix, hidden, missing);
            if (!missing) moved_.emplace_back(raster + suffix, hidden);
        }
    }
    void putBack() {
        std::error_code ignored;
        for (const auto& [original, hidden] : moved_) fs::rename(hidden, original, ignored);
        moved_.clear();
    }
    void remove() {
        std::error_code ignored;
        for (const auto& [original, hidden] : moved_) fs::remove(hidden, ignored);
        moved_.clear();
    }

private:
    std::vector<std::pair<std::string, std::string>> moved_;
};

}  // namespace

void removeWithSidecars(const std::string& raster) {
    std::error_code ignored;
    fs::remove(raster, ignored);
    for (const auto* suffix : sidecars) fs::remove(raster + suffix, ignored);
}

base::Status commitRaster(const std::string& temporary, const std::string& destination) {
    std::error_code ignored;
    const bool there = fs::exists(temporary, ignored);
    SetAside old(destination);
    auto status = commitFile(temporary, destination);
    // A failure after the move (syncing the folder) changes nothing about which raster stands there now.
    if (!there || fs::exists(temporary, ignored)) {
        old.putBack();
        return status;
    }
    old.remove();
    if (!fs::exists(temporary + attributes, ignored)) return status;
    auto moved = commitFile(temporary + attributes, destination + attributes);
    return status ? moved : status;
}

}  // namespace lacuna::raster
