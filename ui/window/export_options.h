#pragma once

#include <QWidget>

#include "output/map_file.h"

class QCheckBox;

namespace lacuna::ui {

/// What is written beside an exported map.
struct ExportChoice {
    bool cloudOptimised = false;
    bool sld = false;
    bool colorMap = false;
    bool polygons = false;      ///< "map.gpkg" beside "map.tif"
    bool confidence = false;    ///< "map-confidence.tif"
    bool availability = false;  ///< "map-availability.tif"

    /// Adds the choice to the options of a map whose file is named already.
    void addTo(output::MapFileOptions& options) const;
};

/// The choice as a form, for the dialog in which the map's file is named. The last choice of the session is the next one's
/// default.
class ExportOptions : public QWidget {
    Q_OBJECT

public:
    /// `classified`: the map comes from a model, so that it has confidence and availability.
    explicit ExportOptions(bool classified, QWidget* parent = nullptr);
    ExportChoice choice() const;

private:
    QCheckBox* cloudOptimised_;
    QCheckBox* sld_;
    QCheckBox* colorMap_;
    QCheckBox* polygons_;
    QCheckBox* confidence_;
    QCheckBox* availability_;
};

}  // namespace lacuna::ui
