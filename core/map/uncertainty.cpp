#include "map/uncertainty.h"

namespace lacuna::map {

std::uint64_t markUncertain(ClassMap& map, const UncertaintyRule& rule) {
    std::uint64_t marked = 0;
    for (std::size_t cell = 0; cell < map.labels.size(); ++cell) {
        if (map.labels[cell] == 0 || !rule.isUncertain(map.confidence[cell], map.availability[cell])) continue;
        map.labels[cell] = static_cast<std::uint8_t>(rule.uncertain.value);
        ++marked;
    }
    if (base::classIndex(map.classes, rule.uncertain.value) < 0) map.classes.push_back(rule.uncertain);
    return marked;
}

}  // namespace lacuna::map
