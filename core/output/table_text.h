#pragma once

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "base/land_class.h"

/// How figures and names stand in tables; NaN is nothing.
namespace lacuna::output {

inline std::string csvNumber(double value) {
    return std::isfinite(value) ? fmt::format("{:.6g}", value) : std::string();
}

inline std::string csvText(const std::string& text) {
    if (text.find_first_of(",;\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char character : text) {
        if (character == '"') quoted += '"';
        quoted += character;
    }
    return quoted + '"';
}

inline nlohmann::json jsonNumber(double value) {
    if (!std::isfinite(value)) return nullptr;
    return value;
}

inline std::string className(const base::ClassTable& classes, int index) {
    return static_cast<std::size_t>(index) < classes.size() ? classes[static_cast<std::size_t>(index)].name
                                                            : fmt::format("class {}", index + 1);
}

}  // namespace lacuna::output
