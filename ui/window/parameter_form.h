#pragma once

#include <QWidget>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/parameter.h"

class QFormLayout;

namespace lacuna::ui {

/// A form made from declared parameters: a field each with its unit, range and help, and a reset that appears when the
/// value isn't the default.
class ParameterForm : public QWidget {
    Q_OBJECT

public:
    /// `name` begins the object names: "<name>.learning-rate", its reset "<name>.learning-rate.reset".
    explicit ParameterForm(const QString& name, QWidget* parent = nullptr);

    /// Replaces the fields; values of parameters of the same name are kept.
    void setParameters(const std::vector<base::Parameter>& parameters, const std::vector<std::string>& leftOut = {});
    /// What differs from the defaults.
    nlohmann::json changes() const;
    /// Sets what the object holds and all else to its default; a name or value that does not fit is left out.
    void setChanges(const nlohmann::json& changes);
    void setValue(const std::string& name, const base::ParameterValue& value);

Q_SIGNALS:
    void changed();

private:
    QWidget* makeField(const base::Parameter& parameter);
    void addRow(const base::Parameter& parameter, QFormLayout* form);
    void valueChanged(const std::string& name, const base::ParameterValue& value);

    struct Field {
        base::Parameter parameter;
        base::ParameterValue value;
        QWidget* editor = nullptr;
        QWidget* reset = nullptr;
    };
    QString name_;
    std::map<std::string, Field> fields_;
    QWidget* body_ = nullptr;
};

}  // namespace lacuna::ui
