#include "samples/missing_setting.h"

#include <gtest/gtest.h>

namespace lacuna::samples {
namespace {

const std::vector<std::string> sensors = {"HS", "SAR", "LiDAR"};

std::string messageOf(const MissingSetting& setting) {
    const auto patterns = setting.patterns(sensors);
    EXPECT_FALSE(patterns);
    return patterns ? std::string() : patterns.error().message;
}

TEST(MissingSetting, isARateOrAnAvailabilityVector) {
    const auto rate = MissingSetting{0.6, "any", {}}.patterns(sensors);
    ASSERT_TRUE(rate);
    EXPECT_NEAR(rate->probability(0b001), 0.1, 1e-12);
    const auto shares = MissingSetting{0.6, "any", "SAR=0.75,LiDAR=0.5"}.patterns(sensors);
    ASSERT_TRUE(shares);
    EXPECT_NEAR(shares->probability(0b101), 0.25, 1e-12);
    EXPECT_NEAR(shares->probability(0b011), 0.5, 1e-12);
    EXPECT_NEAR(shares->probability(0b111), 0.25, 1e-12);
    EXPECT_NEAR(shares->probability(0b110), 0, 1e-12);
}

TEST(MissingSetting, textThatIsNoVectorIsRefusedByName) {
    EXPECT_NE(messageOf({0, "any", "Radar=0.5"}).find("HS, SAR, LiDAR"), std::string::npos);
    EXPECT_NE(messageOf({0, "any", "HS=0.9,HS=0.8"}).find("at most once"), std::string::npos);
    EXPECT_NE(messageOf({0, "any", "HS"}).find("name=share"), std::string::npos);
    EXPECT_NE(messageOf({0, "any", "HS=0.9,"}).find("name=share"), std::string::npos);
    EXPECT_NE(messageOf({0, "any", "HS=half"}).find("\"half\""), std::string::npos);
    EXPECT_NE(messageOf({0, "any", "HS=0.2,SAR=0.1"}).find("at most 1"), std::string::npos);
}

TEST(MissingSetting, titlesSayWhatIsMissing) {
    EXPECT_EQ((MissingSetting{0.7, "any", {}}).title(), "any 70 %");
    EXPECT_EQ((MissingSetting{0.125, "HS", {}}).title(), "HS 12.5 %");
    EXPECT_EQ((MissingSetting{0, "any", {}}).title(), "complete");
    EXPECT_EQ((MissingSetting{0.7, "any", "HS=0.5"}).title(), "HS=0.5");
}

TEST(MissingSetting, isDeclaredOnce) {
    MissingSetting setting;
    base::ParameterSet set;
    setting.declare(set);
    ASSERT_TRUE(set.setText("eta", "0.25"));
    ASSERT_TRUE(set.setText("missing", "SAR"));
    ASSERT_TRUE(set.setText("availability", "HS=0.5"));
    EXPECT_EQ(setting.eta, 0.25);
    EXPECT_EQ(setting.which, "SAR");
    EXPECT_EQ(setting.availability, "HS=0.5");
    EXPECT_FALSE(set.setText("eta", "1.5"));
}

}  // namespace
}  // namespace lacuna::samples
