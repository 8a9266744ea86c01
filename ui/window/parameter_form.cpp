#include "ui/window/parameter_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <optional>

#include "ui/language/core_texts.h"
#include "ui/theme/icons.h"
#include "ui/theme/numbers.h"

namespace lacuna::ui {
namespace {

/// "learning-rate" → "Learning rate".
QString spoken(const std::string& name) {
    QString text = QString::fromStdString(name).replace('-', ' ');
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return coreText(text.toStdString());
}

QString spokenRange(const base::Parameter& parameter) {
    if (!parameter.minimum || !parameter.maximum) return {};
    return ParameterForm::tr("%1 … %2").arg(shownNumber(*parameter.minimum, 6, 'g'), shownNumber(*parameter.maximum, 6, 'g'));
}

/// A number without trailing zeros: 0.002 rather than 0.002000.
class PlainDoubleSpinBox : public QDoubleSpinBox {
public:
    using QDoubleSpinBox::QDoubleSpinBox;
    QString textFromValue(double value) const override { return locale().toString(value, 'g', 6); }
};

/// Nothing where the JSON isn't of the default's type.
std::optional<base::ParameterValue> valueFrom(const nlohmann::json& json, const base::ParameterValue& like) {
    if (std::holds_alternative<bool>(like) && json.is_boolean()) return json.get<bool>();
    if (std::holds_alternative<std::string>(like) && json.is_string()) return json.get<std::string>();
    if (std::holds_alternative<double>(like) && json.is_number()) return json.get<double>();
    const bool whole = json.is_number_integer() && json.get<double>() > -2147483648.0 && json.get<double>() < 2147483648.0;
    if (std::holds_alternative<std::int64_t>(like) && whole) return json.get<std::int64_t>();
    return std::nullopt;
}

int toInt(double value) {
    return static_cast<int>(std::clamp(value, -2147483647.0, 2147483647.0));
}

}  // namespace

ParameterForm::ParameterForm(const QString& name, QWidget* parent) : QWidget(parent), name_(name) {
    setObjectName(name);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
}

void ParameterForm::setParameters(const std::vector<base::Parameter>& parameters,
                                  const std::vector<std::string>& leftOut) {
    const auto before = std::move(fields_);
    fields_.clear();
    delete body_;
    body_ = new QWidget;
    auto* form = new QFormLayout(body_);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout()->addWidget(body_);
    for (const auto& parameter : parameters)
        if (std::find(leftOut.begin(), leftOut.end(), parameter.name) == leftOut.end()) addRow(parameter, form);
    for (const auto& [name, field] : before)
        if (fields_.count(name) != 0 && field.value != field.parameter.defaultValue) setValue(name, field.value);
}

void ParameterForm::addRow(const base::Parameter& parameter, QFormLayout* form) {
    fields_[parameter.name] = {parameter, parameter.defaultValue, nullptr, nullptr};
    auto& field = fields_[parameter.name];
    const QString object = name_ + "." + QString::fromStdString(parameter.name);
    const QString range = spokenRange(parameter);
    const QString help = coreText(parameter.help) + (range.isEmpty() ? QString() : " (" + range + ")");
    field.editor = makeField(parameter);
    field.editor->setObjectName(object);
    field.editor->setAccessibleName(spoken(parameter.name));
    field.editor->setAccessibleDescription(help);
    field.editor->setToolTip(help);

    auto* reset = new QToolButton;
    reset->setObjectName(object + ".reset");
    reset->setAccessibleName(tr("Reset %1").arg(spoken(parameter.name)));
    reset->setToolTip(tr("Back to %1").arg(QString::fromStdString(base::toText(parameter.defaultValue))));
    reset->setIcon(icon("reset"));
    reset->setProperty("role", "flat");
    auto policy = reset->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    reset->setSizePolicy(policy);
    reset->hide();
    field.reset = reset;
    connect(reset, &QToolButton::clicked, this,
            [this, name = parameter.name] { setValue(name, fields_[name].parameter.defaultValue); });

    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(field.editor, 1);
    row->addWidget(reset);
    auto* label = new QLabel(spoken(parameter.name));
    label->setToolTip(help);
    label->setBuddy(field.editor);
    form->addRow(label, row);
}

QWidget* ParameterForm::makeField(const base::Parameter& parameter) {
    const auto changed = [this, name = parameter.name](base::ParameterValue value) { valueChanged(name, value); };
    const QString suffix = parameter.unit.empty() ? QString() : " " + coreText(parameter.unit);
    if (const auto* value = std::get_if<bool>(&parameter.defaultValue)) {
        auto* box = new QCheckBox;
        box->setChecked(*value);
        connect(box, &QCheckBox::toggled, this, [changed](bool on) { changed(on); });
        return box;
    }
    if (const auto* value = std::get_if<std::int64_t>(&parameter.defaultValue)) {
        auto* box = new QSpinBox;
        box->setRange(toInt(parameter.minimum.value_or(-2147483647.0)), toInt(parameter.maximum.value_or(2147483647.0)));
        box->setValue(static_cast<int>(*value));
        box->setSuffix(suffix);
        connect(box, &QSpinBox::valueChanged, this, [changed](int number) { changed(std::int64_t{number}); });
        return box;
    }
    if (const auto* value = std::get_if<double>(&parameter.defaultValue)) {
        auto* box = new PlainDoubleSpinBox;
        box->setDecimals(7);
        box->setRange(parameter.minimum.value_or(-1e12), parameter.maximum.value_or(1e12));
        box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        box->setValue(*value);
        box->setSuffix(suffix);
        connect(box, &QDoubleSpinBox::valueChanged, this, [changed](double number) { changed(number); });
        return box;
    }
    const QString text = QString::fromStdString(std::get<std::string>(parameter.defaultValue));
    if (!parameter.choices.empty()) {
        auto* box = new QComboBox;
        for (const auto& choice : parameter.choices) box->addItem(QString::fromStdString(choice));
        box->setCurrentText(text);
        connect(box, &QComboBox::currentTextChanged, this, [changed](const QString& word) { changed(word.toStdString()); });
        return box;
    }
    auto* line = new QLineEdit(text);
    connect(line, &QLineEdit::textChanged, this, [changed](const QString& typed) { changed(typed.toStdString()); });
    return line;
}

void ParameterForm::valueChanged(const std::string& name, const base::ParameterValue& value) {
    auto& field = fields_[name];
    field.value = value;
    field.reset->setVisible(field.value != field.parameter.defaultValue);
    Q_EMIT changed();
}

void ParameterForm::setValue(const std::string& name, const base::ParameterValue& value) {
    const auto found = fields_.find(name);
    if (found == fields_.end()) return;
    auto* editor = found->second.editor;
    if (auto* box = qobject_cast<QCheckBox*>(editor)) box->setChecked(std::get<bool>(value));
    else if (auto* whole = qobject_cast<QSpinBox*>(editor)) whole->setValue(static_cast<int>(std::get<std::int64_t>(value)));
    else if (auto* number = qobject_cast<QDoubleSpinBox*>(editor)) number->setValue(std::get<double>(value));
    else if (auto* choice = qobject_cast<QComboBox*>(editor)) choice->setCurrentText(QString::fromStdString(std::get<std::string>(value)));
    else if (auto* line = qobject_cast<QLineEdit*>(editor)) line->setText(QString::fromStdString(std::get<std::string>(value)));
}

nlohmann::json ParameterForm::changes() const {
    auto result = nlohmann::json::object();
    for (const auto& [name, field] : fields_)
        if (field.value != field.parameter.defaultValue)
            std::visit([&, key = name](const auto& value) { result[key] = value; }, field.value);
    return result;
}

void ParameterForm::setChanges(const nlohmann::json& changes) {
    std::vector<std::string> names;
    for (const auto& [name, field] : fields_) names.push_back(name);
    for (const auto& name : names) {
        const auto usual = fields_[name].parameter.defaultValue;
        const auto found = changes.is_object() ? changes.find(name) : changes.end();
        setValue(name, found == changes.end() ? usual : valueFrom(*found, usual).value_or(usual));
    }
}

}  // namespace lacuna::ui
