#include "ui/window/scene.h"

#include <gtest/gtest.h>

#include "small_scene.h"

namespace {

using namespace lacuna;

TEST(Scene, namesAreGuessedFromWhatTheFilesDoNotShare) {
    EXPECT_EQ(ui::guessModalityNames({"/a/ip_vnir.tif", "/a/ip_swir.tif"}), (std::vector<std::string>{"VNIR", "SWIR"}));
    EXPECT_EQ(ui::guessModalityNames({"vnir.tif", "vswir.tif"}), (std::vector<std::string>{"VNIR", "VSWIR"}));
    EXPECT_EQ(ui::guessModalityNames({"hyperspectral.tif"}), std::vector<std::string>{"hyperspectral"});
    EXPECT_EQ(ui::guessModalityNames({"/a/x.tif", "/b/x.tif"}, {"X"}), (std::vector<std::string>{"X 2", "X 3"}));
    EXPECT_EQ(ui::guessModalityNames({"a=b,c_longer.tif"}), std::vector<std::string>{"a_b_c_longer"});
}

TEST(Scene, theCrsIsNamedByItsOutermostIdentifier) {
    EXPECT_EQ(ui::crsName("PROJCRS[\"WGS 84 / UTM zone 16N\",BASEGEOGCRS[\"WGS 84\",ID[\"EPSG\",4326]],ID[\"EPSG\",32616]]"), "EPSG:32616");
    EXPECT_EQ(ui::crsName("ENGCRS[\"Field\",EDATUM[\"Field\"]]"), "Field");
    EXPECT_EQ(ui::crsName(""), "no CRS");
}

TEST(Scene, filesAreToldApart) {
    const ui::test::SmallScene scene;
    EXPECT_EQ(ui::kindOf(scene.hs()), ui::FileKind::Raster);
    EXPECT_EQ(ui::kindOf(scene.reference()), ui::FileKind::Samples);
    EXPECT_EQ(ui::kindOf(scene.model()), ui::FileKind::Model);
    EXPECT_EQ(ui::kindOf("fields.gpkg"), ui::FileKind::Samples);
}

TEST(Scene, modalitiesAreMatchedByNameBeforeBands) {
    ui::Scene scene;
    for (const char* name : {"a_right", "left"}) {
        scene.sources.push_back({name, {"x.tif"}});
        scene.modalities.push_back({name, {"x.tif"}, 4, {}, {}, {}, false});
    }
    scene.given = 3;
    const auto model = support::smallModel({{"Left", 4}, {"Right", 4}});
    const auto order = ui::matchModalities(model, scene, "m.safetensors");
    ASSERT_TRUE(order) << base::describe(order.error());
    EXPECT_EQ(*order, (std::vector<int>{1, 0}));
    const auto arranged = ui::arranged(scene, *order, model);
    EXPECT_EQ(arranged.modalityNames(), (std::vector<std::string>{"Left", "Right"}));
    EXPECT_EQ(arranged.given, 3);
}

TEST(Scene, modalitiesThatCouldBeEitherAreRefused) {
    ui::Scene scene;
    for (const char* name : {"x", "y"}) {
        scene.sources.push_back({name, {"x.tif"}});
        scene.modalities.push_back({name, {"x.tif"}, 4, {}, {}, {}, false});
    }
    EXPECT_FALSE(ui::matchModalities(support::smallModel({{"Left", 4}, {"Right", 4}}), scene, "m.safetensors"));
}

}  // namespace
