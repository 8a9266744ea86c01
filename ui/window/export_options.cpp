#include "ui/window/export_options.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <filesystem>

namespace lacuna::ui {
namespace {

ExportChoice& lastChoice() {
    static ExportChoice choice;
    return choice;
}

/// "map-confidence.tif" for "map.tif".
std::string besides(const std::string& map, const std::string& ending) {
    const std::filesystem::path path(map);
    return (path.parent_path() / (path.stem().string() + ending)).string();
}

}  // namespace

void ExportChoice::addTo(output::MapFileOptions& options) const {
    options.cloudOptimised = cloudOptimised;
    options.sld = sld;
    options.colorMap = colorMap;
    if (polygons) options.polygons = besides(options.labels, ".gpkg");
    if (confidence) options.confidence = besides(options.labels, "-confidence.tif");
    if (availability) options.availability = besides(options.labels, "-availability.tif");
}

ExportOptions::ExportOptions(bool classified, QWidget* parent) : QWidget(parent) {
    setObjectName("exportOptions");
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(16);
    auto* title = new QLabel(tr("Also write:"));
    grid->addWidget(title, 0, 0);
    int place = 0;
    const auto add = [&](const char* name, const QString& text, const QString& explanation, bool on) {
        auto* box = new QCheckBox(text);
        box->setObjectName(name);
        box->setToolTip(explanation);
        box->setChecked(on);
        grid->addWidget(box, place / 3, 1 + place % 3);
        ++place;
        return box;
    };
    const auto& last = lastChoice();
    polygons_ = add("exportPolygons", tr("Polygons (.gpkg)"), tr("The classes' areas as a GeoPackage with hectares and colours"), last.polygons);
    sld_ = add("exportSld", tr("Style for map servers (.sld)"), tr("OGC Styled Layer Descriptor; the style for QGIS is always written"), last.sld);
    colorMap_ = add("exportClr", tr("Colour map (.clr)"), tr("For Esri's programs"), last.colorMap);
    confidence_ = add("exportConfidence", tr("Confidence"), tr("Largest probability of each cell, a GeoTIFF"), classified && last.confidence);
    availability_ = add("exportAvailability", tr("Availability"), tr("Which sensors each cell had, a bit a sensor, a GeoTIFF"), classified && last.availability);
    cloudOptimised_ = add("exportCog", tr("As Cloud Optimized GeoTIFF"), tr("Overviews first, so that a web server can send parts of it"), last.cloudOptimised);
    confidence_->setVisible(classified);
    availability_->setVisible(classified);
    grid->setColumnStretch(4, 1);
}

ExportChoice ExportOptions::choice() const {
    const ExportChoice chosen{cloudOptimised_->isChecked(), sld_->isChecked(),        colorMap_->isChecked(),
                              polygons_->isChecked(),       confidence_->isChecked(), availability_->isChecked()};
    lastChoice() = chosen;
    return chosen;
}

}  // namespace lacuna::ui
