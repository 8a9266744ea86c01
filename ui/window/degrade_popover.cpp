#include "ui/window/degrade_popover.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace lacuna::ui {
namespace {

constexpr int pauseMs = 250;
constexpr int offsetBands = 4;  // sensors with more bands are no height models

/// Evenly from `first` to `last`.
std::vector<double> evenly(double first, double last, int steps) {
    std::vector<double> stops;
    for (int i = 0; i <= steps; ++i) stops.push_back(first + (last - first) * i / steps);
    return stops;
}

/// A round number near the value: 1, 2 or 5 times a power of ten.
double roundAbove(double value) {
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double digit : {1.0, 2.0, 5.0})
        if (digit * power >= value) return digit * power;
    return 10 * power;
}

double numberOf(const base::ParameterValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    return 0;
}

QString titleOf(const std::string& name) {
    static const std::map<std::string, const char*> titles{
        {"noise", QT_TRANSLATE_NOOP("DegradePopover", "Noise")},
        {"looks", QT_TRANSLATE_NOOP("DegradePopover", "Speckle")},
        {"dropped-bands", QT_TRANSLATE_NOOP("DegradePopover", "Dropped bands")},
        {"dead-detectors", QT_TRANSLATE_NOOP("DegradePopover", "Dead detectors")},
        {"shift-x", QT_TRANSLATE_NOOP("DegradePopover", "Shift right")},
        {"shift-y", QT_TRANSLATE_NOOP("DegradePopover", "Shift down")},
        {"offset", QT_TRANSLATE_NOOP("DegradePopover", "Height offset")},
        {"offset-share", QT_TRANSLATE_NOOP("DegradePopover", "Scene with it")}};
    return QCoreApplication::translate("DegradePopover", titles.at(name));
}

}  // namespace

DegradePopover::DegradePopover(const QString& sensor, int bands, double deviation, const loss::Degradation& present, QWidget* parent)
    : QFrame(parent, Qt::Popup), degradation_(present), reset_(new QPushButton(tr("Reset all"))) {
    setObjectName("degradePopover");
    setAccessibleName(tr("Degrade %1").arg(sensor));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 12, 16, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    auto* title = new QLabel(tr("Degrade %1").arg(sensor));
    title->setProperty("role", "heading");
    reset_->setObjectName("degrade.reset");
    reset_->setProperty("role", "quiet");
    grid->addWidget(title, 0, 0, 1, 2);
    grid->addWidget(reset_, 0, 2, Qt::AlignRight);
    const double largest = roundAbove(std::max(1e-6, 3 * deviation));
    loss::Degradation declared;
    const auto set = declared.declare();
    for (const auto& parameter : set.parameters()) {
        if (parameter.name == "noise") addRow(parameter, evenly(0, 2, 40), grid);
        if (parameter.name == "looks") addRow(parameter, {0, 32, 16, 12, 8, 6, 4, 3, 2, 1}, grid);
        if (parameter.name == "dropped-bands" && bands > 1) addRow(parameter, evenly(0, 1, 20), grid);
        if (parameter.name == "dead-detectors") addRow(parameter, evenly(0, 0.5, 50), grid);
        if (parameter.name == "shift-x" || parameter.name == "shift-y") addRow(parameter, evenly(-5, 5, 40), grid);
        if (bands > offsetBands) continue;
        if (parameter.name == "offset") addRow(parameter, evenly(-largest, largest, 40), grid);
        if (parameter.name == "offset-share") addRow(parameter, evenly(0, 1, 20), grid);
    }
    pause_.setSingleShot(true);
    pause_.setInterval(pauseMs);
    connect(&pause_, &QTimer::timeout, this, &DegradePopover::announce);
    connect(reset_, &QPushButton::clicked, this, &DegradePopover::reset);
    showValues();
}

void DegradePopover::addRow(const base::Parameter& parameter, std::vector<double> stops, QGridLayout* grid) {
    const auto& name = parameter.name;
    Row row{std::move(stops), parameter.unit, false, new QSlider(Qt::Horizontal), new QLabel};
    row.percent = name == "noise" || name == "dropped-bands" || name == "dead-detectors" || name == "offset-share";
    auto* label = new QLabel(titleOf(name));
    const auto help = QString::fromStdString(parameter.help);
    row.slider->setObjectName("degrade." + QString::fromStdString(name));
    row.slider->setRange(0, static_cast<int>(row.stops.size()) - 1);
    row.slider->setPageStep(std::max(1, static_cast<int>(row.stops.size()) / 10));
    row.slider->setMinimumWidth(200);
    row.slider->setAccessibleName(titleOf(name));
    row.slider->setToolTip(help);
    label->setToolTip(help);
    label->setBuddy(row.slider);
    row.value->setObjectName("degrade." + QString::fromStdString(name) + ".value");
    row.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row.value->setMinimumWidth(fontMetrics().horizontalAdvance("-10 000 px"));
    const int line = grid->rowCount();
    grid->addWidget(label, line, 0);
    grid->addWidget(row.slider, line, 1);
    grid->addWidget(row.value, line, 2);
    connect(row.slider, &QSlider::valueChanged, this, [this, name] { moved(name); });
    rows_.emplace(name, std::move(row));
}

QString DegradePopover::valueText(const Row& row, double value) const {
    if (&row == &rows_.at("looks")) return value == 0 ? tr("none") : tr("%1 looks").arg(value);
    if (row.percent) return tr("%1 %").arg(std::round(100 * value));
    const auto number = QString(locale().toString(value, 'g', 4)).replace('-', QChar(0x2212));
    return row.unit.empty() ? number : number + " " + QString::fromStdString(row.unit);
}

void DegradePopover::moved(const std::string& name) {
    const auto& row = rows_.at(name);
    auto set = degradation_.declare();
    const double value = row.stops[static_cast<std::size_t>(row.slider->value())];
    const bool whole = std::holds_alternative<std::int64_t>(set.value(name));
    LACUNA_ASSERT(set.set(name, whole ? base::ParameterValue(std::llround(value)) : base::ParameterValue(value)));
    row.value->setText(valueText(row, value));
    reset_->setEnabled(!degradation_.text().empty());
    pause_.start();
}

void DegradePopover::showValues() {
    const auto set = degradation_.declare();
    for (auto& [name, row] : rows_) {
        const double value = numberOf(set.value(name));
        const auto nearest = std::min_element(row.stops.begin(), row.stops.end(), [&](double a, double b) {
            return std::abs(a - value) < std::abs(b - value);
        });
        const QSignalBlocker quiet(row.slider);
        row.slider->setValue(static_cast<int>(nearest - row.stops.begin()));
        row.value->setText(valueText(row, value));
    }
    reset_->setEnabled(!degradation_.text().empty());
}

void DegradePopover::reset() {
    degradation_ = {};
    showValues();
    announce();
}

void DegradePopover::announce() {
    pause_.stop();
    Q_EMIT changed(degradation_);
}

/// What was set last counts, also when the card goes at once.
void DegradePopover::hideEvent(QHideEvent* event) {
    if (pause_.isActive()) announce();
    QFrame::hideEvent(event);
}

}  // namespace lacuna::ui
