#include "ui/report/report_dialog.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <bit>

#include "ui/report/report_pdf.h"
#include "ui/window/file_choosers.h"
#include "ui/window/proof_section.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

/// What the last dialog of this run of the program was told.
struct LastReport {
    QString author;
    bool html = true, pdf = true, open = false;
};
LastReport& lastReport() {
    static LastReport last;
    return last;
}

QString partTitle(const std::string& part) {
    static const std::map<std::string, const char*> titles{{"scene", QT_TRANSLATE_NOOP("lacuna::ui::ReportDialog", "Scene and sensors")},
                                                           {"samples", QT_TRANSLATE_NOOP("lacuna::ui::ReportDialog", "Samples and split")},
                                                           {"map", QT_TRANSLATE_NOOP("lacuna::ui::ReportDialog", "Map and areas")},
                                                           {"accuracy", QT_TRANSLATE_NOOP("lacuna::ui::ReportDialog", "Accuracy")},
                                                           {"study", QT_TRANSLATE_NOOP("lacuna::ui::ReportDialog", "What-if study")},
                                                           {"experts", QT_TRANSLATE_NOOP("lacuna::ui::ReportDialog", "Experts")},
                                                           {"parameters", QT_TRANSLATE_NOOP("lacuna::ui::ReportDialog", "Parameters")},
                                                           {"provenance", QT_TRANSLATE_NOOP("lacuna::ui::ReportDialog", "Provenance")}};
    return ReportDialog::tr(titles.at(part));
}

/// The labels of both forms are equally wide.
QLabel* fieldLabel(const QString& text, QWidget* buddy = nullptr) {
    auto* label = new QLabel(text);
    label->setMinimumWidth(label->fontMetrics().horizontalAdvance(ReportDialog::tr("Map picture")) + 4);
    label->setBuddy(buddy);
    return label;
}

QLabel* heading(const QString& text) {
    auto* label = new QLabel(text);
    label->setProperty("role", "heading");
    return label;
}

}  // namespace

ReportDialog::ReportDialog(Session* session, QWidget* parent) : QDialog(parent), session_(session), plan_(new QLabel), write_(new QPushButton(tr("Write the Report"))) {
    setObjectName("reportDialog");
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Report"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(makeText());
    column->addWidget(heading(tr("What it holds")));
    column->addWidget(makeParts());
    column->addWidget(heading(tr("Where it goes")));
    column->addWidget(makeDestination());
    plan_->setObjectName("reportPlan");
    plan_->setProperty("role", "muted");
    plan_->setWordWrap(true);
    column->addWidget(plan_);
    auto* buttons = new QHBoxLayout;
    auto* close = new QPushButton(tr("Cancel"));
    close->setObjectName("reportCancel");
    close->setProperty("role", "quiet");
    write_->setObjectName("reportWrite");
    write_->setProperty("role", "primary");
    write_->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(write_);
    column->addLayout(buttons);
    setMinimumWidth(560);

    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(write_, &QPushButton::clicked, this, &ReportDialog::write);
    for (auto signal : {&Session::modelChanged, &Session::sceneChanged, &Session::whatIfChanged, &Session::referenceChanged, &Session::lossesChanged})
        connect(session_, signal, this, &ReportDialog::refresh);
    for (auto* edit : {title_, destination_}) connect(edit, &QLineEdit::textChanged, this, &ReportDialog::refresh);
    proposeDestination();
    refresh();
}

QWidget* ReportDialog::makeText() {
    auto* box = new QWidget;
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    title_ = new QLineEdit(QString::fromStdString(report::ReportOptions().title));
    author_ = new QLineEdit(lastReport().author);
    notes_ = new QPlainTextEdit;
    notes_->setTabChangesFocus(true);
    notes_->setFixedHeight(64);
    notes_->setPlaceholderText(tr("A paragraph below the summary"));
    const auto add = [&](const char* name, const QString& text, QWidget* field) {
        field->setObjectName(name);
        field->setAccessibleName(text);
        form->addRow(fieldLabel(text, field), field);
    };
    add("report.title", tr("Title"), title_);
    add("report.author", tr("Author"), author_);
    add("report.notes", tr("Notes"), notes_);
    return box;
}

QWidget* ReportDialog::makeParts() {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    int place = 0;
    for (const auto& part : report::partNames()) {
        auto* check = new QCheckBox(partTitle(part));
        check->setObjectName("report.part." + QString::fromStdString(part));
        check->setChecked(true);
        grid->addWidget(check, place / 3, place % 3);
        connect(check, &QCheckBox::toggled, this, &ReportDialog::refresh);
        parts_[part] = check;
        ++place;
    }
    prove_ = new QCheckBox(tr("Proof for each sensor"));
    prove_->setObjectName("report.prove");
    prove_->setToolTip(tr("The map without a sensor is made twice, with random numbers in the place of its raster the second time"));
    connect(prove_, &QCheckBox::toggled, this, &ReportDialog::refresh);
    grid->addWidget(prove_, place / 3, place % 3);
    return box;
}

QWidget* ReportDialog::makeDestination() {
    auto* box = new QWidget;
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    destination_ = new QLineEdit;
    destination_->setObjectName("report.file");
    destination_->setAccessibleName(tr("File of the report"));
    auto* choose = new QPushButton(tr("Browse…"));
    choose->setObjectName("report.browse");
    choose->setProperty("role", "quiet");
    connect(choose, &QPushButton::clicked, this, &ReportDialog::browse);
    auto* file = new QHBoxLayout;
    file->addWidget(destination_, 1);
    file->addWidget(choose);
    form->addRow(fieldLabel(tr("File"), destination_), file);
    html_ = new QCheckBox(tr("HTML"));
    html_->setObjectName("report.html");
    html_->setChecked(lastReport().html);
    pdf_ = new QCheckBox(tr("PDF"));
    pdf_->setObjectName("report.pdf");
    pdf_->setChecked(lastReport().pdf);
    open_ = new QCheckBox(tr("Open it when it is written"));
    open_->setObjectName("report.open");
    open_->setChecked(lastReport().open);
    auto* formats = new QHBoxLayout;
    for (auto* check : {html_, pdf_, open_}) {
        formats->addWidget(check);
        connect(check, &QCheckBox::toggled, this, &ReportDialog::refresh);
    }
    formats->addStretch(1);
    form->addRow(fieldLabel(tr("As")), formats);
    mapWidth_ = new QSpinBox;
    mapWidth_->setObjectName("report.mapWidth");
    mapWidth_->setAccessibleName(tr("Size of the map's picture"));
    mapWidth_->setRange(100, 8000);
    mapWidth_->setSingleStep(200);
    mapWidth_->setSuffix(tr(" px"));
    mapWidth_->setValue(report::ReportOptions().mapWidth);
    mapWidth_->setToolTip(tr("Pixels of the map's picture on its longer side"));
    form->addRow(fieldLabel(tr("Map picture"), mapWidth_), mapWidth_);
    return box;
}

/// Beside the first raster where one may write, else in the user's documents; never over a report that is there.
void ReportDialog::proposeDestination() {
    const auto given = session_->scene().givenSources();
    QDir folder = given.empty() ? QDir() : QFileInfo(QString::fromStdString(given.front().files.front())).absoluteDir();
    if (given.empty() || !QFileInfo(folder.path()).isWritable()) folder.setPath(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    QString name = "report";
    const auto isThere = [&] { return QFileInfo::exists(folder.filePath(name + ".html")) || QFileInfo::exists(folder.filePath(name + ".pdf")); };
    for (int n = 2; isThere(); ++n) name = QString("report-%1").arg(n);
    destination_->setText(QDir::toNativeSeparators(folder.filePath(name)));
}

void ReportDialog::browse() {
    chooseDestination(this, {"reportFileDialog", tr("Write the report as"), tr("Reports (*.html *.pdf)"), destination_->text(), {}},
                      [this](const QString& path) { destination_->setText(QDir::toNativeSeparators(path)); });
}

/// "report.html" for "report", "report.html" and "report.pdf".
QString ReportDialog::fileName(const char* ending) const {
    QString path = destination_->text().trimmed();
    for (const char* known : {".html", ".htm", ".pdf"})
        if (path.endsWith(known, Qt::CaseInsensitive)) path.chop(static_cast<int>(qstrlen(known)));
    return path.isEmpty() ? path : path + ending;
}

/// A study says nothing of a reference that came after it.
bool ReportDialog::reusesStudy() const {
    const auto& study = session_->whatIf();
    if (!study || study->subsets.empty() || study->subsets.front().mapFile.empty()) return false;
    const auto& confusion = study->subsets.front().confusion;
    if (!session_->reference()) return !confusion;
    const auto* judged = session_->accuracy(session_->complete());
    if (!confusion || !judged || judged->confusion.classes() < confusion->classes()) return false;
    for (int row = 0; row < confusion->classes(); ++row)
        for (int column = 0; column < confusion->classes(); ++column)
            if (confusion->at(row, column) != judged->confusion.at(row, column)) return false;
    return true;
}

report::ReportOptions ReportDialog::options() const {
    report::ReportOptions options;
    options.study = session_->studyOptions();
    options.methods = &session_->methods();
    options.title = title_->text().trimmed().toStdString();
    options.author = author_->text().trimmed().toStdString();
    options.notes = notes_->toPlainText().trimmed().toStdString();
    options.html = html_->isChecked() ? fileName(".html").toStdString() : std::string();
    options.pdf = pdf_->isChecked() ? fileName(".pdf").toStdString() : std::string();
    options.mapWidth = mapWidth_->value();
    options.prove = prove_->isChecked() && parts_.at("study")->isChecked();
    std::string chosen;
    for (const auto& part : report::partNames())
        if (parts_.at(part)->isChecked()) chosen += (chosen.empty() ? "" : ",") + part;
    const bool all = std::all_of(parts_.begin(), parts_.end(), [](const auto& part) { return part.second->isChecked(); });
    options.parts = all ? "all" : chosen;
    if (session_->hasSamples()) {
        auto* samples = session_->samples();
        if (samples->isModified() || samples->path().isEmpty()) options.drawn = samples->sharedAreas();
        else options.labels = samples->path().toStdString();
    }
    if (parts_.at("study")->isChecked() && reusesStudy()) options.made = session_->whatIf();
    const auto* proof = parent() ? parent()->findChild<ProofSection*>() : nullptr;
    if (proof && proof->result() && !options.prove) options.proofs = {*proof->result()};
    return options;
}

/// Says what writing takes, and lets one write only what can be.
void ReportDialog::refresh() {
    const bool study = parts_.at("study")->isChecked();
    const bool any = std::any_of(parts_.begin(), parts_.end(), [](const auto& part) { return part.second->isChecked(); });
    prove_->setEnabled(study);
    const int sensors = std::popcount(static_cast<unsigned>(session_->complete()));
    QString plan;
    if (!session_->canClassify()) plan = tr("There is no model or no scene: open both.");
    else if (!any) plan = tr("Choose at least one part.");
    else if (!html_->isChecked() && !pdf_->isChecked()) plan = tr("Choose HTML, PDF or both.");
    else if (fileName("").isEmpty()) plan = tr("Name a file.");
    else if (title_->text().trimmed().isEmpty()) plan = tr("Give it a title.");
    write_->setEnabled(plan.isEmpty());
    if (plan.isEmpty() && study)
        plan = reusesStudy() ? tr("The what-if study was run already; the report uses it.")
                             : tr("The what-if study is run first: %n map(s).", nullptr, (1 << std::max(1, sensors)) - 1);
    else if (plan.isEmpty()) plan = tr("The complete map is made; what is kept of it is not made again.");
    if (write_->isEnabled() && prove_->isChecked() && study) plan += " " + tr("The proof takes two maps for each sensor.");
    if (write_->isEnabled() && !session_->reference()) plan += " " + tr("Without reference labels it says nothing of accuracy.");
    plan_->setText(plan);
}

void ReportDialog::write() {
    lastReport() = {author_->text(), html_->isChecked(), pdf_->isChecked(), open_->isChecked()};
    const auto chosen = options();
    const bool opens = open_->isChecked();
    session_->studies().start<report::ReportResult>(
        {tr("Report"), report::toJson(chosen), report::commandLine(chosen)},
        [chosen](std::stop_token stop, base::Progress& progress) { return report::ReportJob(chosen, reportPdf).run(stop, progress); },
        [session = session_, opens](base::Result<report::ReportResult> result) {
            if (!result) {
                if (result.error().code == base::ErrorCode::Cancelled) Q_EMIT session->noticed(tr("The report was cancelled; nothing was written"));
                else Q_EMIT session->failed(result.error());
                return;
            }
            const auto file = QString::fromStdString(result->html.empty() ? result->pdf : result->html);
            Q_EMIT session->saved(file);
            if (opens) QDesktopServices::openUrl(QUrl::fromLocalFile(file));
        });
    close();
}

}  // namespace lacuna::ui
