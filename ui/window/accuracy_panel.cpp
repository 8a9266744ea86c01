#include "ui/window/accuracy_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/canvas/float_layer.h"
#include "ui/window/confusion_picture.h"
#include "ui/window/disagreement.h"
#include "ui/window/empty_state.h"
#include "ui/window/error_layer.h"
#include "ui/window/figure_table.h"
#include "ui/window/session.h"
#include "ui/theme/numbers.h"

namespace lacuna::ui {
namespace {

QString percent(double share) {
    return std::isfinite(share) ? shownNumber(share * 100, 1) : QString(QChar(0x2013));
}

/// As papers print it: two figures, and nothing smaller than 0.001.
QString spokenP(double p) {
    return p < 0.001 ? QString("p < 0.001") : QString("p = %1").arg(p, 0, 'f', p < 0.1 ? 3 : 2);
}

double agreement(const map::MapComparison& found) {
    return static_cast<double>(found.agreeing) / static_cast<double>(found.compared);
}

QString spokenTest(const metrics::McNemar& test) {
    if (test.exact) return AccuracyPanel::tr("McNemar's exact test, %1").arg(spokenP(test.p));
    return AccuracyPanel::tr("McNemar's χ² = %1, %2").arg(shownNumber(test.statistic, 2)).arg(spokenP(test.p));
}

/// A figure with its name below.
QWidget* figure(QLabel* value, const QString& name, const QString& explanation) {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* label = new QLabel(name);
    label->setProperty("role", "muted");
    value->setProperty("role", "figure");
    value->setAccessibleName(name);
    box->setToolTip(explanation);
    column->addWidget(value);
    column->addWidget(label);
    return box;
}

}  // namespace

AccuracyPanel::AccuracyPanel(Session* session, Disagreement* disagreement, ErrorLayer* errors, QWidget* parent)
    : QWidget(parent),
      session_(session),
      disagreement_(disagreement),
      errors_(errors),
      pages_(new QStackedWidget),
      empty_(new EmptyState("accuracy")),
      title_(new QLabel),
      overall_(new QLabel),
      average_(new QLabel),
      kappa_(new QLabel),
      interval_(new QLabel),
      classes_(new FigureTable("accuracyClasses", tr("Accuracy by class"))),
      areas_(new FigureTable("areaTable", tr("Areas by class, corrected by the reference"))),
      picture_(new ConfusionPicture),
      confusion_(new FigureTable("confusionMatrix", tr("Confusion matrix, rows are the reference, columns the map"))),
      tabs_(new QTabWidget),
      note_(new QLabel),
      showErrors_(new QPushButton(tr("Show errors on the map"))),
      test_(new QLabel),
      compared_(new FigureTable("comparedTable", tr("Reference pixels by which of the two maps is right"))) {
    setObjectName("accuracyPanel");
    overall_->setObjectName("overallAccuracy");
    average_->setObjectName("averageAccuracy");
    kappa_->setObjectName("kappa");
    title_->setObjectName("accuracyTitle");
    title_->setProperty("role", "heading");
    interval_->setObjectName("accuracyInterval");
    interval_->setProperty("role", "muted");
    test_->setObjectName("mcnemar");
    test_->setAccessibleName(tr("McNemar's test"));
    test_->setWordWrap(true);

    auto* figures = new QHBoxLayout;
    figures->setSpacing(20);
    figures->addWidget(figure(overall_, tr("OA %"), tr("Overall accuracy: share of the reference pixels mapped right")));
    figures->addWidget(figure(average_, tr("AA %"), tr("Average accuracy: mean of the classes' producer's accuracies")));
    figures->addWidget(figure(kappa_, tr("κ"), tr("Kappa: agreement beyond chance")));
    figures->addStretch(1);

    classes_->setItemDelegateForColumn(2, new BarDelegate(classes_));
    classes_->setItemDelegateForColumn(3, new BarDelegate(classes_));
    confusion_->verticalHeader()->setDefaultSectionSize(24);
    confusion_->horizontalHeader()->setMinimumSectionSize(22);
    QFont small = confusion_->font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    confusion_->setFont(small);
    confusion_->horizontalHeader()->setFont(small);
    compared_->setItemDelegateForColumn(2, new BarDelegate(compared_));
    tabs_->setObjectName("accuracyTabs");
    tabs_->setDocumentMode(true);
    tabs_->addTab(classes_, tr("By class"));
    tabs_->addTab(areas_, tr("Areas"));
    tabs_->addTab(picture_, tr("Picture"));
    tabs_->addTab(confusion_, tr("Confusion"));
    tabs_->addTab(compared_, tr("Compared"));

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(6);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 0, 12, 4);
    head->setSpacing(4);
    head->addWidget(title_);
    head->addLayout(figures);
    head->addWidget(interval_);
    head->addWidget(test_);
    column->addLayout(head);
    column->addWidget(tabs_, 1);
    note_->setObjectName("accuracyNote");
    note_->setProperty("role", "muted");
    note_->setWordWrap(true);
    showErrors_->setObjectName("showErrors");
    showErrors_->setCheckable(true);
    showErrors_->setToolTip(tr("A layer with every reference pixel: right, or what was taken for what"));
    auto* saveTables = new QPushButton(tr("Save tables…"));
    saveTables->setObjectName("saveAccuracy");
    saveTables->setToolTip(tr("Tables as CSV and Markdown and the confusion matrix as SVG, into a folder"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(showErrors_);
    buttons->addWidget(saveTables);
    buttons->addStretch(1);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(12, 2, 12, 8);
    foot->addWidget(note_);
    foot->addLayout(buttons);
    column->addLayout(foot);

    pages_->addWidget(empty_);
    pages_->addWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pages_);

    for (auto* table : {classes_, areas_, confusion_, compared_}) connect(table, &FigureTable::failed, this, &AccuracyPanel::failed);
    connect(picture_, &ConfusionPicture::failed, this, &AccuracyPanel::failed);
    connect(showErrors_, &QPushButton::clicked, errors_, &ErrorLayer::setOn);
    connect(errors_, &ErrorLayer::changed, this, &AccuracyPanel::showErrorButton);
    connect(saveTables, &QPushButton::clicked, this, &AccuracyPanel::saveRequested);
    connect(tabs_, &QTabWidget::currentChanged, this, [this] { note_->setVisible(tabs_->currentWidget() == areas_); });
    note_->setVisible(false);
    connect(empty_, &EmptyState::triggered, this, [this] {
        if (session_->canClassify()) Q_EMIT referenceRequested();
        else Q_EMIT modelRequested();
    });
    for (auto signal : {&Session::accuracyChanged, &Session::switchedOnChanged, &Session::mapRemoved})
        connect(session_, signal, this, &AccuracyPanel::refresh);
    for (auto signal : {&Session::modelChanged, &Session::referenceChanged, &Session::sceneChanged})
        connect(session_, signal, this, &AccuracyPanel::refresh);
    connect(disagreement_, &Disagreement::changed, this, &AccuracyPanel::showComparison);
    refresh();
    showComparison();
}

void AccuracyPanel::refresh() {
    const auto* accuracy = session_->accuracy(session_->switchedOn());
    pages_->setCurrentIndex(accuracy ? 1 : 0);
    if (!accuracy) return explainEmpty();
    title_->setText(tr("Map: %1").arg(session_->titleOf(session_->shownMap())));
    showFigures(*accuracy);
    showClasses(*accuracy);
    showAreas(*accuracy);
    picture_->setAccuracy(*accuracy);
    showConfusion(*accuracy);
    showErrorButton();
}

void AccuracyPanel::showErrorButton() {
    showErrors_->setEnabled(errors_->isPossible());
    showErrors_->setChecked(errors_->isOn());
}

void AccuracyPanel::explainEmpty() {
    if (!session_->canClassify())
        empty_->say(tr("How well the map agrees with a reference stands here, once there is a map."), tr("Open a model…"));
    else if (!session_->reference())
        empty_->say(agreementText() + tr("Compare the map with labels that were not used for training."), tr("Import a reference…"));
    else
        empty_->say(tr("The accuracy comes when the map is finished."));
}

void AccuracyPanel::showFigures(const map::MapAccuracy& accuracy) {
    const auto figures = metrics::accuracyOf(accuracy.confusion);
    overall_->setText(percent(figures.overall));
    average_->setText(percent(figures.average));
    kappa_->setText(std::isfinite(figures.kappa) ? shownNumber(figures.kappa, 3) : QString(QChar(0x2013)));
    interval_->setText(tr("OA 95 % interval %1 – %2 %, %L3 reference pixels")
                           .arg(percent(figures.overallLow), percent(figures.overallHigh))
                           .arg(accuracy.confusion.total()));
}

void AccuracyPanel::showClasses(const map::MapAccuracy& accuracy) {
    const auto figures = metrics::accuracyOf(accuracy.confusion);
    classes_->setColumns({tr("Class"), tr("Pixels"), tr("Producer's"), tr("User's"), tr("F1")});
    classes_->setRowCount(static_cast<int>(accuracy.classes.size()));
    for (int row = 0; row < classes_->rowCount(); ++row) {
        const auto i = static_cast<std::size_t>(row);
        auto* name = classes_->setCell(row, 0, QString::fromStdString(accuracy.classes[i].name));
        name->setIcon(swatch(accuracy.classes[i].color));
        name->setToolTip(name->text());
        classes_->setCell(row, 1, QString("%L1").arg(accuracy.confusion.referenceTotal(row)), true);
        const double shares[] = {figures.producers[i], figures.users[i]};
        const metrics::Interval intervals[] = {figures.producersInterval[i], figures.usersInterval[i]};
        for (int k = 0; k < 2; ++k) {
            auto* cell = classes_->setCell(row, 2 + k, percent(shares[k]), true);
            cell->setData(Qt::UserRole, std::isfinite(shares[k]) ? shares[k] : -1.0);
            if (!std::isfinite(shares[k])) continue;
            cell->setData(BarDelegate::lowRole, intervals[k].low);
            cell->setData(BarDelegate::highRole, intervals[k].high);
            cell->setToolTip(tr("%1 %, 95 % interval %2 – %3 %")
                                 .arg(percent(shares[k]), percent(intervals[k].low), percent(intervals[k].high)));
        }
        classes_->setCell(row, 4, percent(figures.f1[i]), true);
    }
    auto* header = classes_->horizontalHeader();
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    for (const auto& [column, width] : {std::pair{1, 58}, {2, 84}, {3, 74}, {4, 50}}) {
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, width);
    }
    for (int column = 2; column < 5; ++column) classes_->horizontalHeaderItem(column)->setToolTip(tr("in %"));
}

void AccuracyPanel::showAreas(const map::MapAccuracy& accuracy) {
    const auto found = accuracy.areas();
    const bool known = accuracy.cellArea > 0;
    // Hectares, or per cent of the area where a cell's size is unknown.
    const double all = known ? static_cast<double>(found.cells) * accuracy.cellArea / 1e4 : 100;
    const QString unit = known ? tr("ha") : QString("%");
    const auto figure = [](double value) { return std::isfinite(value) ? QString("%L1").arg(value, 0, 'f', 2) : QString(QChar(0x2013)); };
    const auto withMargin = [](const metrics::Estimate& one) {
        return std::isfinite(one.error) ? QString("%1 ± %2").arg(percent(one.value), percent(one.margin())) : percent(one.value);
    };
    areas_->setColumns({tr("Class"), tr("Mapped %1").arg(unit), tr("Estimated %1").arg(unit), tr("± %1").arg(unit), tr("Producer's %"), tr("User's %")});
    areas_->setRowCount(static_cast<int>(accuracy.classes.size()));
    for (int row = 0; row < areas_->rowCount(); ++row) {
        const auto i = static_cast<std::size_t>(row);
        const auto& one = found.classes[i];
        auto* name = areas_->setCell(row, 0, QString::fromStdString(accuracy.classes[i].name));
        name->setIcon(swatch(accuracy.classes[i].color));
        name->setToolTip(name->text());
        areas_->setCell(row, 1, figure(one.mapped * all), true);
        areas_->setCell(row, 2, figure(one.area.value * all), true);
        areas_->setCell(row, 3, figure(one.area.margin() * all), true);
        areas_->setCell(row, 4, withMargin(one.producers), true);
        areas_->setCell(row, 5, withMargin(one.users), true);
    }
    QString text = tr("Weighted by the mapped area (Olofsson et al. 2014), OA %1 %; ± is half of a 95 % interval. Right where the "
                      "reference is a random sample of the scene.")
                       .arg(withMargin(found.overall));
    if (found.outside > 0)
        text += " " + tr("%L1 cells are mapped as classes without a reference pixel and left out.").arg(found.outside);
    note_->setText(text);
}

void AccuracyPanel::showConfusion(const map::MapAccuracy& accuracy) {
    const int count = static_cast<int>(accuracy.classes.size());
    QStringList titles{tr("Reference")};
    for (const auto& one : accuracy.classes) titles << QString::number(one.value);
    confusion_->setColumns(titles);
    confusion_->setRowCount(count);
    for (int row = 0; row < count; ++row) {
        const auto& reference = accuracy.classes[static_cast<std::size_t>(row)];
        auto* name = confusion_->setCell(row, 0, QString("%1  %2").arg(reference.value).arg(QString::fromStdString(reference.name)));
        name->setIcon(swatch(reference.color));
        name->setToolTip(name->text());
        const auto total = accuracy.confusion.referenceTotal(row);
        for (int column = 0; column < count; ++column) {
            const auto cells = accuracy.confusion.at(row, column);
            auto* cell = confusion_->setCell(row, column + 1, cells > 0 ? QString("%L1").arg(cells) : QString(), true);
            const double share = total > 0 ? static_cast<double>(cells) / static_cast<double>(total) : 0;
            cell->setToolTip(tr("%L1 pixels of %2 are mapped as %3 (%4 %)")
                                 .arg(cells)
                                 .arg(QString::fromStdString(reference.name),
                                      QString::fromStdString(accuracy.classes[static_cast<std::size_t>(column)].name),
                                      percent(share)));
            if (cells == 0) continue;
            const QColor fill = mapColor(ColorMap::Viridis, share);
            cell->setBackground(fill);
            cell->setForeground(qGray(fill.rgb()) > 120 ? Qt::black : Qt::white);
        }
    }
    confusion_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
    confusion_->horizontalHeader()->resizeSection(0, 112);
    for (int column = 0; column < count; ++column)
        confusion_->horizontalHeaderItem(column + 1)
            ->setToolTip(QString::fromStdString(accuracy.classes[static_cast<std::size_t>(column)].name));
}

/// Empty unless two maps were compared.
QString AccuracyPanel::agreementText() const {
    const auto* found = disagreement_->result();
    if (!found) return {};
    const auto [left, right] = disagreement_->names();
    return tr("%1 and %2 agree on %3 % of the scene.").arg(left, right, percent(agreement(*found))) + " ";
}

void AccuracyPanel::showComparison() {
    const auto* found = disagreement_->result();
    const bool judged = found && found->test;
    test_->setVisible(judged);
    tabs_->setTabVisible(tabs_->indexOf(compared_), judged);
    if (!judged) return refresh();
    const auto [left, right] = disagreement_->names();
    const auto& test = *found->test;
    QString text = QString("<b>%1 %2 %, %3 %4 %</b>: ")
                       .arg(left.toHtmlEscaped(), percent(found->firstAccuracy()), right.toHtmlEscaped(), percent(found->secondAccuracy()));
    text += (test.p < 0.05 ? tr("a significant difference (%1).") : tr("no significant difference (%1).")).arg(spokenTest(test).toHtmlEscaped());
    text += " " + tr("On %L1 pixels only the first is right, on %L2 only the second. The maps agree on %3 % of the scene.")
                      .arg(test.firstOnly)
                      .arg(test.secondOnly)
                      .arg(percent(agreement(*found)));
    if (disagreement_->isUnfair())
        text += " " + tr("Their training samples differ: one may have been trained on pixels of this reference.");
    test_->setText(text.replace(" %", QString(QChar::Nbsp) + "%"));  // a figure and its unit stay on one line
    showCompared(*found);
}

void AccuracyPanel::showCompared(const map::MapComparison& found) {
    using map::Verdict;
    const auto& classes = found.disagreement.classes;
    const auto total = found.referencePixels();
    compared_->setColumns({tr("Reference pixels"), tr("Pixels"), tr("Share %")});
    compared_->setRowCount(4);
    int row = 0;
    for (const auto verdict : {Verdict::BothRight, Verdict::FirstOnly, Verdict::SecondOnly, Verdict::BothWrong}) {
        const auto index = static_cast<std::size_t>(base::classIndex(classes, static_cast<int>(verdict)));
        compared_->setCell(row, 0, QString::fromStdString(classes[index].name))->setIcon(swatch(classes[index].color));
        compared_->setCell(row, 1, QString("%L1").arg(found.at(verdict)), true);
        const double share = static_cast<double>(found.at(verdict)) / static_cast<double>(total);
        compared_->setCell(row, 2, percent(share), true)->setData(Qt::UserRole, share);
        ++row;
    }
    auto* header = compared_->horizontalHeader();
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    header->setSectionResizeMode(2, QHeaderView::Fixed);
    header->resizeSection(2, 120);
}

}  // namespace lacuna::ui
