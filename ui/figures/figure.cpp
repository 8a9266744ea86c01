#include "ui/figures/figure.h"

#include <QAction>
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

#include "ui/theme/icons.h"
#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"

namespace lacuna::ui {
namespace {

constexpr double fileScale = 2;  // pixels of a PNG a logical pixel

FigureInk printInk() {
    return {Qt::white, QColor(0x20, 0x20, 0x20), QColor(0x5c, 0x5c, 0x5c), QColor(0xd0, 0xd0, 0xd0)};
}

}  // namespace

Figure::Figure(const QString& name, const QString& accessibleName, QWidget* parent) : QWidget(parent) {
    setObjectName(name);
    setAccessibleName(accessibleName);
    auto* copyPicture = new QAction(icon("copy"), tr("Copy the picture"), this);
    auto* copyTable = new QAction(icon("copy"), tr("Copy the numbers"), this);
    auto* saveAs = new QAction(icon("save"), tr("Save picture or numbers…"), this);
    addActions({copyPicture, copyTable, saveAs});
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyPicture, &QAction::triggered, this, [this] {
        QImage image(size() * fileScale, QImage::Format_RGB32);
        image.setDevicePixelRatio(fileScale);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setFont(font());
        draw(painter, size(), printInk());
        QApplication::clipboard()->setImage(image);
    });
    connect(copyTable, &QAction::triggered, this, [this] { QApplication::clipboard()->setText(table('\t')); });
    connect(saveAs, &QAction::triggered, this, &Figure::chooseFile);
}

void Figure::chooseFile() {
    auto* dialog = new QFileDialog(this, tr("Save picture or numbers"), objectName() + ".png",
                                   tr("Picture (*.png);;Drawing (*.svg);;Comma-separated values (*.csv)"));
    dialog->setObjectName(objectName() + "Dialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(false);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("png");
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(".svg") ? "svg" : filter.contains(".csv") ? "csv" : "png");
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const QString problem = save(path);
        if (problem.isEmpty()) Q_EMIT saved(path);
        else Q_EMIT failed(problem);
    });
    dialog->show();
}

QByteArray Figure::bytesOf(const QString& ending) const {
    if (ending == "csv") return table(',').toUtf8();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QSizeF area = size();
    if (ending == "svg") {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size());
        generator.setViewBox(QRectF({0, 0}, area));
        generator.setTitle(accessibleName());
        QPainter painter(&generator);
        painter.setFont(font());
        painter.fillRect(QRectF({0, 0}, area), Qt::white);
        draw(painter, area, printInk());
        painter.end();
        return bytes;
    }
    QImage image((area * fileScale).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(fileScale, fileScale);
    painter.setFont(font());
    draw(painter, area, printInk());
    painter.end();
    image.save(&buffer, "PNG");
    return bytes;
}

QString Figure::save(const QString& path) const {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending != "png" && ending != "svg" && ending != "csv")
        return tr("save figure: %1 ends with “%2”, expected png, svg or csv. Choose one of them.").arg(path, ending);
    const QByteArray bytes = bytesOf(ending);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) return {};
    return tr("save figure: %1 cannot be written: %2. Choose another folder.").arg(path, file.errorString());
}

void Figure::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    draw(painter, size(),
         {palette().color(QPalette::Window), palette().color(QPalette::WindowText), themeColors().muted, themeColors().border});
}

void Figure::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

QString Figure::joined(const QStringList& cells, QChar separator) {
    QStringList quoted = cells;
    for (auto& cell : quoted)
        if (separator == ',' && (cell.contains(',') || cell.contains('"'))) cell = '"' + cell.replace("\"", "\"\"") + '"';
    return quoted.join(separator) + '\n';
}

QList<double> niceTicks(double low, double high, int most) {
    if (!(high > low) || most < 1) return {low};
    const double rough = (high - low) / most;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {5.0, 2.0, 1.0})
        if (factor * power >= rough * (1 - 1e-9)) step = factor * power;
    QList<double> ticks;
    for (double n = std::ceil(low / step - 1e-9); n * step <= high + step * 1e-9; ++n) ticks << (n == 0 ? 0.0 : n * step);  // never −0
    return ticks;
}

QString tickText(double value, double step) {
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
    if (std::abs(value) < step * 1e-6) value = 0;
    return shownNumber(value, decimals);
}

}  // namespace lacuna::ui
