#include "ui/window/empty_state.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace lacuna::ui {

EmptyState::EmptyState(const QString& name, QWidget* parent)
    : QWidget(parent), text_(new QLabel), button_(new QPushButton) {
    setObjectName(name + "Empty");
    text_->setObjectName(name + "EmptyText");
    text_->setWordWrap(true);
    text_->setAlignment(Qt::AlignCenter);
    text_->setProperty("role", "muted");
    button_->setObjectName(name + "EmptyButton");
    button_->setProperty("role", "primary");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(14);
    column->addStretch(2);
    column->addWidget(text_);
    column->addWidget(button_, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(button_, &QPushButton::clicked, this, &EmptyState::triggered);
}

void EmptyState::say(const QString& sentence, const QString& button) {
    text_->setText(sentence);
    button_->setText(button);
    button_->setAccessibleName(button);
    button_->setVisible(!button.isEmpty());
}

}  // namespace lacuna::ui
