#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "app/method_loader.h"
#include "jobs/classify_job.h"
#include "jobs/train_job.h"
#include "ui/language/core_texts.h"

namespace lacuna {
namespace {

/// As the form writes a parameter's name: "learning-rate" is "Learning rate".
std::string spoken(std::string name) {
    std::replace(name.begin(), name.end(), '-', ' ');
    if (!name.empty()) name[0] = static_cast<char>(std::toupper(name[0]));
    return name;
}

/// Everything that the forms of the Model panel take from core and plugins.
std::set<std::string> shownTexts() {
    std::set<std::string> texts;
    const auto take = [&](const std::vector<base::Parameter>& parameters) {
        for (const auto& parameter : parameters)
            for (const auto& text : {spoken(parameter.name), parameter.help, parameter.unit})
                if (!text.empty()) texts.insert(text);
    };
    take(jobs::TrainOptions().declare().parameters());
    take(jobs::ClassifyOptions().declare().parameters());
    const auto methods = app::loadMethods();
    for (const auto* method : (*methods)->all()) {
        take(method->parameters());
        texts.insert(method->summary());
    }
    return texts;
}

TEST(CoreTexts, whatFormsShowIsTranslated) {
    const std::set<std::string> known(ui::coreTexts().begin(), ui::coreTexts().end());
    const auto shown = shownTexts();
    EXPECT_GT(shown.size(), 40u);
    for (const auto& text : shown) EXPECT_TRUE(known.count(text)) << "not in ui/language/core_texts.cpp: " << text;
}

TEST(CoreTexts, nothingIsTranslatedInVain) {
    const auto shown = shownTexts();
    for (const char* text : ui::coreTexts()) EXPECT_TRUE(shown.count(text)) << text;
}

TEST(CoreTexts, otherTextsComeBackAsTheyAre) {
    EXPECT_EQ(ui::coreText("VNIR").toStdString(), "VNIR");
    EXPECT_EQ(ui::coreText("").toStdString(), "");
}

}  // namespace
}  // namespace lacuna
