#include "ui/window/jobs_panel.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QTableWidget>
#include <QThread>
#include <QToolButton>

#include "output/map_file.h"
#include "window_test.h"

namespace {

using namespace lacuna;
using ui::test::waitFor;

base::Result<int> untilStopped(std::stop_token stop, base::Progress& progress) {
    while (!stop.stop_requested()) {
        progress.report({0.25, "Working", 12, "px/s", 8});
        QThread::msleep(2);
    }
    return base::cancelled("work");
}

base::Result<int> atOnce(std::stop_token, base::Progress&) {
    return 1;
}

class JobsPanelTest : public ui::test::WindowTest {
protected:
    JobsPanelTest() {
        window.raisePanel("jobsDock");
        EXPECT_TRUE(waitFor([&] { return session.isIdle(); }));
    }
    QTableWidget* table() const { return window.findChild<QTableWidget*>("jobsTable"); }
    QString cell(int row, int column) const { return table()->item(row, column) ? table()->item(row, column)->text() : QString(); }
    int rowOf(const QString& title) const {
        for (int row = 0; row < table()->rowCount(); ++row)
            if (cell(row, 0) == title) return row;
        return -1;
    }
    void select(const QString& title) {
        ASSERT_GE(rowOf(title), 0) << title.toStdString();
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualItemRect(table()->item(rowOf(title), 0)).center());
    }
    void click(const char* name) { QTest::mouseClick(window.findChild<QWidget*>(name), Qt::LeftButton); }
};

TEST_F(JobsPanelTest, jobsWaitChangePlacesPauseAndGo) {
    auto& lane = session.studies();
    lane.start<int>("long", untilStopped, [](base::Result<int>) {});
    for (const char* name : {"a", "b"}) lane.start<int>(name, atOnce, [](base::Result<int>) {});
    ASSERT_TRUE(waitFor([&] { return cell(rowOf("long"), 2) == "25"; }));
    EXPECT_EQ(cell(rowOf("long"), 1), "running");
    EXPECT_TRUE(cell(rowOf("long"), 4).contains("8 s left"));
    EXPECT_EQ(cell(rowOf("a"), 1), "waiting");
    EXPECT_LT(rowOf("a"), rowOf("b"));
    select("b");
    click("jobEarlier");
    EXPECT_LT(rowOf("b"), rowOf("a"));
    EXPECT_EQ(table()->currentRow(), rowOf("b"));
    click("jobCancel");
    EXPECT_EQ(rowOf("b"), -1);
    select("long");
    click("jobPause");
    EXPECT_EQ(cell(rowOf("long"), 1), "paused");
    EXPECT_EQ(window.findChild<QToolButton*>("jobPause")->text(), "Resume");
    click("jobPause");
    EXPECT_EQ(cell(rowOf("long"), 1), "running");
    click("jobCancel");
    ASSERT_TRUE(waitFor([&] { return session.isIdle(); }));
    EXPECT_EQ(rowOf("a"), -1);  // a moment's work leaves no trace
}

TEST_F(JobsPanelTest, aFailedJobStaysWithItsReason) {
    session.studies().start<int>({"broken", {{"epochs", 3}}, "lacuna train"},
                                 [](std::stop_token, base::Progress&) -> base::Result<int> {
                                     return base::fail(base::ErrorCode::BadData, "break", "there is a hole in {}", "it");
                                 },
                                 [](base::Result<int>) {});
    ASSERT_TRUE(waitFor([&] { return rowOf("broken") >= 0 && cell(rowOf("broken"), 1) == "failed"; }));
    select("broken");
    const auto text = window.findChild<QPlainTextEdit*>("jobText")->toPlainText();
    EXPECT_TRUE(text.contains("there is a hole in it")) << text.toStdString();
    EXPECT_TRUE(text.contains("epochs: 3"));
    click("jobsClear");
    EXPECT_EQ(table()->rowCount(), 0);
}

QByteArray sha256(const std::vector<std::uint8_t>& labels) {
    return QCryptographicHash::hash(QByteArrayView(labels.data(), static_cast<qsizetype>(labels.size())), QCryptographicHash::Sha256);
}

TEST_F(JobsPanelTest, theCopiedCommandLineMakesTheSameMap) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    session.toggleSensor(0);
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(2) && session.isIdle(); }));
    const QString title = "Classifying: " + session.describe(2);
    ASSERT_TRUE(waitFor([&] { return rowOf(title) >= 0 && cell(rowOf(title), 1) == "done"; }));
    select(title);
    click("jobCopy");
    const QString line = QGuiApplication::clipboard()->text();
    ASSERT_TRUE(line.startsWith("lacuna classify")) << line.toStdString();

    QProcess shell;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PATH", QFileInfo(LACUNA_PROGRAM).path() + ":" + environment.value("PATH"));
    shell.setProcessEnvironment(environment);
    shell.setWorkingDirectory(QString::fromStdString(scene.folder.file("")));
    shell.start("/bin/sh", {"-c", line});
    ASSERT_TRUE(shell.waitForFinished(60000));
    ASSERT_EQ(shell.exitCode(), 0) << shell.readAllStandardError().toStdString();
    const auto out = line.section("--out=", 1).section(' ', 0, 0);
    const auto made = output::readMap(scene.folder.file(out.toStdString()));
    ASSERT_TRUE(made) << out.toStdString();
    EXPECT_EQ(sha256(made->labels), sha256(session.mapLayer(2)->map().labels));
    EXPECT_NE(sha256(made->labels), sha256(session.mapLayer(3)->map().labels));
}

}  // namespace
