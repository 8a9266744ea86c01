#include <gtest/gtest.h>

#include "plugins/frozen_baseline/frozen_baseline.h"
#include "plugins/mamol/mamol.h"
#include "plugins/method_plugin.h"

namespace lacuna::plugins {
namespace {

MethodRegistry twoMethods() {
    MethodRegistry registry;
    registry.add(makeMamol());
    registry.add(makeFrozenBaseline());
    return registry;
}

TEST(MethodRegistry, findsMethodsByIdAndNamesThemOtherwise) {
    const auto registry = twoMethods();
    EXPECT_EQ(registry.find("mamol").value()->id(), "mamol");
    const auto missing = registry.find("mamal");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, base::ErrorCode::NotFound);
    EXPECT_NE(missing.error().message.find("frozen-baseline, mamol"), std::string::npos) << missing.error().message;
}

TEST(MethodRegistry, listsByIdAndReplacesTheSameId) {
    auto registry = twoMethods();
    const auto borrowed = makeMamol();
    registry.addBorrowed(borrowed.get());
    ASSERT_EQ(registry.all().size(), 2u);
    EXPECT_EQ(registry.all()[0]->id(), "frozen-baseline");
    EXPECT_EQ(registry.all()[1], borrowed.get());
}

}  // namespace
}  // namespace lacuna::plugins
