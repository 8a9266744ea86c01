#pragma once

#include <QStringList>
#include <functional>

class QWidget;

namespace lacuna::ui {

/// File dialogs of the window. They are not modal: what runs goes on and can be stopped.
struct FileChoice {
    QString name;    ///< object name of the dialog
    QString title;
    QString filter;
    QString suggestion;  ///< file or folder to begin with
    QString suffix;      ///< added to a name without one, when saving
};

void chooseFiles(QWidget* parent, const FileChoice& choice, std::function<void(const QStringList&)> chosen);
void chooseFile(QWidget* parent, const FileChoice& choice, std::function<void(const QString&)> chosen);
void chooseFolder(QWidget* parent, const FileChoice& choice, std::function<void(const QString&)> chosen);
/// `extra`: a form below the dialog's own; the dialog owns it, it is still there while `chosen` runs.
void chooseDestination(QWidget* parent, const FileChoice& choice, std::function<void(const QString&)> chosen, QWidget* extra = nullptr);

/// "Rasters (*.tif *.tiff …)" and so on.
QString rasterFilter();
QString labelFilter();
QString sampleFilter();  ///< what samples are written as
QString modelFilter();

}  // namespace lacuna::ui
