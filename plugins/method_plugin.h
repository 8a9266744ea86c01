#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/result.h"
#include "engine/adaptation.h"
#include "engine/model_spec.h"

namespace lacuna::plugins {

/// A method for missing modalities: says how it adapts the frozen backbone, nothing more. The engine trains and runs
/// what it describes. Stateless; any thread.
class MethodPlugin {
public:
    virtual ~MethodPlugin() = default;
    virtual std::string id() const = 0;     ///< "mamol"
    virtual std::string title() const = 0;  ///< short name, then what it is: "MaMOL (missing-aware mixture of LoRA experts)"
    /// A sentence for who chooses; it stands in the plugin's facts alone, so the engine-only build has none.
    virtual std::string summary() const { return {}; }
    /// The declared parameters with their defaults.
    virtual std::vector<base::Parameter> parameters() const = 0;
    /// `values`: a JSON object of parameters that differ from their defaults. Errors: Usage.
    virtual base::Result<engine::Adaptation> describe(const engine::ModelSpec& model, const nlohmann::json& values) const = 0;
};

/// The methods at hand, owned by the application. Filled before the first job, read-only afterwards.
class MethodRegistry {
public:
    void add(std::unique_ptr<MethodPlugin> plugin);  ///< takes a method; replaces one of the same id
    /// Keeps a plugin that something else owns (a loaded library), which must outlive the registry.
    void addBorrowed(const MethodPlugin* plugin);
    /// Errors: NotFound, naming the methods there are.
    base::Result<const MethodPlugin*> find(const std::string& id) const;
    std::vector<const MethodPlugin*> all() const;  ///< by id

private:
    std::vector<std::unique_ptr<MethodPlugin>> owned_;
    std::vector<const MethodPlugin*> plugins_;
};

}  // namespace lacuna::plugins
