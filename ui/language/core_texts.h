#pragma once

#include <QString>
#include <string>
#include <vector>

namespace lacuna::ui {

/// What the core says of parameters and methods, which forms show, in the window's language; other texts come back as
/// they are.
QString coreText(const std::string& text);

/// The texts that are translated. A test compares them with what core and plugins declare.
const std::vector<const char*>& coreTexts();

}  // namespace lacuna::ui
