#include "ui/studies/reference_column.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>

#include "samples/vector_areas.h"
#include "ui/window/session.h"

namespace lacuna::ui {

ReferenceColumn::ReferenceColumn(Session* session, QMainWindow* window)
    : QObject(window), session_(session), action_(new QAction(tr("Reference's &Class Column…"), window)) {
    action_->setObjectName("referenceColumn");
    action_->setEnabled(false);
    auto* menu = window->findChild<QMenu*>("samplesMenu");
    auto* after = window->findChild<QAction*>("saveSamples");
    menu->insertAction(after, action_);
    connect(action_, &QAction::triggered, this, &ReferenceColumn::ask);
    connect(session_, &Session::referenceChanged, this, [this] {
        const auto path = session_->referencePath();
        const auto isRaster = [&] { return path.endsWith(".tif", Qt::CaseInsensitive) || path.endsWith(".tiff", Qt::CaseInsensitive); };
        action_->setEnabled(!path.isEmpty() && !isRaster());
    });
}

void ReferenceColumn::ask() {
    using Columns = std::vector<std::string>;
    const auto path = session_->referencePath();
    session_->files().start<Columns>(
        tr("Reading the reference's columns"),
        [file = path.toStdString()](std::stop_token, base::Progress&) -> base::Result<Columns> {
            if (!samples::isVectorFile(file))
                return base::fail(base::ErrorCode::Usage, "choose the class column", "{} is no vector file and has no columns", file);
            return samples::vectorColumns(file);
        },
        [self = QPointer<ReferenceColumn>(this), path](base::Result<Columns> columns) {
            if (!self) return;
            if (!columns) {
                if (columns.error().code != base::ErrorCode::Cancelled) Q_EMIT self->session_->failed(columns.error());
                return;
            }
            QStringList names;
            for (const auto& column : *columns) names << QString::fromStdString(column);
            if (names.isEmpty()) Q_EMIT self->session_->failed({base::ErrorCode::BadData, "choose the class column", path.toStdString() + " has no columns"});
            else Q_EMIT self->session_->classColumnNeeded(path, names, true);
        });
}

}  // namespace lacuna::ui
