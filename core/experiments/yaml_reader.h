#pragma once

#include <yaml-cpp/yaml.h>

#include <functional>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/result.h"

/// Reading YAML with messages that name file, line, key, what was expected and what was found. The header of yaml-cpp
/// is seen by the reading of experiments alone.
namespace lacuna::experiments {

/// A value and where it stands.
struct YamlValue {
    YAML::Node node;
    std::string key;   ///< with those above it: "data.houston13.labels"
    std::string name;  ///< without: "labels"
    int line = 1;      ///< of the value, or of the map that lacks it
    bool isThere() const { return node.IsDefined() && !node.IsNull(); }

    YamlValue(YAML::Node itsNode, std::string itsKey, std::string itsName, int itsLine)
        : node(std::move(itsNode)), key(std::move(itsKey)), name(std::move(itsName)), line(itsLine) {}
    YamlValue(const YamlValue&) = default;
    /// Assigning to a YAML::Node writes into the document; here it only names another part of it.
    YamlValue& operator=(const YamlValue& other) {
        node.reset(other.node);
        key = other.key;
        name = other.name;
        line = other.line;
        return *this;
    }
};

class YamlReader {
public:
    explicit YamlReader(std::string path) : path_(std::move(path)) {}

    /// The document. Errors: NotFound, BadData (no YAML, over 1 MiB).
    base::Result<YamlValue> load() const;

    /// "FILE, line 12, seeds: expected …, found …. <advice>"
    tl::unexpected<base::Error> wrong(const YamlValue& at, const std::string& expected,
                                      const std::string& advice) const;
    /// The same place, for a value that is refused by what it is used for.
    tl::unexpected<base::Error> refused(const YamlValue& at, const base::Error& why) const;

    /// The entries of a map, in file order. Errors: no map, a key that stands there twice, or, where `known` is not
    /// empty, is not among them.
    base::Result<std::vector<YamlValue>> entries(const YamlValue& map,
                                                 const std::vector<std::string>& known = {}) const;
    /// The value under a key; its node is undefined when there is none.
    static YamlValue at(const YamlValue& map, const std::string& key);

    base::Result<std::string> text(const YamlValue& value) const;
    /// The text under a key; empty when there is none.
    base::Result<std::string> optionalText(const YamlValue& map, const std::string& key) const;
    /// One text, or a list of them; none when there is no such value.
    base::Result<std::vector<std::string>> texts(const YamlValue& value) const;
    /// The entries of a list, a single value as a list of one; empty when there is no such value.
    static std::vector<YamlValue> list(const YamlValue& value);
    /// Sets declared parameters from a map; `reserved` are keys that something else sets, with what that is.
    base::Status parameters(const YamlValue& map, base::ParameterSet& set,
                            const std::vector<std::pair<std::string, std::string>>& reserved = {}) const;
    /// Sets one declared parameter.
    base::Status parameter(const YamlValue& value, base::ParameterSet& set) const;

private:
    std::string path_;
};

}  // namespace lacuna::experiments
