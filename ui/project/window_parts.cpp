#include "ui/project/window_parts.h"

#include <QPointer>
#include <cmath>

#include "loss/footprint_source.h"
#include "ui/studies/certainty_study.h"
#include "ui/studies/zone_study.h"
#include "ui/views/view_tools.h"
#include "ui/window/identification.h"
#include "ui/window/main_window.h"

namespace lacuna::ui {
namespace {

using nlohmann::json;

constexpr std::array<const char*, 3> graticuleNames{"none", "geographic", "projected"};
constexpr std::size_t mostPins = 64;
constexpr std::size_t mostBookmarks = 1000;

/// The objects of a list; nothing where there is no such list.
std::vector<json> objectsIn(const json& kept, const char* key) {
    std::vector<json> found;
    const auto list = kept.is_object() ? kept.find(key) : kept.end();
    if (!kept.is_object() || list == kept.end() || !list->is_array()) return found;
    for (const auto& entry : *list)
        if (entry.is_object()) found.push_back(entry);
    return found;
}

std::string textIn(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flagIn(const json& object, const char* key, bool usual) {
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() ? found->get<bool>() : usual;
}

std::optional<double> numberIn(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number() || !std::isfinite(found->get<double>())) return std::nullopt;
    return found->get<double>();
}

json keptLosses(const Session& session) {
    auto kept = json::object();
    for (int sensor = 0; sensor < session.scene().modalityCount(); ++sensor) {
        const auto* loss = session.lossOf(sensor);
        if (!loss) continue;
        for (const auto& footprint : loss->footprints)
            kept["parts"].push_back({{"sensor", loss->sensor}, {loss::isFootprintFile(footprint) ? "file" : "text", footprint}});
        if (!loss->degradation.isNone()) kept["degraded"].push_back({{"sensor", loss->sensor}, {"faults", loss->degradation.text()}});
    }
    return kept;
}

/// The losses that are named, of the sensors that are there.
SceneLosses namedLosses(Session& session, const json& kept) {
    SceneLosses losses(static_cast<std::size_t>(session.scene().modalityCount()));
    const auto lossOf = [&](const std::string& sensor) -> loss::SensorLoss* {
        const auto place = session.sensorNames().indexOf(QString::fromStdString(sensor));
        if (place < 0) return nullptr;
        auto& found = losses[static_cast<std::size_t>(place)];
        found.sensor = sensor;
        return &found;
    };
    for (const auto& part : objectsIn(kept, "parts")) {
        const auto footprint = part.contains("file") ? textIn(part, "file") : textIn(part, "text");
        if (auto* loss = lossOf(textIn(part, "sensor")); loss && !footprint.empty()) loss->footprints.push_back(footprint);
    }
    for (const auto& degraded : objectsIn(kept, "degraded")) {
        auto* loss = lossOf(textIn(degraded, "sensor"));
        auto faults = loss::Degradation::fromText(textIn(degraded, "faults"));
        if (loss && faults) loss->degradation = *faults;
        else if (!faults) Q_EMIT session.failed(faults.error());
    }
    return losses;
}

}  // namespace

ProjectPart lossesPart(Session* session) {
    return {"losses", [session] { return keptLosses(*session); },
            [session](const json& kept) {
                if (!session->hasScene()) return;
                session->readLosses(namedLosses(*session, kept), [session](SceneLosses losses, bool) { session->setLosses(std::move(losses)); });
            }};
}

ProjectPart bookmarksPart(ViewTools* tools) {
    const auto save = [tools] {
        auto kept = json::object();
        for (const auto& mark : tools->bookmarks()->list())
            kept["places"].push_back({{"name", mark.name.toStdString()},
                                      {"x", mark.extent.x()},
                                      {"y", mark.extent.y()},
                                      {"width", mark.extent.width()},
                                      {"height", mark.extent.height()}});
        return kept;
    };
    const auto restore = [tools](const json& kept) {
        QList<Bookmark> marks;
        for (const auto& place : objectsIn(kept, "places")) {
            const auto x = numberIn(place, "x"), y = numberIn(place, "y"), width = numberIn(place, "width"), height = numberIn(place, "height");
            const auto name = QString::fromStdString(textIn(place, "name"));
            if (name.isEmpty() || !x || !y || !width || !height || *width <= 0 || *height <= 0) continue;
            if (static_cast<std::size_t>(marks.size()) < mostBookmarks) marks << Bookmark{name, QRectF(*x, *y, *width, *height)};
        }
        tools->bookmarks()->setList(marks);
    };
    return {"bookmarks", save, restore};
}

ProjectPart furniturePart(ViewTools* tools) {
    const auto save = [tools] {
        const auto state = tools->state();
        return json{{"scale-bar", state.scaleBar},
                    {"north-arrow", state.northArrow},
                    {"magnifier", state.magnifier},
                    {"graticule", graticuleNames[static_cast<std::size_t>(state.graticule)]},
                    {"flicker-interval", state.flickerInterval}};
    };
    const auto restore = [tools](const json& kept) {
        const auto present = tools->state();
        FurnitureState state;
        state.scaleBar = flagIn(kept, "scale-bar", present.scaleBar);
        state.northArrow = flagIn(kept, "north-arrow", false);
        state.magnifier = flagIn(kept, "magnifier", false);
        for (std::size_t i = 0; i < graticuleNames.size(); ++i)
            if (textIn(kept, "graticule") == graticuleNames[i]) state.graticule = static_cast<Graticule::Kind>(i);
        if (const auto interval = numberIn(kept, "flicker-interval"); interval && *interval >= 0 && *interval <= 10000)
            state.flickerInterval = static_cast<int>(*interval);
        state.bookmarks = present.bookmarks;
        tools->setState(state);
    };
    return {"view-furniture", save, restore};
}

ProjectPart linkedViewsPart(Session* session, LinkedViews* views) {
    const auto save = [session, views] {
        auto kept = json::object();
        for (int view = 0; view < views->count() && views->count() > 1; ++view) {
            const auto [kind, name] = session->roleOf(views->canvas(view)->shownLayer());
            kept["views"].push_back({{"kind", kind.toStdString()}, {"name", name.toStdString()}});
        }
        return kept;
    };
    // Wishes that no layer has met yet, by view.
    using Wishes = std::map<int, std::pair<QString, QString>>;
    auto wishes = std::make_shared<Wishes>();
    const auto grant = [session, views, wishes] {
        std::erase_if(*wishes, [&](const auto& wish) {
            if (wish.first >= views->count()) return true;
            for (auto* layer : session->layers()->layers())
                if (session->roleOf(layer) == wish.second) return views->canvas(wish.first)->setShownLayer(layer), true;
            return false;
        });
    };
    // Not at once: the session names a map after it was added.
    QObject::connect(session->layers(), &LayerModel::layerAdded, views, grant, Qt::QueuedConnection);
    const auto restore = [views, wishes, grant](const json& kept) {
        const auto wanted = objectsIn(kept, "views");
        wishes->clear();
        views->setCount(std::clamp(static_cast<int>(wanted.size()), 1, LinkedViews::most));
        for (int view = 0; view < views->count(); ++view) {
            views->canvas(view)->setShownLayer(nullptr);
            if (static_cast<std::size_t>(view) >= wanted.size()) continue;
            const auto& wish = wanted[static_cast<std::size_t>(view)];
            const auto kind = QString::fromStdString(textIn(wish, "kind"));
            if (!kind.isEmpty()) (*wishes)[view] = {kind, QString::fromStdString(textIn(wish, "name"))};
        }
        grant();
    };
    return {"view-linked", save, restore};
}

ProjectPart pinsPart(Session* session, Identification* identification) {
    const auto save = [identification] {
        auto kept = json::object();
        for (const auto& pin : identification->pins()) kept["pixels"].push_back({{"row", pin.report.row}, {"column", pin.report.column}});
        return kept;
    };
    const auto restore = [session, identification](const json& kept) {
        const auto& grid = session->scene().grid;
        std::vector<std::pair<int, int>> places;
        for (const auto& pixel : objectsIn(kept, "pixels")) {
            const auto row = numberIn(pixel, "row"), column = numberIn(pixel, "column");
            const bool inside = row && column && *row >= 0 && *row < grid.height && *column >= 0 && *column < grid.width;
            if (inside && places.size() < mostPins) places.emplace_back(static_cast<int>(*row), static_cast<int>(*column));
        }
        identification->setPins(places);
    };
    return {"view-pins", save, restore};
}

void MainWindow::keepParts() {
    state_->addPart(lossesPart(session_));
    state_->addPart(bookmarksPart(viewTools_));
    state_->addPart(furniturePart(viewTools_));
    state_->addPart(linkedViewsPart(session_, views_));
    state_->addPart(pinsPart(session_, identification_));
    state_->addPart({"zones", [this] { return zones_->save(); }, [this](const json& kept) { zones_->restore(kept); }});
    state_->addPart({"certainty", [this] { return certainty_->save(); }, [this](const json& kept) { certainty_->restore(kept); }});
    connect(session_, &Session::lossesChanged, state_, &ProjectState::changed);
    connect(viewTools_->bookmarks(), &Bookmarks::changed, state_, &ProjectState::changed);
    connect(zones_, &ZoneStudy::contentsChanged, state_, &ProjectState::changed);
    connect(certainty_, &CertaintyStudy::settingsChanged, state_, &ProjectState::changed);
}

}  // namespace lacuna::ui
