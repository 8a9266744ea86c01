#include <QAction>
#include <QDir>
#include <QDirIterator>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>
#include <QTreeWidget>
#include <algorithm>
#include <set>

#include "ui/help/guide_browser.h"
#include "ui/help/guide_window.h"
#include "ui/help/help_desk.h"
#include "ui/help/help_topics.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace lacuna {
namespace {

QString guideText() {
    QFile file(":/guide/guide.md");
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return QString::fromUtf8(file.readAll());
}

std::set<QString> guideAnchors() {
    std::set<QString> anchors;
    for (const auto& heading : ui::headingsOf(guideText())) anchors.insert(heading.anchor);
    return anchors;
}

class HelpTest : public ui::test::WindowTest {
protected:
    ui::GuideWindow& guide() { return *window.help()->guide(); }
};

TEST_F(HelpTest, anchorsAreGitHubs) {
    EXPECT_EQ(ui::anchorOf("How sure is the map, and where is it not"), "how-sure-is-the-map-and-where-is-it-not");
    EXPECT_EQ(ui::anchorOf("What if? A/B"), "what-if-ab");
    const auto headings = ui::headingsOf("# A\n```\n# no heading\n```\n## Jobs\n### Jobs\n#no\n");
    ASSERT_EQ(headings.size(), 3u);
    EXPECT_EQ(headings[1].anchor, "jobs");
    EXPECT_EQ(headings[2].anchor, "jobs-1");
}

TEST_F(HelpTest, everyTopicIsAHeadingOfTheGuide) {
    const auto anchors = guideAnchors();
    for (const auto& topic : ui::helpTopics()) EXPECT_TRUE(anchors.count(topic.anchor)) << topic.widget.toStdString() << ": " << topic.anchor.toStdString();
    EXPECT_TRUE(anchors.count(ui::helpAnchor(nullptr)));
}

TEST_F(HelpTest, everyPanelHasATopicAndASentence) {
    for (const auto* dock : window.findChildren<QDockWidget*>()) {
        const auto& topics = ui::helpTopics();
        EXPECT_TRUE(std::any_of(topics.begin(), topics.end(), [&](const ui::HelpTopic& topic) { return topic.widget == dock->objectName(); }))
            << dock->objectName().toStdString() << " has no section in ui/help/help_topics.cpp";
        EXPECT_TRUE(dock->whatsThis().contains(ui::helpAnchor(dock))) << dock->objectName().toStdString() << " has no sentence in ui/help/help_desk.cpp";
    }
}

TEST_F(HelpTest, everyDialogOfTheSourcesHasATopic) {
    QDirIterator files(QString(LACUNA_SOURCE_DIR) + "/ui", {"*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
    const QRegularExpression name("\"([a-z][A-Za-z]+(Dialog|Box|Popover))\"");
    std::set<QString> found;
    while (files.hasNext()) {
        QFile file(files.next());
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        for (auto match = name.globalMatch(QString::fromUtf8(file.readAll())); match.hasNext();) found.insert(match.next().captured(1));
    }
    EXPECT_GE(found.size(), 15u);
    const auto& topics = ui::helpTopics();
    for (const auto& dialog : found)
        EXPECT_TRUE(std::any_of(topics.begin(), topics.end(), [&](const ui::HelpTopic& topic) { return topic.widget == dialog; }))
            << dialog.toStdString() << " has no section in ui/help/help_topics.cpp";
}

TEST_F(HelpTest, theGuidesLinksAndPicturesAreThere) {
    const auto anchors = guideAnchors();
    const QRegularExpression link("\\]\\(([^)\\s]+)\\)");
    int pictures = 0;
    for (auto match = link.globalMatch(guideText()); match.hasNext();) {
        const QString target = match.next().captured(1);
        if (target.startsWith("http")) continue;
        const QString file = target.section('#', 0, 0), anchor = target.section('#', 1);
        if (file.isEmpty()) EXPECT_TRUE(anchors.count(anchor)) << target.toStdString();
        else EXPECT_TRUE(QFile::exists(":/guide/" + file)) << target.toStdString() << " is not in resources/guide/guide.qrc";
        pictures += file.endsWith(".png");
    }
    EXPECT_GT(pictures, 5);
}

TEST_F(HelpTest, theKeyOpensTheGuideAtTheFocusedPanel) {
    window.raisePanel("samplesDock");
    auto* samples = window.findChild<QDockWidget*>("samplesDock");
    auto children = samples->findChildren<QWidget*>();
    const auto focusable = std::find_if(children.begin(), children.end(), [](const QWidget* one) { return one->isVisible() && one->isEnabled() && one->focusPolicy() & Qt::TabFocus; });
    ASSERT_NE(focusable, children.end());
    window.activateWindow();
    (*focusable)->setFocus();
    ASSERT_TRUE(QTest::qWaitFor([&] { return (*focusable)->hasFocus(); }));
    window.commands()->guide->trigger();
    EXPECT_TRUE(guide().isVisible());
    EXPECT_EQ(guide().text()->source().fragment(), "collecting-samples");
    EXPECT_EQ(guide().text()->sectionInView(), "collecting-samples");
    EXPECT_EQ(guide().findChild<QTreeWidget*>("guideContents")->currentItem()->text(0), "Collecting samples");
}

TEST_F(HelpTest, theButtonOfAPanelsTitleOpensItsSection) {
    window.findChild<QToolButton*>("layersDockHelp")->click();  // a panel that stands alone; tabs have no title bar
    EXPECT_EQ(guide().text()->sectionInView(), "looking-at-the-scene");
}

TEST_F(HelpTest, linksGoAndComeBack) {
    window.help()->showSection("projects");
    auto* text = guide().text();
    Q_EMIT text->anchorClicked(QUrl("formats.md"));
    EXPECT_TRUE(text->source().path().endsWith("formats.md"));
    EXPECT_FALSE(text->headings().empty());
    guide().findChild<QToolButton*>("guideBack")->click();
    EXPECT_TRUE(text->source().path().endsWith("guide.md"));
    EXPECT_TRUE(guide().findChild<QToolButton*>("guideForward")->isEnabled());
}

TEST_F(HelpTest, searchCountsAndGoesRound) {
    window.help()->showSection({});
    auto* line = guide().findChild<QLineEdit*>("guideSearch");
    line->setText("Shapley");
    auto* text = guide().text();
    EXPECT_EQ(text->textCursor().selectedText(), "Shapley");
    const int first = text->textCursor().position();
    guide().find();
    EXPECT_NE(text->textCursor().position(), first);
    EXPECT_FALSE(guide().findChild<QLabel*>("guideFound")->text().isEmpty());
    line->setText("Shapleyx");
    EXPECT_FALSE(text->textCursor().hasSelection());
    EXPECT_EQ(guide().findChild<QLabel*>("guideFound")->text(), "Not found");
}

TEST_F(HelpTest, picturesAreNoWiderThanTheText) {
    window.help()->showSection({});
    const auto picture = guide().text()->loadResource(QTextDocument::ImageResource, QUrl("images/what_if.png")).value<QImage>();
    ASSERT_FALSE(picture.isNull());
    EXPECT_LE(picture.deviceIndependentSize().width(), 700);
}

}  // namespace
}  // namespace lacuna
