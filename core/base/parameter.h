#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"

namespace lacuna::base {

using ParameterValue = std::variant<bool, std::int64_t, double, std::string>;

/// One setting of a job or a method, declared once; the command line, the form in the window, the range check and the
/// saved run are all made from it.
struct Parameter {
    std::string name;  ///< as on the command line, without dashes: "learning-rate"
    std::string help;  ///< one sentence
    std::string unit;  ///< "px", "epochs", empty
    ParameterValue defaultValue;
    std::optional<double> minimum;  ///< inclusive, for numbers
    std::optional<double> maximum;  ///< inclusive, for numbers
    std::vector<std::string> choices;  ///< for text: the words allowed; empty means any
};

/// The parameters of one options struct, bound to its fields: setting a value checks it and writes the field.
/// The struct must outlive the set. The field's value at declaration is the default.
class ParameterSet {
public:
    /// Continues a declaration: set.add("epochs", "Passes over the samples", &o.epochs).range(1, 10000).unit("epochs").
    class Declaration {
    public:
        Declaration(ParameterSet& set, std::size_t index) : set_(set), index_(index) {}
        Declaration& range(double minimum, double maximum);
        Declaration& unit(std::string unit);
        Declaration& choices(std::vector<std::string> words);

    private:
        ParameterSet& set_;
        std::size_t index_;
    };

    Declaration add(std::string name, std::string help, bool* field);
    Declaration add(std::string name, std::string help, int* field);
    Declaration add(std::string name, std::string help, std::int64_t* field);
    Declaration add(std::string name, std::string help, double* field);
    Declaration add(std::string name, std::string help, std::string* field);

    const std::vector<Parameter>& parameters() const { return parameters_; }
    bool has(const std::string& name) const;

    /// Errors: Usage for an unknown name, wrong type, value out of range or not among the choices.
    Status set(const std::string& name, const ParameterValue& value);
    /// The same from text as typed ("0.7", "true", "any").
    Status setText(const std::string& name, const std::string& text);
    /// The field's present value. The name must be declared.
    ParameterValue value(const std::string& name) const;

    nlohmann::json toJson() const;
    /// Sets every parameter that the object holds; an unknown key is an error.
    Status fromJson(const nlohmann::json& object);

private:
    using Field = std::variant<bool*, int*, std::int64_t*, double*, std::string*>;
    Declaration addField(std::string name, std::string help, Field field, ParameterValue present);
    std::size_t indexOf(const std::string& name) const;

    std::vector<Parameter> parameters_;
    std::vector<Field> fields_;
};

/// A value as text, as it would be typed.
std::string toText(const ParameterValue& value);

}  // namespace lacuna::base
