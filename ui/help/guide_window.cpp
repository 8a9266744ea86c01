#include "ui/help/guide_window.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QSplitter>
#include <QTextDocument>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/help/guide_browser.h"
#include "ui/theme/icons.h"

namespace lacuna::ui {
namespace {

constexpr int anchorRole = Qt::UserRole;

int countOf(const QTextDocument& document, const QString& words) {
    int count = 0;
    for (auto cursor = document.find(words); !cursor.isNull(); cursor = document.find(words, cursor)) ++count;
    return count;
}

}  // namespace

GuideWindow::GuideWindow(QWidget* parent)
    : QWidget(parent, Qt::Window), text_(new GuideBrowser), contents_(new QTreeWidget), search_(new QLineEdit), found_(new QLabel) {
    setObjectName("guideWindow");
    setWindowTitle(tr("Guide — Lacuna"));
    setWindowIcon(programIcon());
    contents_->setObjectName("guideContents");
    contents_->setAccessibleName(tr("Contents of the guide"));
    contents_->setHeaderHidden(true);
    contents_->setFrameShape(QFrame::NoFrame);
    contents_->setMinimumWidth(180);
    auto* parts = new QSplitter;
    parts->setHandleWidth(1);
    parts->addWidget(contents_);
    parts->addWidget(text_);
    parts->setStretchFactor(1, 1);
    parts->setSizes({240, 780});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(parts, 1);
    resize(1040, 760);
    connect(text_, &GuideBrowser::documentShown, this, &GuideWindow::fillContents);
    connect(text_, &GuideBrowser::sectionChanged, this, &GuideWindow::markSection);
    connect(contents_, &QTreeWidget::itemClicked, this, [this](const QTreeWidgetItem* item) {
        QUrl url = text_->source();
        url.setFragment(item->data(0, anchorRole).toString());
        text_->setSource(url);
    });
    connect(contents_, &QTreeWidget::itemActivated, contents_, &QTreeWidget::itemClicked);
    auto* close = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(close, &QShortcut::activated, this, &QWidget::close);
}

QToolButton* GuideWindow::makeButton(const char* name, const char* iconName, const QString& text, const QKeySequence& key) {
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setToolTip(QString("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText)));
    button->setIcon(icon(iconName));
    button->setIconSize(QSize(18, 18));
    button->setShortcut(key);
    button->setProperty("role", "flat");
    return button;
}

QWidget* GuideWindow::makeBar() {
    auto* bar = new QWidget;
    auto* back = makeButton("guideBack", "back", tr("Back"), QKeySequence("Alt+Left"));
    auto* forward = makeButton("guideForward", "forward", tr("Forward"), QKeySequence("Alt+Right"));
    auto* home = makeButton("guideHome", "home", tr("Beginning"), QKeySequence("Alt+Home"));
    back->setEnabled(false);
    forward->setEnabled(false);
    connect(back, &QToolButton::clicked, text_, &QTextBrowser::backward);
    connect(forward, &QToolButton::clicked, text_, &QTextBrowser::forward);
    connect(home, &QToolButton::clicked, this, [this] { text_->showSection({}); });
    connect(text_, &QTextBrowser::backwardAvailable, back, &QWidget::setEnabled);
    connect(text_, &QTextBrowser::forwardAvailable, forward, &QWidget::setEnabled);
    search_->setObjectName("guideSearch");
    search_->setAccessibleName(tr("Search the guide"));
    search_->setPlaceholderText(tr("Search (Ctrl+F)"));
    search_->setClearButtonEnabled(true);
    search_->setMaximumWidth(280);
    found_->setObjectName("guideFound");
    found_->setProperty("role", "muted");
    connect(search_, &QLineEdit::textChanged, this, [this] {
        auto cursor = text_->textCursor();
        cursor.setPosition(cursor.selectionStart());
        text_->setTextCursor(cursor);
        find();
    });
    connect(search_, &QLineEdit::returnPressed, this, [this] { find(); });
    const auto shortcut = [this](const QKeySequence& key, auto act) { connect(new QShortcut(key, this), &QShortcut::activated, this, act); };
    shortcut(QKeySequence("Ctrl+F"), [this] { search_->setFocus(); search_->selectAll(); });
    shortcut(QKeySequence("F3"), [this] { find(); });
    shortcut(QKeySequence("Shift+F3"), [this] { find(true); });
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 6, 12, 6);
    row->setSpacing(4);
    row->addWidget(back);
    row->addWidget(forward);
    row->addWidget(home);
    row->addStretch(1);
    row->addWidget(found_);
    row->addSpacing(8);
    row->addWidget(search_, 1);
    return bar;
}

void GuideWindow::showSection(const QString& anchor) {
    text_->showSection(anchor);
    show();
    raise();
    activateWindow();
    // Heights are known only now.
    text_->showSection(anchor);
}

void GuideWindow::find(bool backwards) {
    const QString words = search_->text();
    if (words.isEmpty()) return found_->clear();
    const auto way = backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (!text_->find(words, way)) {
        // From the other end on.
        auto cursor = text_->textCursor();
        cursor.movePosition(backwards ? QTextCursor::End : QTextCursor::Start);
        text_->setTextCursor(cursor);
        text_->find(words, way);
    }
    const int count = countOf(*text_->document(), words);
    found_->setText(count == 0 ? tr("Not found") : tr("%n place(s)", nullptr, count));
}

void GuideWindow::fillContents() {
    contents_->clear();
    QTreeWidgetItem* above = nullptr;
    for (const auto& heading : text_->headings()) {
        if (heading.level == 1) continue;
        auto* item = heading.level > 2 && above ? new QTreeWidgetItem(above) : new QTreeWidgetItem(contents_);
        if (heading.level == 2) above = item;
        item->setText(0, heading.text);
        item->setToolTip(0, heading.text);
        item->setData(0, anchorRole, heading.anchor);
    }
    contents_->expandAll();
}

void GuideWindow::markSection() {
    const QString section = text_->sectionInView();
    for (QTreeWidgetItemIterator item(contents_); *item; ++item)
        if ((*item)->data(0, anchorRole) == section) return contents_->setCurrentItem(*item);
}

}  // namespace lacuna::ui
