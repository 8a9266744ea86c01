#include "app/method_loader.h"

#include <gtest/gtest.h>

#include "support/small_model.h"

namespace {

using namespace lacuna;

TEST(MethodLoader, findsEveryMethodBesideTheProgram) {
    const auto methods = app::loadMethods();
    ASSERT_TRUE(methods) << base::describe(methods.error());
    std::vector<std::string> ids;
    for (const auto* method : (*methods)->all()) ids.push_back(method->id());
    EXPECT_EQ(ids, (std::vector<std::string>{"dcp", "frozen-baseline", "mamol", "mmp", "moe-adapt", "moe-replace",
                                             "moe-task"}));
}

TEST(MethodLoader, everyMethodSaysInASentenceWhatItIs) {
    const auto methods = app::loadMethods();
    ASSERT_TRUE(methods);
    for (const auto* method : (*methods)->all()) {
        EXPECT_FALSE(method->summary().empty()) << method->id();
        EXPECT_LE(method->summary().size(), 110u) << method->id();
    }
}

TEST(MethodLoader, aMethodFromALibraryDescribesAModel) {
    const auto methods = app::loadMethods();
    ASSERT_TRUE(methods);
    const auto mamol = (*methods)->find("mamol");
    ASSERT_TRUE(mamol);
    EXPECT_FALSE((*mamol)->parameters().empty());
    const auto adaptation = (*mamol)->describe(support::smallModel(), {{"placement", "last-1x2"}});
    ASSERT_TRUE(adaptation) << base::describe(adaptation.error());
    EXPECT_EQ(adaptation->blocks.size(), 1u);
}

TEST(MethodLoader, anErrorOfALibraryComesThrough) {
    const auto methods = app::loadMethods();
    ASSERT_TRUE(methods);
    const auto wrong = (*(*methods)->find("mamol"))->describe(support::smallModel(), {{"rnak", 8}});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, base::ErrorCode::Usage);
}

TEST(MethodLoader, foldersOfTheEnvironmentComeFirst) {
    ASSERT_EQ(setenv("LACUNA_PLUGIN_PATH", "/somewhere:/else", 1), 0);
    const auto folders = app::pluginFolders();
    unsetenv("LACUNA_PLUGIN_PATH");
    ASSERT_EQ(folders.size(), 3u);
    EXPECT_EQ(folders[0], "/somewhere");
    EXPECT_EQ(folders[1], "/else");
    EXPECT_NE(folders[2].find("lib/lacuna/plugins"), std::string::npos);
}

}  // namespace
