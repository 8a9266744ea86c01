#include "raster/raster_stack.h"

#include <fmt/ranges.h>
#include <gdal_priv.h>

#include <algorithm>
#include <set>

#include "raster/dataset_grid.h"
#include "raster/modality_file.h"

namespace lacuna::raster {
namespace {

constexpr auto stage = "open raster";
using base::ErrorCode;
using base::fail;

struct Modality {
    ModalityInfo info;
    std::vector<ModalityFile> files;
};

base::Status checkSources(const std::vector<ModalitySource>& sources) {
    if (sources.empty()) return fail(ErrorCode::Usage, stage, "no sensor is given; name at least one as name=file");
    if (sources.size() > static_cast<std::size_t>(base::maxModalities))
        return fail(ErrorCode::Usage, stage, "{} sensors are given, at most {} can be used", sources.size(),
                    base::maxModalities);
    std::set<std::string> names;
    for (const auto& source : sources) {
        if (source.name.empty() || source.files.empty())
            return fail(ErrorCode::Usage, stage, "a sensor needs a name and a file: name=file[,file…]");
        if (!names.insert(source.name).second)
            return fail(ErrorCode::Usage, stage, "two sensors are called {}; give each a name of its own", source.name);
    }
    return {};
}

base::Result<Modality> openModality(const ModalitySource& source) {
    Modality modality;
    modality.info.name = source.name;
    modality.info.files = source.files;
    int widest = 0;
    for (const auto& path : source.files) {
        LACUNA_TRY(file, ModalityFile::open(path));
        const auto wavelengths = file.wavelengths();
        modality.info.wavelengths.insert(modality.info.wavelengths.end(), wavelengths.begin(), wavelengths.end());
        for (int band = 0; band < file.bands(); ++band) modality.info.bandNames.push_back(file.bandName(band));
        modality.info.bands += file.bands();
        if (file.typeBytes() > widest) {
            widest = file.typeBytes();
            modality.info.type = file.typeName();
        }
        modality.files.push_back(std::move(file));
    }
    return modality;
}

}  // namespace

struct RasterStack::Impl {
    std::vector<ModalitySource> sources;
    StackOptions options;
    Grid grid;
    std::vector<Modality> modalities;

    base::Status putOnOneGrid();
};

/// Every file must lie on the first file's grid, or is warped to it when asked.
base::Status RasterStack::Impl::putOnOneGrid() {
    const ModalityFile& reference = modalities.front().files.front();
    grid = reference.grid();
    std::vector<std::string> problems;
    for (auto& modality : modalities) {
        for (auto& file : modality.files) {
            const auto mismatches = gridMismatches(grid, file.grid());
            if (mismatches.empty()) continue;
            if (options.align) {
                LACUNA_TRY_STATUS(file.alignTo(grid));
                modality.info.warped = true;
            } else {
                problems.push_back(fmt::format("{}: {}", file.path(), fmt::join(mismatches, "; ")));
            }
        }
    }
    if (problems.empty()) return {};
    return fail(ErrorCode::BadData, stage,
                "the rasters do not share one grid (that of {}). {}. Align them (--align warps the others to the first one's "
                "grid), or give rasters of one grid", reference.path(), fmt::join(problems, ". "));
}

base::Result<ModalitySource> parseModalitySource(const std::string& text) {
    const auto equals = text.find('=');
    ModalitySource source;
    if (equals != std::string::npos) {
        source.name = text.substr(0, equals);
        std::size_t begin = equals + 1;
        while (begin <= text.size()) {
            const auto comma = std::min(text.find(',', begin), text.size());
            if (comma > begin) source.files.push_back(text.substr(begin, comma - begin));
            begin = comma + 1;
        }
    }
    if (source.name.empty() || source.files.empty())
        return fail(ErrorCode::Usage, "read arguments", "\"{}\" names no sensor; expected name=file or name=file,file", text);
    return source;
}

base::Result<RasterStack> RasterStack::open(const std::vector<ModalitySource>& sources, const StackOptions& options) {
    initialiseGdal();
    LACUNA_TRY_STATUS(checkSources(sources));
    auto impl = std::make_unique<Impl>();
    impl->sources = sources;
    impl->options = options;
    for (const auto& source : sources) {
        LACUNA_TRY(modality, openModality(source));
        impl->modalities.push_back(std::move(modality));
    }
    LACUNA_TRY_STATUS(impl->putOnOneGrid());
    return RasterStack(std::move(impl));
}

base::Result<RasterStack> RasterStack::reopen() const { return open(impl_->sources, impl_->options); }

RasterStack::RasterStack(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RasterStack::RasterStack(RasterStack&&) noexcept = default;
RasterStack& RasterStack::operator=(RasterStack&&) noexcept = default;
RasterStack::~RasterStack() = default;

const Grid& RasterStack::grid() const { return impl_->grid; }
int RasterStack::modalities() const { return static_cast<int>(impl_->modalities.size()); }
const ModalityInfo& RasterStack::modality(int index) const {
    return impl_->modalities.at(static_cast<std::size_t>(index)).info;
}

std::vector<std::string> RasterStack::modalityNames() const {
    std::vector<std::string> names;
    for (const auto& modality : impl_->modalities) names.push_back(modality.info.name);
    return names;
}

Window RasterStack::blockShape() const {
    Window block;
    impl_->modalities.front().files.front().dataset().GetRasterBand(1)->GetBlockSize(&block.width, &block.height);
    return block;
}

base::Status RasterStack::read(int modality, const Window& window, float* values, std::uint8_t* holdsData) const {
    const auto width = static_cast<std::size_t>(window.width);
    const auto area = width * static_cast<std::size_t>(window.height);
    const auto bands = static_cast<std::size_t>(this->modality(modality).bands);
    const int left = std::max(window.column, 0), right = std::min(window.column + window.width, impl_->grid.width);
    const int top = std::max(window.row, 0), bottom = std::min(window.row + window.height, impl_->grid.height);
    const Window inside{left, top, right - left, bottom - top};
    const bool partly = inside != window;
    std::fill_n(holdsData, area, static_cast<std::uint8_t>(partly ? 0 : 1));
    if (inside.width <= 0 || inside.height <= 0) {
        std::fill_n(values, bands * area, 0.0f);
        return {};
    }
    const auto start = static_cast<std::size_t>(top - window.row) * width + static_cast<std::size_t>(left - window.column);
    if (partly) {
        for (int row = 0; row < inside.height; ++row)
            std::fill_n(holdsData + start + static_cast<std::size_t>(row) * width, inside.width, std::uint8_t{1});
    }
    float* plane = values;
    for (const auto& file : impl_->modalities[static_cast<std::size_t>(modality)].files) {
        LACUNA_TRY_STATUS(file.read(inside, plane + start, holdsData + start, width, area));
        plane += static_cast<std::size_t>(file.bands()) * area;
    }
    if (!partly && std::find(holdsData, holdsData + area, 0) == holdsData + area) return {};
    for (std::size_t band = 0; band < bands; ++band)
        for (std::size_t pixel = 0; pixel < area; ++pixel)
            if (holdsData[pixel] == 0) values[band * area + pixel] = 0;
    return {};
}

}  // namespace lacuna::raster
