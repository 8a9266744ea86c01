#pragma once

#include <QWidget>

#include "project/project.h"

class QLabel;
class QPushButton;

namespace lacuna::ui {

class FigureTable;

/// The files of a project that were not there when it was opened. "Find…" for one mends the others that lie from the
/// found one as they lay from the lost one; what is found is opened at once.
class MissingPanel : public QWidget {
    Q_OBJECT

public:
    explicit MissingPanel(QWidget* parent = nullptr);

    /// Looks what is missing; emits changed().
    void setProject(const project::Project& project);
    void clear();
    bool isEmpty() const { return missing_.empty(); }
    const project::Project& project() const { return project_; }
    /// As if the user had found it.
    void found(const QString& lost, const QString& file);

Q_SIGNALS:
    void changed();
    /// Some of the files were mended: the project with its present paths.
    void mended(const lacuna::project::Project& project);

private:
    void findCurrent();
    void refresh();

    project::Project project_;
    std::vector<std::string> missing_;
    QLabel* text_;
    FigureTable* table_;
    QPushButton* find_;
    QPushButton* forget_;
};

}  // namespace lacuna::ui
