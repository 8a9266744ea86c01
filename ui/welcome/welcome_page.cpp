#include "ui/welcome/welcome_page.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/welcome/first_steps.h"
#include "ui/welcome/welcome_card.h"

namespace lacuna::ui {
namespace {

constexpr int gap = 24;
constexpr int mostWidth = 900;
constexpr int recentShown = 5;
constexpr QSize pictureSize(270, 135);

QLabel* heading(const QString& text) {
    auto* label = new QLabel(text);
    label->setProperty("role", "section");
    label->setIndent(0);
    return label;
}

QPixmap samplePicture(double ratio) {
    QPixmap rounded(pictureSize * ratio);
    rounded.setDevicePixelRatio(ratio);
    rounded.fill(Qt::transparent);
    QPainter painter(&rounded);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath edge;
    edge.addRoundedRect(QRectF(QPointF(), pictureSize), 5, 5);
    painter.setClipPath(edge);
    painter.drawPixmap(QRect(QPoint(), pictureSize), QPixmap(":/welcome/sample.png"));
    return rounded;
}

QVBoxLayout* columnOf(QWidget* widget) {
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    return column;
}

}  // namespace

WelcomePage::WelcomePage(FirstSteps* steps, QWidget* parent) : QScrollArea(parent), steps_(steps) {
    setObjectName("welcomePage");
    setAccessibleName(tr("Welcome"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    auto* page = new QWidget;
    page->setObjectName("welcomeContent");
    page->setMaximumWidth(mostWidth);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(gap);
    columns->addWidget(makeTasks(), 1, Qt::AlignTop);
    columns->addWidget(makeSide(), 1, Qt::AlignTop);
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(gap, gap, gap, gap);
    rows->setSpacing(gap);
    rows->addStretch(1);
    rows->addWidget(makeHeader());
    rows->addLayout(columns);
    rows->addStretch(2);
    auto* ground = new QWidget;
    auto* middle = new QHBoxLayout(ground);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->addStretch(1);
    middle->addWidget(page, 1000);
    middle->addStretch(1);
    setWidget(ground);
    refreshSample();
    setRecent({});
}

QWidget* WelcomePage::makeHeader() {
    auto* header = new QWidget;
    auto* sign = new QLabel;
    sign->setPixmap(programIcon().pixmap(QSize(56, 56), devicePixelRatioF()));
    auto* title = new QLabel(tr("Lacuna"));
    title->setProperty("role", "title");
    auto* sentence = new QLabel(tr("Land-cover maps from several sensors, and what each would be without one"));
    sentence->setProperty("role", "muted");
    sentence->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(title);
    words->addWidget(sentence);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(sign);
    row->addLayout(words, 1);
    return header;
}

QWidget* WelcomePage::makeTasks() {
    auto* part = new QWidget;
    auto* column = columnOf(part);
    column->addWidget(heading(tr("Begin with your own rasters")));
    const auto task = [&](const char* name, const char* iconName, const QString& title, const QString& sentence, void (FirstSteps::*begin)()) {
        auto* card = new WelcomeCard(name, iconName);
        card->say(title, sentence);
        connect(card, &QPushButton::clicked, steps_, begin);
        column->addWidget(card);
    };
    task("welcomeMap", "classify", tr("Map land cover with an existing model"),
         tr("Open the rasters of a scene, one for each sensor, and a model. The map follows by itself."), &FirstSteps::mapWithModel);
    task("welcomeSamples", "sample-polygon", tr("Collect samples and train"),
         tr("Open the rasters, draw areas of each class on the map, and train a model that bears missing sensors."), &FirstSteps::collectSamples);
    task("welcomeCost", "what-if", tr("Ask what a lost sensor would cost"),
         tr("Open the rasters and a model. Every subset of the sensors is mapped and compared."), &FirstSteps::askCost);
    column->addSpacing(8);
    auto* sensors = addLine(column, "welcomeOpenSensors", "sensor-add", tr("Open sensors…"));
    connect(sensors, &QPushButton::clicked, steps_, [this] { steps_->openSensors(); });
    connect(addLine(column, "welcomeOpenProject", "open", tr("Open a project…")), &QPushButton::clicked, this, &WelcomePage::openProjectRequested);
    auto* drop = new QLabel(tr("Or drop rasters, a model or a project on the window."));
    drop->setProperty("role", "muted");
    drop->setWordWrap(true);
    column->addWidget(drop);
    return part;
}

QWidget* WelcomePage::makeSide() {
    auto* part = new QWidget;
    auto* column = columnOf(part);
    column->addWidget(heading(tr("Try the sample")));
    sample_ = new WelcomeCard("welcomeSample", {});
    sample_->setMinimumWidth(pictureSize.width() + 34);
    sample_->setPicture(samplePicture(devicePixelRatioF()));
    connect(sample_, &QPushButton::clicked, steps_, &FirstSteps::openSample);
    column->addWidget(sample_);
    column->addSpacing(12);
    column->addWidget(heading(tr("Recent projects")));
    recent_ = new QVBoxLayout;
    recent_->setSpacing(2);
    column->addLayout(recent_);
    noRecent_ = new QLabel(tr("Projects that you save are listed here."));
    noRecent_->setProperty("role", "muted");
    noRecent_->setWordWrap(true);
    column->addWidget(noRecent_);
    column->addSpacing(12);
    column->addWidget(heading(tr("Learn")));
    connect(addLine(column, "welcomeGuide", "help", tr("Guide")), &QPushButton::clicked, this, &WelcomePage::guideRequested);
    connect(addLine(column, "welcomeKeys", "keys", tr("Keys")), &QPushButton::clicked, this, &WelcomePage::keysRequested);
    return part;
}

QPushButton* WelcomePage::addLine(QVBoxLayout* column, const char* name, const QString& iconName, const QString& text) {
    auto* line = new QPushButton(icon(iconName), text);
    line->setObjectName(name);
    line->setAccessibleName(QString(text).remove(QChar(0x2026)));
    line->setProperty("role", "line");
    line->setIconSize(QSize(18, 18));
    line->setCursor(Qt::PointingHandCursor);
    line->setAutoDefault(true);
    column->addWidget(line);
    return line;
}

void WelcomePage::setRecent(const QStringList& projects) {
    while (auto* item = recent_->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    int number = 0;
    for (const auto& path : projects.first(std::min<qsizetype>(recentShown, projects.size()))) {
        const QFileInfo file(path);
        auto* line = addLine(recent_, "", "open", file.completeBaseName());
        line->setObjectName(QString("welcomeRecent%1").arg(++number));
        line->setToolTip(file.exists() ? QDir::toNativeSeparators(path) : tr("%1 is gone").arg(QDir::toNativeSeparators(path)));
        line->setAccessibleDescription(line->toolTip());
        line->setEnabled(file.exists());
        connect(line, &QPushButton::clicked, this, [this, path] { Q_EMIT projectRequested(path); });
    }
    noRecent_->setVisible(projects.isEmpty());
}

void WelcomePage::refreshSample() {
    const auto scene = steps_->sample();
    if (!scene.isHere())
        sample_->say(tr("Make a sample scene"),
                     tr("No sample came with this program. A synthetic scene of two sensors is made in a few seconds; training its model then takes some minutes."));
    else if (scene.model.isEmpty())
        sample_->say(tr("Open the sample scene and train"),
                     tr("Its model is not made yet. The training takes some minutes, can be stopped at any moment, and is done once."));
    else if (scene.synthetic) sample_->say(tr("Open the sample scene"), tr("A synthetic scene of two sensors, with its model. Lose one and see the map change."));
    else
        sample_->say(tr("Open the sample scene"),
                     tr("Indian Pines, a farmland seen in the visible and in the short-wave infrared, with its model. Lose a sensor and see the map change."));
}

void WelcomePage::showEvent(QShowEvent* event) {
    refreshSample();
    QScrollArea::showEvent(event);
}

}  // namespace lacuna::ui
