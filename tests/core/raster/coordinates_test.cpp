#include "raster/coordinates.h"

#include <gtest/gtest.h>

namespace lacuna::raster {
namespace {

TEST(CrsFromCode, aNumberWithOrWithoutItsAuthorityIsTaken) {
    for (const char* text : {"EPSG:32616", "32616", " epsg: 32616 "}) {
        const auto crs = crsFromCode(text);
        ASSERT_TRUE(crs) << text;
        EXPECT_EQ(crsTitle(*crs), "EPSG:32616");
    }
}

TEST(CrsFromCode, whatIsNoCodeIsRefusedByName) {
    for (const char* text : {"", "EPSG:", "utm", "32616x", "-4326", "https://example.org/crs", "99999999999999"}) {
        const auto crs = crsFromCode(text);
        ASSERT_FALSE(crs) << text;
        EXPECT_EQ(crs.error().code, base::ErrorCode::Usage);
    }
    const auto unknown = crsFromCode("EPSG:1");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, base::ErrorCode::NotFound);
    EXPECT_NE(unknown.error().message.find("EPSG:1 "), std::string::npos);
}

TEST(CrsFromCode, heightsAloneAreNoPlace) {
    const auto heights = crsFromCode("5773");  // EGM96 height
    ASSERT_FALSE(heights);
    EXPECT_EQ(heights.error().code, base::ErrorCode::Unsupported);
}

TEST(CoordinateTransform, longitudeComesFirst) {
    // The central meridian of zone 16 and the equator, by definition of UTM.
    const auto transform = CoordinateTransform::between(*crsFromCode("32616"), *crsFromCode("4326"));
    ASSERT_TRUE(transform);
    const auto place = transform->point(500000, 0);
    ASSERT_TRUE(place);
    EXPECT_NEAR((*place)[0], -87, 1e-9);
    EXPECT_NEAR((*place)[1], 0, 1e-9);
}

TEST(CoordinateTransform, oneBadPointDoesNotSpoilTheOthers) {
    const auto transform = CoordinateTransform::between(*crsFromCode("4326"), *crsFromCode("3857"));
    ASSERT_TRUE(transform);
    const auto places = transform->points({{180, 0}, {0, 95}, {0, 0}});
    ASSERT_TRUE(places[0] && places[2]);
    EXPECT_NEAR((*places[0])[0], 20037508.342789244, 1e-3);
    EXPECT_FALSE(places[1]);
    EXPECT_NEAR((*places[2])[1], 0, 1e-6);
}

TEST(CoordinateTransform, anUnknownCrsIsAnError) {
    const auto transform = CoordinateTransform::between("", *crsFromCode("4326"));
    ASSERT_FALSE(transform);
    EXPECT_EQ(transform.error().code, base::ErrorCode::Unsupported);
}

TEST(GeographicOf, theDatumStays) {
    EXPECT_TRUE(isGeographic(geographicOf(*crsFromCode("32616"))));
    EXPECT_EQ(crsTitle(geographicOf(*crsFromCode("26916"))), "EPSG:4269");  // NAD83, not WGS 84
    EXPECT_EQ(geographicOf(""), "");
}

}  // namespace
}  // namespace lacuna::raster
