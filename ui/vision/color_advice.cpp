#include "ui/vision/color_advice.h"

#include <QVBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

#include "color/safe_palette.h"
#include "ui/samples/sample_document.h"

namespace lacuna::ui {
namespace {

QString readersWith(color::Vision vision) {
    switch (vision) {
        case color::Vision::Protanopia: return ColorAdvice::tr("readers with protanopia");
        case color::Vision::Deuteranopia: return ColorAdvice::tr("readers with deuteranopia");
        case color::Vision::Tritanopia: return ColorAdvice::tr("readers with tritanopia");
        case color::Vision::Normal:
        case color::Vision::Grey: break;
    }
    return ColorAdvice::tr("every reader");
}

bool sameColors(const base::ClassTable& first, const base::ClassTable& second) {
    return std::equal(first.begin(), first.end(), second.begin(), second.end(),
                      [](const base::LandClass& a, const base::LandClass& b) { return a.name == b.name && a.color == b.color; });
}

}  // namespace

ColorAdvice::ColorAdvice(SampleDocument* document, QWidget* parent)
    : QWidget(parent), document_(document), text_(new QLabel), take_(new QPushButton(tr("Take safe colours"))) {
    setObjectName("colorAdvice");
    text_->setObjectName("colorAdviceText");
    text_->setWordWrap(true);
    take_->setObjectName("takeSafeColors");
    take_->setProperty("role", "quiet");
    take_->setToolTip(tr("Give all classes colours that keep apart in normal vision, protanopia, deuteranopia and tritanopia"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(4);
    column->addWidget(text_);
    column->addWidget(take_, 0, Qt::AlignLeft);
    connect(take_, &QPushButton::clicked, this, &ColorAdvice::takeSafeColors);
    connect(document_, &SampleDocument::changed, this, &ColorAdvice::refresh);
    hide();
    refresh();
}

void ColorAdvice::refresh() {
    const auto& classes = document_->areas().classes;
    if (sameColors(classes, judged_)) return;
    judged_ = classes;
    const auto pairs = color::lookAlikes(classes);
    setVisible(!pairs.empty());
    if (pairs.empty()) return;
    const auto& worst = pairs.front();
    const auto name = [&](std::size_t index) { return QString::fromStdString(classes[index].name); };
    QString sentence = tr("%1 and %2 look alike to %3.").arg(name(worst.first), name(worst.second), readersWith(worst.vision));
    if (pairs.size() > 1) sentence += " " + tr("So do %n other pair(s).", nullptr, static_cast<int>(pairs.size()) - 1);
    text_->setText(sentence);
}

void ColorAdvice::takeSafeColors() {
    auto next = document_->areas();
    const auto palette = color::safePalette(next.classes.size());
    for (std::size_t i = 0; i < palette.size(); ++i) next.classes[i].color = palette[i];
    document_->edit(tr("take colours for colour-blind readers"), std::move(next));
}

}  // namespace lacuna::ui
