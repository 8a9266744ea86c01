#include "ui/project/layer_states.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/canvas/class_map_layer.h"
#include "ui/canvas/sensor_layer.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

using nlohmann::json;

constexpr std::array<const char*, 3> mapNames{"viridis", "cividis", "diverging"};
constexpr std::array<const char*, 4> stretchNames{"cumulative", "min-max", "standard-deviation", "fixed"};

json toJson(const BandChoice& bands) {
    return {{"color", bands.color}, {"red", bands.red}, {"green", bands.green}, {"blue", bands.blue}};
}

json toJson(const Stretch& stretch) {
    return {{"kind", stretchNames[static_cast<std::size_t>(stretch.kind)]},
            {"low-fraction", stretch.lowFraction},
            {"high-fraction", stretch.highFraction},
            {"deviations", stretch.deviations},
            {"low", stretch.low},
            {"high", stretch.high},
            {"of-view", stretch.ofView}};
}

void readNumber(const json& object, const char* key, double& field, double least, double most) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number()) return;
    const double value = found->get<double>();
    if (value >= least && value <= most) field = value;
}

void readBand(const json& object, const char* key, int& field, int count) {
    double band = field;
    readNumber(object, key, band, 0, count - 1);
    field = static_cast<int>(band);
}

void applySensorStyle(SensorLayer& layer, const json& style) {
    if (const auto found = style.find("bands"); found != style.end() && found->is_object()) {
        auto bands = layer.bands();
        if (found->value("color", json()).is_boolean()) bands.color = found->value("color", bands.color);
        readBand(*found, "red", bands.red, layer.info().bands);
        readBand(*found, "green", bands.green, layer.info().bands);
        readBand(*found, "blue", bands.blue, layer.info().bands);
        if (bands != layer.bands()) layer.setBands(bands);
    }
    auto whole = layer.style();
    const auto map = style.find("color-map");
    whole.map.reset();
    for (std::size_t i = 0; i < mapNames.size(); ++i)
        if (map != style.end() && *map == mapNames[i]) whole.map = static_cast<ColorMap>(i);
    if (whole != layer.style()) layer.setStyle(whole);
    const auto found = style.find("stretch");
    if (found == style.end() || !found->is_object()) return;
    auto stretch = layer.stretch();
    const auto kind = found->find("kind");
    for (std::size_t i = 0; i < stretchNames.size(); ++i)
        if (kind != found->end() && *kind == stretchNames[i]) stretch.kind = static_cast<Stretch::Kind>(i);
    readNumber(*found, "low-fraction", stretch.lowFraction, 0, 1);
    readNumber(*found, "high-fraction", stretch.highFraction, 0, 1);
    readNumber(*found, "deviations", stretch.deviations, 0.01, 100);
    for (const auto& [key, range] : {std::pair{"low", &stretch.low}, std::pair{"high", &stretch.high}}) {
        const auto values = found->find(key);
        if (values == found->end() || !values->is_array() || values->size() != range->size()) continue;
        for (std::size_t i = 0; i < range->size(); ++i)
            if ((*values)[i].is_number() && std::isfinite((*values)[i].get<double>())) (*range)[i] = (*values)[i].get<double>();
    }
    if (const auto ofView = found->find("of-view"); ofView != found->end() && ofView->is_boolean()) stretch.ofView = ofView->get<bool>();
    if (stretch != layer.stretch()) layer.setStretch(stretch);
}

void applyClassStyle(Layer& layer, const json& style) {
    const auto hidden = style.find("hidden");
    for (const auto& entry : layer.legend()) {
        const bool hides = hidden != style.end() && hidden->is_array() && std::find(hidden->begin(), hidden->end(), entry.value) != hidden->end();
        if (entry.value >= 0 && entry.visible == hides) layer.setValueVisible(entry.value, !hides);
    }
    auto* map = qobject_cast<ClassMapLayer*>(&layer);
    const auto colors = style.find("colors");
    if (!map || colors == style.end() || !colors->is_object()) return;
    for (const auto& entry : map->legend()) {
        const auto found = colors->find(std::to_string(entry.value));
        if (found == colors->end() || !found->is_string()) continue;
        const QColor color(QString::fromStdString(found->get<std::string>()));
        if (color.isValid()) map->setClassColor(entry.value, color);
    }
}

/// Colours that the user gave: those that are not the classes' own.
json ownColors(const ClassMapLayer& layer) {
    auto colors = json::object();
    for (const auto& entry : layer.legend())
        for (const auto& known : layer.map().classes)
            if (known.value == entry.value && QColor(known.color[0], known.color[1], known.color[2]) != entry.color)
                colors[std::to_string(entry.value)] = entry.color.name().toStdString();
    return colors;
}

}  // namespace

json styleOf(const Layer& layer) {
    auto style = json::object();
    if (const auto* sensor = qobject_cast<const SensorLayer*>(&layer)) {
        style["bands"] = toJson(sensor->bands());
        style["stretch"] = toJson(sensor->stretch());
        if (const auto map = sensor->style().map) style["color-map"] = mapNames[static_cast<std::size_t>(*map)];
        return style;
    }
    auto hidden = json::array();
    for (const auto& entry : layer.legend())
        if (entry.value >= 0 && !entry.visible) hidden.push_back(entry.value);
    if (!hidden.empty()) style["hidden"] = hidden;
    if (const auto* map = qobject_cast<const ClassMapLayer*>(&layer)) {
        auto colors = ownColors(*map);
        if (!colors.empty()) style["colors"] = std::move(colors);
    }
    return style;
}

void applyStyle(Layer& layer, const json& style) {
    if (auto* sensor = qobject_cast<SensorLayer*>(&layer)) applySensorStyle(*sensor, style);
    else applyClassStyle(layer, style);
}

std::vector<project::LayerState> layerStates(const Session& session) {
    std::vector<project::LayerState> states;
    for (const auto* layer : const_cast<Session&>(session).layers()->layers()) {
        const auto [kind, name] = session.roleOf(layer);
        if (kind.isEmpty()) continue;
        states.push_back({kind.toStdString(), name.toStdString(), layer->title().toStdString(), layer->isVisible(), layer->opacity(), styleOf(*layer)});
    }
    return states;
}

void applyLayerState(Layer& layer, const project::LayerState& state) {
    if (!state.title.empty()) layer.setTitle(QString::fromStdString(state.title));
    layer.setOpacity(state.opacity);
    if (state.kind != "map") layer.setVisible(state.visible);
    applyStyle(layer, state.style);
}

void applyLayerStates(Session& session, const std::vector<project::LayerState>& states) {
    auto* model = session.layers();
    std::array<int, layerGroupCount> next{};
    for (const auto& state : states) {
        const std::pair role{QString::fromStdString(state.kind), QString::fromStdString(state.name)};
        for (auto* layer : model->layers()) {
            if (session.roleOf(layer) != role) continue;
            applyLayerState(*layer, state);
            auto& position = next[static_cast<std::size_t>(layer->group())];
            if (model->positionOf(layer) != position) model->move(layer, position);
            ++position;
            break;
        }
    }
}

}  // namespace lacuna::ui
