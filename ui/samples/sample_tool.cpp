#include "ui/samples/sample_tool.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <vector>

#include "samples/area_parts.h"

namespace lacuna::ui {
namespace {

// More outlines than this in view would be a tangle, and slow; the pixels are shown anyway.
constexpr int mostOutlines = 2000;
// So many corners are drawn smoothly in a few milliseconds.
constexpr std::size_t mostSmoothCorners = 3000;
constexpr double pointRadius = 4;
constexpr double clickReach = 6;  // logical pixels

/// A light line with a dark one below it; hairlines, side by side, where smooth ones would take too long.
void drawOutline(QPainter& painter, const QPainterPath& path, bool smooth) {
    painter.setPen(QPen(QColor(0, 0, 0, 150), smooth ? 2 : 0));
    painter.drawPath(smooth ? path : path.translated(1, 1));
    painter.setPen(QPen(QColor(255, 255, 255, 190), smooth ? 1 : 0));
    painter.drawPath(path);
}

}  // namespace

std::array<double, 2> SampleTool::mapFromScene(QPointF scene) const { return document().grid().mapPoint(scene.x(), scene.y()); }

QPointF SampleTool::sceneFromMap(const std::array<double, 2>& map) const {
    const auto pixel = document().grid().pixelPoint(map[0], map[1]);
    return {pixel[0], pixel[1]};
}

bool SampleTool::isInside(QPointF scene) const {
    return scene.x() >= 0 && scene.y() >= 0 && scene.x() < document().grid().width && scene.y() < document().grid().height;
}

double SampleTool::mapLength(double viewPixels) const {
    const auto& t = document().grid().mapFromPixel;
    return viewPixels / tools_.canvas()->scale() * std::hypot(t[1], t[4]);
}

QColor SampleTool::currentColor() const {
    const int index = base::classIndex(document().areas().classes, document().currentClass());
    const auto color = index < 0 ? base::defaultColor(0) : document().areas().classes[static_cast<std::size_t>(index)].color;
    return QColor(color[0], color[1], color[2]);
}

QPainterPath SampleTool::pathOf(const samples::TrainingArea& area, const ViewTransform& view) const {
    QPainterPath path;
    for (const auto& ring : area.rings) {
        QPolygonF line;
        for (const auto& point : ring) line << view.viewFromScene(sceneFromMap(point));
        path.addPolygon(line);
        path.closeSubpath();
    }
    for (const auto& point : area.points) path.addEllipse(view.viewFromScene(sceneFromMap(point)), pointRadius, pointRadius);
    return path;
}

void SampleTool::drawLine(QPainter& painter, const QPolygonF& line, const QColor& color, bool closed) {
    painter.setBrush(Qt::NoBrush);
    for (const auto& pen : {QPen(QColor(0, 0, 0, 160), 3.5), QPen(color, 1.75)}) {
        painter.setPen(pen);
        closed ? painter.drawPolygon(line) : painter.drawPolyline(line);
    }
}

void SampleTool::paint(QPainter& painter, const ViewTransform& view) {
    const QRectF visible = view.visibleScene();
    std::vector<samples::TrainingAreaPtr> plain, selected;
    std::size_t corners = 0;
    for (const auto& area : document().areas().areas) {
        const bool isSelected = document().selection().contains(area);
        if (!isSelected && plain.size() >= mostOutlines) continue;
        const auto extent = samples::extentOf(*area);
        const QRectF box = QRectF(sceneFromMap({extent[0], extent[1]}), sceneFromMap({extent[2], extent[3]})).normalized().adjusted(-1, -1, 1, 1);
        if (!box.intersects(visible)) continue;
        (isSelected ? selected : plain).push_back(area);
        corners += 8 * area->points.size();
        for (const auto& ring : area->rings) corners += ring.size();
    }
    painter.save();
    const bool smooth = corners <= mostSmoothCorners;
    painter.setBrush(Qt::NoBrush);
    painter.setRenderHint(QPainter::Antialiasing, smooth);
    for (const auto& area : plain) drawOutline(painter, pathOf(*area, view), smooth);
    for (const auto& area : selected) {
        const auto path = pathOf(*area, view);
        painter.fillPath(path, QColor(255, 255, 255, smooth ? 70 : 130));
        painter.setPen(QPen(QColor(0, 0, 0, 220), smooth ? 4.5 : 0));
        painter.drawPath(smooth ? path : path.translated(1, 1));
        painter.setPen(QPen(QColor(255, 255, 255), smooth ? 2 : 0));
        painter.drawPath(path);
    }
    painter.restore();
}

bool PointTool::press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (button != Qt::LeftButton) return false;
    if (!isInside(scene)) return true;
    document().add(SampleDocument::tr("mark a point"), {0, {}, {mapFromScene(scene)}});
    return true;
}

bool SamplePolygonTool::press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (button == Qt::RightButton && !corners_.isEmpty()) {
        close();
        return true;
    }
    if (button != Qt::LeftButton) return false;
    cursor_ = scene;
    corners_ << scene;
    return true;
}

bool SamplePolygonTool::move(QPointF scene, Qt::MouseButtons, Qt::KeyboardModifiers) {
    cursor_ = scene;
    return !corners_.isEmpty();
}

bool SamplePolygonTool::doubleClick(QPointF) {
    close();
    return true;
}

void SamplePolygonTool::close() {
    // A double click presses twice at one place.
    while (corners_.size() > 1 && (corners_.last() - corners_[corners_.size() - 2]).manhattanLength() * tools_.canvas()->scale() < 2) corners_.removeLast();
    const auto corners = std::exchange(corners_, {});
    if (corners.size() < 3) return Q_EMIT tools_.noticed(SampleDocument::tr("A polygon needs three corners"));
    samples::TrainingArea area;
    auto& ring = area.rings.emplace_back();
    for (const auto& corner : corners) ring.push_back(mapFromScene(corner));
    if (samples::pixelsOf(area, document().grid()).empty())
        return Q_EMIT tools_.noticed(SampleDocument::tr("The polygon covers the centre of no pixel; zoom in or draw it larger"));
    document().add(SampleDocument::tr("draw a polygon"), std::move(area));
}

bool SamplePolygonTool::key(int key) {
    if (corners_.isEmpty()) return false;
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        close();
    else if (key == Qt::Key_Backspace)
        corners_.removeLast();
    else if (key == Qt::Key_Escape)
        corners_.clear();
    else
        return false;
    return true;
}

void SamplePolygonTool::paint(QPainter& painter, const ViewTransform& view) {
    SampleTool::paint(painter, view);
    if (corners_.isEmpty()) return;
    QPolygonF line;
    for (const auto& corner : corners_) line << view.viewFromScene(corner);
    const auto set = line;
    line << view.viewFromScene(cursor_);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    auto fill = currentColor();
    fill.setAlpha(70);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(line);
    drawLine(painter, line, currentColor(), false);
    painter.setPen(QPen(Qt::black, 1));
    painter.setBrush(Qt::white);
    for (const auto& corner : set) painter.drawRect(QRectF(corner - QPointF(2.5, 2.5), QSizeF(5, 5)));
    painter.restore();
}

bool BrushTool::press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) {
    if (button != Qt::LeftButton) return false;
    painting_ = true;
    erasing_ = (keys & Qt::ShiftModifier) != 0;
    painted_.clear();
    last_ = scene;
    paintTo(scene);
    return true;
}

bool BrushTool::move(QPointF scene, Qt::MouseButtons, Qt::KeyboardModifiers) {
    cursor_ = scene;
    if (painting_) paintTo(scene);
    return true;
}

void BrushTool::paintTo(QPointF scene) {
    cursor_ = scene;
    for (const auto& pixel : samples::strokePixels({last_.x(), last_.y()}, {scene.x(), scene.y()}, tools_.brushWidth(), document().grid())) painted_.insert(pixel);
    last_ = scene;
}

bool BrushTool::release(QPointF, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (!painting_ || button != Qt::LeftButton) return false;
    painting_ = false;
    if (painted_.empty()) return true;
    if (erasing_)
        erase();
    else
        document().add(SampleDocument::tr("paint a stroke"), samples::areaOfPixels({painted_.begin(), painted_.end()}, 0, document().grid()));
    painted_.clear();
    return true;
}

/// Areas that lose a pixel become what is left of their pixels.
void BrushTool::erase() {
    const auto& grid = document().grid();
    const QRectF box = QRectF(QPointF(painted_.begin()->column, painted_.begin()->row), QPointF(painted_.rbegin()->column + 1, painted_.rbegin()->row + 1));
    samples::AreaSelection touched;
    for (const auto& area : document().areas().areas) {
        const auto extent = samples::extentOf(*area);
        const QRectF around = QRectF(sceneFromMap({extent[0], extent[1]}), sceneFromMap({extent[2], extent[3]})).normalized();
        if (around.bottom() < box.top() - 1 || around.top() > box.bottom() + 1) continue;
        const auto pixels = samples::pixelsOf(*area, grid);
        if (std::any_of(pixels.begin(), pixels.end(), [&](const auto& pixel) { return painted_.contains(pixel); })) touched.insert(area);
    }
    if (touched.empty()) return;
    auto next = document().areas();
    samples::replaceAreas(next, touched, [&](const samples::TrainingArea& area) {
        auto left = samples::pixelsOf(area, grid);
        std::erase_if(left, [&](const auto& pixel) { return painted_.contains(pixel); });
        std::vector<samples::TrainingAreaPtr> made;
        if (!left.empty()) made.push_back(std::make_shared<const samples::TrainingArea>(samples::areaOfPixels(std::move(left), area.classValue, grid)));
        return made;
    });
    document().edit(SampleDocument::tr("erase"), std::move(next));
}

bool BrushTool::key(int key) {
    if (key == Qt::Key_BracketLeft || key == Qt::Key_BracketRight) {
        tools_.setBrushWidth(tools_.brushWidth() + (key == Qt::Key_BracketRight ? 2 : -2));
        return true;
    }
    if (key != Qt::Key_Escape || !painting_) return false;
    abandon();
    return true;
}

void BrushTool::paint(QPainter& painter, const ViewTransform& view) {
    SampleTool::paint(painter, view);
    painter.save();
    auto fill = erasing_ && painting_ ? QColor(Qt::white) : currentColor();
    fill.setAlpha(190);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    const QRectF visible = view.visibleScene();
    for (const auto& pixel : painted_) {
        if (!visible.intersects(QRectF(pixel.column, pixel.row, 1, 1))) continue;
        painter.drawRect(QRectF(view.viewFromScene(QPointF(pixel.column, pixel.row)), view.viewFromScene(QPointF(pixel.column + 1, pixel.row + 1))));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const double radius = tools_.brushWidth() / 2;
    for (const auto& pen : {QPen(QColor(0, 0, 0, 160), 2.5), QPen(Qt::white, 1)}) {
        painter.setPen(pen);
        painter.drawEllipse(view.viewFromScene(cursor_), radius * view.scaleX(), radius * view.scaleY());
    }
    painter.restore();
}

bool GrowTool::press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (button != Qt::LeftButton) return false;
    if (isInside(scene) && !tools_.isGrowing()) tools_.growFrom({static_cast<int>(scene.y()), static_cast<int>(scene.x())});
    return true;
}

bool GrowTool::key(int key) {
    if (key != Qt::Key_Escape || !tools_.isGrowing()) return false;
    document().jobs().cancel();
    return true;
}

QCursor GrowTool::cursor() const { return tools_.isGrowing() ? Qt::BusyCursor : Qt::CrossCursor; }

/// The topmost one.
samples::TrainingAreaPtr SelectTool::areaAt(QPointF scene) const {
    const auto position = mapFromScene(scene);
    const double reach = mapLength(clickReach);
    const auto& all = document().areas().areas;
    const auto found = std::find_if(all.rbegin(), all.rend(), [&](const auto& area) { return samples::contains(*area, position, reach); });
    return found == all.rend() ? nullptr : *found;
}

bool SelectTool::press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) {
    if (button != Qt::LeftButton) return false;
    from_ = to_ = scene;
    adds_ = (keys & Qt::ShiftModifier) != 0;
    const auto area = areaAt(scene);
    drag_ = area ? Drag::Move : Drag::Rectangle;
    auto chosen = document().selection();
    if (area && adds_) {
        if (!chosen.insert(area).second) chosen.erase(area), drag_ = Drag::None;
    } else if (area && !chosen.contains(area)) {
        chosen = {area};
    }
    document().select(std::move(chosen));
    return true;
}

bool SelectTool::move(QPointF scene, Qt::MouseButtons, Qt::KeyboardModifiers) {
    to_ = scene;
    return drag_ != Drag::None;
}

QPoint SelectTool::shift() const { return {static_cast<int>(std::lround(to_.x() - from_.x())), static_cast<int>(std::lround(to_.y() - from_.y()))}; }

bool SelectTool::release(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (button != Qt::LeftButton || drag_ == Drag::None) return false;
    to_ = scene;
    const auto ended = std::exchange(drag_, Drag::None);
    if (ended == Drag::Move && !shift().isNull()) moveSelection(shift());
    if (ended == Drag::Rectangle) selectIn(QRectF(from_, to_).normalized(), adds_);
    return true;
}

void SelectTool::selectIn(const QRectF& scene, bool adds) {
    samples::AreaSelection chosen;
    if (adds) chosen = document().selection();
    for (const auto& area : document().areas().areas) {
        const auto extent = samples::extentOf(*area);
        const QRectF box = QRectF(sceneFromMap({extent[0], extent[1]}), sceneFromMap({extent[2], extent[3]})).normalized();
        if (scene.contains(box)) chosen.insert(area);
    }
    document().select(std::move(chosen));
}

void SelectTool::moveSelection(QPoint pixels) {
    const auto& t = document().grid().mapFromPixel;
    const double dx = pixels.x() * t[1] + pixels.y() * t[2], dy = pixels.x() * t[4] + pixels.y() * t[5];
    auto next = document().areas();
    samples::AreaSelection made;
    samples::replaceAreas(next, document().selection(), [&](const samples::TrainingArea& area) {
        auto moved = std::make_shared<const samples::TrainingArea>(samples::moved(area, dx, dy));
        made.insert(moved);
        return std::vector<samples::TrainingAreaPtr>{moved};
    });
    document().edit(SampleDocument::tr("move %n area(s)", nullptr, static_cast<int>(made.size())), std::move(next));
    document().select(std::move(made));
}

bool SelectTool::key(int key) {
    if (document().selection().empty()) return false;
    if (key == Qt::Key_Delete || key == Qt::Key_Backspace)
        document().removeSelection();
    else if (key == Qt::Key_Escape)
        document().select({});
    else
        return false;
    return true;
}

void SelectTool::paint(QPainter& painter, const ViewTransform& view) {
    SampleTool::paint(painter, view);
    if (drag_ == Drag::None) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (drag_ == Drag::Rectangle) {
        drawLine(painter, QPolygonF(QRectF(view.viewFromScene(from_), view.viewFromScene(to_)).normalized()), Qt::white, true);
    } else if (!shift().isNull()) {
        painter.translate(shift().x() * view.scaleX(), shift().y() * view.scaleY());
        for (const auto& area : document().selection()) {
            painter.setPen(QPen(Qt::black, 3));
            painter.drawPath(pathOf(*area, view));
            painter.setPen(QPen(Qt::white, 1.5, Qt::DashLine));
            painter.drawPath(pathOf(*area, view));
        }
    }
    painter.restore();
}

bool SplitTool::press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (button != Qt::LeftButton) return false;
    from_ = to_ = scene;
    return true;
}

bool SplitTool::move(QPointF scene, Qt::MouseButtons, Qt::KeyboardModifiers) {
    to_ = scene;
    return from_.has_value();
}

bool SplitTool::release(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (button != Qt::LeftButton || !from_) return false;
    to_ = scene;
    if ((to_ - *from_).manhattanLength() * tools_.canvas()->scale() > 2) cut();
    from_.reset();
    return true;
}

void SplitTool::cut() {
    const samples::Ring line{mapFromScene(*from_), mapFromScene(to_)};
    const QRectF around = QRectF(*from_, to_).normalized();
    samples::AreaSelection crossed;
    samples::AreaSelection made;
    std::map<const samples::TrainingArea*, std::vector<samples::TrainingAreaPtr>> piecesOf;
    for (const auto& area : document().areas().areas) {
        if (!document().selection().empty() && !document().selection().contains(area)) continue;
        const auto extent = samples::extentOf(*area);
        const QRectF box = QRectF(sceneFromMap({extent[0], extent[1]}), sceneFromMap({extent[2], extent[3]})).normalized();
        if (around.left() > box.right() || around.right() < box.left() || around.top() > box.bottom() || around.bottom() < box.top()) continue;
        auto pieces = samples::cutAlong(*area, line);
        if (pieces.size() < 2) continue;
        crossed.insert(area);
        for (auto& piece : pieces) made.insert(piecesOf[area.get()].emplace_back(std::make_shared<const samples::TrainingArea>(std::move(piece))));
    }
    auto next = document().areas();
    samples::replaceAreas(next, crossed, [&](const samples::TrainingArea& area) { return piecesOf.at(&area); });
    if (made.empty()) return Q_EMIT tools_.noticed(SampleDocument::tr("The line crosses no area from border to border"));
    document().edit(SampleDocument::tr("split"), std::move(next));
    document().select(std::move(made));
}

bool SplitTool::key(int key) {
    if (key != Qt::Key_Escape || !from_) return false;
    from_.reset();
    return true;
}

void SplitTool::paint(QPainter& painter, const ViewTransform& view) {
    SampleTool::paint(painter, view);
    if (!from_) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    drawLine(painter, {{view.viewFromScene(*from_), view.viewFromScene(to_)}}, Qt::white, false);
    painter.restore();
}

}  // namespace lacuna::ui
