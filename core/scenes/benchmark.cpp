#include "scenes/benchmark.h"

#include <algorithm>
#include <cctype>

namespace lacuna::scenes {
namespace {

base::ClassTable classesNamed(const std::vector<std::string>& names) {
    base::ClassTable classes;
    for (const auto& name : names) {
        const int index = static_cast<int>(classes.size());
        classes.push_back({index + 1, name, base::defaultColor(index)});
    }
    return classes;
}

const char* const withoutPositions =
    "it holds the spectra of the labelled pixels without their positions, from which no map can be made; take the "
    "distribution with whole images";

/// 2012, 349 × 1905 pixels of 2.5 m. Debes et al. 2014, doi:10.1109/JSTARS.2014.2305441. The contest's own files; the
/// images of the multimodal toolboxes; the coarser hyperspectral and the multispectral image of Hong et al. 2021,
/// doi:10.1016/j.isprsjprs.2021.05.011.
Benchmark houston2013() {
    return {
        "houston2013",
        "Houston 2013 (IEEE GRSS Data Fusion Contest)",
        {{"hs",
          {144},
          {{"2013_IEEE_GRSS_DF_Contest_CASI", ""},
           {"HSI", "HSI"},
           {"data_HS_LR", "data_HS_LR"},
           {"houston_hsi", "houston_hsi"}},
          0.3640,
          1.0461},
         {"lidar",
          {},
          {{"2013_IEEE_GRSS_DF_Contest_LiDAR", ""},
           {"LiDAR", "LiDAR"},
           {"DSM", "DSM"},
           {"houston_lidar", "houston_lidar"}}},
         {"ms", {8}, {{"data_MS_HR", "data_MS_HR"}, {"MSI", "MSI"}}}},
        {{{"2013_IEEE_GRSS_DF_Contest_Samples_TR", ""}, {"2013_IEEE_GRSS_DF_Contest_Samples_VA", ""}},
         {{"TRLabel", "TRLabel"}, {"TSLabel", "TSLabel"}},
         {{"TR", "TR"}, {"TE", "TE"}},
         {{"TrainImage", "TrainImage"}, {"TestImage", "TestImage"}}},
        classesNamed({"Healthy grass", "Stressed grass", "Synthetic grass", "Trees", "Soil", "Water", "Residential",
                      "Commercial", "Road", "Highway", "Railway", "Parking lot 1", "Parking lot 2", "Tennis court",
                      "Running track"}),
        {{"HSI_TrSet", withoutPositions}, {"LiDAR_TrSet", withoutPositions}, {"Patch_HSI_TrSet", withoutPositions}}};
}

/// 166 × 600 pixels of 1 m south of Trento. AISA Eagle and Optech ALTM 3100EA.
Benchmark trento() {
    return {"trento",
            "Trento",
            {{"hs", {63}, {{"HSI", "HSI"}, {"Italy_hsi", "data"}, {"HSI_Trento", "hsi_trento"}}, 0.40289, 0.98909},
             {"lidar",
              {1, 2},
              {{"LiDAR", "LiDAR"},
               {"Italy_lidar", "data"},
               {"Lidar_Trento", "lidar_trento"},
               {"Lidar1_Trento", "lidar1_trento"}}}},
            {{{"TRLabel", "TRLabel"}, {"TSLabel", "TSLabel"}},
             {{"allgrd", "mask_test"}, {}},
             {{"GT_Trento", "gt_trento"}, {}}},
            classesNamed({"Apple trees", "Buildings", "Ground", "Woods", "Vineyard", "Roads"}),
            {}};
}

/// 332 × 485 pixels of 30 m, all sensors on one grid. Hong et al. 2021, doi:10.1016/j.isprsjprs.2021.05.011.
Benchmark augsburg() {
    return {"augsburg",
            "Augsburg (HS-SAR-DSM)",
            {{"hs", {180}, {{"data_HS_LR", "data_HS_LR"}, {"augsburg_hsi", "augsburg_hsi"}}},
             {"sar", {4}, {{"data_SAR_HR", "data_SAR_HR"}, {"augsburg_sar", "augsburg_sar"}}},
             {"dsm", {1}, {{"data_DSM", "data_DSM"}}}},
            {{{"TrainImage", "TrainImage"}, {"TestImage", "TestImage"}}, {{"augsburg_gt", "augsburg_gt"}, {}}},
            classesNamed({"Forest", "Residential area", "Industrial area", "Low plants", "Allotment", "Commercial area",
                          "Water"}),
            {}};
}

/// 1723 × 476 pixels. Hong et al. 2021, as above.
Benchmark berlin() {
    return {"berlin",
            "Berlin (HS-SAR)",
            {{"hs", {244}, {{"data_HS_LR", "data_HS_LR"}, {"berlin_hsi", "berlin_hsi"}}},
             {"sar", {4}, {{"data_SAR_HR", "data_SAR_HR"}, {"berlin_sar", "berlin_sar"}}}},
            {{{"TrainImage", "TrainImage"}, {"TestImage", "TestImage"}}, {{"berlin_gt", "berlin_gt"}, {}}},
            classesNamed({"Forest", "Residential area", "Industrial area", "Low plants", "Soil", "Allotment",
                          "Commercial area", "Water"}),
            {}};
}

/// 325 × 220 pixels. Gader et al. 2013 (REP-2013-570); labels: Du and Zare 2017 (tech. rep. 20170417). The official
/// file has no split.
Benchmark muufl() {
    const std::string official = "muufl_gulfport_campus_1_hsi_220_label";
    return {"muufl",
            "MUUFL Gulfport, campus 1",
            {{"hs",
              {64, 72},
              {{official, "hsi.Data"}, {"HSI", "HSI"}, {"hsi_data", "hsi_data"}},
              0,
              0,
              "hsi.info.wavelength"},
             {"lidar", {}, {{official, "hsi.Lidar.z"}, {"LiDAR", "LiDAR"}, {"lidar_data", "lidar_data"}}}},
            {{{"muufl_tr", "training_map"}, {"muufl_ts", "testing_map"}},
             {{"TRLabel", "TRLabel"}, {"TSLabel", "TSLabel"}},
             {{official, "hsi.sceneLabels.labels"}, {}},
             {{"labels", "labels"}, {}},
             {{"gt", "gt"}, {}}},
            classesNamed({"Trees", "Mostly grass", "Mixed ground surface", "Dirt and sand", "Road", "Water",
                          "Buildings", "Shadow of buildings", "Sidewalk", "Yellow curb", "Cloth panels"}),
            {}};
}

}  // namespace

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

const std::vector<Benchmark>& benchmarks() {
    static const std::vector<Benchmark> all = {houston2013(), trento(), augsburg(), muufl(), berlin()};
    return all;
}

base::Result<const Benchmark*> findBenchmark(const std::string& id) {
    std::string ids;
    for (const auto& benchmark : benchmarks()) {
        if (benchmark.id == lowered(id)) return &benchmark;
        ids += (ids.empty() ? "" : ", ") + benchmark.id;
    }
    return base::fail(base::ErrorCode::Usage, "import scene",
                      "\"{}\" is no benchmark that is known, expected one of {}", id, ids);
}

}  // namespace lacuna::scenes
