#include "map/error_map.h"

namespace lacuna::map {
namespace {

constexpr base::Rgb rightColor{150, 190, 168};

/// The reference's name for a class goes before the map's, as both are to say the same.
base::ClassTable named(base::ClassTable classes, const base::ClassTable& reference) {
    for (auto& one : classes) {
        const int index = base::classIndex(reference, one.value);
        if (index >= 0) one.name = reference[static_cast<std::size_t>(index)].name;
    }
    return classes;
}

}  // namespace

base::Result<FlipMap> errorMap(const MapLabels& map, const samples::SampleSet& reference, int stride, std::stop_token stop) {
    const auto cells = referenceCells(reference, map.grid, stride);
    LACUNA_TRY_STATUS(checkComparable(cells, reference));
    MapLabels known{map.grid, reference.classes, std::vector<std::uint8_t>(map.labels.size())};
    MapLabels judged{map.grid, named(map.classes, reference.classes), std::vector<std::uint8_t>(map.labels.size())};
    for (const auto& [cell, classValue] : cells) {
        known.labels[cell] = static_cast<std::uint8_t>(classValue);
        judged.labels[cell] = map.labels[cell];
    }
    LACUNA_TRY(errors, flipMap(known, judged, stop));
    errors.map.classes.front().name = "right";
    errors.map.classes.front().color = rightColor;
    return errors;
}

}  // namespace lacuna::map
