#include "experiments/result_store.h"

#include <cmath>
#include <thread>

#include "finished_runs.h"

namespace lacuna::experiments {
namespace {

const std::vector<int> reference = {0, 0, 1, 2};

TEST(ResultStore, givesBackWhatWasSaved) {
    const support::ScratchFolder folder;
    const auto path = folder.file("results.sqlite");
    Plan plan;
    {
        const auto store = storeIn(path);
        EXPECT_TRUE(store->finishedTests()->empty());
        plan = saved(*store, {{"mamol", 0, {0, 0, 1, -1}}}, reference, true);
    }
    const auto store = storeIn(path);
    const auto& run = plan.runs[0];
    EXPECT_EQ(*store->finishedTests(), std::set<std::string>{run.tests[0].key});
    const auto test = store->test(run.tests[0].key);
    ASSERT_TRUE(test && *test);
    EXPECT_EQ((*test)->predicted, (std::vector<std::uint8_t>{1, 1, 2, 0}));
    EXPECT_EQ((*test)->metrics[0], 0.75);
    EXPECT_NEAR((*test)->metrics[1], 2.0 / 3, 1e-12);
    EXPECT_EQ(*store->reference((*test)->pixels), (std::vector<std::uint8_t>{0, 0, 1, 2}));
    EXPECT_EQ((*test)->activation.at("patterns")[0].at("classes")[2].at("value"), 7);
    const auto stored = store->run(run.key);
    ASSERT_TRUE(stored && *stored);
    EXPECT_EQ((*stored)->trainSamples, 12);
    EXPECT_EQ((*stored)->parameters, 345);
    EXPECT_EQ((*stored)->classes[2].value, 7);
    EXPECT_EQ((*stored)->classes[2].name, "tree");
    EXPECT_FALSE(store->test("unknown")->has_value());
    EXPECT_FALSE(store->reference("unknown"));
}

TEST(ResultStore, testsOfTheSamePixelsShareTheirKeyAndOthersDoNot) {
    const support::ScratchFolder folder;
    const auto store = storeIn(folder.file("results.sqlite"));
    const auto plan = saved(*store, {{"a", 0, {0, 0, 1, 2}}, {"b", 0, {0, 0, 0, 0}}}, reference);
    const auto other = saved(*store, {{"c", 0, {0, 0, 1, 2}}}, {0, 1, 1, 2});
    const auto pixelsOf = [&](const Plan& of, std::size_t i) {
        return store->test(of.runs[i].tests[0].key).value()->pixels;
    };
    EXPECT_EQ(pixelsOf(plan, 0), pixelsOf(plan, 1));
    EXPECT_NE(pixelsOf(plan, 0), pixelsOf(other, 0));
}

TEST(ResultStore, aRunSavedTwiceIsOneRow) {
    const support::ScratchFolder folder;
    const auto store = storeIn(folder.file("results.sqlite"));
    saved(*store, {{"a", 0, {0, 0, 1, 2}}}, reference);
    const auto plan = saved(*store, {{"a", 0, {0, 0, 0, 0}}}, reference);
    EXPECT_EQ(store->finishedTests()->size(), 1u);
    EXPECT_EQ(store->test(plan.runs[0].tests[0].key).value()->metrics[0], 0.5);
}

TEST(ResultStore, twoWritersWaitForEachOther) {
    const support::ScratchFolder folder;
    const auto path = folder.file("results.sqlite");
    const auto write = [&](const std::string& method) {
        const auto store = storeIn(path);
        for (int seed = 0; seed < 10; ++seed) saved(*store, {{method, seed, {0, 0, 1, 2}}}, reference);
    };
    std::thread other([&] { write("a"); });
    write("b");
    other.join();
    EXPECT_EQ(storeIn(path)->finishedTests()->size(), 20u);
}

TEST(ResultStore, digestsAreOfTheContentAndFollowIt) {
    const support::ScratchFolder folder;
    const auto store = storeIn(folder.file("results.sqlite"));
    support::putFile(folder.file("a"), "abc");
    const auto first = store->digestOf(folder.file("a"));
    ASSERT_TRUE(first);
    EXPECT_EQ(*first, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(*store->digestOf(folder.file("a")), *first);
    support::putFile(folder.file("a"), "abcd");
    EXPECT_NE(*store->digestOf(folder.file("a")), *first);
    const auto missing = store->digestOf(folder.file("none"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, base::ErrorCode::NotFound);
    EXPECT_NE(missing.error().message.find("--data"), std::string::npos);
}

TEST(ResultStore, filesThatAreNoResultsAreRefused) {
    const support::ScratchFolder folder;
    support::putFile(folder.file("text.sqlite"), std::string(5000, 'x'));
    const auto text = ResultStore::open(folder.file("text.sqlite"));
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, base::ErrorCode::BadData);
    EXPECT_NE(text.error().message.find("text.sqlite"), std::string::npos);
    const auto nowhere = ResultStore::open(folder.file("none/results.sqlite"));
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, base::ErrorCode::Io);
}

TEST(ResultStore, aFullDiskLosesNothingThatWasThere) {
    const support::ScratchFolder folder;
    const auto store = storeIn(folder.file("results.sqlite"));
    saved(*store, {{"a", 0, {0, 0, 1, 2}}}, reference);
    const std::vector<int> many(400000, 1);
    {
        const support::FullDisk full(100000);
        const auto status = store->save(plannedRun({"b", 0, many}), {}, judged({"b", 0, many}, many));
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().code, base::ErrorCode::Io);
    }
    EXPECT_EQ(store->finishedTests()->size(), 1u);
    EXPECT_TRUE(store->save(plannedRun({"b", 0, many}), {}, judged({"b", 0, many}, many)));
    EXPECT_EQ(store->finishedTests()->size(), 2u);
}

}  // namespace
}  // namespace lacuna::experiments
