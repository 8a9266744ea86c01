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

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), text_(new QLabel), action_(new QPushButton), close_(new QToolButton) {
    setObjectName("messageBar");
    setAccessibleName(tr("Message"));
    auto* sign = new QLabel;
    sign->setPixmap(icon("warning").pixmap(20, 20));
    sign->setAlignment(Qt::AlignTop);
    text_->setObjectName("messageText");
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    action_->setObjectName("messageAction");
    action_->setProperty("role", "quiet");
    action_->hide();
    close_->setObjectName("messageClose");
    close_->setAccessibleName(tr("Close message"));
    close_->setToolTip(tr("Close"));
    close_->setIcon(icon("close"));
    close_->setProperty("role", "flat");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(sign);
    row->addWidget(text_, 1);
    row->addWidget(action_);
    row->addWidget(close_, 0, Qt::AlignTop);
    connect(close_, &QToolButton::clicked, this, &MessageBar::clear);
    connect(action_, &QPushButton::clicked, this, [this] {
        clear();
        Q_EMIT actionTriggered();
    });
    hide();
}

void MessageBar::show(const QString& text, const QString& actionLabel) {
    text_->setText(text);
    setAccessibleDescription(text);
    action_->setText(actionLabel);
    action_->setAccessibleName(actionLabel);
    action_->setVisible(!actionLabel.isEmpty());
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
    if (event->type() == QEvent::PaletteChange) update();
    QFrame::changeEvent(event);
}

void MessageBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), themeColors().warningFill);
    painter.fillRect(QRect(0, 0, 4, height()), themeColors().warning);
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColors().border);
}

}  // namespace lacuna::ui
