#include "ui/project/missing_panel.h"

#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "project/missing_files.h"
#include "ui/window/figure_table.h"
#include "ui/window/file_choosers.h"

namespace lacuna::ui {

MissingPanel::MissingPanel(QWidget* parent)
    : QWidget(parent),
      text_(new QLabel),
      table_(new FigureTable("missingTable", tr("Files that are missing"))),
      find_(new QPushButton(tr("Find…"))),
      forget_(new QPushButton(tr("Do without"))) {
    setObjectName("missingPanel");
    text_->setObjectName("missingText");
    text_->setWordWrap(true);
    find_->setObjectName("missingFind");
    find_->setProperty("role", "primary");
    find_->setToolTip(tr("Say where the selected file lies now; others that moved with it are found by themselves"));
    forget_->setObjectName("missingForget");
    forget_->setProperty("role", "quiet");
    forget_->setToolTip(tr("Take the missing files out of the project"));
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(forget_);
    buttons->addStretch(1);
    buttons->addWidget(find_);
    buttons->setContentsMargins(12, 0, 12, 8);
    text_->setContentsMargins(12, 8, 12, 0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(text_);
    column->addWidget(table_, 1);
    column->addLayout(buttons);
    connect(find_, &QPushButton::clicked, this, &MissingPanel::findCurrent);
    connect(table_, &QTableWidget::cellDoubleClicked, this, &MissingPanel::findCurrent);
    connect(forget_, &QPushButton::clicked, this, &MissingPanel::clear);
    refresh();
}

void MissingPanel::setProject(const project::Project& project) {
    project_ = project;
    missing_ = project::missingFiles(project_);
    refresh();
    Q_EMIT changed();
}

void MissingPanel::clear() {
    setProject({});
}

void MissingPanel::refresh() {
    text_->setText(tr("%n file(s) of the project were not found. The rest is open.", nullptr, static_cast<int>(missing_.size())));
    table_->clearContents();
    table_->setColumns({tr("File"), tr("Folder where it was")});
    table_->setRowCount(static_cast<int>(missing_.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const QFileInfo file(QString::fromStdString(missing_[static_cast<std::size_t>(row)]));
        table_->setCell(row, 0, file.fileName());
        table_->setCell(row, 1, QDir::toNativeSeparators(file.path()))->setToolTip(file.filePath());
    }
    table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    if (table_->rowCount() > 0) table_->selectRow(0);
    find_->setEnabled(table_->rowCount() > 0);
    forget_->setEnabled(table_->rowCount() > 0);
}

void MissingPanel::findCurrent() {
    const auto row = static_cast<std::size_t>(std::max(0, table_->currentRow()));
    if (row >= missing_.size()) return;
    const QString lost = QString::fromStdString(missing_[row]);
    const QString name = QFileInfo(lost).fileName();
    chooseFile(this, {"findMissingDialog", tr("Where is %1 now?").arg(name), tr("%1 (%1);;All files (*)").arg(name), {}, {}},
               [this, lost](const QString& file) { found(lost, file); });
}

void MissingPanel::found(const QString& lost, const QString& file) {
    auto project = project_;
    if (project::mendPaths(project, lost.toStdString(), file.toStdString()) == 0) return;
    setProject(project);
    Q_EMIT mended(project);
}

}  // namespace lacuna::ui
