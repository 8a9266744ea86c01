#include "ui/theme/flow_layout.h"

#include <QWidget>
#include <algorithm>

namespace lacuna::ui {

FlowLayout::FlowLayout(QWidget* parent, int spacing) : QLayout(parent) {
    setSpacing(spacing);
}

FlowLayout::~FlowLayout() {
    while (auto* item = takeAt(0)) delete item;
}

void FlowLayout::addItem(QLayoutItem* item) {
    items_ << item;
}

QLayoutItem* FlowLayout::takeAt(int index) {
    return index >= 0 && index < items_.size() ? items_.takeAt(index) : nullptr;
}

QSize FlowLayout::sizeHint() const {
    QSize whole(0, 0);
    for (const auto* item : items_) {
        if (item->isEmpty()) continue;
        whole.rwidth() += item->sizeHint().width() + (whole.width() > 0 ? spacing() : 0);
        whole.setHeight(std::max(whole.height(), item->sizeHint().height()));
    }
    const auto margins = contentsMargins();
    return whole + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::minimumSize() const {
    QSize least(0, 0);
    for (const auto* item : items_)
        if (!item->isEmpty()) least = least.expandedTo(item->minimumSize());
    const auto margins = contentsMargins();
    return least + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

/// The height that is needed.
int FlowLayout::arrange(const QRect& rect, bool place) const {
    const auto margins = contentsMargins();
    const QRect inside = rect.marginsRemoved(margins);
    int x = inside.x(), y = inside.y(), row = 0;
    for (auto* item : items_) {
        if (item->isEmpty()) continue;
        const QSize size = item->sizeHint().boundedTo({std::max(inside.width(), item->minimumSize().width()), QLAYOUTSIZE_MAX});
        if (x > inside.x() && x + size.width() > inside.x() + inside.width()) {
            x = inside.x();
            y += row + spacing();
            row = 0;
        }
        if (place) item->setGeometry(QRect(QPoint(x, y), size));
        x += size.width() + spacing();
        row = std::max(row, size.height());
    }
    return y + row - rect.y() + margins.bottom();
}

}  // namespace lacuna::ui
