#include "ui/samples/samples_panel.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPixmap>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <cmath>

#include "ui/theme/icons.h"
#include "ui/vision/color_advice.h"

namespace lacuna::ui {
namespace {

constexpr int valueRole = Qt::UserRole + 1;
constexpr int mostPatternColumns = 8;

QIcon swatchOf(const base::Rgb& color) {
    QPixmap picture(14, 14);
    picture.fill(QColor(color[0], color[1], color[2]));
    return picture;
}

QToolButton* flatButton(const char* name, const QString& iconName, const QString& text) {
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setIcon(icon(iconName));
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setProperty("role", "flat");
    return button;
}

QWidget* hint(const QString& text) {
    auto* label = new QLabel(text);
    label->setProperty("role", "muted");
    label->setWordWrap(true);
    return label;
}

}  // namespace

SamplesPanel::SamplesPanel(SampleDocument* document, SampleTools* tools, QWidget* parent)
    : QWidget(parent), document_(document), tools_(tools), table_(new QTreeWidget) {
    setObjectName("samplesPanel");
    table_->setObjectName("classTable");
    table_->setAccessibleName(tr("Classes with their pixels"));
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeButtons());
    column->addWidget(table_, 1);
    column->addWidget(makeToolPages());
    column->addWidget(makeFoot());
    connect(table_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (item && !filling_) document_->setCurrentClass(item->data(0, valueRole).toInt());
    });
    connect(table_, &QTreeWidget::itemChanged, this, &SamplesPanel::renamed);
    connect(document_, &SampleDocument::changed, this, &SamplesPanel::refreshTable);
    connect(document_, &SampleDocument::factsChanged, this, [this] {
        refreshCounts();
        refreshWarnings();
        refreshFoot();
    });
    connect(document_, &SampleDocument::selectionChanged, this, &SamplesPanel::refreshFoot);
    connect(document_, &SampleDocument::currentClassChanged, this, [this](int value) {
        if (auto* item = itemOf(value)) table_->setCurrentItem(item);
    });
    connect(document_, &SampleDocument::splitShownChanged, split_, &QCheckBox::setChecked);
    connect(tools_, &SampleTools::used, this, &SamplesPanel::showTool);
    connect(tools_, &SampleTools::brushWidthChanged, this, [this](double pixels) {
        const auto& t = document_->grid().mapFromPixel;
        width_->setValue(widthUnit_->currentIndex() == 0 ? pixels : pixels * std::hypot(t[1], t[4]));
    });
    refreshTable();
    refreshWarnings();
    showTool(SampleTools::Kind::None);
}

QWidget* SamplesPanel::makeButtons() {
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 0);
    row->setSpacing(2);
    add_ = flatButton("classAdd", "add", tr("Add a class"));
    remove_ = flatButton("classRemove", "delete", tr("Delete the class with its areas"));
    color_ = flatButton("classColor", "color", tr("Choose the colour of the class"));
    parent_ = flatButton("classParent", "hierarchy", tr("Put the class below another"));
    parent_->setPopupMode(QToolButton::InstantPopup);
    parent_->setMenu(new QMenu(parent_));
    parent_->menu()->setObjectName("classParentMenu");
    assign_ = flatButton("classAssign", "assign", tr("Give the selected areas this class"));
    for (auto* button : {add_, remove_, color_, parent_}) row->addWidget(button);
    row->addStretch(1);
    row->addWidget(assign_);
    connect(add_, &QToolButton::clicked, this, &SamplesPanel::addClass);
    connect(remove_, &QToolButton::clicked, this, &SamplesPanel::removeClass);
    connect(color_, &QToolButton::clicked, this, [this] { chooseColor(document_->currentClass()); });
    connect(parent_->menu(), &QMenu::aboutToShow, this, &SamplesPanel::fillParents);
    connect(assign_, &QToolButton::clicked, this, [this] { document_->reclassifySelection(document_->currentClass()); });
    return bar;
}

QWidget* SamplesPanel::makeToolPages() {
    toolPages_ = new QStackedWidget;
    toolPages_->setObjectName("sampleToolPages");
    toolPages_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    const auto page = [this](QWidget* content) {
        auto* framed = new QWidget;
        auto* column = new QVBoxLayout(framed);
        column->setContentsMargins(12, 4, 12, 4);
        column->addWidget(content);
        toolPages_->addWidget(framed);
    };
    // In the order of SampleTools::Kind.
    page(hint(tr("Choose a tool above the map to mark samples of the selected class.")));
    page(hint(tr("Click an area to select it, Shift adds, drag to move it. Delete deletes.")));
    page(hint(tr("Each click marks one pixel.")));
    page(hint(tr("Click the corners; a double click, Enter or the right button closes. Backspace takes a corner back.")));
    auto* brush = new QWidget;
    auto* row = new QHBoxLayout(brush);
    row->setContentsMargins(0, 0, 0, 0);
    width_ = new QDoubleSpinBox;
    width_->setObjectName("brushWidth");
    width_->setAccessibleName(tr("Width of the brush"));
    width_->setRange(0.01, 99999);
    width_->setDecimals(1);
    width_->setValue(tools_->brushWidth());
    widthUnit_ = new QComboBox;
    widthUnit_->setObjectName("brushUnit");
    widthUnit_->setAccessibleName(tr("Unit of the brush's width"));
    widthUnit_->addItems({tr("pixels"), tr("map units")});
    auto* label = new QLabel(tr("Width"));
    label->setBuddy(width_);
    row->addWidget(label);
    row->addWidget(width_);
    row->addWidget(widthUnit_);
    row->addWidget(hint(tr("Shift erases")), 1);
    page(brush);
    page(makeGrowPage());
    page(hint(tr("Drag a line across an area, from border to border, to cut it.")));
    const auto apply = [this] {
        const auto& t = document_->grid().mapFromPixel;
        tools_->setBrushWidth(widthUnit_->currentIndex() == 0 ? width_->value() : width_->value() / std::hypot(t[1], t[4]));
    };
    connect(width_, &QDoubleSpinBox::valueChanged, this, apply);
    connect(widthUnit_, &QComboBox::activated, this, [this](int unit) {
        const auto& t = document_->grid().mapFromPixel;
        width_->setValue(unit == 0 ? tools_->brushWidth() : tools_->brushWidth() * std::hypot(t[1], t[4]));
    });
    return toolPages_;
}

QWidget* SamplesPanel::makeGrowPage() {
    auto* grow = new QWidget;
    auto* form = new QFormLayout(grow);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(4);
    sensor_ = new QComboBox;
    sensor_->setObjectName("growSensor");
    sensor_->setAccessibleName(tr("Sensor whose spectra are compared"));
    measure_ = new QComboBox;
    measure_->setObjectName("growMeasure");
    measure_->setAccessibleName(tr("How spectra are compared"));
    measure_->addItems({tr("Spectral angle, degrees"), tr("Distance, standard deviations")});
    threshold_ = new QDoubleSpinBox;
    threshold_->setObjectName("growThreshold");
    threshold_->setAccessibleName(tr("How alike a pixel must be"));
    threshold_->setRange(0, 90);
    threshold_->setDecimals(2);
    threshold_->setSingleStep(0.5);
    threshold_->setValue(tools_->growOptions().threshold);
    most_ = new QSpinBox;
    most_->setObjectName("growMost");
    most_->setAccessibleName(tr("Most pixels of a region"));
    most_->setRange(1, 1000000);
    most_->setValue(tools_->growOptions().mostPixels);
    form->addRow(tr("Sensor"), sensor_);
    form->addRow(tr("Compare by"), measure_);
    form->addRow(tr("At most"), threshold_);
    form->addRow(tr("Most pixels"), most_);
    connect(sensor_, &QComboBox::currentIndexChanged, this, [this](int sensor) {
        // One band has no spectral angle.
        if (sensor >= 0 && bands_[static_cast<std::size_t>(sensor)] < 2) measure_->setCurrentIndex(1);
        applyGrow();
    });
    connect(measure_, &QComboBox::currentIndexChanged, this, &SamplesPanel::applyGrow);
    connect(threshold_, &QDoubleSpinBox::valueChanged, this, &SamplesPanel::applyGrow);
    connect(most_, &QSpinBox::valueChanged, this, &SamplesPanel::applyGrow);
    return grow;
}

void SamplesPanel::applyGrow() {
    auto options = tools_->growOptions();
    options.measure = measure_->currentIndex() == 0 ? samples::GrowOptions::Measure::Angle : samples::GrowOptions::Measure::Deviation;
    options.threshold = threshold_->value();
    options.mostPixels = most_->value();
    tools_->setGrowOptions(options);
    tools_->setGrowSensor(sensor_->currentIndex());
}

QWidget* SamplesPanel::makeFoot() {
    auto* foot = new QWidget;
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(12, 2, 12, 8);
    column->setSpacing(6);
    warningsTitle_ = new QLabel;
    warningsTitle_->setObjectName("sampleWarningsTitle");
    warningsTitle_->setProperty("role", "heading");
    warnings_ = new QListWidget;
    warnings_->setObjectName("sampleWarnings");
    warnings_->setAccessibleName(tr("What is wrong with the samples"));
    warnings_->setWordWrap(true);
    warnings_->setSelectionMode(QAbstractItemView::SingleSelection);
    warnings_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    warnings_->setFrameShape(QFrame::NoFrame);
    warnings_->setMaximumHeight(112);
    connect(warnings_, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
        if (const int value = item->data(valueRole).toInt(); value > 0) document_->setCurrentClass(value);
    });
    split_ = new QCheckBox(tr("Show training and test on the map"));
    split_->setObjectName("splitShown");
    split_->setToolTip(tr("How the settings in the Model panel divide the samples"));
    connect(split_, &QCheckBox::toggled, document_, &SampleDocument::showSplit);
    status_ = new QLabel;
    status_->setObjectName("samplesStatus");
    status_->setProperty("role", "muted");
    status_->setWordWrap(true);
    auto* import = new QPushButton(tr("Import…"));
    import->setObjectName("samplesImport");
    import->setProperty("role", "quiet");
    save_ = new QPushButton(tr("Save…"));
    save_->setObjectName("samplesSave");
    save_->setProperty("role", "quiet");
    train_ = new QPushButton(tr("Train"));
    train_->setObjectName("samplesTrain");
    train_->setProperty("role", "primary");
    train_->setToolTip(tr("Train the method of the Model panel with these samples"));
    auto* row = new QHBoxLayout;
    row->addWidget(import);
    row->addWidget(save_);
    row->addStretch(1);
    row->addWidget(train_);
    column->addWidget(warningsTitle_);
    column->addWidget(warnings_);
    column->addWidget(new ColorAdvice(document_));
    column->addWidget(split_);
    column->addWidget(status_);
    column->addLayout(row);
    connect(import, &QPushButton::clicked, this, &SamplesPanel::importRequested);
    connect(save_, &QPushButton::clicked, this, &SamplesPanel::saveRequested);
    connect(train_, &QPushButton::clicked, this, &SamplesPanel::trainRequested);
    return foot;
}

void SamplesPanel::setSensors(const QStringList& names, const std::vector<int>& bands) {
    sensors_ = names;
    bands_ = bands;
    sensor_->clear();
    sensor_->addItems(names);
    refreshCounts();
}

void SamplesPanel::showTool(SampleTools::Kind kind) {
    toolPages_->setCurrentIndex(static_cast<int>(kind));
    for (int i = 0; i < toolPages_->count(); ++i)
        toolPages_->widget(i)->setSizePolicy(QSizePolicy::Preferred, i == toolPages_->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    toolPages_->adjustSize();
}

QTreeWidgetItem* SamplesPanel::itemOf(int value) const {
    for (QTreeWidgetItemIterator it(table_); *it; ++it)
        if ((*it)->data(0, valueRole).toInt() == value) return *it;
    return nullptr;
}

void SamplesPanel::refreshTable() {
    filling_ = true;
    table_->clear();
    const auto& areas = document_->areas();
    std::map<int, QTreeWidgetItem*> items;
    for (const auto& one : areas.classes) {
        auto* item = new QTreeWidgetItem;
        item->setText(0, QString::fromStdString(one.name));
        item->setIcon(0, swatchOf(one.color));
        item->setData(0, valueRole, one.value);
        item->setToolTip(0, tr("Class %1, %n area(s). Double click to rename", nullptr, areas.countOf(one.value)).arg(one.value));
        item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsEditable);
        items[one.value] = item;
    }
    for (const auto& one : areas.classes) {
        const auto above = items.find(areas.parentOf(one.value));
        if (above == items.end())
            table_->addTopLevelItem(items[one.value]);
        else
            above->second->addChild(items[one.value]);
    }
    table_->setRootIsDecorated(!areas.parents.empty());
    table_->expandAll();
    if (auto* current = itemOf(document_->currentClass())) table_->setCurrentItem(current);
    filling_ = false;
    refreshCounts();
    refreshFoot();
}

/// Pixels, and by the sensors that have data there where that differs.
void SamplesPanel::refreshCounts() {
    filling_ = true;
    const auto& facts = document_->facts();
    std::vector<base::Availability> patterns;
    if (facts && facts->availability) {
        std::set<base::Availability> seen;
        for (const auto& byPattern : *facts->availability)
            for (const auto& [pattern, count] : byPattern) seen.insert(pattern);
        if (seen.size() > 1) patterns.assign(seen.rbegin(), seen.rend());
        if (patterns.size() > mostPatternColumns) patterns.resize(mostPatternColumns);
    }
    QStringList titles{tr("Class"), tr("Pixels")};
    for (const auto pattern : patterns) titles << QString::fromStdString(base::dots(pattern, static_cast<int>(sensors_.size())));
    table_->setColumnCount(static_cast<int>(titles.size()));
    table_->setHeaderLabels(titles);
    std::vector<std::string> names;
    for (const auto& name : sensors_) names.push_back(name.toStdString());
    for (std::size_t p = 0; p < patterns.size(); ++p)
        table_->headerItem()->setToolTip(static_cast<int>(p) + 2, patterns[p] == 0 ? tr("Pixels where no sensor has data")
                                                                                  : tr("Pixels: %1").arg(QString::fromStdString(base::describePattern(patterns[p], names))));
    for (int c = 1; c < titles.size(); ++c) table_->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    table_->header()->setStretchLastSection(false);
    table_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    const auto counts = facts ? facts->pixels.set.countByClass() : std::vector<int>();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        auto* item = itemOf(facts->pixels.set.classes[i].value);
        if (!item) continue;
        item->setText(1, QStringLiteral("%L1").arg(counts[i]));
        for (std::size_t p = 0; p < patterns.size(); ++p) {
            const auto& byPattern = (*facts->availability)[i];
            const auto found = byPattern.find(patterns[p]);
            item->setText(static_cast<int>(p) + 2, QStringLiteral("%L1").arg(found == byPattern.end() ? 0 : found->second));
        }
        for (int c = 1; c < titles.size(); ++c) item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    }
    filling_ = false;
}

void SamplesPanel::refreshWarnings() {
    warnings_->clear();
    const auto& facts = document_->facts();
    const bool any = facts && !document_->areas().classes.empty() && !facts->warnings.empty();
    warningsTitle_->setVisible(any);
    warnings_->setVisible(any);
    if (!any) return;
    warningsTitle_->setText(tr("%n warning(s)", nullptr, static_cast<int>(facts->warnings.size())));
    for (const auto& warning : facts->warnings) {
        auto* item = new QListWidgetItem(icon("warning"), QString::fromStdString(warning.text), warnings_);
        item->setToolTip(item->text());
        item->setData(valueRole, warning.classValue);
    }
}

void SamplesPanel::refreshFoot() {
    const auto& areas = document_->areas();
    const bool hasClass = document_->currentClass() != 0;
    for (auto* button : {remove_, color_, parent_}) button->setEnabled(hasClass);
    assign_->setEnabled(hasClass && !document_->selection().empty());
    add_->setEnabled(document_->grid().width > 0);
    save_->setEnabled(!document_->isEmpty());
    train_->setEnabled(canTrain_ && !document_->isEmpty());
    split_->setEnabled(document_->facts() && document_->facts()->split.has_value());
    const auto pixels = document_->facts() ? document_->facts()->pixels.set.samples.size() : 0;
    QStringList parts;
    if (document_->isEmpty())
        parts << tr("No samples yet");
    else
        parts << tr("%L1 pixels in %2").arg(pixels).arg(tr("%n area(s)", nullptr, static_cast<int>(areas.areas.size())));
    if (!document_->selection().empty()) parts << tr("%n selected", nullptr, static_cast<int>(document_->selection().size()));
    if (document_->isModified())
        parts << tr("not saved");
    else if (!document_->path().isEmpty())
        parts << QFileInfo(document_->path()).fileName();
    status_->setText(parts.join(QStringLiteral("  ·  ")));
}

void SamplesPanel::edited(const QString& what, const std::function<base::Status(samples::TrainingAreas&)>& edit) {
    auto next = document_->areas();
    if (const auto status = edit(next); !status) {
        Q_EMIT failed(QString::fromStdString(base::describe(status.error())));
        return refreshTable();
    }
    document_->edit(what, std::move(next));
}

void SamplesPanel::addClass() {
    auto next = document_->areas();
    base::Result<int> value = 0;
    for (int n = static_cast<int>(next.classes.size()) + 1;; ++n)
        if (value = samples::addClass(next, tr("Class %1").arg(n).toStdString()); value || next.classes.size() >= 255) break;
    if (!value) return Q_EMIT failed(QString::fromStdString(base::describe(value.error())));
    document_->edit(tr("add a class"), std::move(next));
    document_->setCurrentClass(*value);
    if (auto* item = itemOf(*value)) table_->editItem(item, 0);
}

void SamplesPanel::removeClass() {
    const int value = document_->currentClass();
    edited(tr("delete a class"), [value](samples::TrainingAreas& set) { return samples::removeClass(set, value); });
}

void SamplesPanel::renamed(QTreeWidgetItem* item, int column) {
    if (filling_ || column != 0) return;
    const int value = item->data(0, valueRole).toInt();
    const auto name = item->text(0).trimmed().toStdString();
    const int index = base::classIndex(document_->areas().classes, value);
    if (index < 0 || document_->areas().classes[static_cast<std::size_t>(index)].name == name) return;
    // Not at once: the table is rebuilt, and its editor is still open.
    QMetaObject::invokeMethod(this, [this, value, name] {
        edited(tr("rename a class"), [&](samples::TrainingAreas& set) { return samples::renameClass(set, value, name); });
    }, Qt::QueuedConnection);
}

void SamplesPanel::chooseColor(int value) {
    const int index = base::classIndex(document_->areas().classes, value);
    if (index < 0) return;
    const auto& now = document_->areas().classes[static_cast<std::size_t>(index)].color;
    auto* dialog = new QColorDialog(QColor(now[0], now[1], now[2]), this);
    dialog->setObjectName("classColorDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(false);
    connect(dialog, &QColorDialog::colorSelected, this, [this, value](const QColor& color) {
        const base::Rgb rgb{static_cast<std::uint8_t>(color.red()), static_cast<std::uint8_t>(color.green()), static_cast<std::uint8_t>(color.blue())};
        edited(tr("colour a class"), [&](samples::TrainingAreas& set) { return samples::recolorClass(set, value, rgb); });
    });
    dialog->show();
}

void SamplesPanel::fillParents() {
    auto* menu = parent_->menu();
    menu->clear();
    const int value = document_->currentClass();
    const auto add = [&](const QString& name, int above) {
        auto* action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(document_->areas().parentOf(value) == above);
        connect(action, &QAction::triggered, this, [this, value, above] {
            edited(tr("move a class"), [&](samples::TrainingAreas& set) { return samples::setParent(set, value, above); });
        });
    };
    add(tr("At the top"), 0);
    menu->addSeparator();
    for (const auto& one : document_->areas().classes) {
        auto trial = document_->areas();
        if (samples::setParent(trial, value, one.value)) add(tr("Below %1").arg(QString::fromStdString(one.name)), one.value);
    }
}

}  // namespace lacuna::ui
