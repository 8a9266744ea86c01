#include "ui/window/training_chart.h"

#include <QAction>
#include <QApplication>
#include <QChart>
#include <QClipboard>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace lacuna::ui {

TrainingChart::TrainingChart(QWidget* parent)
    : QChartView(parent),
      loss_(new QLineSeries(this)),
      training_(new QLineSeries(this)),
      test_(new QLineSeries(this)),
      epochs_(new QValueAxis(this)),
      losses_(new QValueAxis(this)),
      shares_(new QValueAxis(this)) {
    setObjectName("trainingChart");
    setAccessibleName(tr("Training curve"));
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setMinimumHeight(190);
    auto* plot = chart();
    plot->setLocalizeNumbers(true);
    plot->setMargins(QMargins(2, 2, 2, 2));
    plot->layout()->setContentsMargins(0, 0, 0, 0);
    plot->setBackgroundRoundness(0);
    plot->legend()->setAlignment(Qt::AlignTop);
    plot->legend()->setMarkerShape(QLegend::MarkerShapeCircle);
    loss_->setName(tr("Loss"));
    training_->setName(tr("OA, training"));
    test_->setName(tr("OA, test"));
    for (auto* series : {loss_, training_, test_}) plot->addSeries(series);
    epochs_->setTitleText(tr("Epoch"));
    losses_->setTitleText(tr("Loss"));
    shares_->setTitleText(tr("OA %"));
    epochs_->setLabelFormat("%d");
    losses_->setLabelFormat("%.1f");
    shares_->setLabelFormat("%d");
    shares_->setRange(0, 100);
    shares_->setTickCount(3);
    losses_->setTickCount(3);
    plot->addAxis(epochs_, Qt::AlignBottom);
    plot->addAxis(losses_, Qt::AlignLeft);
    plot->addAxis(shares_, Qt::AlignRight);
    for (auto* series : {loss_, training_, test_}) {
        series->attachAxis(epochs_);
        series->attachAxis(series == loss_ ? losses_ : shares_);
    }
    auto* copyAction = new QAction(icon("copy"), tr("Copy values"), this);
    addAction(copyAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyAction, &QAction::triggered, this, &TrainingChart::copy);
    applyTheme();
}

void TrainingChart::setCurve(const std::vector<engine::EpochReport>& curve) {
    curve_ = curve;
    QList<QPointF> loss, training, test;
    double highest = 0;
    for (const auto& epoch : curve) {
        loss << QPointF(epoch.epoch, epoch.loss);
        training << QPointF(epoch.epoch, epoch.trainAccuracy * 100);
        if (epoch.validationAccuracy >= 0) test << QPointF(epoch.epoch, epoch.validationAccuracy * 100);
        highest = std::max(highest, epoch.loss);
    }
    loss_->replace(loss);
    training_->replace(training);
    test_->replace(test);
    test_->setVisible(!test.isEmpty());
    epochs_->setRange(1, std::max(2, curve.empty() ? 2 : curve.back().epoch));
    epochs_->setTickCount(std::clamp(static_cast<int>(curve.size()), 2, 6));
    losses_->setRange(0, std::max(0.1, std::ceil(highest * 2) / 2));
}

void TrainingChart::applyTheme() {
    const auto& colors = themeColors();
    auto* plot = chart();
    plot->setLocalizeNumbers(true);
    plot->setBackgroundBrush(palette().color(QPalette::Window));
    plot->legend()->setLabelColor(colors.muted);
    loss_->setPen(QPen(colors.muted, 1.5));
    training_->setPen(QPen(colors.accent, 1.75));
    test_->setPen(QPen(QColor(isDark() ? "#e2a93b" : "#c27c0e"), 1.75));
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    for (auto* axis : {epochs_, losses_, shares_}) {
        axis->setLabelsColor(colors.muted);
        axis->setTitleBrush(colors.muted);
        axis->setLabelsFont(small);
        axis->setTitleFont(small);
        axis->setLinePen(QPen(colors.border));
        axis->setGridLinePen(QPen(colors.border, 1));
    }
    shares_->setGridLineVisible(false);
    epochs_->setGridLineVisible(false);
    plot->legend()->setFont(small);
}

void TrainingChart::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) applyTheme();
}

void TrainingChart::copy() const {
    QString text = tr("Epoch\tLoss\tOA training\tOA test\tLearning rate") + '\n';
    for (const auto& epoch : curve_)
        text += QString("%1\t%2\t%3\t%4\t%5\n")
                    .arg(epoch.epoch)
                    .arg(epoch.loss)
                    .arg(epoch.trainAccuracy)
                    .arg(epoch.validationAccuracy >= 0 ? QString::number(epoch.validationAccuracy) : QString())
                    .arg(epoch.learningRate);
    QApplication::clipboard()->setText(text);
}

}  // namespace lacuna::ui
