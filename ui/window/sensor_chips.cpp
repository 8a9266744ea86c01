#include "ui/window/sensor_chips.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <cmath>

#include "ui/theme/flow_layout.h"
#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

constexpr int chipHeight = 36;
constexpr int margin = 12;
constexpr int gap = 8;
constexpr int dot = 10;
constexpr int keySize = 18;

}  // namespace

SensorChip::SensorChip(const QString& name, int bands, int number, QWidget* parent)
    : QAbstractButton(parent), name_(name), bands_(bands), number_(number) {
    setObjectName(QString("sensorChip%1").arg(number));
    setCheckable(true);
    setChecked(true);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setState(State::Present);
}

QString SensorChip::word() const {
    switch (state_) {
        case State::Present: return tr("present");
        case State::Lost: return tr("lost");
        case State::Partial: return partial_;
        case State::NoFile: break;
    }
    return tr("no file");
}

QString SensorChip::bandWord() const {
    return bands_ == 1 ? tr("1 band") : tr("%L1 bands").arg(bands_);
}

void SensorChip::setState(State state, const QString& partial, double share) {
    state_ = state;
    partial_ = partial;
    share_ = share;
    setChecked(state == State::Present || state == State::Partial);
    setAccessibleName(tr("%1, %2, %3").arg(name_, bandWord(), word()));
    setAccessibleDescription(tr("Key %1; right click for more").arg(number_));
    setToolTip(state == State::NoFile ? tr("%1: the model knows it, no file is open").arg(name_)
               : state == State::Lost ? tr("Restore %1 (key %2)").arg(name_).arg(number_)
                                      : tr("Lose %1 (key %2); right click: lose a part, degrade").arg(name_).arg(number_));
    updateGeometry();
    update();
}

int SensorChip::textWidth() const {
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    // The widest word keeps the chip's width, whatever its state.
    const QFontMetrics metrics(font());
    return QFontMetrics(bold).horizontalAdvance(name_) + gap + metrics.horizontalAdvance(bandWord()) + 2 * gap +
           std::max({metrics.horizontalAdvance(tr("present")), metrics.horizontalAdvance(tr("no file")), metrics.horizontalAdvance(partial_)});
}

QSize SensorChip::sizeHint() const {
    return {margin + dot + gap + textWidth() + gap + keySize + margin - 2, chipHeight};
}

/// Full, empty, or a pie of what is left.
void SensorChip::paintLight(QPainter& painter, const QRectF& light) const {
    const auto& colors = themeColors();
    const QRectF circle = light.adjusted(0.75, 0.75, -0.75, -0.75);
    const bool partial = state_ == State::Partial;
    const QColor color = state_ == State::Present ? colors.accent : state_ == State::NoFile ? colors.muted : colors.loss;
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(state_ == State::Present ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawEllipse(circle);
    if (!partial) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.accent);
    const QRectF pie = circle.adjusted(0.75, 0.75, -0.75, -0.75);
    if (share_ <= 0) painter.drawEllipse(pie);
    else painter.drawPie(pie, 90 * 16, static_cast<int>(-5760 * (1 - share_)));
}

void SensorChip::paintEvent(QPaintEvent*) {
    const auto& colors = themeColors();
    const bool present = state_ == State::Present || state_ == State::Partial;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(hasFocus() ? colors.accent : colors.border, hasFocus() ? 1.5 : 1,
                        present ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(underMouse() ? colors.hover : present ? colors.surface : palette().color(QPalette::Window));
    painter.drawRoundedRect(frame, 6, 6);

    const QRectF light(margin, height() / 2.0 - dot / 2.0, dot, dot);
    paintLight(painter, light);

    qreal x = light.right() + gap;
    const auto write = [&](const QString& text, const QFont& textFont, const QColor& color) {
        painter.setFont(textFont);
        painter.setPen(color);
        const qreal width = QFontMetricsF(textFont).horizontalAdvance(text);
        painter.drawText(QRectF(x, 0, width + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, text);
        x += width;
    };
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    write(name_, bold, present ? palette().color(QPalette::Text) : colors.muted);
    x += gap;
    write(bandWord(), font(), colors.muted);
    x += 2 * gap;
    write(word(), font(), state_ == State::Lost || state_ == State::Partial ? colors.loss : colors.muted);

    const QRectF key(width() - margin + 2 - keySize, height() / 2.0 - keySize / 2.0, keySize, keySize);
    painter.setPen(QPen(colors.border, 1));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(key, 4, 4);
    painter.setFont(font());
    painter.setPen(colors.muted);
    painter.drawText(key, Qt::AlignCenter, QString::number(number_));
}

SensorChipRow::SensorChipRow(Session* session, QWidget* parent)
    : QWidget(parent), session_(session), row_(new QHBoxLayout(this)), chipRow_(new FlowLayout(nullptr, 8)), summary_(new QLabel) {
    setObjectName("sensorChips");
    setAccessibleName(tr("Sensors"));
    summary_->setObjectName("sensorSummary");
    summary_->setAccessibleName(tr("What is shown"));
    // A long title must not push the docks aside: it takes a second line.
    summary_->setMinimumWidth(80);
    summary_->setWordWrap(true);
    summary_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row_->setContentsMargins(12, 8, 12, 8);
    row_->addLayout(chipRow_);
    row_->addWidget(summary_, 1);
    connect(session_, &Session::sceneChanged, this, &SensorChipRow::rebuild);
    connect(session_, &Session::switchedOnChanged, this, [this] {
        showStates();
        showSummary();
    });
    for (auto signal : {&Session::accuracyChanged, &Session::mapReady, &Session::mapStarted, &Session::mapRemoved})
        connect(session_, signal, this, &SensorChipRow::showSummary);
    for (auto signal : {&Session::referenceChanged, &Session::modelChanged}) connect(session_, signal, this, &SensorChipRow::showSummary);
    connect(session_, &Session::lossesChanged, this, [this] {
        showStates();
        showSummary();
    });
    rebuild();
}

void SensorChipRow::rebuild() {
    qDeleteAll(chips_);
    chips_.clear();
    const auto& modalities = session_->scene().modalities;
    for (int i = 0; i < static_cast<int>(modalities.size()); ++i) {
        const auto& info = modalities[static_cast<std::size_t>(i)];
        auto* chip = new SensorChip(QString::fromStdString(info.name), info.bands, i + 1, this);
        connect(chip, &SensorChip::clicked, this, [this, i] {
            session_->toggleSensor(i);
            showStates();
        });
        chip->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(chip, &QWidget::customContextMenuRequested, this, [this, i, chip] {
            Q_EMIT menuRequested(i, chip->mapToGlobal(QPoint(0, chip->height() + 2)));
        });
        chips_ << chip;
        chipRow_->addWidget(chip);
    }
    setVisible(!chips_.isEmpty());
    showStates();
    showSummary();
}

void SensorChipRow::showStates() {
    for (int i = 0; i < chips_.size(); ++i) showState(i);
}

void SensorChipRow::showState(int sensor) {
    using State = SensorChip::State;
    auto* chip = chips_[sensor];
    const auto* loss = session_->lossOf(sensor);
    if (!base::isPresent(session_->scene().given, sensor)) return chip->setState(State::NoFile);
    if (!base::isPresent(session_->switchedOn(), sensor)) return chip->setState(State::Lost);
    if (!loss) return chip->setState(State::Present);
    const double share = loss->lost ? loss->lost->share() : 0;
    const bool degraded = !loss->degradation.isNone();
    const auto lost = tr("%1 % lost").arg(std::round(100 * share));
    chip->setState(State::Partial, !loss->lost ? tr("degraded") : degraded ? tr("%1, degraded").arg(lost) : lost, share);
}

void SensorChipRow::showSummary() {
    if (!session_->hasScene()) return summary_->clear();
    const auto pattern = session_->switchedOn();
    // Of several models the name: the chips show the subset.
    const bool several = session_->models().size() > 1;
    QString text = "<b>" + (several ? session_->shownModel()->title : session_->describe(pattern)).toHtmlEscaped() + "</b>";
    const auto lost = session_->describeLosses(pattern);
    if (!lost.isEmpty()) text += ", " + lost.toHtmlEscaped();
    if (const auto* accuracy = session_->accuracy(pattern)) {
        const double overall = metrics::accuracyOf(accuracy->confusion).overall;
        text += tr(" · %1 % OA").arg(shownNumber(overall * 100, 1));
        const auto* whole = session_->untouchedAccuracy();
        if (whole && (pattern != session_->complete() || !lost.isEmpty())) {
            const double difference = 100 * (overall - metrics::accuracyOf(whole->confusion).overall);
            const QColor color = difference < 0 ? themeColors().loss : themeColors().gain;
            text += QString(" <span style=\"color:%1\">%2%3</span>")
                        .arg(color.name(), difference < 0 ? QString(QChar(0x2212)) : "+")
                        .arg(shownNumber(std::abs(difference), 1));
        }
    }
    summary_->setText(text);
    summary_->setToolTip(text);
}

void SensorChipRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColors().border);
}

}  // namespace lacuna::ui
