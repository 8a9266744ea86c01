#include "ui/window/training_panel.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/language/core_texts.h"
#include "ui/theme/icons.h"
#include "ui/window/empty_state.h"
#include "ui/window/parameter_form.h"
#include "ui/window/session.h"
#include "ui/window/training_chart.h"

namespace lacuna::ui {
namespace {

QLabel* heading(const QString& text) {
    auto* label = new QLabel(text);
    label->setProperty("role", "heading");
    return label;
}

}  // namespace

TrainingPanel::TrainingPanel(Session* session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      pages_(new QStackedWidget),
      empty_(new EmptyState("training")),
      chart_(new TrainingChart),
      status_(new QLabel),
      method_(new QComboBox),
      summary_(new QLabel),
      destination_(new QLineEdit),
      train_(new QPushButton(icon("train"), tr("Train"))),
      settings_(new ParameterForm("training")),
      methodSettings_(new ParameterForm("method")),
      methodHeading_(heading({})),
      classifySettings_(new ParameterForm("classify")),
      applyClassify_(new QPushButton(tr("Apply and classify"))) {
    setObjectName("trainingPanel");
    status_->setObjectName("trainingStatus");
    status_->setProperty("role", "muted");
    status_->setWordWrap(true);
    method_->setObjectName("trainingMethod");
    method_->setAccessibleName(tr("Method"));
    for (const auto* known : session_->methods().all()) {
        method_->addItem(QString::fromStdString(known->title()), QString::fromStdString(known->id()));
        const QString summary = coreText(known->summary());
        method_->setItemData(method_->count() - 1, summary, Qt::ToolTipRole);
        method_->setItemData(method_->count() - 1, summary, Qt::AccessibleDescriptionRole);
    }
    summary_->setObjectName("methodSummary");
    summary_->setAccessibleName(tr("What the method is"));
    summary_->setProperty("role", "muted");
    summary_->setWordWrap(true);
    method_->setCurrentIndex(std::max(0, method_->findData("mamol")));
    method_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    destination_->setObjectName("trainingDestination");
    destination_->setAccessibleName(tr("File of the model"));
    train_->setObjectName("trainButton");
    train_->setAccessibleName(tr("Train"));
    train_->setIcon({});
    train_->setProperty("role", "primary");

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    column->addWidget(chart_);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 0, 12, 4);
    foot->addWidget(status_, 1);
    foot->addWidget(train_);
    column->addLayout(foot);
    column->addWidget(makeSettings(), 1);
    pages_->addWidget(empty_);
    pages_->addWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pages_);

    jobs::TrainOptions defaults;
    defaults.split = "blocks";
    settings_->setParameters(defaults.declare().parameters(), {"align"});
    classifySettings_->setParameters(session_->classifySettings().declare().parameters(), {"align"});
    applyClassify_->setObjectName("classifyApply");
    applyClassify_->setProperty("role", "quiet");
    applyClassify_->setEnabled(false);
    connect(classifySettings_, &ParameterForm::changed, this, [this] { applyClassify_->setEnabled(true); });
    connect(applyClassify_, &QPushButton::clicked, this, &TrainingPanel::applyClassifySettings);
    connect(settings_, &ParameterForm::changed, this, &TrainingPanel::settingsChanged);
    showMethod();
    connect(method_, &QComboBox::activated, this, &TrainingPanel::showMethod);
    connect(method_, &QComboBox::activated, this, &TrainingPanel::settingsChanged);
    for (auto* form : {settings_, methodSettings_}) connect(form, &ParameterForm::changed, this, &TrainingPanel::settingsChanged);
    connect(train_, &QPushButton::clicked, this, &TrainingPanel::train);
    connect(destination_, &QLineEdit::textEdited, this, [this] {
        destinationTyped_ = true;
        Q_EMIT settingsChanged();
    });
    connect(empty_, &EmptyState::triggered, this, [this] {
        if (session_->hasScene()) Q_EMIT samplesRequested();
        else Q_EMIT sensorsRequested();
    });
    for (auto signal : {&Session::trainingChanged, &Session::samplesChanged, &Session::sceneChanged, &Session::modelChanged})
        connect(session_, signal, this, &TrainingPanel::refresh);
    refresh();
}

QWidget* TrainingPanel::makeSettings() {
    auto* choose = new QToolButton;
    choose->setObjectName("trainingDestinationChoose");
    choose->setAccessibleName(tr("Choose the file of the model"));
    choose->setIcon(icon("open"));
    choose->setProperty("role", "flat");
    connect(choose, &QToolButton::clicked, this, &TrainingPanel::chooseDestination);
    auto* destination = new QHBoxLayout;
    destination->setSpacing(4);
    destination->addWidget(destination_, 1);
    destination->addWidget(choose);
    auto* first = new QFormLayout;
    first->setVerticalSpacing(6);
    first->addRow(tr("Method"), method_);
    first->addRow(QString(), summary_);
    first->addRow(tr("Save as"), destination);

    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(12, 6, 12, 12);
    column->setSpacing(8);
    column->addLayout(first);
    column->addWidget(heading(tr("Training")));
    column->addWidget(settings_);
    column->addWidget(methodHeading_);
    column->addWidget(methodSettings_);
    column->addWidget(heading(tr("Classifying")));
    column->addWidget(classifySettings_);
    column->addWidget(applyClassify_, 0, Qt::AlignRight);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setObjectName("trainingSettings");
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    return scroll;
}

QString TrainingPanel::method() const {
    return method_->currentData().toString();
}

void TrainingPanel::showMethod() {
    const auto found = session_->methods().find(method().toStdString());
    const auto parameters = found ? (*found)->parameters() : std::vector<base::Parameter>{};
    methodSettings_->setParameters(parameters);
    methodHeading_->setText(session_->methodName(method().toStdString()));
    summary_->setText(method_->currentData(Qt::ToolTipRole).toString());
    summary_->setVisible(!summary_->text().isEmpty());
    methodHeading_->setVisible(!parameters.empty());
}

void TrainingPanel::refresh() {
    const bool canTrain = session_->hasScene() && session_->hasSamples();
    const bool hasCurve = !session_->curve().empty();
    pages_->setCurrentIndex(canTrain || hasCurve || session_->isTraining() ? 1 : 0);
    if (!session_->hasScene())
        empty_->say(tr("Train a model on your own sensors: open their rasters first."), tr("Open sensors…"));
    else
        empty_->say(tr("Train a model on these sensors: it needs labelled pixels, as a raster, points or polygons."),
                    tr("Import samples…"));
    chart_->setCurve(session_->curve());
    train_->setEnabled(canTrain && !session_->isTraining());
    train_->setToolTip(canTrain ? QString() : tr("Draw or import samples first"));
    if (session_->isTraining())
        status_->setText(hasCurve ? tr("Epoch %1").arg(session_->curve().back().epoch) : tr("Reading the samples"));
    else if (canTrain)
        status_->setText(session_->samples()->isModified() ? tr("Samples: as drawn") : tr("Samples: %1").arg(QFileInfo(session_->samplesPath()).fileName()));
    else
        status_->setText(tr("Curve of the open model"));
    proposeDestination();
}

/// Beside the first raster where one may write, else in the user's documents; never over a file that is there.
void TrainingPanel::proposeDestination() {
    if (destinationTyped_ || !session_->hasScene() || session_->isTraining()) return;
    const auto given = session_->scene().givenSources();
    QDir folder = given.empty() ? QDir() : QFileInfo(QString::fromStdString(given.front().files.front())).absoluteDir();
    if (given.empty() || !QFileInfo(folder.path()).isWritable())
        folder.setPath(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    QString path = folder.filePath("model.safetensors");
    for (int n = 2; QFileInfo::exists(path); ++n) path = folder.filePath(QString("model-%1.safetensors").arg(n));
    destination_->setText(QDir::toNativeSeparators(path));
}

void TrainingPanel::chooseDestination() {
    auto* dialog = new QFileDialog(this, tr("Save the model as"), destination_->text(), tr("Models (*.safetensors)"));
    dialog->setObjectName("modelDestinationDialog");
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("safetensors");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(false);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        destination_->setText(path);
        destinationTyped_ = true;
        Q_EMIT settingsChanged();
    });
    dialog->show();
}

void TrainingPanel::applyClassifySettings() {
    applyClassify_->setEnabled(false);
    if (const auto status = session_->setClassifySettings(classifySettings_->changes()); !status)
        Q_EMIT failed(QString::fromStdString(base::describe(status.error())));
}

base::Result<jobs::TrainOptions> TrainingPanel::options() const {
    jobs::TrainOptions options;
    options.split = "blocks";
    options.out = destination_->text().toStdString();
    options.method = method().toStdString();
    options.methodParameters = methodSettings_->changes();
    LACUNA_TRY_STATUS(options.declare().fromJson(settings_->changes()));
    return options;
}

void TrainingPanel::train() {
    auto chosen = options();
    if (!chosen) {
        Q_EMIT failed(QString::fromStdString(base::describe(chosen.error())));
        return;
    }
    destinationTyped_ = false;
    session_->train(std::move(*chosen));
}

nlohmann::json TrainingPanel::settings() const {
    nlohmann::json settings{{"method", method().toStdString()}};
    if (destinationTyped_) settings["file"] = QDir::fromNativeSeparators(destination_->text()).toStdString();
    if (const auto values = settings_->changes(); !values.empty()) settings["parameters"] = values;
    if (const auto values = methodSettings_->changes(); !values.empty()) settings["method-parameters"] = values;
    return settings;
}

void TrainingPanel::setSettings(const nlohmann::json& settings) {
    if (settings == this->settings()) return;
    const auto text = [&](const char* key) {
        const auto found = settings.find(key);
        return found != settings.end() && found->is_string() ? QString::fromStdString(found->get<std::string>()) : QString();
    };
    method_->setCurrentIndex(std::max(0, method_->findData(text("method").isEmpty() ? "mamol" : text("method"))));
    showMethod();
    settings_->setChanges(settings.value("parameters", nlohmann::json::object()));
    methodSettings_->setChanges(settings.value("method-parameters", nlohmann::json::object()));
    destinationTyped_ = !text("file").isEmpty();
    destination_->setText(QDir::toNativeSeparators(text("file")));
    proposeDestination();
    Q_EMIT settingsChanged();
}

void TrainingPanel::showClassifySettings() {
    classifySettings_->setChanges(session_->classifyChanges());
    applyClassify_->setEnabled(false);
}

}  // namespace lacuna::ui
