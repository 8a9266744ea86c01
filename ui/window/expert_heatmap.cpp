#include "ui/window/expert_heatmap.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/canvas/float_layer.h"
#include "ui/theme/theme.h"

namespace lacuna::ui {
namespace {

constexpr int rowHeight = 30;
constexpr int largestRow = 44;
constexpr int scaleHeight = 40;

}  // namespace

ExpertHeatmap::ExpertHeatmap(QWidget* parent) : QWidget(parent) {
    setObjectName("expertHeatmap");
    setAccessibleName(tr("Share of tokens by block and expert"));
    setMouseTracking(true);
}

void ExpertHeatmap::setShares(QStringList blocks, QStringList experts, std::vector<std::vector<double>> shares) {
    blocks_ = std::move(blocks);
    experts_ = std::move(experts);
    shares_ = std::move(shares);
    updateGeometry();
    update();
}

int ExpertHeatmap::leftMargin() const {
    int width = 0;
    for (const auto& block : blocks_) width = std::max(width, fontMetrics().horizontalAdvance(block));
    return width + 20;
}

int ExpertHeatmap::topMargin() const {
    // Two lines: "dynamic 1" stands over a narrow column.
    return 2 * fontMetrics().height() + 12;
}

QSize ExpertHeatmap::minimumSizeHint() const {
    return {leftMargin() + static_cast<int>(experts_.size()) * 44 + 12,
            topMargin() + static_cast<int>(blocks_.size()) * rowHeight + scaleHeight};
}

QSize ExpertHeatmap::sizeHint() const {
    return {360, topMargin() + static_cast<int>(blocks_.size()) * largestRow + scaleHeight};
}

QRectF ExpertHeatmap::cell(int row, int column) const {
    const double width = (this->width() - leftMargin() - 12.0) / std::max<qsizetype>(1, experts_.size());
    const double height = std::clamp((this->height() - topMargin() - scaleHeight) / std::max(1.0, double(blocks_.size())),
                                     double(rowHeight) * 0.6, double(largestRow));
    return {leftMargin() + column * width, topMargin() + row * height, width, height};
}

void ExpertHeatmap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QColor muted = themeColors().muted;
    for (int column = 0; column < experts_.size(); ++column) {
        const QRectF box = cell(0, column);
        painter.setPen(muted);
        painter.drawText(QRectF(box.left(), 4, box.width(), topMargin() - 8),
                         Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap, experts_[column]);
    }
    for (int row = 0; row < blocks_.size(); ++row) {
        const QRectF first = cell(row, 0);
        painter.setPen(muted);
        painter.drawText(QRectF(0, first.top(), leftMargin() - 10, first.height()), Qt::AlignRight | Qt::AlignVCenter,
                         blocks_[row]);
        for (int column = 0; column < experts_.size(); ++column) {
            const double share = shares_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
            const QRectF box = cell(row, column).adjusted(1, 1, -1, -1);
            if (std::isnan(share)) {
                painter.setPen(QPen(themeColors().border, 1, Qt::DotLine));
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
                continue;
            }
            const QColor fill = mapColor(ColorMap::Viridis, share);
            painter.fillRect(box, fill);
            painter.setPen(qGray(fill.rgb()) > 120 ? Qt::black : Qt::white);
            painter.drawText(box, Qt::AlignCenter, QString::number(share * 100, 'f', 0));
        }
    }
    paintScale(painter);
}

void ExpertHeatmap::paintScale(QPainter& painter) const {
    if (blocks_.isEmpty()) return;
    const double top = cell(static_cast<int>(blocks_.size()) - 1, 0).bottom() + 10;
    const QRectF bar(leftMargin(), top, width() - leftMargin() - 12.0, 8);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int i = 0; i <= 16; ++i) gradient.setColorAt(i / 16.0, mapColor(ColorMap::Viridis, i / 16.0));
    painter.fillRect(bar, gradient);
    painter.setPen(themeColors().muted);
    const QRectF labels(bar.left(), bar.bottom() + 2, bar.width(), fontMetrics().height());
    painter.drawText(labels, Qt::AlignLeft, "0");
    painter.drawText(labels, Qt::AlignHCenter, tr("share of tokens, %"));
    painter.drawText(labels, Qt::AlignRight, "100");
}

bool ExpertHeatmap::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    for (int row = 0; row < blocks_.size(); ++row) {
        for (int column = 0; column < experts_.size(); ++column) {
            if (!cell(row, column).contains(help->pos())) continue;
            const double share = shares_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
            const QString value = std::isnan(share) ? tr("not there") : tr("%1 % of the tokens").arg(share * 100, 0, 'f', 1);
            QToolTip::showText(help->globalPos(), tr("%1, %2: %3").arg(blocks_[row], experts_[column], value), this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

}  // namespace lacuna::ui
