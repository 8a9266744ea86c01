#include "ui/canvas/overview_builder.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include "ui/canvas/thread_priority.h"

namespace lacuna::ui {
namespace {

constexpr qint64 folderLimit = qint64(4) << 30;
constexpr int builderNice = 15;
constexpr int factor = 1 << CoarseCopies::firstLevel;

int CPL_STDCALL goOn(double, const char*, void* token) {
    return static_cast<const std::stop_token*>(token)->stop_requested() ? FALSE : TRUE;
}

QString cacheFolder() {
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return base.isEmpty() ? QString() : base + QStringLiteral("/Lacuna/overviews");
}

QString copyName(const QString& file, const std::vector<int>& bands) {
    const QFileInfo info(file);
    QString text = info.absoluteFilePath() + QLatin1Char('|') + QString::number(info.size()) + QLatin1Char('|') +
                   QString::number(info.lastModified().toMSecsSinceEpoch());
    for (const int band : bands) text += QLatin1Char('|') + QString::number(band);
    const QByteArray digest = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(digest.toHex().left(32)) + QStringLiteral(".tif");
}

void makeRoom(const QDir& folder) {
    const QFileInfoList files = folder.entryInfoList({QStringLiteral("*.tif")}, QDir::Files, QDir::Time | QDir::Reversed);
    qint64 total = 0;
    for (const QFileInfo& file : files) total += file.size();
    for (const QFileInfo& file : files) {
        if (total <= folderLimit) return;
        total -= file.size();
        QFile::remove(file.absoluteFilePath());
    }
}

/// Writes the copy to `path`; false when stopped or failed.
bool writeCopy(const std::string& file, const std::vector<int>& bands, const raster::Grid& grid, const std::string& path,
               std::stop_token stop) {
    GDALDatasetUniquePtr source(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
    if (!source) return false;
    CPLStringList arguments;
    for (const char* word : {"-of", "GTiff", "-r", "average", "-co", "TILED=YES", "-co", "COMPRESS=DEFLATE", "-co",
                             "ZLEVEL=1", "-co", "BIGTIFF=IF_SAFER", "-co", "INTERLEAVE=BAND", "-outsize"})
        arguments.AddString(word);
    arguments.AddString(std::to_string((grid.width + factor - 1) / factor).c_str());
    arguments.AddString(std::to_string((grid.height + factor - 1) / factor).c_str());
    for (const int band : bands) {
        arguments.AddString("-b");
        arguments.AddString(std::to_string(band).c_str());
    }
    GDALTranslateOptions* options = GDALTranslateOptionsNew(arguments.List(), nullptr);
    GDALTranslateOptionsSetProgress(options, goOn, &stop);
    GDALDatasetUniquePtr copy(GDALDataset::FromHandle(
        GDALTranslate(path.c_str(), GDALDataset::ToHandle(source.get()), options, nullptr)));
    GDALTranslateOptionsFree(options);
    if (!copy || stop.stop_requested()) return false;
    std::vector<int> levels;
    for (int level = 2; std::max(copy->GetRasterXSize(), copy->GetRasterYSize()) / level >= tileSize / 2; level *= 2)
        levels.push_back(level);
    return levels.empty() || copy->BuildOverviews("AVERAGE", static_cast<int>(levels.size()), levels.data(), 0, nullptr,
                                                  goOn, &stop) == CE_None;
}

}  // namespace

OverviewBuilder::OverviewBuilder(raster::Grid grid, std::shared_ptr<CoarseCopies> copies)
    : grid_(std::move(grid)), copies_(std::move(copies)) {}

OverviewBuilder::~OverviewBuilder() {
    for (std::jthread& thread : threads_) thread.request_stop();
    threads_.clear();
}

void OverviewBuilder::build(std::string file, std::vector<int> modalityBands, std::vector<int> fileBands) {
    threads_.emplace_back([this, file = std::move(file), modalityBands = std::move(modalityBands),
                           fileBands = std::move(fileBands)](std::stop_token stop) {
        lowerThreadPriority(builderNice);
        const std::lock_guard turn(turn_);
        const QString folder = cacheFolder();
        if (stop.stop_requested() || folder.isEmpty() || !QDir().mkpath(folder)) return;
        const QString path = folder + QLatin1Char('/') + copyName(QString::fromStdString(file), fileBands);
        if (!QFileInfo::exists(path)) {
            const QString part = path + QStringLiteral(".%1.part").arg(quintptr(this), 0, 16);
            const bool written = writeCopy(file, fileBands, grid_, part.toStdString(), stop);
            // Renamed only when whole: another program never opens half a copy.
            if (!written || !QFile::rename(part, path)) {
                QFile::remove(part);
                if (!QFileInfo::exists(path)) return;
            }
            makeRoom(QDir(folder));
        }
        for (std::size_t i = 0; i < modalityBands.size(); ++i)
            copies_->add(modalityBands[i], {path.toStdString(), static_cast<int>(i) + 1});
    });
}

}  // namespace lacuna::ui
