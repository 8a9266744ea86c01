#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "raster/raster_stack.h"

namespace lacuna::ui {

/// A scene to begin with: rasters of two sensors, labels and, once it was trained, a model.
struct SampleScene {
    std::vector<raster::ModalitySource> sensors;  ///< empty: there is no scene yet
    QString labels;
    QString model;      ///< empty: not trained yet
    QString reference;  ///< labels that the model did not see; empty without a model, or where they are gone
    bool synthetic = false;

    bool isHere() const { return !sensors.empty(); }
};

/// Where a sample is looked for. By default the folders of an installed tree (share/lacuna/sample beside bin), of a tree
/// that was built (resources/sample and results/sample above the program's folder), and the user's own data folder.
struct SampleFolders {
    QStringList scenes;  ///< with ip_vnir.tif, ip_swir.tif and ip_labels.tif
    QStringList models;  ///< with model.safetensors and test.tif
    QString own;         ///< what is made here goes here

    static SampleFolders standard();
    QString ownModel() const { return own + "/model.safetensors"; }
    /// A synthetic scene and its model, where the program came without its sample.
    QString ownScene() const { return own + "/synthetic"; }
};

/// Looks for files alone and opens none: any thread.
SampleScene findSample(const SampleFolders& folders);

}  // namespace lacuna::ui
