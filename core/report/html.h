#pragma once

#include <string>

#include "report/document.h"

namespace lacuna::report {

/// One self-contained HTML 5 file that is well-formed XML as well: styles for screen and A4 paper, figures inline, no
/// scripts, nothing from a network. A pure function.
std::string html(const Document& document);

}  // namespace lacuna::report
