#pragma once

#include <QDialog>

#include "ui/keys/key_bindings.h"

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace lacuna::ui {

/// All keys, by menu, with what the map does by itself; the key of the chosen command can be changed below.
class KeysDialog : public QDialog {
    Q_OBJECT

public:
    explicit KeysDialog(KeyBindings* bindings, QWidget* parent = nullptr);

private:
    QWidget* makeEditor();
    void fill();
    void showChosen();
    void take();
    const KeyBindings::Command* chosen() const;

    KeyBindings* bindings_;
    QLineEdit* filter_;
    QTreeWidget* list_;
    QKeySequenceEdit* key_;
    QLabel* note_;
    QPushButton* set_;
    QPushButton* reset_;
};

}  // namespace lacuna::ui
