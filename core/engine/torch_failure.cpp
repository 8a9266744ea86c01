#include "engine/torch_failure.h"

#include "engine/torch_headers.h"

namespace lacuna::engine {

tl::unexpected<base::Error> torchFailure(std::string stage, const c10::Error& problem) {
    const std::string text = problem.what_without_backtrace();
    const auto firstLine = text.substr(0, text.find('\n'));
    const bool noMemory = dynamic_cast<const c10::OutOfMemoryError*>(&problem) != nullptr ||
                          text.find("can't allocate memory") != std::string::npos ||
                          text.find("not enough memory") != std::string::npos;
    if (noMemory)
        return base::fail(base::ErrorCode::OutOfMemory, std::move(stage),
                          "the memory is full ({}); close other programs or take a smaller batch size", firstLine);
    return base::fail(base::ErrorCode::Unsupported, std::move(stage), "the device failed: {}", firstLine);
}

}  // namespace lacuna::engine
