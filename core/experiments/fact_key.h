#pragma once

#include <map>
#include <string>
#include <vector>

#include "experiments/experiment.h"

namespace lacuna::experiments {

/// Values of some facts, to group by.
using Key = std::vector<std::string>;

inline Key keyOf(const Facts& facts, const std::vector<std::string>& names) {
    Key key;
    for (const auto& name : names) key.push_back(factOf(facts, name));
    return key;
}

/// Keys in the order in which they first come.
class Ordered {
public:
    std::size_t placeOf(const Key& key) {
        const auto [place, isNew] = places_.try_emplace(key, keys.size());
        if (isNew) keys.push_back(key);
        return place->second;
    }
    std::vector<Key> keys;

private:
    std::map<Key, std::size_t> places_;
};

}  // namespace lacuna::experiments
