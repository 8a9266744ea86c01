#include "plugins/placement.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace lacuna::plugins {
namespace {

using base::ErrorCode;

constexpr int maxDynamicExperts = 64;

std::optional<int> wholeNumber(std::string_view text) {
    int number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || end != text.data() + text.size() || text.front() == '-') return std::nullopt;
    return number;
}

/// "6x2" → (6, 2).
std::optional<std::pair<int, int>> product(std::string_view text) {
    const auto cross = text.find('x');
    if (cross == std::string_view::npos || cross == 0 || cross + 1 == text.size()) return std::nullopt;
    const auto first = wholeNumber(text.substr(0, cross));
    const auto second = wholeNumber(text.substr(cross + 1));
    if (!first || !second) return std::nullopt;
    return std::pair(*first, *second);
}

tl::unexpected<base::Error> malformed(const std::string& text) {
    return base::fail(ErrorCode::Usage, "placement",
                      "\"{}\" is no placement, expected for example last-6x2, head-6x2, last-2x5 or 6x2,7x2", text);
}

base::Result<std::vector<PlacedBlock>> parseList(const std::string& text) {
    std::vector<PlacedBlock> placed;
    std::string_view rest = text;
    while (true) {
        const auto comma = rest.find(',');
        const auto item = product(rest.substr(0, comma));
        if (!item) return malformed(text);
        placed.push_back({item->first, item->second});
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
    }
    std::sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.block < b.block; });
    return placed;
}

base::Result<std::vector<PlacedBlock>> parseRun(const std::string& text, bool last, int blocks) {
    const auto run = product(std::string_view(text).substr(5));
    if (!run) return malformed(text);
    const auto [count, experts] = *run;
    if (count < 1 || count > blocks)
        return base::fail(ErrorCode::Usage, "placement", "\"{}\" asks for {} blocks, the backbone has {}", text, count,
                          blocks);
    std::vector<PlacedBlock> placed;
    const int first = last ? blocks - count : 0;
    for (int i = 0; i < count; ++i) placed.push_back({first + i, experts});
    return placed;
}

}  // namespace

base::Result<std::vector<PlacedBlock>> parsePlacement(const std::string& text, int blocks) {
    const bool last = text.starts_with("last-");
    const bool head = text.starts_with("head-");
    LACUNA_TRY(placed, last || head ? parseRun(text, last, blocks) : parseList(text));
    for (std::size_t i = 0; i < placed.size(); ++i) {
        if (placed[i].block >= blocks)
            return base::fail(ErrorCode::Usage, "placement", "\"{}\" names block {}, the backbone has blocks 0 to {}",
                              text, placed[i].block, blocks - 1);
        if (i > 0 && placed[i].block == placed[i - 1].block)
            return base::fail(ErrorCode::Usage, "placement", "\"{}\" names block {} twice", text, placed[i].block);
        if (placed[i].dynamicExperts < 1 || placed[i].dynamicExperts > maxDynamicExperts)
            return base::fail(ErrorCode::Usage, "placement", "\"{}\" asks for {} experts a block, expected 1 to {}",
                              text, placed[i].dynamicExperts, maxDynamicExperts);
    }
    return placed;
}

}  // namespace lacuna::plugins
