#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "raster/raster_stack.h"

namespace lacuna::project {

/// The schema this program writes. It reads this one and all before it.
inline constexpr int schemaVersion = 1;

/// How a layer stands in the list: its group is known by `kind`.
struct LayerState {
    std::string kind;  ///< "sensor", "samples", "reference", "map"
    std::string name;  ///< among its kind: the sensor's name; of a map the model's file name and the lost sensors
    std::string title;
    bool visible = true;
    double opacity = 1;                                     ///< 0 … 1
    nlohmann::json style = nlohmann::json::object();        ///< bands, stretch, hidden classes, colours: by the layer's kind
    bool operator==(const LayerState&) const = default;
};

/// What the map shows: centre in the scene's pixel coordinates, logical pixels a scene column.
struct ViewState {
    double column = 0;
    double row = 0;
    double scale = 1;
    bool operator==(const ViewState&) const = default;
};

/// Everything a project keeps. Paths are absolute here; the file holds those beside or below it as relative ones.
/// Values are checked for type and range when they are read, not for whether they fit the files that they name.
struct Project {
    std::vector<raster::ModalitySource> sensors;
    bool align = false;
    std::vector<std::string> lost;  ///< names of the sensors that are switched off
    std::string samples;            ///< label raster or vector file; empty: none
    std::string reference;
    std::string referenceColumn;    ///< of its classes, in a vector file; empty: guessed
    std::vector<std::string> models;  ///< in the order they were opened
    int shownModel = -1;              ///< index in `models`; −1: none
    /// Method, destination and the values that differ from the defaults, as the form has them.
    nlohmann::json training = nlohmann::json::object();
    nlohmann::json classifying = nlohmann::json::object();
    std::vector<LayerState> layers;  ///< top first
    std::optional<ViewState> view;
    std::string windowLayout;  ///< as the window gave it, base64
    /// What further parts of the window keep, by their names. In an object of any depth the value of a key "file" and
    /// the values of a list "files" are paths. What begins with "view-" changes by looking about and makes no project
    /// modified. Parts that this program does not know are kept as they are.
    std::map<std::string, nlohmann::json> parts;

    bool isEmpty() const { return sensors.empty() && models.empty() && samples.empty() && reference.empty(); }
};

/// The whole as JSON, with the paths as they stand.
nlohmann::json toJson(const Project& project);
/// The same without what changes by looking about: view, layout of the window.
nlohmann::json contentOf(const Project& project);
/// Errors: BadData, naming `where`, the key, what was expected and what was found (both in at most a line);
/// Unsupported for a newer schema.
base::Result<Project> projectFromJson(const nlohmann::json& object, const std::string& where);

}  // namespace lacuna::project
