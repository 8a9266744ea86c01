#include "ui/welcome/sample_scene.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace lacuna::ui {
namespace {

bool isFile(const QString& path) {
    return QFileInfo(path).isFile();
}

void findModel(SampleScene& scene, const QStringList& folders) {
    for (const QDir folder : folders) {
        if (!isFile(folder.filePath("model.safetensors"))) continue;
        scene.model = folder.filePath("model.safetensors");
        if (isFile(folder.filePath("test.tif"))) scene.reference = folder.filePath("test.tif");
        return;
    }
}

}  // namespace

SampleFolders SampleFolders::standard() {
    const QDir program(QCoreApplication::applicationDirPath());
    const auto at = [&](const char* path) { return QDir::cleanPath(program.filePath(path)); };
    SampleFolders folders;
    folders.own = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/sample";
    folders.scenes << at("../share/lacuna/sample") << at("../../../resources/sample");
    folders.models << at("../share/lacuna/sample") << at("../../../results/sample") << folders.own;
    return folders;
}

SampleScene findSample(const SampleFolders& folders) {
    SampleScene scene;
    for (const QDir folder : folders.scenes) {
        const QString vnir = folder.filePath("ip_vnir.tif"), swir = folder.filePath("ip_swir.tif"), labels = folder.filePath("ip_labels.tif");
        if (!isFile(vnir) || !isFile(swir) || !isFile(labels)) continue;
        scene.sensors = {{"VNIR", {vnir.toStdString()}}, {"SWIR", {swir.toStdString()}}};
        scene.labels = labels;
        findModel(scene, folders.models);
        return scene;
    }
    const QDir made(folders.ownScene());
    const QString optical = made.filePath("hs.tif"), lidar = made.filePath("lidar.tif");
    if (!isFile(optical) || !isFile(lidar) || !isFile(made.filePath("labels.tif"))) return scene;
    scene.synthetic = true;
    scene.sensors = {{"HS", {optical.toStdString()}}, {"LiDAR", {lidar.toStdString()}}};
    scene.labels = made.filePath("labels.tif");
    findModel(scene, {made.path()});
    return scene;
}

}  // namespace lacuna::ui
