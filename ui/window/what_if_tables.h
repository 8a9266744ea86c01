#pragma once

#include <QString>

#include "jobs/what_if_job.h"

namespace lacuna::ui {

class FigureTable;

/// "+4.2", "−4.2", "0.0": a difference in percentage points, `share` being of 1; "–" for NaN.
QString signedPoints(double share);

/// The tables of a what-if study beside the list of its subsets. The study must have sensor values.
/// A row a sensor: its value as figure and bar, and the class it helps most.
void fillSensorValues(FigureTable& table, const jobs::WhatIfResult& study);
/// A row for all classes and one a class: no sensor, what each sensor adds, complete.
void fillClassValues(FigureTable& table, const jobs::WhatIfResult& study);
/// A row a flip: from, to, cells, hectares where known, and the share of all that changes. The subset must have flips.
void fillFlips(FigureTable& table, const jobs::WhatIfResult& study, const jobs::WhatIfSubset& subset);

}  // namespace lacuna::ui
