#include "jobs/proof_job.h"

#include "small_study.h"

namespace lacuna::jobs {
namespace {

ProofOptions proving(const std::string& lost) {
    ProofOptions options;
    options.classify = study().classifying("");
    options.classify.lose = {lost};
    return options;
}

TEST(ProofJob, eachLostSensorIsShownToHaveNoInfluence) {
    for (const char* lost : {"hs", "lidar"}) {
        auto options = proving(lost);
        const auto result = valueOf(ProofJob(options).run({}, study().progress));
        EXPECT_TRUE(result.report.holds()) << proofText(result);
        EXPECT_EQ(result.report.compared, 60u * 50u);
        EXPECT_EQ(toJson(result).at("differing"), 0);
        options.seed = 99;
        options.classify.tileSize = 32;
        EXPECT_EQ(valueOf(ProofJob(options).run({}, study().progress)).report.realSha256, result.report.realSha256);
    }
}

TEST(ProofJob, anAreaIsWidenedToTheCellsOfTheMap) {
    auto options = proving("lidar");
    options.area = {13, 11, 20, 8};
    options.classify.stride = 4;
    const auto result = valueOf(ProofJob(options).run({}, study().progress));
    EXPECT_EQ(result.area, (raster::Window{12, 8, 24, 12}));
    EXPECT_EQ(result.report.compared, 6u * 3u);
    options.area = {200, 10, 5, 5};
    const auto outside = ProofJob(options).run({}, study().progress);
    ASSERT_FALSE(outside);
    EXPECT_EQ(outside.error().code, base::ErrorCode::Usage);
}

TEST(ProofJob, whatCannotBeProvedIsSaid) {
    auto options = proving("lidar");
    options.classify.lose.clear();
    EXPECT_EQ(ProofJob(options).run({}, study().progress).error().code, base::ErrorCode::Usage);
    options.classify.lose = {"lidar"};
    options.classify.modalities.pop_back();
    const auto missing = ProofJob(options).run({}, study().progress);
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message.find("has no file"), std::string::npos) << missing.error().message;
}

TEST(ProofJob, itStopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = ProofJob(proving("hs")).run(stop.get_token(), study().progress);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, base::ErrorCode::Cancelled);
}

}  // namespace
}  // namespace lacuna::jobs
