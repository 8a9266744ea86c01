#include "ui/canvas/tile_loader.h"

#include <gtest/gtest.h>

#include <future>

#include "test_rasters.h"

namespace lacuna::ui {
namespace {

TEST(TileLoader, everyWishIsAnsweredWithItsGeneration) {
    test::Rasters rasters;
    const raster::Grid grid = test::utmGrid(600, 300, 5);
    const auto info = rasters.write("a.tif", grid, 1, [](int, int, int) { return 5.0F; });
    std::mutex mutex;
    QList<TileKey> answered;
    std::promise<void> all;
    TileLoader::Callbacks callbacks;
    callbacks.tile = [&](const TileKey& key, quint64 generation, QImage image) {
        const std::lock_guard lock(mutex);
        EXPECT_EQ(generation, 7U);
        EXPECT_FALSE(image.isNull());
        answered.append(key);
        if (answered.size() == 6) all.set_value();
    };
    callbacks.sample = [](int, const QRect&, std::vector<float>, bool, SensorSource::Place) {};
    callbacks.failed = [](const QString&) { ADD_FAILURE(); };
    TileLoader loader(grid, info, nullptr, callbacks);
    QList<TileKey> wishes;
    for (int i = 0; i < 6; ++i) wishes.append({0, i % 3, i / 3});
    loader.want(wishes, {{}, {{{0, 10}, {0, 0}, {0, 0}}}, {}}, 7);
    ASSERT_EQ(all.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
    for (const TileKey& key : wishes) EXPECT_EQ(answered.count(key), 1);
}

TEST(TileLoader, aWishWithdrawnAndMadeAgainIsAnswered) {
    test::Rasters rasters;
    const raster::Grid grid = test::utmGrid(1024, 256, 5);
    const auto info = rasters.write("a.tif", grid, 1, [](int, int, int) { return 5.0F; });
    std::mutex mutex;
    QList<TileKey> answered;
    std::promise<void> both;
    bool told = false;
    const TileKey first{0, 0, 0}, second{0, 1, 0};
    TileLoader::Callbacks callbacks;
    callbacks.tile = [&](const TileKey& key, quint64, QImage image) {
        const std::lock_guard lock(mutex);
        EXPECT_FALSE(image.isNull());
        answered.append(key);
        if (!told && answered.contains(first) && answered.contains(second)) both.set_value(), told = true;
    };
    callbacks.failed = [](const QString& text) { ADD_FAILURE() << text.toStdString(); };
    TileLoader loader(grid, info, nullptr, callbacks);
    const TileStyle style{{}, {{{0, 10}, {0, 0}, {0, 0}}}, {}};
    for (int i = 0; i < 50; ++i) {
        loader.want({first}, style, 1);
        loader.want({second}, style, 1);
    }
    loader.want({first, second}, style, 1);
    ASSERT_EQ(both.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
}

TEST(TileLoader, aFileThatCannotBeOpenedGivesNullTilesAndAMessage) {
    raster::ModalityInfo info;
    info.name = "sensor";
    info.files = {"not_there.tif"};
    info.bands = 1;
    std::promise<QImage> tile;
    std::promise<QString> message;
    std::once_flag once;
    TileLoader::Callbacks callbacks;
    callbacks.tile = [&](const TileKey&, quint64, QImage image) { tile.set_value(image); };
    callbacks.failed = [&](const QString& text) { std::call_once(once, [&] { message.set_value(text); }); };
    TileLoader loader(test::utmGrid(10, 10, 5), info, nullptr, callbacks);
    loader.want({{0, 0, 0}}, {}, 1);
    EXPECT_TRUE(tile.get_future().get().isNull());
    EXPECT_TRUE(message.get_future().get().contains(QStringLiteral("not_there.tif")));
}

}  // namespace
}  // namespace lacuna::ui
