#include "ui/window/expert_tables.h"

#include <QCoreApplication>
#include <limits>

namespace lacuna::ui {
namespace {

struct ExpertText {
    Q_DECLARE_TR_FUNCTIONS(ExpertTables)
};
QString blockTitle(const metrics::ExpertLayout::Block& block) { return ExpertText::tr("block %1").arg(block.block); }

}  // namespace

QStringList expertNames(const metrics::ExpertLayout& layout) {
    QStringList names;
    for (const auto& block : layout.blocks)
        for (const auto& expert : block.experts)
            if (const auto name = QString::fromStdString(expert); !names.contains(name)) names << name;
    return names;
}

Heatmap blocksByExperts(const metrics::ExpertLayout& layout, const std::vector<double>& values) {
    Heatmap map;
    const auto experts = expertNames(layout);
    map.cornerTitle = ExpertText::tr("Block");
    map.groups = {{{}, experts}};
    std::size_t at = 0;
    for (const auto& block : layout.blocks) {
        map.rows << blockTitle(block);
        std::vector<double> row(static_cast<std::size_t>(experts.size()), std::numeric_limits<double>::quiet_NaN());
        for (const auto& expert : block.experts) row[static_cast<std::size_t>(experts.indexOf(QString::fromStdString(expert)))] = values[at++];
        map.values.push_back(std::move(row));
    }
    return map;
}

Heatmap strips(const metrics::ExpertLayout& layout, const QStringList& rows, const std::vector<std::vector<double>>& values) {
    Heatmap map;
    map.cornerTitle = ExpertText::tr("Sensors");
    map.rows = rows;
    map.values = values;
    for (const auto& block : layout.blocks) {
        Heatmap::Group group{blockTitle(block), {}};
        for (const auto& expert : block.experts) group.columns << QString::fromStdString(expert);
        map.groups.push_back(std::move(group));
    }
    return map;
}

std::optional<std::size_t> expertPlace(const metrics::ExpertLayout& layout, int block, const QString& expert) {
    std::size_t at = 0;
    for (const auto& one : layout.blocks)
        for (const auto& name : one.experts) {
            if (one.block == block && name == expert.toStdString()) return at;
            ++at;
        }
    return std::nullopt;
}

ExpertCell expertCell(const metrics::ExpertLayout& layout, int row, int column) {
    return {layout.blocks[static_cast<std::size_t>(row)].block, expertNames(layout).value(column)};
}

}  // namespace lacuna::ui
