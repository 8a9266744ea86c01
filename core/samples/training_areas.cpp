#include "samples/training_areas.h"

#include <algorithm>

namespace lacuna::samples {
namespace {

constexpr auto stage = "edit classes";

base::Result<base::LandClass*> find(TrainingAreas& set, int value) {
    const int index = base::classIndex(set.classes, value);
    if (index < 0)
        return base::fail(base::ErrorCode::Usage, stage, "there is no class of value {}; the table has {} classes", value,
                          set.classes.size());
    return &set.classes[static_cast<std::size_t>(index)];
}

base::Status checkName(const TrainingAreas& set, int value, const std::string& name) {
    if (name.find_first_not_of(" \t") == std::string::npos)
        return base::fail(base::ErrorCode::Usage, stage, "the name is empty, expected what the class is called");
    for (const auto& other : set.classes)
        if (other.value != value && other.name == name)
            return base::fail(base::ErrorCode::Usage, stage, "class {} is called \"{}\" already; choose another name",
                              other.value, name);
    return {};
}

/// The first of the default colours that no class has yet.
base::Rgb freeColor(const base::ClassTable& classes) {
    for (int i = 0; i < 256; ++i) {
        const auto color = base::defaultColor(i);
        if (std::none_of(classes.begin(), classes.end(), [&](const auto& one) { return one.color == color; })) return color;
    }
    return base::defaultColor(static_cast<int>(classes.size()));
}

}  // namespace

int TrainingAreas::countOf(int classValue) const {
    return static_cast<int>(std::count_if(areas.begin(), areas.end(), [&](const auto& area) { return area->classValue == classValue; }));
}

int TrainingAreas::parentOf(int classValue) const {
    const auto found = parents.find(classValue);
    return found == parents.end() ? 0 : found->second;
}

int TrainingAreas::depthOf(int classValue) const {
    int deepest = 0;
    if (classValue == 0) {
        for (const auto& one : classes) deepest = std::max(deepest, depthOf(one.value));
        return deepest;
    }
    for (int above = parentOf(classValue); above != 0; above = parentOf(above)) ++deepest;
    return deepest;
}

int TrainingAreas::ancestorAt(int classValue, int depth) const {
    for (int excess = depthOf(classValue) - depth; excess > 0; --excess) classValue = parentOf(classValue);
    return classValue;
}

base::Result<int> addClass(TrainingAreas& set, const std::string& name) {
    LACUNA_TRY_STATUS(checkName(set, 0, name));
    int value = 1;
    while (value < 256 && base::classIndex(set.classes, value) >= 0) ++value;
    if (value == 256) return base::fail(base::ErrorCode::Usage, stage, "there are 255 classes already, more don't fit a map");
    const auto place = std::find_if(set.classes.begin(), set.classes.end(), [&](const auto& one) { return one.value > value; });
    set.classes.insert(place, {value, name, freeColor(set.classes)});
    return value;
}

base::Status renameClass(TrainingAreas& set, int value, const std::string& name) {
    LACUNA_TRY(found, find(set, value));
    LACUNA_TRY_STATUS(checkName(set, value, name));
    found->name = name;
    return {};
}

base::Status recolorClass(TrainingAreas& set, int value, base::Rgb color) {
    LACUNA_TRY(found, find(set, value));
    found->color = color;
    return {};
}

base::Status removeClass(TrainingAreas& set, int value) {
    LACUNA_TRY(found, find(set, value));
    const int above = set.parentOf(value);
    set.classes.erase(set.classes.begin() + (found - set.classes.data()));
    set.parents.erase(value);
    for (auto it = set.parents.begin(); it != set.parents.end();) {
        if (it->second != value) {
            ++it;
        } else if (above != 0) {
            (it++)->second = above;
        } else {
            it = set.parents.erase(it);
        }
    }
    std::erase_if(set.areas, [&](const auto& area) { return area->classValue == value; });
    return {};
}

base::Status setParent(TrainingAreas& set, int value, int parent) {
    LACUNA_TRY(child, find(set, value));
    if (parent == 0) {
        set.parents.erase(value);
        return {};
    }
    LACUNA_TRY(above, find(set, parent));
    for (int up = parent; up != 0; up = set.parentOf(up))
        if (up == value)
            return base::fail(base::ErrorCode::Usage, stage, "\"{}\" cannot stand below \"{}\", which is {}", child->name,
                              above->name, parent == value ? "itself" : "below it already");
    set.parents[value] = parent;
    return {};
}

void replaceAreas(TrainingAreas& set, const AreaSelection& selected,
                  const std::function<std::vector<TrainingAreaPtr>(const TrainingArea&)>& edit) {
    std::vector<TrainingAreaPtr> edited;
    edited.reserve(set.areas.size());
    for (auto& area : set.areas) {
        if (!selected.contains(area)) {
            edited.push_back(std::move(area));
            continue;
        }
        for (auto& made : edit(*area)) edited.push_back(std::move(made));
    }
    set.areas = std::move(edited);
}

TrainingArea moved(TrainingArea area, double dx, double dy) {
    const auto shift = [&](std::array<double, 2>& point) { point = {point[0] + dx, point[1] + dy}; };
    for (auto& ring : area.rings) std::for_each(ring.begin(), ring.end(), shift);
    std::for_each(area.points.begin(), area.points.end(), shift);
    return area;
}

TrainingArea withClass(TrainingArea area, int classValue) {
    area.classValue = classValue;
    return area;
}

TrainingAreas generalised(TrainingAreas set, int depth) {
    const TrainingAreas all = set;
    for (auto& area : set.areas) {
        const int above = all.ancestorAt(area->classValue, depth);
        if (above != area->classValue) area = std::make_shared<TrainingArea>(withClass(*area, above));
    }
    std::erase_if(set.classes, [&](const auto& one) { return all.depthOf(one.value) > depth; });
    std::erase_if(set.parents, [&](const auto& link) { return all.depthOf(link.first) > depth; });
    return set;
}

}  // namespace lacuna::samples
