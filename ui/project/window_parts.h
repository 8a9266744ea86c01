#pragma once

#include "ui/project/project_state.h"
#include "ui/window/session_model.h"

namespace lacuna::ui {

class Identification;
class LinkedViews;
class Session;
class ViewTools;

/// Parts of the window that a project keeps: what sensors have lost, bookmarks, the map's furniture, linked views, pinned
/// pixels. Those called "view-…" change by looking about.
ProjectPart lossesPart(Session* session);
ProjectPart bookmarksPart(ViewTools* tools);
ProjectPart furniturePart(ViewTools* tools);
/// Layers that are not there yet (maps that are made later) are shown when they come.
ProjectPart linkedViewsPart(Session* session, LinkedViews* views);
ProjectPart pinsPart(Session* session, Identification* identification);

}  // namespace lacuna::ui
