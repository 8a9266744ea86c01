#include "ui/window/file_choosers.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QGridLayout>

namespace lacuna::ui {
namespace {

QFileDialog* openDialog(QWidget* parent, const FileChoice& choice) {
    static QString folder;
    auto* dialog = new QFileDialog(parent, choice.title, folder, choice.filter);
    dialog->setObjectName(choice.name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(false);
    if (!choice.suggestion.isEmpty()) dialog->selectFile(choice.suggestion);
    QObject::connect(dialog, &QFileDialog::accepted, dialog, [dialog] { folder = dialog->directory().absolutePath(); });
    return dialog;
}

}  // namespace

void chooseFiles(QWidget* parent, const FileChoice& choice, std::function<void(const QStringList&)> chosen) {
    auto* dialog = openDialog(parent, choice);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    QObject::connect(dialog, &QFileDialog::filesSelected, parent, std::move(chosen));
    dialog->show();
}

void chooseFile(QWidget* parent, const FileChoice& choice, std::function<void(const QString&)> chosen) {
    auto* dialog = openDialog(parent, choice);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->show();
}

void chooseFolder(QWidget* parent, const FileChoice& choice, std::function<void(const QString&)> chosen) {
    auto* dialog = openDialog(parent, choice);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->show();
}

void chooseDestination(QWidget* parent, const FileChoice& choice, std::function<void(const QString&)> chosen, QWidget* extra) {
    auto* dialog = openDialog(parent, choice);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(choice.suffix);
    if (extra != nullptr) {
        dialog->setOption(QFileDialog::DontUseNativeDialog);  // else there would be no place for it
        auto* grid = qobject_cast<QGridLayout*>(dialog->layout());
        if (!choice.suggestion.isEmpty()) dialog->selectFile(choice.suggestion);
        if (grid != nullptr) grid->addWidget(extra, grid->rowCount(), 0, 1, -1);
        else extra->setParent(dialog);
    }
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->show();
}

QString rasterFilter() {
    return QCoreApplication::translate("FileChoosers", "Rasters (*.tif *.tiff *.vrt *.hdr *.img *.dat *.bsq *.h5 *.nc);;All files (*)");
}

QString labelFilter() {
    return QCoreApplication::translate("FileChoosers", "Labels (*.tif *.tiff *.gpkg *.shp *.geojson *.json *.xml *.txt *.roi);;All files (*)");
}

QString sampleFilter() {
    return QCoreApplication::translate("FileChoosers",
                                       "GeoPackage (*.gpkg);;Shapefile (*.shp);;GeoJSON (*.geojson);;ENVI regions (*.xml);;Label raster (*.tif)");
}

QString modelFilter() {
    return QCoreApplication::translate("FileChoosers", "Models (*.safetensors)");
}

}  // namespace lacuna::ui
