#include "raster/vrt_policy.h"

#include <cpl_conv.h>
#include <cpl_minixml.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "raster/gdal_errors.h"

namespace lacuna::raster {
namespace {

constexpr std::uint64_t largestVrt = 64u << 20;  // a mosaic of a hundred thousand files stays below

struct XmlDeleter {
    void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};

template <class... Args>
auto refuse(fmt::format_string<Args...> format, Args&&... args) {
    return base::fail(base::ErrorCode::BadData, "check VRT", format, std::forward<Args>(args)...);
}

/// The elements whose text names a file in an ordinary VRT.
bool namesFile(std::string_view element) { return EQUAL(element.data(), "SourceFilename"); }

/// Elements that make GDAL read other files, run code or compute sources in ways that cannot be checked here.
const char* whyForbidden(const CPLXMLNode& node) {
    struct Rule {
        const char* element;
        const char* reason;
    };
    constexpr Rule rules[] = {
        {"PixelFunctionCode", "it carries program code"},
        {"PixelFunctionLanguage", "it asks for a pixel function in a scripting language"},
        {"GDALWarpOptions", "it is a warped VRT"},
        {"PansharpeningOptions", "it is a pansharpened VRT"},
        {"ProcessingSteps", "it is a processed VRT"},
        {"Group", "it is a multidimensional VRT"},
        {"SourceDataset", "it names a source data set outside the checked elements"},
        {"OpenOptions", "it sets open options for its sources"},
        {"ImageOffset", "it has raw bands"},
        {"RelativeToVRT", "it has raw bands"},
    };
    for (const Rule& rule : rules) {
        if (EQUAL(node.pszValue, rule.element)) return rule.reason;
    }
    return nullptr;
}

const char* whyForbiddenSubclass(const CPLXMLNode& node) {
    const char* subclass = CPLGetXMLValue(&node, "subClass", "");
    if (EQUAL(subclass, "VRTRawRasterBand")) return "it has raw bands";
    if (EQUAL(node.pszValue, "VRTDataset") && *subclass != '\0') return "it is a warped, pansharpened or processed VRT";
    if (EQUAL(node.pszValue, "VRTRasterBand") && *subclass != '\0' && !EQUAL(subclass, "VRTSourcedRasterBand") &&
        !EQUAL(subclass, "VRTDerivedRasterBand")) {
        return "it has bands of a kind that is not read";
    }
    return nullptr;
}

bool isNetworkName(const std::string& file) {
    const std::string lower = [&] {
        std::string text = file;
        std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
        return text;
    }();
    return lower.find("://") != std::string::npos || lower.rfind("/vsi", 0) == 0;
}

base::Result<std::string> resolveSource(const CPLXMLNode& element, const std::string& folder, const std::string& name) {
    const char* value = CPLGetXMLValue(&element, "", "");
    const std::string file = value;
    if (file.empty()) return refuse("{} has a source without a file name", name);
    if (isNetworkName(file)) {
        return refuse("{} reads {}, which is not a plain local file; sources over the network or in archives are "
                      "refused. Download it beside the VRT first", name, file);
    }
    namespace fs = std::filesystem;
    const bool relative = std::atoi(CPLGetXMLValue(&element, "relativeToVRT", "0")) != 0;
    const fs::path source(file);
    for (const fs::path& part : source) {
        if (part == "..") return refuse("{} reads {}, which leaves the VRT's folder by \"..\"", name, file);
    }
    const fs::path resolved =
        (source.is_absolute() ? source : relative ? fs::path(folder) / source : fs::absolute(source)).lexically_normal();
    const fs::path root = fs::path(folder).lexically_normal();
    const auto mismatch = std::mismatch(root.begin(), root.end(), resolved.begin(), resolved.end());
    const bool inside = mismatch.first == root.end() || (mismatch.first->empty() && std::next(mismatch.first) == root.end());
    if (!inside) {
        return refuse("{} reads {}, which lies outside the VRT's folder; put the sources beside the VRT or in folders "
                      "below it", name, file);
    }
    return resolved.string();
}

/// The children of a node that are elements, pushed on `open`.
void pushElements(const CPLXMLNode* first, std::vector<const CPLXMLNode*>& open) {
    for (const CPLXMLNode* node = first; node != nullptr; node = node->psNext) {
        if (node->eType == CXT_Element) open.push_back(node);
    }
}

base::Result<std::string> readWhole(const std::string& path) {
    VSIStatBufL status{};
    if (VSIStatL(path.c_str(), &status) != 0) {
        return base::fail(base::ErrorCode::NotFound, "check VRT", "{} does not exist", path);
    }
    if (static_cast<std::uint64_t>(status.st_size) > largestVrt) {
        return refuse("{} has {} bytes; a VRT may have at most {}", path, static_cast<std::uint64_t>(status.st_size),
                      largestVrt);
    }
    VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
    if (file == nullptr) return base::fail(base::ErrorCode::Io, "check VRT", "{} cannot be read", path);
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    const std::size_t got = VSIFReadL(text.data(), 1, text.size(), file);
    VSIFCloseL(file);
    if (got != text.size()) return base::fail(base::ErrorCode::Io, "check VRT", "{} cannot be read whole", path);
    return text;
}

base::Result<std::uint64_t> checkSource(const std::string& source, const std::string& vrt,
                                        const std::vector<const char*>& drivers) {
    VSIStatBufL status{};
    if (VSIStatL(source.c_str(), &status) != 0 || !VSI_ISREG(status.st_mode)) {
        return base::fail(base::ErrorCode::NotFound, "check VRT", "{} reads {}, which is not a file that exists", vrt,
                          source);
    }
    char head[1024] = {};
    if (VSILFILE* file = VSIFOpenL(source.c_str(), "rb")) {
        const std::size_t got = VSIFReadL(head, 1, sizeof(head), file);
        VSIFCloseL(file);
        if (looksLikeVrt({head, got})) {
            return refuse("{} reads {}, which is a VRT again; write the inner one as a GeoTIFF first (gdal_translate)", vrt,
                          source);
        }
    }
    std::vector<const char*> allowed = drivers;
    allowed.push_back(nullptr);
    GdalErrors errors;
    if (GDALIdentifyDriverEx(source.c_str(), GDAL_OF_RASTER, allowed.data(), nullptr) == nullptr) {
        return refuse("{} reads {}, which is none of the raster formats that are read", vrt, source);
    }
    return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace

bool looksLikeVrt(std::string_view head) { return head.substr(0, 1024).find("<VRTDataset") != std::string_view::npos; }

base::Result<std::vector<std::string>> vrtSources(const std::string& text, const std::string& folder,
                                                  const std::string& name) {
    GdalErrors errors;
    const std::unique_ptr<CPLXMLNode, XmlDeleter> root(CPLParseXMLString(text.c_str()));
    if (root == nullptr) return refuse("{} is no readable VRT: {}", name, errors.message());
    std::set<std::string> sources;
    std::vector<const CPLXMLNode*> open;
    pushElements(root.get(), open);
    while (!open.empty()) {
        const CPLXMLNode* node = open.back();
        open.pop_back();
        const char* reason = whyForbidden(*node);
        if (reason == nullptr) reason = whyForbiddenSubclass(*node);
        if (reason != nullptr) {
            return refuse("{} is refused: {} (element {}). Write it as a GeoTIFF first (gdal_translate)", name, reason,
                          node->pszValue);
        }
        if (namesFile(node->pszValue)) {
            LACUNA_TRY(source, resolveSource(*node, folder, name));
            sources.insert(std::move(source));
        }
        pushElements(node->psChild, open);
    }
    return std::vector<std::string>(sources.begin(), sources.end());
}

base::Result<std::uint64_t> checkVrtFile(const std::string& path, const std::vector<const char*>& drivers) {
    LACUNA_TRY(text, readWhole(path));
    const bool local = path.rfind("/vsi", 0) != 0;
    const std::string folder =
        local ? std::filesystem::absolute(path).parent_path().string() : std::string(CPLGetPath(path.c_str()));
    LACUNA_TRY(sources, vrtSources(text, folder, path));
    std::uint64_t bytes = 0;
    for (const std::string& source : sources) {
        LACUNA_TRY(size, checkSource(source, path, drivers));
        bytes += size;
    }
    return bytes;
}

}  // namespace lacuna::raster
