#include "report/document.h"

namespace lacuna::report {
namespace {

/// Bytes of the character that begins here, 0 where none does.
std::size_t characterAt(const std::string& text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const unsigned first = byte(at);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(at + i) & 0xc0) != 0x80) return 0;
    const unsigned second = byte(at + 1);
    const bool overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    const bool outside = (first == 0xed && second >= 0xa0) || (first == 0xf4 && second >= 0x90);
    return length > 1 && (overlong || outside) ? 0 : length;
}

}  // namespace

std::string cleaned(const std::string& text) {
    std::string safe;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = characterAt(text, at);
        const auto byte = static_cast<unsigned char>(text[at]);
        if (length == 0) safe += "\xef\xbf\xbd";
        else if (byte < ' ' || byte == 0x7f) safe += ' ';
        else safe += text.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    return safe;
}

}  // namespace lacuna::report
