#include "ui/keys/keys_dialog.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace lacuna::ui {
namespace {

constexpr int commandRole = Qt::UserRole;

QTreeWidgetItem* addGroup(QTreeWidget* list, const QString& title) {
    auto* group = new QTreeWidgetItem(list, {title});
    group->setFlags(Qt::ItemIsEnabled);
    QFont bold = group->font(0);
    bold.setWeight(QFont::DemiBold);
    group->setFont(0, bold);
    return group;
}

}  // namespace

KeysDialog::KeysDialog(KeyBindings* bindings, QWidget* parent)
    : QDialog(parent),
      bindings_(bindings),
      filter_(new QLineEdit),
      list_(new QTreeWidget),
      key_(new QKeySequenceEdit),
      note_(new QLabel),
      set_(new QPushButton(tr("Set"))),
      reset_(new QPushButton(tr("Usual key"))) {
    setObjectName("keysDialog");
    setWindowTitle(tr("Keys"));
    filter_->setObjectName("keysFilter");
    filter_->setAccessibleName(tr("Search the commands"));
    filter_->setPlaceholderText(tr("Search a command or a key"));
    filter_->setClearButtonEnabled(true);
    list_->setObjectName("keysList");
    list_->setAccessibleName(tr("Commands with their keys"));
    list_->setHeaderLabels({tr("Command"), tr("Key")});
    list_->setFrameShape(QFrame::NoFrame);
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto* column = new QVBoxLayout(this);
    column->addWidget(filter_);
    column->addWidget(list_, 1);
    column->addWidget(makeEditor());
    connect(filter_, &QLineEdit::textChanged, this, &KeysDialog::fill);
    connect(list_, &QTreeWidget::currentItemChanged, this, &KeysDialog::showChosen);
    connect(bindings_, &KeyBindings::changed, this, &KeysDialog::fill);
    fill();
    showChosen();
    resize(560, 600);
}

QWidget* KeysDialog::makeEditor() {
    auto* editor = new QWidget;
    key_->setObjectName("keyEdit");
    key_->setAccessibleName(tr("New key of the chosen command"));
    set_->setObjectName("keySet");
    set_->setProperty("role", "primary");
    set_->setAutoDefault(false);
    reset_->setObjectName("keyReset");
    reset_->setProperty("role", "quiet");
    reset_->setAutoDefault(false);
    auto* all = new QPushButton(tr("All usual keys"));
    all->setObjectName("keysReset");
    all->setProperty("role", "quiet");
    all->setAutoDefault(false);
    note_->setObjectName("keyNote");
    note_->setProperty("role", "muted");
    note_->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->addWidget(key_, 1);
    row->addWidget(set_);
    row->addWidget(reset_);
    row->addWidget(all);
    auto* column = new QVBoxLayout(editor);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(note_);
    column->addLayout(row);
    connect(key_, &QKeySequenceEdit::keySequenceChanged, this, &KeysDialog::showChosen);
    connect(set_, &QPushButton::clicked, this, &KeysDialog::take);
    connect(reset_, &QPushButton::clicked, this, [this] {
        if (const auto* command = chosen()) bindings_->setKey(command->action, command->usual);
    });
    connect(all, &QPushButton::clicked, bindings_, &KeyBindings::resetAll);
    return editor;
}

void KeysDialog::fill() {
    const auto* kept = chosen();
    const QString words = filter_->text();
    const QSignalBlocker quiet(list_);
    list_->clear();
    const auto matches = [&](const QString& name, const QString& key) {
        return words.isEmpty() || name.contains(words, Qt::CaseInsensitive) || key.contains(words, Qt::CaseInsensitive);
    };
    const std::pair<QString, QString> fixed[] = {{tr("Lose or restore a sensor"), "1 … 8"}, {tr("Pan while held"), tr("Space, middle button")},
                                                 {tr("Zoom"), tr("Wheel, + −")},            {tr("Pan"), tr("Arrows")},
                                                 {tr("The other map of a flicker, while held"), "B"}};
    QTreeWidgetItem* group = nullptr;
    for (const auto& [name, key] : fixed) {
        if (!matches(name, key)) continue;
        if (!group) group = addGroup(list_, tr("On the map"));
        new QTreeWidgetItem(group, {name, key});
    }
    QString menu;
    QTreeWidgetItem* current = nullptr;
    for (const auto& command : bindings_->commands()) {
        const QString key = command.action->shortcut().toString(QKeySequence::NativeText);
        if (!matches(command.name, key)) continue;
        if (command.menu != menu) group = addGroup(list_, menu = command.menu);
        auto* item = new QTreeWidgetItem(group, {command.name, key});
        item->setData(0, commandRole, command.action->objectName());
        if (kept == &command) current = item;
    }
    list_->expandAll();
    if (current) list_->setCurrentItem(current);
    showChosen();
}

const KeyBindings::Command* KeysDialog::chosen() const {
    const auto* item = list_->currentItem();
    if (item == nullptr) return nullptr;
    for (const auto& command : bindings_->commands())
        if (command.action->objectName() == item->data(0, commandRole).toString()) return &command;
    return nullptr;
}

void KeysDialog::showChosen() {
    const auto* command = chosen();
    const auto key = key_->keySequence();
    const auto* owner = bindings_->ownerOf(key);
    const bool reserved = KeyBindings::isReserved(key);
    key_->setEnabled(command != nullptr);
    set_->setEnabled(command != nullptr && !key.isEmpty() && !reserved);
    reset_->setEnabled(command != nullptr && command->action->shortcut() != command->usual);
    if (!command) note_->setText(tr("Choose a command to give it another key."));
    else if (reserved) note_->setText(tr("The numbers 1 to 8 are the sensors'."));
    else if (owner && owner != command) note_->setText(tr("%1 is the key of %2, which would lose it.").arg(key.toString(QKeySequence::NativeText), owner->name));
    else note_->setText(tr("Press the new key of %1, then Set.").arg(command->name));
}

void KeysDialog::take() {
    const auto* command = chosen();
    if (!command || !set_->isEnabled()) return;
    auto* action = command->action;
    const auto key = key_->keySequence();
    key_->clear();
    bindings_->setKey(action, key);
}

}  // namespace lacuna::ui
