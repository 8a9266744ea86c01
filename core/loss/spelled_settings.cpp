#include "loss/spelled_settings.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace lacuna::loss {
namespace {

std::string namesOf(const base::ParameterSet& set) {
    std::vector<std::string> names;
    for (const auto& parameter : set.parameters()) names.push_back(parameter.name);
    return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

base::Status readSettings(const std::string& text, base::ParameterSet set, const char* stage, const std::string& what) {
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const auto part = text.substr(begin, end - begin);
        begin = end + 1;
        const auto colon = part.find(':');
        const auto name = part.substr(0, colon);
        if (colon == std::string::npos || !set.has(name))
            return base::fail(base::ErrorCode::Usage, stage, "\"{}\" is no setting of {}; expected name:value with {}", part, what,
                              namesOf(set));
        if (const auto status = set.setText(name, part.substr(colon + 1)); !status)
            return base::fail(base::ErrorCode::Usage, stage, "{}: {}", what, status.error().message);
    }
    return {};
}

std::string spellSettings(const base::ParameterSet& set) {
    std::string text;
    for (const auto& parameter : set.parameters()) {
        const auto value = set.value(parameter.name);
        if (value == parameter.defaultValue) continue;
        text += fmt::format("{}{}:{}", text.empty() ? "" : ",", parameter.name, base::toText(value));
    }
    return text;
}

}  // namespace lacuna::loss
