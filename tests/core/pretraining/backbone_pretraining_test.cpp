#include "pretraining/backbone_pretraining.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/backbone.h"
#include "engine/backbone_source.h"
#include "support/scratch_folder.h"
#include "support/small_backbone.h"

namespace lacuna::pretraining {
namespace {

class Pretraining : public testing::Test {
protected:
    PretrainingOptions small() {
        PretrainingOptions options;
        options.start = start_;
        options.episodes = 3;
        options.steps = 6;
        options.classes = 4;
        options.samplesPerClass = 8;
        options.batchSize = 16;
        options.device = "cpu";
        options.precision = "fp32";
        return options;
    }
    base::Result<PretrainingResult> run(const std::string& out, const PretrainingOptions& options, std::stop_token stop = {},
                                        const std::function<void(const EpisodeReport&)>& onEpisode = {}) {
        base::Progress silent;
        return pretrainBackbone(folder_.file(out), options, stop, silent, onEpisode);
    }
    engine::BackboneWeights weightsOf(const std::string& path) {
        auto spec = engine::backboneFrom(path).value();
        return engine::loadBackbone(spec, 3).value();
    }

    support::ScratchFolder folder_;
    std::string start_ = support::writeSmallBackbone(folder_.file("start.safetensors"));
};

TEST_F(Pretraining, changesEveryMatrixOfTheBackboneAndKeepsItsShape) {
    const auto done = run("out.safetensors", small());
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->episodes.size(), 3u);
    EXPECT_EQ(done->backbone.width, 64);
    EXPECT_EQ(done->backbone.blocks, 2);
    const auto before = weightsOf(start_), after = weightsOf(folder_.file("out.safetensors"));
    for (std::size_t i = 0; i < before.blocks.size(); ++i) {
        EXPECT_FALSE(at::equal(before.blocks[i].queryKeyValueWeight, after.blocks[i].queryKeyValueWeight));
        EXPECT_FALSE(at::equal(before.blocks[i].fc1Weight, after.blocks[i].fc1Weight));
        EXPECT_FALSE(at::equal(before.blocks[i].fc2Weight, after.blocks[i].fc2Weight));
        EXPECT_LT((before.blocks[i].fc1Weight - after.blocks[i].fc1Weight).abs().max().item<float>(), 0.1);
    }
    EXPECT_FALSE(at::equal(before.classEmbedding, after.classEmbedding));
}

TEST_F(Pretraining, learnsWhatFreshEncodersNeed) {
    auto options = small();
    options.episodes = 10;
    options.steps = 20;
    options.learningRate = 2e-3;
    const auto done = run("out.safetensors", options);
    ASSERT_TRUE(done) << done.error().message;
    options.learningRate = 1e-8;
    const auto fixed = run("fixed.safetensors", options);
    ASSERT_TRUE(fixed) << fixed.error().message;
    double learned = 0, random = 0;
    for (std::size_t i = 4; i < 10; ++i) {
        learned += done->episodes[i].loss / 6;
        random += fixed->episodes[i].loss / 6;
    }
    EXPECT_LT(learned, random - 0.02) << "on the same worlds with fresh encoders each time";
}

TEST_F(Pretraining, reconstructionBeatsTheMeanOfAnAbsentSensor) {
    auto options = small();
    options.reconstruction = 1;
    options.classification = 0;
    options.learningRate = 2e-3;
    options.samplesPerClass = 32;
    options.episodes = 2;
    options.steps = 200;
    const auto done = run("out.safetensors", options);
    ASSERT_TRUE(done) << done.error().message;
    options.freshRate = 1e-8;
    const auto unlearned = run("unlearned.safetensors", options);
    ASSERT_TRUE(unlearned) << unlearned.error().message;
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_GT(done->episodes[i].reconstruction, 0.01);
        EXPECT_LT(done->episodes[i].reconstruction, 0.9 * unlearned->episodes[i].reconstruction);
    }
}

TEST_F(Pretraining, givesTheSameFileAgainAndResumed) {
    ASSERT_TRUE(run("once.safetensors", small()));
    std::stop_source stop;
    const auto stopped = run("resumed.safetensors", small(), stop.get_token(),
                             [&](const EpisodeReport& report) { if (report.episode == 2) stop.request_stop(); });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, base::ErrorCode::Cancelled);
    EXPECT_NE(stopped.error().message.find("after episode 2"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder_.file("resumed.safetensors")));
    int shown = 0;
    ASSERT_TRUE(run("resumed.safetensors", small(), {}, [&](const EpisodeReport&) { ++shown; }));
    EXPECT_EQ(shown, 1) << "the first two episodes were not repeated";
    EXPECT_EQ(support::contentOf(folder_.file("once.safetensors")), support::contentOf(folder_.file("resumed.safetensors")));
    EXPECT_FALSE(std::filesystem::exists(folder_.file("resumed.safetensors.partial")));

    auto other = small();
    other.seed = 1;
    ASSERT_TRUE(run("other.safetensors", other));
    EXPECT_NE(support::contentOf(folder_.file("once.safetensors")), support::contentOf(folder_.file("other.safetensors")));
}

TEST_F(Pretraining, refusesATaskOfNothingAndValuesOutOfRange) {
    auto options = small();
    options.classification = 0;
    auto done = run("out.safetensors", options);
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().message.find("nothing to learn"), std::string::npos);
    options = small();
    options.start = "none";
    done = run("out.safetensors", options);
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().message.find("no blocks to train"), std::string::npos);
    options = small();
    options.classes = 1;
    done = run("out.safetensors", options);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, base::ErrorCode::Usage);
    EXPECT_FALSE(std::filesystem::exists(folder_.file("out.safetensors")));
}

}  // namespace
}  // namespace lacuna::pretraining
