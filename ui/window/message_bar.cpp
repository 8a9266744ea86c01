#include "ui/window/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace lacuna::ui {

MessageBar::MessageBar(QWidget* parent, const QString& name)
    : QFrame(parent), sign_(new QLabel), text_(new QLabel), action_(new QPushButton), second_(new QPushButton), close_(new QToolButton) {
    setObjectName(name + "Bar");
    setAccessibleName(tr("Message"));
    sign_->setAlignment(Qt::AlignTop);
    showSign();
    text_->setObjectName(name + "Text");
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    action_->setObjectName(name + "Action");
    second_->setObjectName(name + "Second");
    for (auto* button : {action_, second_}) {
        button->setProperty("role", "quiet");
        button->hide();
    }
    close_->setObjectName(name + "Close");
    close_->setAccessibleName(tr("Close message"));
    close_->setToolTip(tr("Close"));
    close_->setIcon(icon("close"));
    close_->setProperty("role", "flat");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(sign_);
    row->addWidget(text_, 1);
    row->addWidget(action_);
    row->addWidget(second_);
    row->addWidget(close_, 0, Qt::AlignTop);
    connect(close_, &QToolButton::clicked, this, &MessageBar::clear);
    connect(action_, &QPushButton::clicked, this, [this] {
        clear();
        Q_EMIT actionTriggered();
    });
    connect(second_, &QPushButton::clicked, this, [this] {
        clear();
        Q_EMIT secondTriggered();
    });
    hide();
}

void MessageBar::show(const QString& text, const QString& actionLabel, const QString& secondLabel) {
    text_->setText(text);
    setAccessibleDescription(text);
    for (const auto& [button, label] : {std::pair{action_, actionLabel}, std::pair{second_, secondLabel}}) {
        button->setText(label);
        button->setAccessibleName(label);
        button->setVisible(!label.isEmpty());
    }
    setVisible(true);
}

void MessageBar::clear() {
    hide();
    text_->clear();
}

QString MessageBar::text() const {
    return text_->text();
}

void MessageBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) showSign();
    QFrame::changeEvent(event);
}

void MessageBar::showSign() {
    sign_->setPixmap(icon("warning").pixmap(QSize(20, 20), devicePixelRatioF()));
    update();
}

void MessageBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), themeColors().warningFill);
    painter.fillRect(QRect(0, 0, 4, height()), themeColors().warning);
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColors().border);
}

}  // namespace lacuna::ui
