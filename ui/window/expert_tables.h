#pragma once

#include <optional>
#include <string>
#include <vector>

#include "metrics/activation.h"
#include "ui/figures/heatmap_figure.h"

namespace lacuna::ui {

/// Names of the experts of all blocks, each once, in the order they come.
QStringList expertNames(const metrics::ExpertLayout& layout);
/// A row a block, a column an expert; `values` are [layout.experts()].
Heatmap blocksByExperts(const metrics::ExpertLayout& layout, const std::vector<double>& values);
/// One row of all blocks beside each other, each block a group of its experts. `values`: one list a row.
Heatmap strips(const metrics::ExpertLayout& layout, const QStringList& rows, const std::vector<std::vector<double>>& values);
/// Place of an expert among all; nothing where the block has none of this name.
std::optional<std::size_t> expertPlace(const metrics::ExpertLayout& layout, int block, const QString& expert);

/// A block's expert, as a cell of blocksByExperts names it.
struct ExpertCell {
    int block = 0;
    QString expert;
};
ExpertCell expertCell(const metrics::ExpertLayout& layout, int row, int column);

}  // namespace lacuna::ui
