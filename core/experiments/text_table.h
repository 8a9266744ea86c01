#pragma once

#include <string>
#include <vector>

namespace lacuna::experiments {

/// A table of words and numbers as text, to be written in several forms.
struct TextTable {
    std::string title;
    std::string note;       ///< what its numbers are; may be empty
    std::size_t names = 1;  ///< leading columns that name the row
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;  ///< each as long as the header
    std::vector<std::vector<std::size_t>> best;  ///< columns of each row that are set bold; may be empty
};

std::string markdown(const TextTable& table);
/// A table environment with \hline alone: needs no package.
std::string latex(const TextTable& table);
std::string csv(const TextTable& table);

}  // namespace lacuna::experiments
