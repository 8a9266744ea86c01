#include "jobs/slug.h"

#include <cctype>

namespace lacuna::jobs {

std::string slug(const std::string& title) {
    std::string text;
    for (const unsigned char c : title) {
        if (std::isalnum(c) != 0) text += static_cast<char>(std::tolower(c));
        else if (!text.empty() && text.back() != '-') text += '-';
    }
    while (!text.empty() && text.back() == '-') text.pop_back();
    return text;
}

}  // namespace lacuna::jobs
