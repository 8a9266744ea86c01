#include "ui/window/what_if_tables.h"

#include <QHeaderView>
#include <algorithm>
#include <cmath>

#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"
#include "ui/window/figure_table.h"
#include "ui/window/what_if_panel.h"

namespace lacuna::ui {
namespace {

QString percent(double share) {
    return std::isfinite(share) ? shownNumber(100 * share, 1) : QString(QChar(0x2013));
}

QString sensorName(const jobs::WhatIfResult& study, const metrics::SensorValue& value) {
    return QString::fromStdString(study.modalityNames[static_cast<std::size_t>(value.sensor)]);
}

/// The class that gains most by the sensor; −1 where none gains.
int mostHelped(const metrics::SensorValue& value) {
    int most = -1;
    double gain = 0.0005;  // what is shown as 0.1 points
    for (std::size_t c = 0; c < value.producers.size(); ++c)
        if (value.producers[c] >= gain) {
            gain = value.producers[c];
            most = static_cast<int>(c);
        }
    return most;
}

QTableWidgetItem* setPoints(FigureTable& table, int row, int column, double share) {
    auto* cell = table.setCell(row, column, signedPoints(share), true);
    if (std::abs(share) >= 0.0005) cell->setForeground(share < 0 ? themeColors().loss : themeColors().gain);
    return cell;
}

void setClass(FigureTable& table, int row, int column, const base::ClassTable& classes, int value, const std::string& name) {
    auto* cell = table.setCell(row, column, QString::fromStdString(name));
    cell->setToolTip(cell->text());
    const int index = base::classIndex(classes, value);
    if (index >= 0) cell->setIcon(swatch(classes[static_cast<std::size_t>(index)].color));
}

}  // namespace

QString signedPoints(double share) {
    if (!std::isfinite(share)) return QString(QChar(0x2013));
    const double points = 100 * share;
    if (std::abs(points) < 0.05) return "0.0";
    return (points < 0 ? QString(QChar(0x2212)) : QString("+")) + shownNumber(std::abs(points), 1);
}

void fillSensorValues(FigureTable& table, const jobs::WhatIfResult& study) {
    const auto& values = *study.sensorValues;
    double largest = 0;
    for (const auto& sensor : values.sensors) largest = std::max(largest, sensor.overall);
    table.setColumns({WhatIfPanel::tr("Sensor"), WhatIfPanel::tr("OA points"), WhatIfPanel::tr("Helps most")});
    table.setRowCount(static_cast<int>(values.sensors.size()));
    for (int row = 0; row < table.rowCount(); ++row) {
        const auto& sensor = values.sensors[static_cast<std::size_t>(row)];
        table.setCell(row, 0, sensorName(study, sensor));
        auto* value = table.setCell(row, 1, signedPoints(sensor.overall), true);
        if (sensor.overall <= -0.0005) value->setForeground(themeColors().loss);
        value->setData(Qt::UserRole, largest > 0 ? sensor.overall / largest : -1.0);
        const int helped = mostHelped(sensor);
        if (helped < 0) {
            table.setCell(row, 2, WhatIfPanel::tr("no class"));
            continue;
        }
        const auto& landClass = study.classes[static_cast<std::size_t>(helped)];
        const auto gain = signedPoints(sensor.producers[static_cast<std::size_t>(helped)]);
        setClass(table, row, 2, study.classes, landClass.value, landClass.name);
        auto* cell = table.item(row, 2);
        cell->setText(QString("%1  %2").arg(cell->text(), gain));
        cell->setToolTip(WhatIfPanel::tr("Producer's accuracy of %1: %2 points").arg(QString::fromStdString(landClass.name), gain));
    }
    table.horizontalHeaderItem(1)->setToolTip(WhatIfPanel::tr("Shapley value: the mean gain in overall accuracy over all subsets"));
    table.horizontalHeaderItem(2)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* header = table.horizontalHeader();
    header->setSectionResizeMode(1, QHeaderView::Fixed);
    header->resizeSection(1, 130);
    header->setSectionResizeMode(2, QHeaderView::Stretch);
}

void fillClassValues(FigureTable& table, const jobs::WhatIfResult& study) {
    const auto& values = *study.sensorValues;
    QStringList titles{WhatIfPanel::tr("Class"), WhatIfPanel::tr("No sensor")};
    for (const auto& sensor : values.sensors) titles << sensorName(study, sensor);
    titles << WhatIfPanel::tr("Complete");
    table.setColumns(titles);
    table.setRowCount(static_cast<int>(study.classes.size()) + 1);
    const int last = static_cast<int>(titles.size()) - 1;
    for (int row = 0; row < table.rowCount(); ++row) {
        const auto c = static_cast<std::size_t>(row) - 1;  // of all but the first row
        if (row == 0)
            table.setCell(row, 0, WhatIfPanel::tr("All classes (OA)"));
        else
            setClass(table, row, 0, study.classes, study.classes[c].value, study.classes[c].name);
        table.setCell(row, 1, percent(row == 0 ? values.emptyOverall : values.emptyProducers[c]), true);
        for (int column = 2; column < last; ++column) {
            const auto& sensor = values.sensors[static_cast<std::size_t>(column) - 2];
            setPoints(table, row, column, row == 0 ? sensor.overall : sensor.producers[c]);
        }
        table.setCell(row, last, percent(row == 0 ? values.completeOverall : values.completeProducers[c]), true);
    }
    QFont bold = table.font();
    bold.setBold(true);
    for (int column = 0; column <= last; ++column) table.item(0, column)->setFont(bold);
    table.horizontalHeaderItem(1)->setToolTip(WhatIfPanel::tr("Always saying the commonest class, in %"));
    table.horizontalHeaderItem(last)->setToolTip(WhatIfPanel::tr("Producer's accuracy with all sensors, in %"));
    for (int column = 2; column < last; ++column)
        table.horizontalHeaderItem(column)->setToolTip(WhatIfPanel::tr("What the sensor adds, in percentage points"));
    table.horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
}

void fillFlips(FigureTable& table, const jobs::WhatIfResult& study, const jobs::WhatIfSubset& subset) {
    const auto& flips = *subset.flips;
    const bool measured = study.cellArea > 0;
    QStringList titles{WhatIfPanel::tr("From"), WhatIfPanel::tr("To"), WhatIfPanel::tr("Cells")};
    if (measured) titles << WhatIfPanel::tr("ha");
    titles << WhatIfPanel::tr("Share %");
    table.setColumns(titles);
    table.setRowCount(static_cast<int>(flips.size()));
    const int last = static_cast<int>(titles.size()) - 1;
    for (int row = 0; row < table.rowCount(); ++row) {
        const auto& flip = flips[static_cast<std::size_t>(row)];
        setClass(table, row, 0, study.classes, flip.from, flip.fromName);
        setClass(table, row, 1, study.classes, flip.to, flip.toName);
        table.setCell(row, 2, QString("%L1").arg(flip.cells), true);
        if (measured)
            table.setCell(row, 3, QString("%L1").arg(static_cast<double>(flip.cells) * study.cellArea / 10000, 0, 'f', 2), true);
        const double share = static_cast<double>(flip.cells) / static_cast<double>(subset.changedCells);
        table.setCell(row, last, percent(share), true)->setData(Qt::UserRole, share);
    }
    table.horizontalHeaderItem(1)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table.horizontalHeaderItem(last)->setToolTip(WhatIfPanel::tr("Of the cells that change"));
    auto* header = table.horizontalHeader();
    for (int column = 0; column < 2; ++column) header->setSectionResizeMode(column, QHeaderView::Stretch);
    header->setSectionResizeMode(last, QHeaderView::Fixed);
    header->resizeSection(last, 80);
}

}  // namespace lacuna::ui
