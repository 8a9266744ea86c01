#include "ui/window/sensor_chips.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

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
        case State::NoFile: break;
    }
    return tr("no file");
}

QString SensorChip::bandWord() const {
    return bands_ == 1 ? tr("1 band") : tr("%L1 bands").arg(bands_);
}

void SensorChip::setState(State state) {
    state_ = state;
    setChecked(state == State::Present);
    setAccessibleName(tr("%1, %2, %3").arg(name_, bandWord(), word()));
    setAccessibleDescription(tr("Key %1").arg(number_));
    setToolTip(state == State::NoFile ? tr("%1: the model knows it, no file is open").arg(name_)
               : state == State::Lost ? tr("Restore %1 (key %2)").arg(name_).arg(number_)
                                      : tr("Lose %1 (key %2)").arg(name_).arg(number_));
    update();
}

int SensorChip::textWidth() const {
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    // The widest word keeps the chip's width, whatever its state.
    const QFontMetrics metrics(font());
    return QFontMetrics(bold).horizontalAdvance(name_) + gap + metrics.horizontalAdvance(bandWord()) + 2 * gap +
           std::max(metrics.horizontalAdvance(tr("present")), metrics.horizontalAdvance(tr("no file")));
}

QSize SensorChip::sizeHint() const {
    return {margin + dot + gap + textWidth() + gap + keySize + margin - 2, chipHeight};
}

void SensorChip::paintEvent(QPaintEvent*) {
    const auto& colors = themeColors();
    const bool present = state_ == State::Present;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(hasFocus() ? colors.accent : colors.border, hasFocus() ? 1.5 : 1,
                        present ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(underMouse() ? colors.hover : present ? colors.surface : palette().color(QPalette::Window));
    painter.drawRoundedRect(frame, 6, 6);

    const QRectF light(margin, height() / 2.0 - dot / 2.0, dot, dot);
    painter.setPen(QPen(present ? colors.accent : state_ == State::Lost ? colors.loss : colors.muted, 1.5));
    painter.setBrush(present ? QBrush(colors.accent) : QBrush(Qt::NoBrush));
    painter.drawEllipse(light.adjusted(0.75, 0.75, -0.75, -0.75));

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
    write(word(), font(), present ? colors.muted : state_ == State::Lost ? colors.loss : colors.muted);

    const QRectF key(width() - margin + 2 - keySize, height() / 2.0 - keySize / 2.0, keySize, keySize);
    painter.setPen(QPen(colors.border, 1));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(key, 4, 4);
    painter.setFont(font());
    painter.setPen(colors.muted);
    painter.drawText(key, Qt::AlignCenter, QString::number(number_));
}

SensorChipRow::SensorChipRow(Session* session, QWidget* parent)
    : QWidget(parent), session_(session), row_(new QHBoxLayout(this)), chipRow_(new QHBoxLayout), summary_(new QLabel) {
    setObjectName("sensorChips");
    setAccessibleName(tr("Sensors"));
    summary_->setObjectName("sensorSummary");
    summary_->setAccessibleName(tr("What is shown"));
    // A long title must not push the docks aside.
    summary_->setMinimumWidth(80);
    chipRow_->setSpacing(8);
    row_->setContentsMargins(12, 8, 12, 8);
    row_->addLayout(chipRow_);
    row_->addStretch(1);
    row_->addWidget(summary_);
    connect(session_, &Session::sceneChanged, this, &SensorChipRow::rebuild);
    connect(session_, &Session::switchedOnChanged, this, [this] {
        showStates();
        showSummary();
    });
    for (auto signal : {&Session::accuracyChanged, &Session::mapReady, &Session::mapStarted, &Session::mapRemoved})
        connect(session_, signal, this, &SensorChipRow::showSummary);
    for (auto signal : {&Session::referenceChanged, &Session::modelChanged}) connect(session_, signal, this, &SensorChipRow::showSummary);
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
        chips_ << chip;
        chipRow_->addWidget(chip);
    }
    setVisible(!chips_.isEmpty());
    showStates();
    showSummary();
}

void SensorChipRow::showStates() {
    const auto on = session_->switchedOn();
    for (int i = 0; i < chips_.size(); ++i)
        chips_[i]->setState(!base::isPresent(session_->scene().given, i) ? SensorChip::State::NoFile
                            : base::isPresent(on, i)                     ? SensorChip::State::Present
                                                                         : SensorChip::State::Lost);
}

void SensorChipRow::showSummary() {
    if (!session_->hasScene()) return summary_->clear();
    const auto pattern = session_->switchedOn();
    // Of several models the name: the chips show the subset.
    const bool several = session_->models().size() > 1;
    QString text = "<b>" + (several ? session_->shownModel()->title : session_->describe(pattern)).toHtmlEscaped() + "</b>";
    if (const auto* accuracy = session_->accuracy(pattern)) {
        const double overall = metrics::accuracyOf(accuracy->confusion).overall;
        text += tr(" · %1 % OA").arg(overall * 100, 0, 'f', 1);
        const auto* whole = session_->accuracy(session_->complete());
        if (whole && pattern != session_->complete()) {
            const double difference = 100 * (overall - metrics::accuracyOf(whole->confusion).overall);
            const QColor color = difference < 0 ? themeColors().loss : themeColors().gain;
            text += QString(" <span style=\"color:%1\">%2%3</span>")
                        .arg(color.name(), difference < 0 ? QString(QChar(0x2212)) : "+")
                        .arg(std::abs(difference), 0, 'f', 1);
        }
    }
    summary_->setText(text);
}

void SensorChipRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColors().border);
}

}  // namespace lacuna::ui
