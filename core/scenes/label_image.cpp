#include "scenes/label_image.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>

#include "raster/label_raster.h"
#include "scenes/mat_file.h"

namespace lacuna::scenes {
namespace {

constexpr auto stage = "import scene";
constexpr int largestSide = 1'000'000;
constexpr std::uint8_t contested = 255;  ///< in regions of two classes
using base::ErrorCode;
using base::fail;

base::Result<LabelImage> fromMat(const FoundSource& source, int classes) {
    LACUNA_TRY(file, MatFile::open(source.path));
    LACUNA_TRY(array, file.read(source.variable));
    if (array.bands() != 1)
        return fail(ErrorCode::BadData, stage, "{}: {} has {} bands, expected one label a pixel", source.path,
                    source.variable, array.bands());
    LabelImage image;
    image.path = source.path;
    image.grid.width = static_cast<int>(array.columns());
    image.grid.height = static_cast<int>(array.rows());
    std::vector<float> values(array.columns() * array.rows());
    array.band(0, values.data());
    image.values.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const float value = values[i];
        if (std::isnan(value) || value == -1) continue;
        if (!(value >= 0 && value <= static_cast<float>(classes)) || value != std::floor(value))
            return fail(ErrorCode::BadData, stage,
                        "{}: row {}, column {} holds {}, expected a class from 1 to {}, or 0 or -1 for unlabelled",
                        source.path, i / array.columns(), i % array.columns(), value, classes);
        image.values[i] = static_cast<std::uint8_t>(value);
    }
    return image;
}

base::Result<LabelImage> fromRaster(const FoundSource& source, int classes) {
    LACUNA_TRY(raster, raster::readLabelRaster(source.path));
    if (!raster.classes.empty() && raster.classes.back().value > classes)
        return fail(ErrorCode::BadData, stage,
                    "{} holds the value {}, expected classes from 1 to {}, or 0 for unlabelled", source.path,
                    raster.classes.back().value, classes);
    return LabelImage{source.path, raster.grid, std::move(raster.values)};
}

/// Reads the text line by line: its head counts the points of each region, then the points follow, region by region.
class RegionReader {
public:
    RegionReader(std::string path, int classes) : path_(std::move(path)), classes_(classes) {}

    base::Result<LabelImage> read() {
        std::ifstream stream(path_);
        if (!stream) return fail(ErrorCode::Io, stage, "{} cannot be read; check its permissions", path_);
        for (std::string line; std::getline(stream, line);) {
            ++line_;
            const auto first = line.find_first_not_of(" \t\r");
            if (first == std::string::npos) continue;
            LACUNA_TRY_STATUS(line[first] == ';' ? readHead(line) : readPoint(line));
        }
        if (counts_.empty() || region_ + 1 < counts_.size() || seen_ < counts_.back())
            return fail(ErrorCode::BadData, stage,
                        "{} ends in region {} of {} before all its points; it is cut off, download it again", path_,
                        region_ + 1, counts_.size());
        LabelImage image;
        image.path = path_;
        image.grid.width = width_;
        image.grid.height = height_;
        image.values = std::move(values_);
        return image;
    }

private:
    base::Status readHead(const std::string& line) {
        unsigned long points = 0;
        if (std::sscanf(line.c_str(), " ; File Dimension: %d x %d", &width_, &height_) == 2) {
            if (width_ < 1 || height_ < 1 || width_ > largestSide || height_ > largestSide)
                return fail(ErrorCode::BadData, stage, "{}, line {}: an image of {} × {} pixels cannot be meant", path_,
                            line_, width_, height_);
            values_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), 0);
        }
        if (std::sscanf(line.c_str(), " ; ROI npts: %lu", &points) == 1) counts_.push_back(points);
        return {};
    }

    base::Status readPoint(const std::string& line) {
        if (values_.empty() || counts_.size() != static_cast<std::size_t>(classes_))
            return fail(
                ErrorCode::BadData, stage,
                "{}, line {}: the head tells of {} regions of an image of {} × {} pixels, expected {} regions, one a "
                "class, and \"; File Dimension: <columns> x <rows>\". Export the regions from ENVI as text with their "
                "positions",
                path_, line_, counts_.size(), width_, height_, classes_);
        while (region_ + 1 < counts_.size() && seen_ == counts_[region_]) {
            ++region_;
            seen_ = 0;
        }
        long id = 0, x = 0, y = 0;
        const bool isPoint = std::sscanf(line.c_str(), "%ld %ld %ld", &id, &x, &y) == 3;
        if (!isPoint || seen_ == counts_[region_] || x < 1 || y < 1 || x > width_ || y > height_)
            return fail(ErrorCode::BadData, stage,
                        "{}, line {}: \"{}\" is no point of region {} ({} points); expected its number, its column "
                        "from 1 to {} and its row from 1 to {}",
                        path_, line_, line.substr(0, 60), region_ + 1, counts_[region_], width_, height_);
        ++seen_;
        auto& value = values_[static_cast<std::size_t>(y - 1) * static_cast<std::size_t>(width_) +
                              static_cast<std::size_t>(x - 1)];
        const auto here = static_cast<std::uint8_t>(region_ + 1);
        value = value == 0 || value == here ? here : contested;
        return {};
    }

    std::string path_;
    int classes_;
    int line_ = 0;
    int width_ = 0, height_ = 0;
    std::vector<unsigned long> counts_;  ///< points of each region
    std::size_t region_ = 0;
    unsigned long seen_ = 0;  ///< points of the current region
    std::vector<std::uint8_t> values_;
};

base::Result<LabelImage> fromRegions(const FoundSource& source, int classes) {
    LACUNA_TRY(image, RegionReader(source.path, classes).read());
    std::replace(image.values.begin(), image.values.end(), contested, std::uint8_t{0});
    return image;
}

}  // namespace

std::size_t LabelImage::labelled() const {
    return static_cast<std::size_t>(
        std::count_if(values.begin(), values.end(), [](std::uint8_t value) { return value != 0; }));
}

base::Result<LabelImage> readLabelImage(const FoundSource& source, const base::ClassTable& classes) {
    const int count = static_cast<int>(classes.size());
    auto image = source.kind == FoundSource::Kind::Mat      ? fromMat(source, count)
                 : source.kind == FoundSource::Kind::Raster ? fromRaster(source, count)
                                                            : fromRegions(source, count);
    if (image && image->labelled() == 0)
        return fail(ErrorCode::BadData, stage, "{} labels no pixel: all its values are 0 or -1", source.path);
    return image;
}

}  // namespace lacuna::scenes
