#include "base/version.h"

namespace lacuna::base {

std::string version() { return LACUNA_VERSION; }

}  // namespace lacuna::base
