#pragma once

#include <QColor>
#include <QPointF>
#include <QWidget>
#include <optional>
#include <vector>

#include "raster/grid.h"

namespace lacuna::ui {

class MapCanvas;

/// Marks over the map: the pixels that are looked at, and a rectangle that was drawn. Lets all events through.
class MapMarks : public QWidget {
    Q_OBJECT

public:
    struct Mark {
        int row = 0;
        int column = 0;
        QColor color;  ///< of the ring
        bool strong = false;
    };

    explicit MapMarks(MapCanvas* canvas);
    void setMarks(std::vector<Mark> marks);
    void setRectangle(const std::optional<raster::Window>& rectangle);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    MapCanvas* canvas_;
    std::vector<Mark> marks_;
    std::optional<raster::Window> rectangle_;
};

}  // namespace lacuna::ui
