#include "ui/vision/vision_preview.h"

#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QStatusBar>
#include <QToolButton>

#include "ui/theme/icons.h"
#include "ui/vision/vision_effect.h"

namespace lacuna::ui {

VisionPreview::VisionPreview(QMainWindow* window, const QList<QWidget*>& widgets)
    : QObject(window), choices_(new QActionGroup(this)), button_(new QToolButton) {
    for (auto* widget : widgets) {
        auto* effect = new VisionEffect;
        effect->setEnabled(false);
        widget->setGraphicsEffect(effect);
        effects_ << effect;
    }
    auto* view = window->findChild<QMenu*>("viewMenu");
    auto* menu = new QMenu(tr("Colour &Vision"), view);
    menu->setObjectName("visionMenu");
    menu->setIcon(icon("vision"));
    menu->setToolTipsVisible(true);
    const auto add = [&](const char* name, const QString& text, const QString& tip, color::Vision vision) {
        auto* action = menu->addAction(text);
        action->setObjectName(name);
        action->setToolTip(tip);
        action->setCheckable(true);
        action->setChecked(vision == vision_);
        action->setData(static_cast<int>(vision));
        choices_->addAction(action);
        connect(action, &QAction::triggered, this, [this, vision] { setVision(vision); });
    };
    add("visionNormal", tr("&Normal"), tr("Map and legend as they are"), color::Vision::Normal);
    add("visionProtanopia", tr("&Protanopia"), tr("Without the cones for long waves: about 1 % of men"), color::Vision::Protanopia);
    add("visionDeuteranopia", tr("&Deuteranopia"), tr("Without the cones for middle waves: about 1 % of men"), color::Vision::Deuteranopia);
    add("visionTritanopia", tr("&Tritanopia"), tr("Without the cones for short waves: rare"), color::Vision::Tritanopia);
    add("visionGrey", tr("&Grey"), tr("As a print without colours"), color::Vision::Grey);
    QAction* theme = nullptr;
    for (auto* action : view->actions())
        if (action->menu() && action->menu()->objectName() == "themeMenu") theme = action;
    view->insertMenu(theme, menu);
    button_->setObjectName("visionButton");
    button_->setProperty("role", "flat");
    button_->setIcon(icon("vision"));
    button_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button_->setToolTip(tr("Map and legend are shown as readers with this colour vision see them. Click to see them as they are."));
    button_->hide();
    window->statusBar()->addPermanentWidget(button_);
    connect(button_, &QToolButton::clicked, this, [this] { setVision(color::Vision::Normal); });
}

void VisionPreview::setVision(color::Vision vision) {
    if (vision == vision_) return;
    vision_ = vision;
    for (auto* effect : effects_) effect->setVision(vision);
    for (auto* action : choices_->actions()) {
        if (action->data().toInt() != static_cast<int>(vision)) continue;
        action->setChecked(true);
        button_->setText(QString(action->text()).remove('&'));
        button_->setAccessibleName(tr("Colour vision: %1").arg(button_->text()));
    }
    button_->setVisible(vision != color::Vision::Normal);
    Q_EMIT changed(vision);
}

}  // namespace lacuna::ui
