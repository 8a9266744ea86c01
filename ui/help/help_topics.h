#pragma once

#include <QString>
#include <vector>

class QWidget;

namespace lacuna::ui {

/// Which section of docs/guide.md speaks of a panel or dialog.
struct HelpTopic {
    QString widget;  ///< object name
    QString anchor;  ///< of a heading
};

const std::vector<HelpTopic>& helpTopics();
/// The section for a widget: its own, else that of the nearest one above it that has one, else "the-window".
QString helpAnchor(const QWidget* widget);

}  // namespace lacuna::ui
