#include "ui/welcome/welcome_card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/theme/icons.h"

namespace lacuna::ui {
namespace {

constexpr int signEdge = 24;
constexpr int leastWidth = 240;

}  // namespace

WelcomeCard::WelcomeCard(const QString& name, const QString& iconName, QWidget* parent)
    : QPushButton(parent), iconName_(iconName), sign_(new QLabel), title_(new QLabel), sentence_(new QLabel), picture_(new QLabel) {
    setObjectName(name);
    setProperty("role", "card");
    setCursor(Qt::PointingHandCursor);
    setAutoDefault(true);  // Enter works as Space does
    title_->setProperty("role", "heading");
    sentence_->setProperty("role", "muted");
    title_->setWordWrap(true);
    sentence_->setWordWrap(true);
    picture_->hide();
    for (auto* label : {sign_, title_, sentence_, picture_}) label->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title_);
    words->addWidget(sentence_);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(sign_, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(12);
    column->addWidget(picture_);
    column->addLayout(row);
    auto policy = sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Preferred);
    policy.setVerticalPolicy(QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    showSign();
}

void WelcomeCard::say(const QString& title, const QString& sentence) {
    title_->setText(title);
    sentence_->setText(sentence);
    sentence_->setVisible(!sentence.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    updateGeometry();
}

void WelcomeCard::setPicture(const QPixmap& picture) {
    picture_->setPixmap(picture);
    picture_->setAlignment(Qt::AlignHCenter);
    picture_->show();
    updateGeometry();
}

QSize WelcomeCard::sizeHint() const {
    return {std::max(leastWidth, layout()->sizeHint().width()), heightForWidth(std::max(leastWidth, width()))};
}

QSize WelcomeCard::minimumSizeHint() const {
    return {leastWidth, heightForWidth(std::max(leastWidth, width()))};
}

int WelcomeCard::heightForWidth(int width) const {
    return layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : layout()->sizeHint().height();
}

void WelcomeCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::EnabledChange) showSign();
    QPushButton::changeEvent(event);
}

void WelcomeCard::showSign() {
    if (iconName_.isEmpty()) return sign_->hide();
    sign_->setPixmap(ui::icon(iconName_).pixmap(QSize(signEdge, signEdge), devicePixelRatioF(), isEnabled() ? QIcon::Normal : QIcon::Disabled));
}

}  // namespace lacuna::ui
