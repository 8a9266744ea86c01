#pragma once

#include <QWidget>

#include "base/land_class.h"

class QLabel;
class QPushButton;

namespace lacuna::ui {

class SampleDocument;

/// Says which two classes of the samples look alike to some readers, and offers colours that do not: one step that can
/// be undone. Hidden while all can be told apart.
class ColorAdvice : public QWidget {
    Q_OBJECT

public:
    explicit ColorAdvice(SampleDocument* document, QWidget* parent = nullptr);

private:
    void refresh();
    void takeSafeColors();

    SampleDocument* document_;
    QLabel* text_;
    QPushButton* take_;
    base::ClassTable judged_;
};

}  // namespace lacuna::ui
