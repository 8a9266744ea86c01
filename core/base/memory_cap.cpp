#include "base/memory_cap.h"

#include <unistd.h>

#include <charconv>
#include <cstdlib>

namespace lacuna::base {

Result<std::uint64_t> parseBytes(const std::string& text) {
    double number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string suffix(end, text.data() + text.size());
    double unit = 0;
    if (suffix.empty() || suffix == "B") unit = 1;
    if (suffix == "K" || suffix == "KiB") unit = 1024.0;
    if (suffix == "M" || suffix == "MiB") unit = 1024.0 * 1024;
    if (suffix == "G" || suffix == "GiB") unit = 1024.0 * 1024 * 1024;
    const double bytes = number * unit;
    if (problem != std::errc() || !(bytes >= 1 && bytes < 0x1p64))
        return fail(ErrorCode::Usage, "memory cap", "\"{}\" is not a size; expected bytes or a number with K, M or G", text);
    return static_cast<std::uint64_t>(bytes);
}

std::uint64_t memoryCap() {
    static const std::uint64_t cap = [] {
        if (const char* text = std::getenv("LACUNA_MAX_RAM"))
            if (const auto bytes = parseBytes(text)) return *bytes;
        const auto pages = static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES));
        const auto pageSize = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
        return pages * pageSize / 4 * 3;
    }();
    return cap;
}

}  // namespace lacuna::base
