#pragma once

#include <QPolygonF>
#include <QVector>
#include <memory>

#include "raster/coordinates.h"
#include "ui/canvas/map_canvas.h"

namespace lacuna::ui {

/// "86° 55′ W", "40° 27′ 30″ N": with the parts that lines so far apart need.
QString angleLabel(double degrees, double interval, bool isLatitude);
/// The least step of degrees, minutes or seconds that is not below `limit` degrees.
double angleInterval(double limit);

/// Lines of equal coordinates with their values at the view's upper and left edge: of longitude and latitude, or of the
/// scene's own CRS.
class Graticule : public MapOverlay {
public:
    enum class Kind { None, Geographic, Projected };

    struct Line {
        QPolygonF view;
        QString label;
        bool isMeridian = false;  ///< runs from top to bottom
    };

    void setKind(Kind kind) { kind_ = kind; }
    Kind kind() const { return kind_; }
    void paint(QPainter& painter, const MapCanvas& canvas) override;

    /// The lines in a view; empty where the grid has no coordinates of that kind.
    QVector<Line> lines(const raster::Grid& grid, const ViewTransform& view);

private:
    bool prepare(const raster::Grid& grid);
    void paintLines(QPainter& painter, const MapCanvas& canvas, QSizeF size) const;
    QVector<Line> geographic(const raster::Grid& grid, const ViewTransform& view) const;
    QVector<Line> projected(const raster::Grid& grid, const ViewTransform& view) const;

    Kind kind_ = Kind::None;
    std::string crsWkt_;
    bool prepared_ = false;
    std::unique_ptr<raster::CoordinateTransform> degreesFromMap_;
    std::unique_ptr<raster::CoordinateTransform> mapFromDegrees_;
    ViewTransform view_;
    raster::Grid grid_;
    Kind shownKind_ = Kind::None;
    QVector<Line> lines_;
};

}  // namespace lacuna::ui
