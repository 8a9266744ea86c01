#include "samples/missing_patterns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace lacuna::samples {
namespace {

std::vector<std::string> names(int modalities) {
    std::vector<std::string> all{"HS", "LiDAR", "SAR", "DEM"};
    all.resize(static_cast<std::size_t>(modalities));
    return all;
}

double sumOf(const MissingPatterns& patterns) {
    double sum = 0;
    for (unsigned pattern = 0; pattern < 1u << patterns.modalities(); ++pattern)
        sum += patterns.probability(static_cast<base::Availability>(pattern));
    return sum;
}

TEST(MissingPatterns, completeNeverLeavesAnythingOut) {
    const auto patterns = MissingPatterns::complete(3);
    EXPECT_EQ(patterns.probability(0b111), 1);
    EXPECT_EQ(sumOf(patterns), 1);
    std::mt19937_64 random(1);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(patterns.draw(random), 0b111);
}

TEST(MissingPatterns, anyGivesEveryIncompletePatternTheSameShare) {
    for (int modalities = 2; modalities <= 4; ++modalities) {
        const auto patterns = MissingPatterns::fromRate(0.7, "any", names(modalities)).value();
        const unsigned whole = base::completeAvailability(modalities);
        EXPECT_EQ(patterns.modalities(), modalities);
        EXPECT_NEAR(sumOf(patterns), 1, 1e-12);
        EXPECT_NEAR(patterns.probability(static_cast<base::Availability>(whole)), 0.3, 1e-12);
        EXPECT_EQ(patterns.probability(0), 0);
        for (unsigned pattern = 1; pattern < whole; ++pattern)
            EXPECT_DOUBLE_EQ(patterns.probability(static_cast<base::Availability>(pattern)),
                             0.7 / (std::pow(2, modalities) - 2));
    }
}

TEST(MissingPatterns, aNameLeavesOutThatModalityAlone) {
    const auto patterns = MissingPatterns::fromRate(0.9, "LiDAR", names(3)).value();
    EXPECT_DOUBLE_EQ(patterns.probability(0b101), 0.9);
    EXPECT_NEAR(patterns.probability(0b111), 0.1, 1e-12);
    EXPECT_NEAR(sumOf(patterns), 1, 1e-12);
}

TEST(MissingPatterns, ratesZeroAndOneAreTheExtremes) {
    EXPECT_EQ(MissingPatterns::fromRate(0, "any", names(2))->probability(0b11), 1);
    EXPECT_EQ(MissingPatterns::fromRate(0, "any", names(1))->probability(0b1), 1);
    const auto never = MissingPatterns::fromRate(1, "any", names(2)).value();
    EXPECT_EQ(never.probability(0b11), 0);
    EXPECT_EQ(never.probability(0b01), 0.5);
}

TEST(MissingPatterns, ratesThatCannotBeMeantAreRefused) {
    const auto codeOf = [](double eta, const std::string& missing, int modalities) {
        const auto patterns = MissingPatterns::fromRate(eta, missing, names(modalities));
        EXPECT_FALSE(patterns) << eta << missing;
        return patterns ? base::ErrorCode::Cancelled : patterns.error().code;
    };
    EXPECT_EQ(codeOf(-0.1, "any", 2), base::ErrorCode::Usage);
    EXPECT_EQ(codeOf(1.1, "any", 2), base::ErrorCode::Usage);
    EXPECT_EQ(codeOf(std::nan(""), "any", 2), base::ErrorCode::Usage);
    EXPECT_EQ(codeOf(0.5, "Radar", 2), base::ErrorCode::Usage);
    EXPECT_EQ(codeOf(0.5, "any", 1), base::ErrorCode::Usage);
    EXPECT_EQ(MissingPatterns::fromRate(0.5, "Radar", names(2)).error().message,
              "missing is \"Radar\", expected \"any\" or one of: HS, LiDAR");
}

TEST(MissingPatterns, anAvailabilityVectorLeavesOutOneModalityAtATime) {
    const auto patterns = MissingPatterns::fromAvailability({0.9, 0.6, 0.8}).value();
    EXPECT_NEAR(patterns.probability(0b110), 0.1, 1e-12);
    EXPECT_NEAR(patterns.probability(0b101), 0.4, 1e-12);
    EXPECT_NEAR(patterns.probability(0b011), 0.2, 1e-12);
    EXPECT_NEAR(patterns.probability(0b111), 0.3, 1e-12);
    EXPECT_NEAR(sumOf(patterns), 1, 1e-12);
}

TEST(MissingPatterns, anAvailabilityVectorMayLeaveNoSampleComplete) {
    const auto patterns = MissingPatterns::fromAvailability({0.7, 0.7, 0.6}).value();
    EXPECT_NEAR(patterns.probability(0b111), 0, 1e-12);
    EXPECT_NEAR(sumOf(patterns), 1, 1e-12);
}

TEST(MissingPatterns, availabilityVectorsThatCannotBeMeantAreRefused) {
    for (const std::vector<double>& shares : std::vector<std::vector<double>>{{},
                                                                              {0.5, 0.4},
                                                                              {0.3, 0.3, 0.3},
                                                                              {1.2, 1},
                                                                              {-0.1, 1},
                                                                              {std::nan(""), 1},
                                                                              {0.5},
                                                                              std::vector<double>(9, 1.0)}) {
        const auto patterns = MissingPatterns::fromAvailability(shares);
        ASSERT_FALSE(patterns);
        EXPECT_EQ(patterns.error().code, base::ErrorCode::Usage);
    }
    EXPECT_TRUE(MissingPatterns::fromAvailability({1}));
}

TEST(MissingPatterns, drawnPatternsOccurAsOftenAsTheyShould) {
    const auto patterns = MissingPatterns::fromRate(0.6, "any", names(3)).value();
    constexpr int draws = 60000;
    std::mt19937_64 random(7);
    std::array<int, 8> counts{};
    for (int i = 0; i < draws; ++i) ++counts[patterns.draw(random)];
    EXPECT_EQ(counts[0], 0);
    for (unsigned pattern = 1; pattern < 8; ++pattern) {
        const double p = patterns.probability(static_cast<base::Availability>(pattern));
        const double deviation = std::sqrt(p * (1 - p) / draws);
        EXPECT_NEAR(counts[pattern] / static_cast<double>(draws), p, 4 * deviation) << pattern;
    }
}

TEST(MissingPatterns, impossiblePatternsAreNeverDrawn) {
    const auto patterns = MissingPatterns::fromRate(1, "HS", names(2)).value();
    std::mt19937_64 random(3);
    for (int i = 0; i < 1000; ++i) EXPECT_EQ(patterns.draw(random), 0b10);
}

TEST(MissingPatterns, theSameSeedDrawsTheSamePatterns) {
    const auto patterns = MissingPatterns::fromRate(0.5, "any", names(4)).value();
    std::mt19937_64 first(11), second(11), other(12);
    int different = 0;
    for (int i = 0; i < 200; ++i) {
        const auto drawn = patterns.draw(first);
        EXPECT_EQ(patterns.draw(second), drawn);
        different += patterns.draw(other) != drawn;
    }
    EXPECT_GT(different, 0);
}

TEST(MissingPatterns, dealtPatternsOccurExactlyAsOftenAsTheyShould) {
    const auto patterns = MissingPatterns::fromRate(0.7, "any", names(2)).value();
    std::mt19937_64 random(7);
    auto dealt = patterns.deal(1000, random);
    EXPECT_EQ(std::count(dealt.begin(), dealt.end(), 0b11), 300);
    EXPECT_EQ(std::count(dealt.begin(), dealt.end(), 0b01), 350);
    EXPECT_EQ(std::count(dealt.begin(), dealt.end(), 0b10), 350);
    EXPECT_FALSE(std::is_sorted(dealt.begin(), dealt.end()));
    dealt = patterns.deal(3, random);  // 1.05, 1.05, 0.9: the remainder goes to the complete pattern
    EXPECT_EQ(std::count(dealt.begin(), dealt.end(), 0b11), 1);
    EXPECT_TRUE(patterns.deal(0, random).empty());
    const auto never = MissingPatterns::fromRate(1, "HS", names(2)).value().deal(50, random);
    EXPECT_EQ(std::count(never.begin(), never.end(), 0b10), 50);
}

TEST(MissingPatterns, theSameSeedDealsTheSamePatterns) {
    const auto patterns = MissingPatterns::fromRate(0.5, "any", names(3)).value();
    std::mt19937_64 first(11), second(11), other(12);
    const auto dealt = patterns.deal(100, first);
    EXPECT_EQ(patterns.deal(100, second), dealt);
    EXPECT_NE(patterns.deal(100, other), dealt);
}

TEST(Effective, itIsTheIntersectionOrWhatThePixelHas) {
    EXPECT_EQ(effective(0b111, 0b011), 0b011);
    EXPECT_EQ(effective(0b101, 0b011), 0b001);
    EXPECT_EQ(effective(0b100, 0b011), 0b011);
    EXPECT_EQ(effective(0b011, 0b011), 0b011);
}

}  // namespace
}  // namespace lacuna::samples
