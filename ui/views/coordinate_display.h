#pragma once

#include <QLabel>
#include <QStringList>
#include <QToolButton>
#include <QWidget>
#include <memory>

#include "raster/coordinates.h"

class QActionGroup;
class QLineEdit;
class QMenu;

namespace lacuna::ui {

/// The place under the pointer, in a CRS that the user chooses: the scene's own, longitude and latitude (WGS 84), rows
/// and columns, or any that EPSG lists, by its code. For the status bar.
class CoordinateDisplay : public QWidget {
    Q_OBJECT

public:
    explicit CoordinateDisplay(QWidget* parent = nullptr);

    void setGrid(const raster::Grid& grid);
    void showPlace(QPointF map, int row, int column);
    void clearPlace();
    /// "scene", "pixels" or "EPSG:4326", as kept in a project. False when it can't be used with the scene (nothing
    /// changes then).
    bool setChoice(const QString& choice);
    QString choice() const { return choice_; }
    /// How a map position of the scene reads in the chosen CRS.
    QString text(QPointF map, int row, int column) const;

Q_SIGNALS:
    void choiceChanged(const QString& choice);

private:
    void makeMenu();
    void fillMenu();
    void takeCode();
    bool use(const QString& choice, QString& problem);

    raster::Grid grid_;
    QString choice_ = QStringLiteral("scene");
    QString crsTitle_;
    bool geographic_ = false;
    std::unique_ptr<raster::CoordinateTransform> transform_;
    QStringList codes_;  ///< typed in this session
    QLabel* place_;
    QToolButton* button_;
    QMenu* menu_;
    QActionGroup* group_;
    QLineEdit* code_;
    QLabel* problem_;
};

}  // namespace lacuna::ui
