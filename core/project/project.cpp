#include "project/project.h"

#include <cmath>
#include <set>

#include "base/availability.h"
#include "base/version.h"

namespace lacuna::project {
namespace {

using base::ErrorCode;
using base::fail;
using nlohmann::json;

constexpr auto stage = "open project";
constexpr auto schemaKey = "lacuna-project";
constexpr std::size_t longestText = 4096;
constexpr std::size_t longestLayout = 1 << 20;
constexpr std::size_t mostModels = 64;
constexpr std::size_t mostFiles = 4096;
constexpr std::size_t mostLayers = 4096;
constexpr std::size_t mostParts = 64;
constexpr double farthest = 1e9;  ///< pixels

/// A value as it stands in the file, cut to what fits a message.
std::string shown(const json& value) {
    if (value.is_object()) return "an object";
    if (value.is_array()) return fmt::format("a list of {}", value.size());
    auto text = value.dump(-1, ' ', true, json::error_handler_t::replace);
    if (text.size() > 60) text = text.substr(0, 57) + "…";
    return text;
}

/// Reads the values of one object; the first thing that is wrong stays as the error.
class Reader {
public:
    Reader(const json& object, std::string where, std::string prefix = {})
        : object_(object), where_(std::move(where)), prefix_(std::move(prefix)) {}

    void text(const char* key, std::string& field, std::size_t longest = longestText) {
        const auto* value = find(key);
        if (!value) return;
        if (!value->is_string() || value->get_ref<const std::string&>().size() > longest)
            return wrong(key, fmt::format("a text of at most {} bytes", longest), *value);
        field = value->get<std::string>();
    }
    void flag(const char* key, bool& field) {
        const auto* value = find(key);
        if (!value) return;
        if (!value->is_boolean()) return wrong(key, "true or false", *value);
        field = value->get<bool>();
    }
    void number(const char* key, double& field, double least, double most) {
        const auto* value = find(key);
        if (!value) return;
        const double found = value->is_number() ? value->get<double>() : std::nan("");
        if (!(found >= least && found <= most)) return wrong(key, fmt::format("a number from {:g} to {:g}", least, most), *value);
        field = found;
    }
    void whole(const char* key, int& field, int least, int most) {
        double found = field;
        number(key, found, least, most);
        if (!problem_ && found != std::floor(found)) return wrong(key, "a whole number", *find(key));
        field = static_cast<int>(found);
    }
    void object(const char* key, json& field) {
        const auto* value = find(key);
        if (!value) return;
        if (!value->is_object()) return wrong(key, "an object", *value);
        field = *value;
    }
    void texts(const char* key, std::vector<std::string>& field, std::size_t most) {
        const auto* value = list(key, most);
        if (!value) return;
        for (const auto& entry : *value) {
            if (!entry.is_string() || entry.get_ref<const std::string&>().size() > longestText)
                return wrong(key, "a list of texts", entry);
            field.push_back(entry.get<std::string>());
        }
    }
    /// Calls `read` with a reader for each object of a list.
    template <class Read>
    void objects(const char* key, std::size_t most, Read read) {
        const auto* value = list(key, most);
        if (!value) return;
        for (std::size_t i = 0; i < value->size() && !problem_; ++i) {
            const auto& entry = (*value)[i];
            if (!entry.is_object()) return wrong(key, "a list of objects", entry);
            Reader inner(entry, where_, fmt::format("{}{}[{}].", prefix_, key, i));
            read(inner);
            if (inner.problem_) problem_ = inner.problem_;
        }
    }
    void require(bool condition, const char* key, const std::string& expected) {
        if (condition || problem_) return;
        const auto* value = find(key);
        wrong(key, expected, value ? *value : json());
    }
    base::Status status() const { return problem_ ? base::Status(tl::unexpected(*problem_)) : base::Status(); }

private:
    const json* find(const char* key) const {
        const auto found = object_.find(key);
        return problem_ || found == object_.end() ? nullptr : &*found;
    }
    const json* list(const char* key, std::size_t most) {
        const auto* value = find(key);
        if (!value || (value->is_array() && value->size() <= most)) return value;
        wrong(key, fmt::format("a list of at most {}", most), *value);
        return nullptr;
    }
    void wrong(const char* key, const std::string& expected, const json& found) {
        if (problem_) return;
        problem_ = base::Error{ErrorCode::BadData, stage,
                               fmt::format("{}: {}{} is {}, expected {}. The file is damaged or was changed by hand; put it right or "
                                           "open an older copy.",
                                           where_, prefix_, key, shown(found), expected)};
    }

    const json& object_;
    std::string where_;
    std::string prefix_;
    std::optional<base::Error> problem_;
};

/// A part that changes by looking about.
bool isView(const std::string& part) { return part.rfind("view-", 0) == 0; }

json toJson(const LayerState& layer) {
    json object{{"kind", layer.kind}, {"name", layer.name}, {"title", layer.title}, {"visible", layer.visible}, {"opacity", layer.opacity}};
    if (!layer.style.empty()) object["style"] = layer.style;
    return object;
}

void readSensors(Reader& reader, Project& project) {
    std::set<std::string> names;
    reader.objects("sensors", base::maxModalities, [&](Reader& entry) {
        raster::ModalitySource source;
        entry.text("name", source.name);
        entry.texts("files", source.files, mostFiles);
        entry.require(!source.name.empty() && names.insert(source.name).second, "name", "a name that no other sensor has");
        entry.require(!source.files.empty(), "files", "at least one file");
        project.sensors.push_back(std::move(source));
    });
}

void readLayers(Reader& reader, Project& project) {
    reader.objects("layers", mostLayers, [&](Reader& entry) {
        LayerState layer;
        entry.text("kind", layer.kind);
        entry.text("name", layer.name);
        entry.text("title", layer.title);
        entry.flag("visible", layer.visible);
        entry.number("opacity", layer.opacity, 0, 1);
        entry.object("style", layer.style);
        project.layers.push_back(std::move(layer));
    });
}

base::Status readView(const json& object, const std::string& where, Project& project) {
    if (!object.contains("view")) return {};
    json inner;
    Reader outer(object, where);
    outer.object("view", inner);
    LACUNA_TRY_STATUS(outer.status());
    ViewState view;
    Reader reader(inner, where, "view.");
    reader.number("column", view.column, -farthest, farthest);
    reader.number("row", view.row, -farthest, farthest);
    reader.number("scale", view.scale, 1e-9, 1e9);
    LACUNA_TRY_STATUS(reader.status());
    project.view = view;
    return {};
}

base::Status checkSchema(const json& object, const std::string& where) {
    const auto found = object.is_object() ? object.find(schemaKey) : object.end();
    if (!object.is_object() || found == object.end() || !found->is_number_integer())
        return fail(ErrorCode::BadData, stage, "{} is no project of Lacuna: it has no whole number \"{}\". Choose a .lacuna file.", where, schemaKey);
    const auto version = found->is_number_unsigned() && found->get<std::uint64_t>() > 1'000'000 ? 1'000'000 : found->get<std::int64_t>();
    if (version > schemaVersion)
        return fail(ErrorCode::Unsupported, stage,
                    "{} is of schema {}, this program knows up to {}: it was saved by a newer Lacuna. Open it there, or install that version.",
                    where, shown(*found), schemaVersion);
    if (version < 1)
        return fail(ErrorCode::BadData, stage, "{} is of schema {}, expected 1 to {}", where, shown(*found), schemaVersion);
    return {};
}

}  // namespace

nlohmann::json contentOf(const Project& project) {
    auto sensors = json::array();
    for (const auto& source : project.sensors) sensors.push_back({{"name", source.name}, {"files", source.files}});
    auto layers = json::array();
    for (const auto& layer : project.layers) layers.push_back(toJson(layer));
    json object{{schemaKey, schemaVersion},      {"sensors", sensors},           {"align", project.align},
                {"lost", project.lost},          {"models", project.models},     {"shown-model", project.shownModel},
                {"training", project.training},  {"classifying", project.classifying}, {"layers", layers}};
    if (!project.samples.empty()) object["samples"] = project.samples;
    if (!project.reference.empty()) object["reference"] = project.reference;
    if (!project.referenceColumn.empty()) object["reference-column"] = project.referenceColumn;
    for (const auto& [name, part] : project.parts)
        if (!isView(name)) object["parts"][name] = part;
    return object;
}

nlohmann::json toJson(const Project& project) {
    auto object = contentOf(project);
    object["written-by"] = base::version();
    if (project.view) object["view"] = {{"column", project.view->column}, {"row", project.view->row}, {"scale", project.view->scale}};
    for (const auto& [name, part] : project.parts)
        if (isView(name)) object["parts"][name] = part;
    if (!project.windowLayout.empty()) object["window-layout"] = project.windowLayout;
    return object;
}

base::Result<Project> projectFromJson(const nlohmann::json& object, const std::string& where) {
    LACUNA_TRY_STATUS(checkSchema(object, where));
    Project project;
    Reader reader(object, where);
    readSensors(reader, project);
    reader.flag("align", project.align);
    reader.texts("lost", project.lost, base::maxModalities);
    reader.text("samples", project.samples);
    reader.text("reference", project.reference);
    reader.text("reference-column", project.referenceColumn);
    reader.texts("models", project.models, mostModels);
    reader.whole("shown-model", project.shownModel, -1, static_cast<int>(project.models.size()) - 1);
    reader.object("training", project.training);
    reader.object("classifying", project.classifying);
    readLayers(reader, project);
    reader.text("window-layout", project.windowLayout, longestLayout);
    auto parts = json::object();
    reader.object("parts", parts);
    reader.require(parts.size() <= mostParts, "parts", fmt::format("at most {} parts", mostParts));
    LACUNA_TRY_STATUS(reader.status());
    for (const auto& [name, part] : parts.items()) project.parts[name] = part;
    LACUNA_TRY_STATUS(readView(object, where, project));
    return project;
}

}  // namespace lacuna::project
