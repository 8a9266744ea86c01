#pragma once

#include "report/document.h"
#include "ui/report/report_pages.h"

namespace lacuna::ui {

/// A table on a report's pages: columns as wide as their content needs, the head repeated on every page, rows never cut.
class ReportTable {
public:
    ReportTable(ReportPages& pages, const report::Table& table);
    double height() const;         ///< of the whole, its title included
    double smallestHeight() const;  ///< title, head and the first rows: what is kept together
    /// `below`: height of what has to stand on the page of the last row.
    void draw(double below);

private:
    double textHeight(std::size_t row) const;
    double rowHeight(std::size_t row) const;
    double headHeight() const;
    double titleHeight() const;
    void fitColumns();
    double neededWidth(std::size_t column, const QFont& head, const QFont& body, bool longestWord) const;
    void drawTitle();
    void drawHead();
    void drawRow(std::size_t row);
    double cellIndent(const report::Cell& cell) const;
    QFont bodyFont(std::size_t row) const;

    ReportPages& pages_;
    const report::Table& table_;
    double fontSize_ = 11.5;
    double padding_ = 0;
    std::vector<double> widths_;
};

}  // namespace lacuna::ui
