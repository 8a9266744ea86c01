#include "experiments/yaml_reader.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace lacuna::experiments {
namespace {

constexpr auto stage = "read experiment";
constexpr std::uintmax_t largestFile = 1u << 20;
using base::ErrorCode;
using base::fail;

std::string whatIs(const YAML::Node& node) {
    if (!node.IsDefined()) return "nothing";
    if (node.IsScalar()) return "\"" + node.Scalar() + "\"";
    if (node.IsSequence()) return fmt::format("a list of {}", node.size());
    return node.IsMap() ? "keys with values" : "nothing";
}

int lineOf(const YAML::Node& node) {
    return node.Mark().is_null() ? 1 : node.Mark().line + 1;
}

std::string below(const YamlValue& map, const std::string& name) {
    return map.key.empty() ? name : map.key + "." + name;
}

}  // namespace

base::Result<YamlValue> YamlReader::load() const {
    std::error_code problem;
    const auto size = std::filesystem::file_size(path_, problem);
    if (problem)
        return fail(ErrorCode::NotFound, stage, "{} cannot be read ({}). Name an experiment's YAML file", path_,
                    problem.message());
    if (size > largestFile)
        return fail(ErrorCode::BadData, stage, "{} has {} bytes, expected at most {}. Is it an experiment's YAML file?",
                    path_, size, largestFile);
    std::ifstream stream(path_, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    try {
        return YamlValue{YAML::Load(text), {}, {}, 1};
    } catch (const YAML::Exception& broken) {
        return fail(
            ErrorCode::BadData, stage,
            "{}, line {}, column {}: this is no YAML ({}). Indent with spaces alone and close every quote and bracket",
            path_, broken.mark.line + 1, broken.mark.column + 1, broken.msg);
    }
}

tl::unexpected<base::Error> YamlReader::wrong(const YamlValue& at, const std::string& expected,
                                              const std::string& advice) const {
    return fail(ErrorCode::BadData, stage, "{}, line {}{}: expected {}, found {}. {}", path_, at.line,
                at.key.empty() ? "" : ", " + at.key, expected, whatIs(at.node), advice);
}

tl::unexpected<base::Error> YamlReader::refused(const YamlValue& at, const base::Error& why) const {
    return fail(why.code == ErrorCode::Usage ? ErrorCode::BadData : why.code, stage,
                "{}, line {}, {}: {}. Correct that line", path_, at.line, at.key, why.message);
}

base::Result<std::vector<YamlValue>> YamlReader::entries(const YamlValue& map,
                                                         const std::vector<std::string>& known) const {
    if (!map.node.IsDefined() || !map.node.IsMap())
        return wrong(map, known.empty() ? "keys with values" : fmt::format("the keys {}", fmt::join(known, ", ")),
                     "Write key: value, a line each");
    std::vector<YamlValue> found;
    std::set<std::string> seen;
    for (const auto& entry : map.node) {
        YamlValue place{entry.first, map.key, {}, lineOf(entry.first)};
        if (!entry.first.IsScalar()) return wrong(place, "a word as key", "Write key: value, a line each");
        const auto name = entry.first.Scalar();
        place.key = below(map, name);
        if (!known.empty() && std::find(known.begin(), known.end(), name) == known.end())
            return wrong(place, fmt::format("one of the keys {}", fmt::join(known, ", ")),
                         "Correct the key or take it out");
        if (!seen.insert(name).second) return wrong(place, "every key once", "Take one of the two out");
        found.push_back({entry.second, place.key, name, place.line});
    }
    return found;
}

YamlValue YamlReader::at(const YamlValue& map, const std::string& key) {
    const YAML::Node& node = map.node;  // the const operator adds no key
    YamlValue value{node[key], below(map, key), key, map.line};
    if (value.node.IsDefined()) value.line = lineOf(value.node);
    return value;
}

base::Result<std::string> YamlReader::text(const YamlValue& value) const {
    if (!value.node.IsDefined() || !value.node.IsScalar() || value.node.Scalar().empty())
        return wrong(value, "a text or number", "Give one value");
    return value.node.Scalar();
}

base::Result<std::string> YamlReader::optionalText(const YamlValue& map, const std::string& key) const {
    const auto value = at(map, key);
    if (!value.isThere()) return std::string();
    return text(value);
}

std::vector<YamlValue> YamlReader::list(const YamlValue& value) {
    std::vector<YamlValue> found;
    if (!value.isThere()) return found;
    if (!value.node.IsSequence()) return {value};
    for (const auto& entry : value.node) found.push_back({entry, value.key, value.name, lineOf(entry)});
    return found;
}

base::Result<std::vector<std::string>> YamlReader::texts(const YamlValue& value) const {
    std::vector<std::string> found;
    for (const auto& entry : list(value)) {
        LACUNA_TRY(word, text(entry));
        if (std::find(found.begin(), found.end(), word) != found.end())
            return wrong(entry, "every value once", "Take one of the two out");
        found.push_back(std::move(word));
    }
    return found;
}

base::Status YamlReader::parameter(const YamlValue& value, base::ParameterSet& set) const {
    LACUNA_TRY(word, text(value));
    if (auto status = set.setText(value.name, word); !status) return refused(value, status.error());
    return {};
}

base::Status YamlReader::parameters(const YamlValue& map, base::ParameterSet& set,
                                    const std::vector<std::pair<std::string, std::string>>& reserved) const {
    LACUNA_TRY(values, entries(map));
    for (const auto& value : values) {
        for (const auto& [name, owner] : reserved)
            if (value.name == name)
                return wrong(value, fmt::format("no {} here", name), fmt::format("{} says it", owner));
        LACUNA_TRY_STATUS(parameter(value, set));
    }
    return {};
}

}  // namespace lacuna::experiments
