#include "ui/window/parameter_form.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

namespace {

using namespace lacuna;

struct Options {
    int epochs = 60;
    double rate = 2e-3;
    bool augment = true;
    std::string split = "none";
    std::string device = "auto";
    base::ParameterSet declare() {
        base::ParameterSet set;
        set.add("epochs", "Passes", &epochs).range(1, 100).unit("epochs");
        set.add("learning-rate", "Rate", &rate).range(1e-8, 1);
        set.add("augment", "Flip", &augment);
        set.add("split", "Split", &split).choices({"none", "blocks"});
        set.add("device", "Device", &device);
        return set;
    }
};

TEST(ParameterForm, unchangedFieldsChangeNothing) {
    ui::ParameterForm form("f");
    form.setParameters(Options().declare().parameters());
    EXPECT_TRUE(form.changes().empty()) << form.changes().dump();
}

TEST(ParameterForm, changesAreReadBackByTheDeclaration) {
    ui::ParameterForm form("f");
    form.setParameters(Options().declare().parameters());
    form.findChild<QSpinBox*>("f.epochs")->setValue(7);
    form.findChild<QDoubleSpinBox*>("f.learning-rate")->setValue(1e-6);
    form.findChild<QCheckBox*>("f.augment")->setChecked(false);
    form.findChild<QComboBox*>("f.split")->setCurrentText("blocks");
    form.findChild<QLineEdit*>("f.device")->setText("cpu");
    Options options;
    const auto status = options.declare().fromJson(form.changes());
    ASSERT_TRUE(status) << base::describe(status.error());
    EXPECT_EQ(options.epochs, 7);
    EXPECT_DOUBLE_EQ(options.rate, 1e-6);
    EXPECT_FALSE(options.augment);
    EXPECT_EQ(options.split, "blocks");
    EXPECT_EQ(options.device, "cpu");
}

TEST(ParameterForm, aFieldKeepsToItsRange) {
    ui::ParameterForm form("f");
    form.setParameters(Options().declare().parameters());
    auto* epochs = form.findChild<QSpinBox*>("f.epochs");
    epochs->setValue(1000);
    EXPECT_EQ(epochs->value(), 100);
}

TEST(ParameterForm, resetBringsTheDefaultBack) {
    ui::ParameterForm form("f");
    form.setParameters(Options().declare().parameters());
    auto* reset = form.findChild<QToolButton*>("f.epochs.reset");
    EXPECT_TRUE(reset->isHidden());
    form.findChild<QSpinBox*>("f.epochs")->setValue(7);
    EXPECT_FALSE(reset->isHidden());
    reset->click();
    EXPECT_EQ(form.findChild<QSpinBox*>("f.epochs")->value(), 60);
    EXPECT_TRUE(form.changes().empty());
}

TEST(ParameterForm, newParametersKeepWhatWasSetByName) {
    ui::ParameterForm form("f");
    form.setParameters(Options().declare().parameters());
    form.setValue("epochs", std::int64_t{9});
    form.setParameters(Options().declare().parameters(), {"device"});
    EXPECT_EQ(form.findChild<QSpinBox*>("f.epochs")->value(), 9);
    EXPECT_EQ(form.findChild<QLineEdit*>("f.device"), nullptr);
}

}  // namespace
