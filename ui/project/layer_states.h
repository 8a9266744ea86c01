#pragma once

#include <vector>

#include "project/project.h"

namespace lacuna::ui {

class Layer;
class Session;

/// How the session's layers stand, top first; those that a project does not know (Session::roleOf) are left out.
std::vector<project::LayerState> layerStates(const Session& session);
/// A layer's bands, stretch, hidden classes and so on.
nlohmann::json styleOf(const Layer& layer);
/// The same back; what does not fit the layer (a band it hasn't, a word that isn't known) is left as it is.
void applyStyle(Layer& layer, const nlohmann::json& style);

/// Puts the layers that are there into the order and state given; others stay where they are. The session says which
/// of its maps is shown: their visibility is not touched.
void applyLayerStates(Session& session, const std::vector<project::LayerState>& states);
void applyLayerState(Layer& layer, const project::LayerState& state);

}  // namespace lacuna::ui
