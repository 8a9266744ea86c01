#include "ui/views/coordinate_display.h"
#include "ui/theme/numbers.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>
#include <QWidgetAction>
#include <cmath>

namespace lacuna::ui {
namespace {

constexpr auto scene = "scene";
constexpr auto pixels = "pixels";
constexpr auto wgs84 = "EPSG:4326";

QString degrees(double value, const QString& positive, const QString& negative) {
    return QStringLiteral("%1° %2").arg(shownNumber(std::abs(value), 5)).arg(value < 0 ? negative : positive);
}

}  // namespace

CoordinateDisplay::CoordinateDisplay(QWidget* parent)
    : QWidget(parent), place_(new QLabel), button_(new QToolButton), menu_(new QMenu(this)), group_(new QActionGroup(this)) {
    place_->setObjectName("statusPlace");
    place_->setAccessibleName(tr("Place under the pointer"));
    place_->setProperty("role", "muted");
    button_->setObjectName("statusCrs");
    button_->setAccessibleName(tr("Coordinate reference system"));
    button_->setToolTip(tr("Coordinates are shown in this system; click to choose another"));
    button_->setProperty("role", "flat");
    button_->setPopupMode(QToolButton::InstantPopup);
    button_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button_->setMenu(menu_);
    menu_->setObjectName("crsMenu");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(place_);
    row->addWidget(button_);
    makeMenu();
    setGrid({});
}

void CoordinateDisplay::makeMenu() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(12, 4, 12, 8);
    code_ = new QLineEdit;
    code_->setObjectName("crsCode");
    code_->setAccessibleName(tr("EPSG code"));
    code_->setPlaceholderText(tr("EPSG code, then Enter"));
    problem_ = new QLabel;
    problem_->setObjectName("crsProblem");
    problem_->setWordWrap(true);
    problem_->setFixedWidth(260);
    problem_->hide();
    column->addWidget(code_);
    column->addWidget(problem_);
    auto* action = new QWidgetAction(menu_);
    action->setDefaultWidget(box);
    action->setObjectName("crsTyped");
    menu_->addAction(action);
    connect(code_, &QLineEdit::returnPressed, this, &CoordinateDisplay::takeCode);
    connect(menu_, &QMenu::aboutToShow, this, &CoordinateDisplay::fillMenu);
}

void CoordinateDisplay::fillMenu() {
    problem_->hide();
    code_->clear();
    const auto old = group_->actions();
    for (QAction* action : old) delete action;
    QAction* typed = menu_->actions().back();
    const auto add = [&](const QString& title, const QString& choice, bool enabled) {
        auto* action = new QAction(title, group_);
        action->setCheckable(true);
        action->setChecked(choice == choice_);
        action->setEnabled(enabled);
        menu_->insertAction(typed, action);
        connect(action, &QAction::triggered, this, [this, choice] { setChoice(choice); });
    };
    const bool known = !grid_.crsWkt.empty();
    const QString title = QString::fromStdString(raster::crsTitle(grid_.crsWkt));
    add(known ? tr("The scene's: %1").arg(title) : tr("The scene's"), scene, grid_.georeferenced);
    add(tr("Longitude and latitude (WGS 84, %1)").arg(wgs84), wgs84, known);
    for (const QString& code : std::as_const(codes_)) add(code, code, known);
    add(tr("Rows and columns"), pixels, true);
    code_->setEnabled(known);
}

void CoordinateDisplay::takeCode() {
    QString problem;
    const auto wkt = raster::crsFromCode(code_->text().toStdString());
    if (!wkt) {
        problem = QString::fromStdString(wkt.error().message);
    } else {
        const QString code = QString::fromStdString(raster::crsTitle(*wkt));
        if (use(code, problem)) {
            if (code != wgs84 && !codes_.contains(code)) codes_.append(code);
            menu_->close();
            Q_EMIT choiceChanged(choice_);
            return;
        }
    }
    problem_->setText(problem);
    problem_->show();
    menu_->adjustSize();
}

bool CoordinateDisplay::setChoice(const QString& choice) {
    QString problem;
    if (!use(choice, problem)) return false;
    Q_EMIT choiceChanged(choice_);
    return true;
}

bool CoordinateDisplay::use(const QString& choice, QString& problem) {
    std::unique_ptr<raster::CoordinateTransform> transform;
    std::string wkt = grid_.crsWkt;
    if (choice != scene && choice != pixels) {
        const auto crs = raster::crsFromCode(choice.toStdString());
        auto made = crs ? raster::CoordinateTransform::between(grid_.crsWkt, *crs) : base::passOn(crs);
        if (!made) {
            problem = QString::fromStdString(made.error().message);
            return false;
        }
        transform = std::make_unique<raster::CoordinateTransform>(std::move(*made));
        wkt = *crs;
        const QString code = QString::fromStdString(raster::crsTitle(wkt));
        if (code != wgs84 && !codes_.contains(code)) codes_.append(code);
    }
    choice_ = choice;
    transform_ = std::move(transform);
    geographic_ = raster::isGeographic(wkt);
    crsTitle_ = choice == pixels || !grid_.georeferenced ? tr("row, column") : wkt.empty() ? tr("no CRS") : QString::fromStdString(raster::crsTitle(wkt));
    button_->setText(crsTitle_);
    place_->clear();
    return true;
}

void CoordinateDisplay::setGrid(const raster::Grid& grid) {
    grid_ = grid;
    QString problem;
    // A scene elsewhere, or without a CRS: the choice may not fit it.
    if (!use(choice_, problem)) use(scene, problem);
    button_->setVisible(grid.width > 0);
}

QString CoordinateDisplay::text(QPointF map, int row, int column) const {
    if (choice_ == pixels || !grid_.georeferenced) return tr("row %1, column %2").arg(row).arg(column);
    raster::Point shown{map.x(), map.y()};
    if (transform_) {
        const auto there = transform_->point(map.x(), map.y());
        if (!there) return tr("outside %1").arg(crsTitle_);
        shown = *there;
    }
    if (geographic_) return degrees(shown[1], tr("N"), tr("S")) + QStringLiteral(", ") + degrees(shown[0], tr("E"), tr("W"));
    const QLocale locale = shownLocale();
    return tr("E %1  N %2").arg(locale.toString(shown[0], 'f', 0), locale.toString(shown[1], 'f', 0));
}

void CoordinateDisplay::showPlace(QPointF map, int row, int column) {
    place_->setText(text(map, row, column));
}

void CoordinateDisplay::clearPlace() {
    place_->clear();
}

}  // namespace lacuna::ui
