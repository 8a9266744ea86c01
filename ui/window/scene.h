#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "engine/checkpoint.h"
#include "raster/raster_stack.h"
#include "samples/sample_set.h"

namespace lacuna::ui {

/// The rasters that are open: what the window knows of them. Values are read by jobs and layers, each through its own
/// RasterStack.
struct Scene {
    std::vector<raster::ModalitySource> sources;
    raster::Grid grid;
    std::vector<raster::ModalityInfo> modalities;
    bool align = false;
    base::Availability given = 0;  ///< which of them have files; a model may know more sensors than are open

    int modalityCount() const { return static_cast<int>(modalities.size()); }
    std::vector<std::string> modalityNames() const;
    std::vector<raster::ModalitySource> givenSources() const;
};

/// Any thread. Errors: as RasterStack::open.
base::Result<Scene> openScene(std::vector<raster::ModalitySource> sources, bool align);

/// A checkpoint and where it came from.
struct OpenModel {
    std::string path;
    std::string sha256;
    engine::Checkpoint checkpoint;
};
/// Any thread. Errors: as readCheckpoint.
base::Result<std::shared_ptr<const OpenModel>> openModel(const std::string& path);

/// For each modality of the model the index of the scene's that it is, −1 when it isn't open: by name, else by name
/// without regard to case and prefixes ("ip_vnir" is "VNIR"), else by band count where only one fits. Errors: BadData
/// when a sensor of the scene is none of the model's, naming both lists.
base::Result<std::vector<int>> matchModalities(const engine::ModelSpec& model, const Scene& scene,
                                               const std::string& modelPath);
/// The scene with its modalities in the model's order and by the model's names, those that aren't open without files.
Scene arranged(const Scene& scene, const std::vector<int>& order, const engine::ModelSpec& model);

/// Names for rasters that bring none: the files' names less what they share at the beginning, short ones in capitals;
/// "ip_vnir.tif", "ip_swir.tif" → "VNIR", "SWIR". Different from each other and from `taken`.
std::vector<std::string> guessModalityNames(const std::vector<std::string>& files,
                                            const std::vector<std::string>& taken = {});

/// What a dropped file is.
enum class FileKind { Raster, Samples, Model };
/// By ending; a raster of one band of whole class values with names, or called like one ("labels", "train", "test",
/// "reference", "gt"), holds samples. Opens the file: any thread.
FileKind kindOf(const std::string& path);

/// "EPSG:32616", else the CRS's name, else "no CRS".
std::string crsName(const std::string& wkt);

}  // namespace lacuna::ui
