#include <fmt/ranges.h>

#include <algorithm>

#include "plugins/method_plugin.h"

namespace lacuna::plugins {

void MethodRegistry::add(std::unique_ptr<MethodPlugin> plugin) {
    addBorrowed(plugin.get());
    owned_.push_back(std::move(plugin));
}

void MethodRegistry::addBorrowed(const MethodPlugin* plugin) {
    std::erase_if(plugins_, [&](const MethodPlugin* other) { return other->id() == plugin->id(); });
    const auto place = std::find_if(plugins_.begin(), plugins_.end(),
                                    [&](const MethodPlugin* other) { return plugin->id() < other->id(); });
    plugins_.insert(place, plugin);
}

base::Result<const MethodPlugin*> MethodRegistry::find(const std::string& id) const {
    std::vector<std::string> known;
    for (const auto* plugin : plugins_) {
        if (plugin->id() == id) return plugin;
        known.push_back(plugin->id());
    }
    return base::fail(base::ErrorCode::NotFound, "find method", "there is no method \"{}\"; known are: {}", id,
                      fmt::join(known, ", "));
}

std::vector<const MethodPlugin*> MethodRegistry::all() const {
    return plugins_;
}

}  // namespace lacuna::plugins
