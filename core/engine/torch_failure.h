#pragma once

#include <string>

#include "base/result.h"

namespace c10 {
class Error;
}

namespace lacuna::engine {

/// What a LibTorch exception means to the user: OutOfMemory (host or device), or Unsupported for a device that failed.
tl::unexpected<base::Error> torchFailure(std::string stage, const c10::Error& problem);

}  // namespace lacuna::engine
