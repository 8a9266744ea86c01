#include "scenes/scene_import.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "raster/label_raster.h"
#include "support/mat_files.h"
#include "support/raster_files.h"
#include "support/scratch_folder.h"

/// Benchmarks of the layout in which they are distributed, but smaller and with known content.
namespace lacuna::scenes {
namespace {

using support::writeMatArray;

constexpr int rows = 6;
constexpr int columns = 10;

/// Tells band, row and column apart, and fits 16 bits.
double cube(int row, int column, int band) {
    return 100 * band + 10 * row + column;
}
/// Classes 1, 2, 3 in the left half train, in the right half test; the last row is unlabelled.
double trainLabel(int row, int column, int) {
    return row == rows - 1 || column >= 5 ? 0 : 1 + row % 3;
}
double testLabel(int row, int column, int) {
    return row == rows - 1 || column < 5 ? 0 : 1 + row % 3;
}

class SceneImport : public ::testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(folder() + "/inner"); }
    std::string folder() const { return scratch_.file("distribution"); }
    std::string in(const std::string& name) const { return folder() + "/inner/" + name; }
    std::string out(const std::string& name = "") const {
        return scratch_.file("out") + (name.empty() ? "" : "/" + name);
    }

    template <class Number>
    void put(const std::string& file, const char* variable, int bands, const support::ArrayValue& value,
             int height = rows, int width = columns) const {
        writeMatArray<Number>(in(file), version_, variable, height, width, bands, value);
    }
    void putTrento() const {
        put<float>("HSI.mat", "HSI", 63, cube);
        put<double>("LiDAR.mat", "LiDAR", 1, cube);
        put<std::uint8_t>("TRLabel.mat", "TRLabel", 1, trainLabel);
        put<double>("TSLabel.mat", "TSLabel", 1, testLabel);
    }
    base::Result<ImportedScene> import(const std::string& id) const {
        base::Progress progress;
        return importScene(**findBenchmark(id), folder(), out(), {}, progress);
    }
    ImportedScene imported(const std::string& id) const {
        auto scene = import(id);
        EXPECT_TRUE(scene) << (scene ? "" : base::describe(scene.error()));
        return scene ? *scene : ImportedScene{};
    }
    void expectRefused(const std::string& id, const std::vector<std::string>& reasons,
                       base::ErrorCode code = base::ErrorCode::BadData) const {
        const auto scene = import(id);
        ASSERT_FALSE(scene) << "expected: " << reasons.front();
        EXPECT_EQ(scene.error().code, code);
        for (const auto& reason : reasons)
            EXPECT_NE(scene.error().message.find(reason), std::string::npos) << base::describe(scene.error());
        EXPECT_TRUE(!std::filesystem::exists(out()) || std::filesystem::is_empty(out()))
            << base::describe(scene.error());
    }
    static void expectCube(const raster::RasterStack& stack, int modality,
                           const std::function<double(int, int, int)>& value) {
        const auto pixels = support::readPixels(stack, modality, stack.grid().whole());
        std::size_t i = 0;
        for (int band = 0; band < stack.modality(modality).bands; ++band)
            for (int row = 0; row < stack.grid().height; ++row)
                for (int column = 0; column < stack.grid().width; ++column, ++i)
                    ASSERT_FLOAT_EQ(pixels.values[i], static_cast<float>(value(row, column, band)))
                        << band << " " << row << " " << column;
    }
    static void expectLabels(const std::string& path, const support::ArrayValue& value) {
        const auto labels = raster::readLabelRaster(path);
        ASSERT_TRUE(labels) << base::describe(labels.error());
        for (int row = 0; row < labels->grid.height; ++row)
            for (int column = 0; column < labels->grid.width; ++column)
                ASSERT_EQ(labels->values[static_cast<std::size_t>(row * labels->grid.width + column)],
                          value(row, column, 0))
                    << path << row << " " << column;
    }

    support::ScratchFolder scratch_;
    mat_ft version_ = MAT_FT_MAT5;
};

TEST_F(SceneImport, trentoOfEitherVersionArrivesWholeWithClassesColoursAndWavelengths) {
    for (const auto version : {MAT_FT_MAT5, MAT_FT_MAT73}) {
        version_ = version;
        putTrento();
        const auto scene = imported("Trento");
        ASSERT_EQ(scene.modalities.size(), 2u);
        EXPECT_TRUE(scene.aligned);
        EXPECT_EQ(scene.trainPixels, 25u);
        EXPECT_EQ(scene.testPixels, 25u);
        EXPECT_EQ(scene.sharedPixels, 0u);
        const auto stack = raster::RasterStack::open(scene.modalities);
        ASSERT_TRUE(stack) << base::describe(stack.error());
        EXPECT_EQ(stack->modality(0).name, "hs");
        EXPECT_EQ(stack->modality(0).type, "Float32");
        ASSERT_EQ(stack->modality(0).wavelengths.size(), 63u);
        EXPECT_NEAR(stack->modality(0).wavelengths.front(), 0.4029, 1e-4);
        EXPECT_NEAR(stack->modality(0).wavelengths.back(), 0.9891, 1e-4);
        expectCube(*stack, 0, cube);
        expectCube(*stack, 1, cube);
        expectLabels(scene.trainLabels, trainLabel);
        expectLabels(scene.testLabels, testLabel);
        const auto labels = raster::readLabelRaster(scene.trainLabels).value();
        EXPECT_TRUE(raster::checkSameGrid(stack->grid(), labels.grid, "labels"));
        ASSERT_EQ(labels.classes.size(), 3u);
        EXPECT_EQ(labels.classes[1].name, "Buildings");
        EXPECT_EQ(labels.classes[1].color, base::defaultColor(1));
    }
}

TEST_F(SceneImport, trentoWithOneLabelImageHasNoSplit) {
    put<float>("Italy_hsi.mat", "data", 63, cube);
    put<float>("Italy_lidar.mat", "data", 2, cube);
    put<std::uint8_t>("allgrd.mat", "mask_test", 1, trainLabel);
    const auto scene = imported("trento");
    EXPECT_EQ(scene.trainLabels, out("labels.tif"));
    EXPECT_EQ(scene.testLabels, "");
    EXPECT_EQ(scene.bands, (std::vector<int>{63, 2}));
    expectLabels(scene.trainLabels, trainLabel);
}

TEST_F(SceneImport, houstonsContestFilesKeepTheirPlaceAndCountRegionsFromOne) {
    support::RasterFile casi;
    casi.width = columns;
    casi.height = rows;
    casi.bands = 144;
    casi.transform = {271460.4, 2.5, 0, 3290891.6, 0, -2.5};
    casi.epsg = 32615;
    casi.value = [](int band, int row, int column) { return cube(row, column, band); };
    support::writeRaster(in("2013_IEEE_GRSS_DF_Contest_CASI.tif"), casi);
    auto lidar = casi;
    lidar.bands = 1;
    lidar.type = GDT_Float32;
    support::writeRaster(in("2013_IEEE_GRSS_DF_Contest_LiDAR.tif"), lidar);
    const auto regions = [&](const std::string& name, const std::string& points, int count) {
        std::string text =
            "; ENVI Output of ROIs (4.8) [Fri Feb 01 2013]\n; Number of ROIs: 15\n; File Dimension: 10 x 6\n;\n";
        for (int i = 0; i < 15; ++i)
            text += "; ROI name: region\n; ROI rgb value: {0, 205, 0}\n; ROI npts: " +
                    std::to_string(i == 0    ? count
                                   : i == 14 ? 1
                                             : 0) +
                    "\n;\n";
        support::putFile(in(name), text + ";   ID    X     Y       Lat        Lon\n" + points);
    };
    regions("2013_IEEE_GRSS_DF_Contest_Samples_TR.txt",
            "   1   1   1  29.7 -95.3\n   2  10   2  29.7 -95.3\n\n   1   4   6 29.7 -95.3\n", 2);
    regions("2013_IEEE_GRSS_DF_Contest_Samples_VA.txt", "1 5 5 29.7 -95.3\n1 6 6 29.7 -95.3\n", 1);
    const auto scene = imported("houston2013");
    const auto stack = raster::RasterStack::open(scene.modalities);
    ASSERT_TRUE(stack) << base::describe(stack.error());
    EXPECT_EQ(stack->grid().mapFromPixel[0], 271460.4);
    EXPECT_NE(stack->grid().crsWkt.find("15N"), std::string::npos);
    EXPECT_EQ(stack->modality(0).type, "UInt16");
    EXPECT_NEAR(stack->modality(0).wavelengths.front(), 0.364, 1e-4);
    expectCube(*stack, 0, cube);
    expectLabels(scene.trainLabels, [](int row, int column, int) {
        return (row == 0 && column == 0) || (row == 1 && column == 9) ? 1 : row == 5 && column == 3 ? 15 : 0;
    });
    expectLabels(scene.testLabels, [](int row, int column, int) {
        return row == 4 && column == 4 ? 1 : row == 5 && column == 5 ? 15 : 0;
    });
    EXPECT_EQ(raster::readLabelRaster(scene.testLabels).value().classes.back().name, "Running track");
    EXPECT_TRUE(
        raster::checkSameGrid(stack->grid(), raster::readLabelRaster(scene.trainLabels).value().grid, "labels"));

    regions("2013_IEEE_GRSS_DF_Contest_Samples_VA.txt", "1 5 5\n", 1);
    std::filesystem::remove_all(out());
    expectRefused("houston2013", {"Samples_VA.txt ends in region 1 of 15", "cut off"});
    regions("2013_IEEE_GRSS_DF_Contest_Samples_VA.txt", "1 5 5\n1 11 1\n", 1);
    expectRefused("houston2013", {"\"1 11 1\" is no point of region 15", "column from 1 to 10"});
    support::putFile(in("2013_IEEE_GRSS_DF_Contest_Samples_VA.txt"), "; Number of ROIs: 1\n; ROI npts: 1\n1 1 1\n");
    expectRefused("houston2013", {"tells of 1 regions", "expected 15 regions"});
}

TEST_F(SceneImport, augsburgBringsThreeSensorsInTheirOwnTypes) {
    put<std::uint16_t>("data_HS_LR.mat", "data_HS_LR", 180, cube);
    put<double>("data_SAR_HR.mat", "data_SAR_HR", 4,
                [](int row, int column, int band) { return -0.25 * cube(row, column, band); });
    put<std::int16_t>("data_DSM.mat", "data_DSM", 1, [](int row, int column, int) { return row - column; });
    put<std::uint8_t>("TrainImage.mat", "TrainImage", 1, trainLabel);
    put<std::uint8_t>("TestImage.mat", "TestImage", 1, testLabel);
    const auto scene = imported("augsburg");
    const auto stack = raster::RasterStack::open(scene.modalities);
    ASSERT_TRUE(stack) << base::describe(stack.error());
    EXPECT_EQ(stack->modalityNames(), (std::vector<std::string>{"hs", "sar", "dsm"}));
    EXPECT_EQ(stack->modality(0).type, "UInt16");
    EXPECT_EQ(stack->modality(1).type, "Float32");
    EXPECT_EQ(stack->modality(2).type, "Int16");
    expectCube(*stack, 0, cube);
    expectCube(*stack, 1, [](int row, int column, int band) { return -0.25 * cube(row, column, band); });
    expectCube(*stack, 2, [](int row, int column, int) { return row - column; });
}

TEST_F(SceneImport, berlinsCoarserSensorLiesOverTheFinerOne) {
    // Half the resolution: the pixel's value is the column of its left edge in the labels' pixels.
    put<float>(
        "data_HS_LR.mat", "data_HS_LR", 244, [](int, int column, int) { return 2 * column; }, rows / 2, columns / 2);
    put<float>("data_SAR_HR.mat", "data_SAR_HR", 4, cube);
    put<std::uint8_t>("TrainImage.mat", "TrainImage", 1, trainLabel);
    put<std::uint8_t>("TestImage.mat", "TestImage", 1,
                      [](int row, int column, int) { return row == 0 && column == 0 ? 8 : testLabel(row, column, 0); });
    const auto scene = imported("berlin");
    EXPECT_FALSE(scene.aligned);
    EXPECT_EQ(scene.sharedPixels, 1u);
    ASSERT_EQ(scene.modalities.size(), 2u);
    EXPECT_EQ(scene.modalities[0].name, "sar");
    EXPECT_EQ(scene.bands, (std::vector<int>{4, 244}));
    EXPECT_FALSE(raster::RasterStack::open(scene.modalities));
    const auto stack = raster::RasterStack::open(scene.modalities, {true});
    ASSERT_TRUE(stack) << base::describe(stack.error());
    expectCube(*stack, 0, cube);
    const auto pixels = support::readPixels(*stack, 1, stack->grid().whole());
    // Bilinear between pixel centres: column c of the labels lies at c - 0.5 of the left edges.
    for (int column = 1; column < columns - 1; ++column)
        EXPECT_NEAR(pixels.values[static_cast<std::size_t>(2 * columns + column)], column - 0.5, 1e-4);
}

TEST_F(SceneImport, muuflsStructureIsReadThroughAllItsLevels) {
    for (const auto version : {MAT_FT_MAT5, MAT_FT_MAT73}) {
        std::size_t one[] = {1, 1}, two[] = {1, 2};
        const char *top[] = {"info", "Data", "Lidar", "sceneLabels"}, *info[] = {"wavelength"}, *flight[] = {"x", "z"},
                   *labels[] = {"labels"};
        auto* hsi = Mat_VarCreateStruct("hsi", 2, one, top, 4);
        auto* about = Mat_VarCreateStruct("info", 2, one, info, 1);
        Mat_VarSetStructFieldByName(
            about, "wavelength", 0,
            support::matArray<double>("wavelength", 64, 1, 1, [](int row, int, int) { return 400 + 10 * row; }));
        std::vector<matvar_t*> cells;
        for (int i = 0; i < 2; ++i) {
            auto* cell = Mat_VarCreateStruct("flight", 2, one, flight, 2);
            Mat_VarSetStructFieldByName(cell, "x", 0, support::matArray<double>("x", 1, 1, 1, cube));
            Mat_VarSetStructFieldByName(
                cell, "z", 0, support::matArray<double>("z", rows, columns, 2, [i](int row, int column, int band) {
                    return cube(row, column, band) + 1000 * i;
                }));
            cells.push_back(cell);
        }
        auto* lidar = Mat_VarCreate("Lidar", MAT_C_CELL, MAT_T_CELL, 2, two, cells.data(), 0);
        auto* scene = Mat_VarCreateStruct("sceneLabels", 2, one, labels, 1);
        Mat_VarSetStructFieldByName(scene, "labels", 0,
                                    support::matArray<double>("labels", rows, columns, 1, [](int row, int column, int) {
                                        return row == 0 ? -1 : 1 + column;
                                    }));
        Mat_VarSetStructFieldByName(hsi, "info", 0, about);
        Mat_VarSetStructFieldByName(hsi, "Data", 0, support::matArray<double>("Data", rows, columns, 64, cube));
        Mat_VarSetStructFieldByName(hsi, "Lidar", 0, lidar);
        Mat_VarSetStructFieldByName(hsi, "sceneLabels", 0, scene);
        support::writeMat(in("muufl_gulfport_campus_1_hsi_220_label.mat"), version, {hsi});
        const auto found = imported("muufl");
        const auto stack = raster::RasterStack::open(found.modalities);
        ASSERT_TRUE(stack) << base::describe(stack.error());
        expectCube(*stack, 0, cube);
        expectCube(*stack, 1, cube);
        EXPECT_NEAR(stack->modality(0).wavelengths.at(63), 1.03, 1e-6);
        expectLabels(found.trainLabels, [](int row, int column, int) { return row == 0 ? 0 : 1 + column; });
        EXPECT_EQ(raster::readLabelRaster(found.trainLabels).value().classes.at(7).name, "Shadow of buildings");
    }
}

TEST_F(SceneImport, anEnviRasterServesInPlaceOfAMatlabFile) {
    putTrento();
    std::filesystem::remove(in("HSI.mat"));
    support::RasterFile file;
    file.width = columns;
    file.height = rows;
    file.bands = 63;
    file.driver = "ENVI";
    file.transform.clear();
    file.epsg = 0;
    file.value = [](int band, int row, int column) { return cube(row, column, band); };
    support::writeRaster(in("HSI.img"), file);
    const auto scene = imported("trento");
    const auto stack = raster::RasterStack::open(scene.modalities);
    ASSERT_TRUE(stack) << base::describe(stack.error());
    expectCube(*stack, 0, cube);
    EXPECT_NEAR(stack->modality(0).wavelengths.front(), 0.4029, 1e-4);
}

TEST_F(SceneImport, aVariableOfAnotherNameIsTakenWhenItIsTheOnlyOne) {
    putTrento();
    put<float>("HSI.mat", "data", 63, cube);
    EXPECT_EQ(imported("trento").bands.front(), 63);
    support::writeMat(in("HSI.mat"), version_,
                      {support::matArray<float>("a", rows, columns, 63, cube),
                       support::matArray<float>("b", rows, columns, 63, cube)});
    std::filesystem::remove_all(out());
    expectRefused("trento", {"HSI.mat has no variable HSI; it holds a, b"}, base::ErrorCode::NotFound);
}

TEST_F(SceneImport, filesThatAreMissingAreNamed) {
    expectRefused(
        "trento",
        {"none of the files of trento's sensor hs: HSI.mat (variable HSI), Italy_hsi.mat (variable data)", "Unpack"},
        base::ErrorCode::NotFound);
    put<float>("HSI.mat", "HSI", 63, cube);
    expectRefused("trento", {"HSI.mat but no second sensor", "LiDAR.mat"}, base::ErrorCode::NotFound);
    put<float>("LiDAR.mat", "LiDAR", 1, cube);
    expectRefused("trento", {"no labels of trento", "TRLabel.mat", "GT_Trento.mat"}, base::ErrorCode::NotFound);
    put<double>("TRLabel.mat", "TRLabel", 1, trainLabel);
    expectRefused("trento", {"TRLabel.mat is there without its other half, TSLabel"}, base::ErrorCode::NotFound);
    put<float>("HSI_TrSet.mat", "HSI_TrSet", 1, cube);
    std::filesystem::remove(in("HSI.mat"));
    expectRefused("houston2013",
                  {"HSI_TrSet.mat is there, but it holds the spectra of the labelled pixels without their positions"},
                  base::ErrorCode::NotFound);
    base::Progress progress;
    const auto& trento = **findBenchmark("trento");
    EXPECT_EQ(importScene(trento, scratch_.file("nowhere"), out(), {}, progress).error().code,
              base::ErrorCode::NotFound);
    EXPECT_EQ(importScene(trento, folder(), folder(), {}, progress).error().code, base::ErrorCode::Usage);
    EXPECT_NE(findBenchmark("paris").error().message.find("houston2013, trento, augsburg, muufl, berlin"),
              std::string::npos);
}

TEST_F(SceneImport, contentThatDoesNotFitIsNamedAndNothingIsLeft) {
    putTrento();
    put<float>("HSI.mat", "HSI", 62, cube);
    expectRefused("trento", {"HSI.mat: HSI has 62 bands, expected 63"});
    put<float>("HSI.mat", "HSI", 63, cube, columns, rows);
    expectRefused("trento",
                  {"HSI.mat: HSI has 6 × 10 pixels, expected the size of the labels in", "10 × 6", "exchanged"});
    support::writeMat(in("HSI.mat"), version_,
                      {Mat_VarCreate("HSI", MAT_C_CHAR, MAT_T_UINT8, 2, std::array<std::size_t, 2>{1, 4}.data(),
                                     const_cast<char*>("text"), 0)});
    expectRefused("trento", {"HSI.mat: HSI is text"});
    putTrento();
    put<double>("TRLabel.mat", "TRLabel", 1, [](int row, int column, int) { return row == 2 && column == 3 ? 7 : 1; });
    expectRefused("trento", {"TRLabel.mat: row 2, column 3 holds 7, expected a class from 1 to 6"});
    put<double>("TRLabel.mat", "TRLabel", 1, [](int, int, int) { return 1.5; });
    expectRefused("trento", {"row 0, column 0 holds 1.5"});
    put<double>("TRLabel.mat", "TRLabel", 1, [](int, int, int) { return 0; });
    expectRefused("trento", {"TRLabel.mat labels no pixel"});
    put<double>("TRLabel.mat", "TRLabel", 1, trainLabel, rows - 1);
    expectRefused("trento", {"TSLabel.mat", "size 10 × 6 pixels, expected 10 × 5"});
}

TEST_F(SceneImport, damagedMatlabFilesAreRefused) {
    for (const auto version : {MAT_FT_MAT5, MAT_FT_MAT73}) {
        version_ = version;
        putTrento();
        const auto whole = support::contentOf(in("HSI.mat"));
        for (const auto kept :
             {whole.size() - 1, whole.size() / 2, std::size_t{200}, std::size_t{20}, std::size_t{0}}) {
            support::putFile(in("HSI.mat"), whole.substr(0, kept));
            expectRefused("trento", {in("HSI.mat"), "download it again"});
        }
        auto flipped = whole;
        flipped[whole.size() * 3 / 4] ^= 0x40;
        support::putFile(in("HSI.mat"), flipped);
        expectRefused("trento", {in("HSI.mat"), "download it again"});
        support::putFile(
            in("HSI.mat"),
            "This is no MATLAB file but some text that is long enough to hold a header of 128 bytes, which "
            "MATLAB's files of version 5 begin with, and more.");
        expectRefused("trento", {in("HSI.mat"), "download it again"});
    }
}

TEST_F(SceneImport, aStopLeavesNothing) {
    putTrento();
    std::stop_source source;
    source.request_stop();
    base::Progress progress;
    const auto scene = importScene(**findBenchmark("trento"), folder(), out(), source.get_token(), progress);
    ASSERT_FALSE(scene);
    EXPECT_EQ(scene.error().code, base::ErrorCode::Cancelled);
    EXPECT_TRUE(std::filesystem::is_empty(out()));
}

}  // namespace
}  // namespace lacuna::scenes
