#include "base/parameter.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace lacuna::base {
namespace {

constexpr auto stage = "parameters";
constexpr std::size_t absent = static_cast<std::size_t>(-1);

std::string typeName(const ParameterValue& value) {
    static constexpr const char* names[] = {"true or false", "a whole number", "a number", "text"};
    return names[value.index()];
}

std::optional<double> asNumber(const ParameterValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    return std::nullopt;
}

/// Whole numbers are accepted where a real one is declared; nothing else is converted.
std::optional<ParameterValue> converted(const ParameterValue& value, const ParameterValue& like) {
    if (value.index() == like.index()) return value;
    if (std::holds_alternative<double>(like))
        if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    return std::nullopt;
}

Status check(const Parameter& parameter, const ParameterValue& value) {
    if (const auto number = asNumber(value)) {
        const bool low = parameter.minimum && !(*number >= *parameter.minimum);
        const bool high = parameter.maximum && !(*number <= *parameter.maximum);
        if (low || high)
            return fail(ErrorCode::Usage, stage, "{} is {}, expected {} to {}{}{}", parameter.name, toText(value),
                        parameter.minimum.value_or(0), parameter.maximum.value_or(0),
                        parameter.unit.empty() ? "" : " ", parameter.unit);
    }
    const auto* text = std::get_if<std::string>(&value);
    if (text && !parameter.choices.empty() &&
        std::find(parameter.choices.begin(), parameter.choices.end(), *text) == parameter.choices.end())
        return fail(ErrorCode::Usage, stage, "{} is \"{}\", expected one of: {}", parameter.name, *text,
                    fmt::join(parameter.choices, ", "));
    return {};
}

}  // namespace

ParameterSet::Declaration& ParameterSet::Declaration::range(double minimum, double maximum) {
    set_.parameters_[index_].minimum = minimum;
    set_.parameters_[index_].maximum = maximum;
    return *this;
}
ParameterSet::Declaration& ParameterSet::Declaration::unit(std::string unit) {
    set_.parameters_[index_].unit = std::move(unit);
    return *this;
}
ParameterSet::Declaration& ParameterSet::Declaration::choices(std::vector<std::string> words) {
    set_.parameters_[index_].choices = std::move(words);
    return *this;
}

ParameterSet::Declaration ParameterSet::addField(std::string name, std::string help, Field field,
                                                 ParameterValue present) {
    LACUNA_ASSERT(!has(name));
    parameters_.push_back(Parameter{std::move(name), std::move(help), {}, std::move(present), {}, {}, {}});
    fields_.push_back(field);
    return Declaration(*this, parameters_.size() - 1);
}

ParameterSet::Declaration ParameterSet::add(std::string name, std::string help, bool* field) {
    return addField(std::move(name), std::move(help), field, *field);
}
ParameterSet::Declaration ParameterSet::add(std::string name, std::string help, int* field) {
    return addField(std::move(name), std::move(help), field, static_cast<std::int64_t>(*field));
}
ParameterSet::Declaration ParameterSet::add(std::string name, std::string help, std::int64_t* field) {
    return addField(std::move(name), std::move(help), field, *field);
}
ParameterSet::Declaration ParameterSet::add(std::string name, std::string help, double* field) {
    return addField(std::move(name), std::move(help), field, *field);
}
ParameterSet::Declaration ParameterSet::add(std::string name, std::string help, std::string* field) {
    return addField(std::move(name), std::move(help), field, *field);
}

std::size_t ParameterSet::indexOf(const std::string& name) const {
    for (std::size_t i = 0; i < parameters_.size(); ++i)
        if (parameters_[i].name == name) return i;
    return absent;
}

bool ParameterSet::has(const std::string& name) const { return indexOf(name) != absent; }

Status ParameterSet::set(const std::string& name, const ParameterValue& value) {
    const auto index = indexOf(name);
    if (index == absent) {
        std::vector<std::string> names;
        for (const auto& parameter : parameters_) names.push_back(parameter.name);
        return fail(ErrorCode::Usage, stage, "there is no parameter \"{}\"; known are: {}", name,
                    fmt::join(names, ", "));
    }
    const auto& parameter = parameters_[index];
    const auto fitting = converted(value, parameter.defaultValue);
    if (!fitting)
        return fail(ErrorCode::Usage, stage, "{} is \"{}\", expected {}", name, toText(value),
                    typeName(parameter.defaultValue));
    LACUNA_TRY_STATUS(check(parameter, *fitting));
    if (std::holds_alternative<int*>(fields_[index]) && !std::in_range<int>(std::get<std::int64_t>(*fitting)))
        return fail(ErrorCode::Usage, stage, "{} is {}, expected {} to {}", name, toText(*fitting),
                    std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    std::visit(
        [&](auto* field) {
            using Type = std::remove_pointer_t<decltype(field)>;
            if constexpr (std::is_same_v<Type, int>)
                *field = static_cast<int>(std::get<std::int64_t>(*fitting));
            else
                *field = std::get<Type>(*fitting);
        },
        fields_[index]);
    return {};
}

Status ParameterSet::setText(const std::string& name, const std::string& text) {
    const auto index = indexOf(name);
    if (index == absent) return set(name, text);
    const auto& like = parameters_[index].defaultValue;
    if (std::holds_alternative<bool>(like)) {
        if (text == "true" || text == "1" || text == "yes" || text == "on") return set(name, true);
        if (text == "false" || text == "0" || text == "no" || text == "off") return set(name, false);
    } else if (std::holds_alternative<std::int64_t>(like)) {
        std::int64_t whole = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), whole);
        if (problem == std::errc() && end == text.data() + text.size()) return set(name, whole);
    } else if (std::holds_alternative<double>(like)) {
        double real = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), real);
        if (problem == std::errc() && end == text.data() + text.size()) return set(name, real);
    } else {
        return set(name, text);
    }
    return fail(ErrorCode::Usage, stage, "{} is \"{}\", expected {}", name, text, typeName(like));
}

ParameterValue ParameterSet::value(const std::string& name) const {
    const auto index = indexOf(name);
    LACUNA_ASSERT(index != absent);
    return std::visit(
        [](const auto* field) -> ParameterValue {
            using Type = std::remove_cv_t<std::remove_pointer_t<decltype(field)>>;
            if constexpr (std::is_same_v<Type, int>)
                return static_cast<std::int64_t>(*field);
            else
                return *field;
        },
        fields_[index]);
}

nlohmann::json ParameterSet::toJson() const {
    auto object = nlohmann::json::object();
    for (const auto& parameter : parameters_)
        std::visit([&](const auto& held) { object[parameter.name] = held; }, value(parameter.name));
    return object;
}

Status ParameterSet::fromJson(const nlohmann::json& object) {
    if (!object.is_object()) return fail(ErrorCode::BadData, stage, "expected a JSON object of names and values");
    for (const auto& [name, value] : object.items()) {
        ParameterValue held;
        if (value.is_number_unsigned() && !std::in_range<std::int64_t>(value.get<std::uint64_t>()))
            return fail(ErrorCode::BadData, stage, "{} is {}, expected at most {}", name, value.get<std::uint64_t>(),
                        std::numeric_limits<std::int64_t>::max());
        if (value.is_boolean())
            held = value.get<bool>();
        else if (value.is_number_integer())
            held = value.get<std::int64_t>();
        else if (value.is_number())
            held = value.get<double>();
        else if (value.is_string())
            held = value.get<std::string>();
        else
            return fail(ErrorCode::BadData, stage, "{} is neither a number, a text nor true or false", name);
        LACUNA_TRY_STATUS(set(name, held));
    }
    return {};
}

std::string toText(const ParameterValue& value) {
    return std::visit(
        [](const auto& held) -> std::string {
            using Type = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Type, bool>)
                return held ? "true" : "false";
            else if constexpr (std::is_same_v<Type, std::string>)
                return held;
            else
                return fmt::format("{}", held);
        },
        value);
}

}  // namespace lacuna::base
