#pragma once

#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/land_class.h"

/// A report as it is read, whatever it is written as: sections of blocks. Text is UTF-8 and unescaped.
namespace lacuna::report {

/// A drawing that browsers and Qt (SVG Tiny 1.2) show alike: SVG with width, height and viewBox in CSS pixels.
struct Figure {
    std::string svg;
    std::string caption = {};
};

/// Figures beside each other, `columns` to a row.
struct Figures {
    std::vector<Figure> figures;
    int columns = 1;
};

struct Cell {
    std::string text;
    std::optional<base::Rgb> swatch = std::nullopt;  ///< a class's colour before its name
    double bar = std::numeric_limits<double>::quiet_NaN();  ///< share of the cell that is filled behind the figure
};

struct Column {
    std::string title;
    bool figures = false;  ///< stand right
};

struct Table {
    std::string title;
    std::string note;  ///< what its figures are; may be empty
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;  ///< each as long as the columns
    bool total = false;                   ///< the last row sums up the others
};

struct KeyFigure {
    std::string value;
    std::string label;
    std::string detail;
};
/// The figures that are read first.
using KeyFigures = std::vector<KeyFigure>;

struct Paragraph {
    enum class Kind { Plain, Note, Warning };
    std::string text;
    Kind kind = Kind::Plain;
};

struct Heading {
    std::string text;
};

/// A command line, to be copied.
struct CommandLine {
    std::string text;
};

using Block = std::variant<Paragraph, Heading, KeyFigures, Table, Figures, CommandLine>;

struct Section {
    std::string title;
    std::vector<Block> blocks;
};

struct Document {
    std::string title;
    std::string subtitle;
    std::string author;  ///< may be empty
    std::string date;
    std::string program;  ///< "Lacuna 0.1.0"
    std::vector<Section> sections;
};

/// UTF-8 that is valid everywhere: control characters become spaces, broken sequences "�".
std::string cleaned(const std::string& text);

}  // namespace lacuna::report
