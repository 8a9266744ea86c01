#include "ui/window/scene.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>
#include <regex>
#include <set>

#include "raster/label_raster.h"
#include "samples/envi_regions.h"

namespace lacuna::ui {
namespace {

using base::ErrorCode;

std::string lower(std::string text) {
    for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

bool endsWith(const std::string& text, const std::string& end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// The one element that fits, if exactly one of those not yet used does.
template <class Fits>
std::optional<int> onlyFit(const Scene& scene, const std::vector<bool>& used, Fits fits) {
    std::optional<int> found;
    for (int i = 0; i < scene.modalityCount(); ++i) {
        if (used[static_cast<std::size_t>(i)] || scene.sources[static_cast<std::size_t>(i)].files.empty() ||
            !fits(scene.modalities[static_cast<std::size_t>(i)])) continue;
        if (found) return std::nullopt;
        found = i;
    }
    return found;
}

std::string listed(const std::vector<std::pair<std::string, int>>& modalities) {
    std::vector<std::string> words;
    for (const auto& [name, bands] : modalities)
        words.push_back(fmt::format("{} ({} {})", name, bands, bands == 1 ? "band" : "bands"));
    return fmt::format("{}", fmt::join(words, ", "));
}

std::string commonStart(const std::vector<std::string>& names) {
    if (names.size() < 2) return {};
    std::size_t length = names.front().size();
    for (const auto& name : names) {
        std::size_t same = 0;
        while (same < length && same < name.size() && name[same] == names.front()[same]) ++same;
        length = same;
    }
    // Cut at a separator only, so that "vnir" and "vswir" stay what they are.
    const auto separator = names.front().substr(0, length).find_last_of("_- .");
    return separator == std::string::npos ? std::string() : names.front().substr(0, separator + 1);
}

}  // namespace

std::vector<std::string> Scene::modalityNames() const {
    std::vector<std::string> names;
    for (const auto& modality : modalities) names.push_back(modality.name);
    return names;
}

std::vector<raster::ModalitySource> Scene::givenSources() const {
    std::vector<raster::ModalitySource> found;
    for (const auto& source : sources)
        if (!source.files.empty()) found.push_back(source);
    return found;
}

base::Result<Scene> openScene(std::vector<raster::ModalitySource> sources, bool align) {
    LACUNA_TRY(stack, raster::RasterStack::open(sources, {align}));
    Scene scene{std::move(sources), stack.grid(), {}, align, base::completeAvailability(stack.modalities())};
    for (int i = 0; i < stack.modalities(); ++i) scene.modalities.push_back(stack.modality(i));
    return scene;
}

base::Result<std::shared_ptr<const OpenModel>> openModel(const std::string& path) {
    LACUNA_TRY(checkpoint, engine::readCheckpoint(path));
    LACUNA_TRY(sha256, engine::fileSha256(path));
    return std::make_shared<const OpenModel>(OpenModel{path, std::move(sha256), std::move(checkpoint)});
}

base::Result<std::vector<int>> matchModalities(const engine::ModelSpec& model, const Scene& scene,
                                               const std::string& modelPath) {
    std::vector<int> order(model.modalities.size(), -1);
    std::vector<bool> used(scene.modalities.size(), false);
    const auto pass = [&](auto fits) {
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (order[i] >= 0) continue;
            const auto& wanted = model.modalities[i];
            const auto found = onlyFit(scene, used, [&](const raster::ModalityInfo& info) {
                return info.bands == wanted.bands && fits(wanted, info);
            });
            if (!found) continue;
            order[i] = *found;
            used[static_cast<std::size_t>(*found)] = true;
        }
    };
    pass([](const auto& wanted, const auto& info) { return wanted.name == info.name; });
    pass([](const auto& wanted, const auto& info) {
        const auto a = lower(wanted.name), b = lower(info.name);
        return endsWith(a, b) || endsWith(b, a);
    });
    pass([](const auto&, const auto&) { return true; });

    const auto open = static_cast<std::ptrdiff_t>(scene.givenSources().size());
    if (open > 0 && std::count(used.begin(), used.end(), true) == open) return order;
    std::vector<std::pair<std::string, int>> expected, found;
    for (const auto& modality : model.modalities) expected.emplace_back(modality.name, modality.bands);
    for (std::size_t i = 0; i < scene.modalities.size(); ++i)
        if (!scene.sources[i].files.empty()) found.emplace_back(scene.modalities[i].name, scene.modalities[i].bands);
    return base::fail(ErrorCode::BadData, "open model",
                      "{} was trained with {}; the open sensors are {}. Open the rasters the model was trained with, or "
                      "train a model on these.",
                      modelPath, listed(expected), listed(found));
}

Scene arranged(const Scene& scene, const std::vector<int>& order, const engine::ModelSpec& model) {
    Scene result{{}, scene.grid, {}, scene.align, 0};
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto& wanted = model.modalities[i];
        if (order[i] < 0) {
            result.sources.push_back({wanted.name, {}});
            result.modalities.push_back({wanted.name, {}, wanted.bands, {}, {}, wanted.wavelengths, false});
            continue;
        }
        const auto from = static_cast<std::size_t>(order[i]);
        result.sources.push_back(scene.sources[from]);
        result.modalities.push_back(scene.modalities[from]);
        result.sources.back().name = wanted.name;
        result.modalities.back().name = wanted.name;
        result.given = static_cast<base::Availability>(result.given | 1u << i);
    }
    return result;
}

std::vector<std::string> guessModalityNames(const std::vector<std::string>& files,
                                            const std::vector<std::string>& taken) {
    std::vector<std::string> stems;
    for (const auto& file : files) stems.push_back(std::filesystem::path(file).stem().string());
    const auto shared = commonStart(stems);
    std::set<std::string> used(taken.begin(), taken.end());
    std::vector<std::string> names;
    for (const auto& stem : stems) {
        std::string name = stem.substr(shared.size());
        // "=" and "," have a meaning in name=file[,file].
        name = std::regex_replace(name, std::regex("[=,]"), "_");
        if (name.empty()) name = "sensor";
        if (name.size() <= 5) std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        std::string unique = name;
        for (int n = 2; used.count(unique) != 0; ++n) unique = fmt::format("{} {}", name, n);
        used.insert(unique);
        names.push_back(unique);
    }
    return names;
}

FileKind kindOf(const std::string& path) {
    const std::filesystem::path file(path);
    const auto ending = lower(file.extension().string());
    if (ending == ".safetensors") return FileKind::Model;
    for (const char* vector : {".gpkg", ".shp", ".geojson", ".json"})
        if (ending == vector) return FileKind::Samples;
    if (samples::isEnviRegions(path)) return FileKind::Samples;
    static const std::regex called("(^|[^a-z])(labels?|train|test|reference|gt|samples?)([^a-z]|$)");
    const bool calledSo = std::regex_search(lower(file.stem().string()), called);
    const auto labels = raster::readLabelRaster(path);
    if (!labels || labels->classes.empty()) return FileKind::Raster;
    const bool named = std::any_of(labels->classes.begin(), labels->classes.end(), [](const base::LandClass& one) {
        return one.name.find_first_not_of("0123456789") != std::string::npos && lower(one.name).rfind("class", 0) != 0;
    });
    return calledSo || named ? FileKind::Samples : FileKind::Raster;
}

std::string crsName(const std::string& wkt) {
    static const std::regex authority("ID\\[\"([A-Za-z]+)\",\\s*\"?([0-9]+)\"?\\]|AUTHORITY\\[\"([A-Za-z]+)\",\\s*\"([0-9]+)\"\\]");
    std::string found;
    // The outermost identifier is the last one of the text.
    for (auto at = std::sregex_iterator(wkt.begin(), wkt.end(), authority); at != std::sregex_iterator(); ++at)
        found = (*at)[1].matched ? (*at)[1].str() + ":" + (*at)[2].str() : (*at)[3].str() + ":" + (*at)[4].str();
    if (!found.empty()) return found;
    const auto begin = wkt.find('"');
    const auto end = begin == std::string::npos ? begin : wkt.find('"', begin + 1);
    return end == std::string::npos ? "no CRS" : wkt.substr(begin + 1, end - begin - 1);
}

}  // namespace lacuna::ui
