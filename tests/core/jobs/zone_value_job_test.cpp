#include "jobs/zone_value_job.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <fstream>

#include "small_study.h"

namespace lacuna::jobs {
namespace {

/// Boxes in pixels of the scene, as GeoPackage.
std::string writeBoxes(const std::string& name, const std::vector<std::array<double, 4>>& boxes) {
    auto stack = valueOf(raster::RasterStack::open(study().scene.modalities, {}));
    const auto& grid = stack.grid();
    raster::initialiseGdal();
    const auto path = study().folder.file(name);
    GDALDatasetUniquePtr file(GetGDALDriverManager()->GetDriverByName("GPKG")->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference crs;
    if (!grid.crsWkt.empty()) crs.importFromWkt(grid.crsWkt.c_str());
    auto* layer = file->CreateLayer("parcels", grid.crsWkt.empty() ? nullptr : &crs, wkbPolygon, nullptr);
    OGRFieldDefn owner("name", OFTString);
    EXPECT_EQ(layer->CreateField(&owner), OGRERR_NONE);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto& [left, top, right, bottom] = boxes[i];
        OGRLinearRing ring;
        for (const auto& [column, row] : std::vector<std::array<double, 2>>{{left, top}, {right, top}, {right, bottom}, {left, bottom}, {left, top}}) {
            const auto point = grid.mapPoint(column, row);
            ring.addPoint(point[0], point[1]);
        }
        OGRPolygon polygon;
        polygon.addRing(&ring);
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField("name", ("parcel " + std::string(1, static_cast<char>('A' + i))).c_str());
        feature.SetGeometry(&polygon);
        EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
    return path;
}

ZoneValueOptions asking(const std::string& zones) {
    ZoneValueOptions options;
    options.classify = study().classifying("");
    options.zones = {zones};
    options.reference = study().scene.truth;
    return options;
}

TEST(ZoneValueJob, aZoneOverTheWholeSceneHasTheValueOfTheStudy) {
    const auto options = asking(writeBoxes("whole.gpkg", {{0, 0, 60, 50}}));
    const auto result = valueOf(ZoneValueJob(options).run({}, study().progress));
    WhatIfOptions whatIf;
    whatIf.classify = study().classifying("");
    whatIf.reference = study().scene.truth;
    whatIf.maps = false;
    const auto expected = valueOf(WhatIfJob(whatIf).run({}, study().progress));
    ASSERT_EQ(result.zones.size(), 1u);
    const auto& zone = result.zones.front();
    EXPECT_EQ(zone.zone.name, "parcel A");
    EXPECT_EQ(zone.referencePixels, 60u * 50u);
    ASSERT_TRUE(zone.values && expected.sensorValues);
    EXPECT_DOUBLE_EQ(zone.values->completeOverall, expected.sensorValues->completeOverall);
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_DOUBLE_EQ(zone.values->sensors[i].overall, expected.sensorValues->sensors[i].overall);
    EXPECT_LE(zone.sampled, 400u);
    EXPECT_GT(zone.sampled, 390u);
}

TEST(ZoneValueJob, zonesPartTheScenesPixelsAndTheirAccuraciesAddUp) {
    auto options = asking(writeBoxes("halves.gpkg", {{0, 0, 20, 50}, {20, 0, 60, 50}}));
    options.pixelsPerZone = 0;
    const auto halves = valueOf(ZoneValueJob(options).run({}, study().progress));
    options.zones = {writeBoxes("all.gpkg", {{0, 0, 60, 50}})};
    const auto whole = valueOf(ZoneValueJob(options).run({}, study().progress));
    ASSERT_EQ(halves.zones.size(), 2u);
    double right = 0, changed = 0;
    for (const auto& zone : halves.zones) {
        right += zone.values->completeOverall * static_cast<double>(zone.referencePixels);
        changed += zone.changed[1] * static_cast<double>(zone.sampled);
        EXPECT_NEAR(zone.values->emptyOverall + zone.values->sensors[0].overall + zone.values->sensors[1].overall,
                    zone.values->completeOverall, 1e-12);
    }
    EXPECT_NEAR(right / 3000, whole.zones.front().values->completeOverall, 1e-12);
    EXPECT_NEAR(changed / 3000, whole.zones.front().changed[1], 1e-12);
}

TEST(ZoneValueJob, fewAndNoReferencePixelsAreNamed) {
    auto options = asking(writeBoxes("small.gpkg", {{2, 2, 6, 6}, {0, 0, 40, 40}, {100, 100, 110, 110}}));
    auto result = valueOf(ZoneValueJob(options).run({}, study().progress));
    EXPECT_TRUE(result.zones[0].few);
    EXPECT_FALSE(result.zones[1].few);
    EXPECT_FALSE(result.zones[2].values);
    EXPECT_EQ(result.emptyZones, 1u);
    EXPECT_NE(zoneValueText(result).find("16*"), std::string::npos) << zoneValueText(result);
    options.reference.clear();
    result = valueOf(ZoneValueJob(options).run({}, study().progress));
    EXPECT_FALSE(result.zones[1].values);
    EXPECT_TRUE(std::isfinite(result.zones[1].changed[0]));
    EXPECT_GT(result.zones[1].changed[0] + result.zones[1].changed[1], 0);
}

TEST(ZoneValueJob, theFiguresStandBesideThePolygonsInTheFile) {
    auto options = asking(writeBoxes("parcels.gpkg", {{0, 0, 20, 20}, {100, 100, 110, 110}}));
    options.out = study().folder.file("valued.gpkg");
    const auto result = valueOf(ZoneValueJob(options).run({}, study().progress));
    GDALDatasetUniquePtr file(GDALDataset::Open(options.out.c_str(), GDAL_OF_VECTOR));
    ASSERT_NE(file, nullptr);
    auto* layer = file->GetLayerByName("parcels");
    ASSERT_NE(layer, nullptr);
    const OGRFeatureUniquePtr first(layer->GetNextFeature()), second(layer->GetNextFeature());
    ASSERT_NE(second, nullptr);
    EXPECT_STREQ(first->GetFieldAsString("name"), "parcel A");
    EXPECT_EQ(first->GetFieldAsInteger("reference_pixels"), 400);
    EXPECT_DOUBLE_EQ(first->GetFieldAsDouble("value_lidar"), result.zones[0].values->sensors[1].overall);
    EXPECT_TRUE(second->IsFieldNull(second->GetFieldIndex("value_lidar")));
    EXPECT_NE(first->GetGeometryRef(), nullptr);
    options.out = study().folder.file("valued.csv");
    EXPECT_TRUE(ZoneValueJob(options).run({}, study().progress));
    std::ifstream csv(options.out);
    std::string head;
    std::getline(csv, head);
    EXPECT_EQ(head, "zone,layer,feature,pixels,reference_pixels,few_reference_pixels,oa_complete,value_hs,value_lidar,pixels_looked_at,"
                    "changes_without_hs,changes_without_lidar");
}

TEST(ZoneValueJob, whatSensorsHaveLostCountsInEveryZone) {
    auto options = asking(writeBoxes("lossy.gpkg", {{0, 0, 30, 50}, {30, 0, 60, 50}}));
    options.pixelsPerZone = 0;
    const auto whole = valueOf(ZoneValueJob(options).run({}, study().progress));
    // HS is lost in the zone on the left: there it can neither be worth anything nor change anything.
    auto stack = valueOf(raster::RasterStack::open(study().scene.modalities, {}));
    const auto &a = stack.grid().mapPoint(0, 0), &b = stack.grid().mapPoint(30, 50);
    options.classify.lose = {fmt::format("hs=POLYGON (({0:.10g} {1:.10g}, {2:.10g} {1:.10g}, {2:.10g} {3:.10g}, {0:.10g} {3:.10g}, {0:.10g} {1:.10g}))",
                                         a[0], a[1], b[0], b[1])};
    const auto part = valueOf(ZoneValueJob(options).run({}, study().progress));
    ASSERT_EQ(part.losses.size(), 1u);
    EXPECT_NE(zoneValueText(part).find("hs lost in 50.0 %"), std::string::npos) << zoneValueText(part);
    EXPECT_DOUBLE_EQ(part.zones[0].changed[0], 0);
    EXPECT_GT(whole.zones[0].changed[0], 0);
    EXPECT_NE(part.zones[0].values->completeOverall, whole.zones[0].values->completeOverall);
    // A degraded sensor is worth something else; the classes of the zones' pixels show it.
    options.classify.lose.clear();
    options.classify.degrade = {"hs=noise:3"};
    const auto noisy = valueOf(ZoneValueJob(options).run({}, study().progress));
    EXPECT_EQ(noisy.losses, (std::vector<std::string>{"hs degraded (noise:3)"}));
    EXPECT_LT(noisy.zones[1].values->completeOverall, whole.zones[1].values->completeOverall);
    // Off altogether it is in no subset.
    options.classify.degrade.clear();
    options.classify.lose = {"hs"};
    const auto without = valueOf(ZoneValueJob(options).run({}, study().progress));
    EXPECT_EQ(without.sensorNames, (std::vector<std::string>{"lidar"}));
    ASSERT_EQ(without.zones[0].values->sensors.size(), 1u);
}

TEST(ZoneValueJob, drawnZonesAndThoseOfAFileAreValuedTogether) {
    auto stack = valueOf(raster::RasterStack::open(study().scene.modalities, {}));
    const auto& grid = stack.grid();
    const auto wktOf = [&](double left, double top, double right, double bottom) {
        std::string text;
        for (const auto& [column, row] : std::vector<std::array<double, 2>>{{left, top}, {right, top}, {right, bottom}, {left, bottom}, {left, top}})
            text += fmt::format("{}{:.10g} {:.10g}", text.empty() ? "" : ", ", grid.mapPoint(column, row)[0], grid.mapPoint(column, row)[1]);
        return "POLYGON ((" + text + "))";
    };
    const auto drawn = study().folder.file("drawn.gpkg");
    ASSERT_TRUE(samples::writeDrawnZones(drawn, {{"north", wktOf(0, 0, 60, 10)}, {"a, b", wktOf(10, 10, 20, 20)}}, grid));
    EXPECT_EQ(samples::writeDrawnZones(drawn, {{"bad", "LINESTRING (0 0, 1 1)"}}, grid).error().code, base::ErrorCode::BadData);
    auto options = asking(writeBoxes("beside.gpkg", {{0, 0, 20, 20}}));
    options.zones.push_back(drawn);
    options.byClass = true;
    options.out = study().folder.file("both.gpkg");
    const auto result = valueOf(ZoneValueJob(options).run({}, study().progress));
    ASSERT_EQ(result.zones.size(), 3u);
    EXPECT_EQ(result.zones[1].zone.name, "north");
    EXPECT_EQ(result.zones[1].zone.pixels.size(), 600u);
    ASSERT_EQ(result.zones[2].zone.rings.size(), 1u);
    EXPECT_NEAR(result.zones[2].zone.rings[0][0][0], 10, 1e-6);
    GDALDatasetUniquePtr file(GDALDataset::Open(options.out.c_str(), GDAL_OF_VECTOR));
    ASSERT_NE(file, nullptr);
    EXPECT_EQ(file->GetLayerCount(), 2);
    auto* layer = file->GetLayerByName("zones");
    ASSERT_NE(layer, nullptr);
    EXPECT_EQ(layer->GetFeatureCount(), 2);
    const OGRFeatureUniquePtr first(layer->GetNextFeature());
    // Of the classes that the reference has in some zone there is a column a sensor.
    const auto& values = *result.zones[1].values;
    int columns = 0;
    for (std::size_t c = 0; c < result.classes.size(); ++c) {
        const int field = first->GetFieldIndex(("value_hs_" + result.classes[c].name).c_str());
        if (field < 0) continue;
        ++columns;
        if (std::isfinite(values.sensors[0].producers[c])) EXPECT_DOUBLE_EQ(first->GetFieldAsDouble(field), values.sensors[0].producers[c]);
        else EXPECT_TRUE(first->IsFieldNull(field));
    }
    EXPECT_GT(columns, 1);
    EXPECT_EQ(zoneValueCsv(result).find("value_hs_"), std::string::npos);
    EXPECT_NE(zoneValueCsv(result, true).find("value_hs_"), std::string::npos);
    EXPECT_NE(zoneValueCsv(result).find("\"a, b\""), std::string::npos);
}

TEST(ZoneValueJob, whatCannotBeValuedIsSaid) {
    auto options = asking(writeBoxes("outside.gpkg", {{100, 100, 110, 110}}));
    EXPECT_EQ(ZoneValueJob(options).run({}, study().progress).error().code, base::ErrorCode::BadData);
    options = asking(study().folder.file("nowhere.gpkg"));
    EXPECT_EQ(ZoneValueJob(options).run({}, study().progress).error().code, base::ErrorCode::NotFound);
    options = asking(writeBoxes("ending.gpkg", {{0, 0, 10, 10}}));
    options.out = study().folder.file("zones.txt");
    EXPECT_EQ(ZoneValueJob(options).run({}, study().progress).error().code, base::ErrorCode::Usage);
    std::stop_source stop;
    stop.request_stop();
    options.out = study().folder.file("stopped.csv");
    EXPECT_EQ(ZoneValueJob(options).run(stop.get_token(), study().progress).error().code, base::ErrorCode::Cancelled);
    EXPECT_FALSE(std::filesystem::exists(options.out));
}

}  // namespace
}  // namespace lacuna::jobs
