#pragma once

#include <string>

#include "base/parameter.h"
#include "base/result.h"

namespace lacuna::loss {

/// Sets what "name:value,name:value" says. Errors: Usage, naming `what` and the names that there are.
base::Status readSettings(const std::string& text, base::ParameterSet set, const char* stage, const std::string& what);
/// The values that differ from their defaults, in the same spelling; empty when none does.
std::string spellSettings(const base::ParameterSet& set);

}  // namespace lacuna::loss
