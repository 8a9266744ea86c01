#include "ui/report/report_dialog.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QXmlStreamReader>

#include "ui/report/report_pdf.h"
#include "ui/window/proof_section.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace {

using namespace lacuna;
using ui::ReportDialog;
using ui::test::waitFor;

class ReportDialogTest : public ui::test::WindowTest {
protected:
    ReportDialog* open() {
        window.commands()->writeReport->trigger();
        return window.findChild<ReportDialog*>("reportDialog");
    }
    template <class T>
    static T* field(ReportDialog* dialog, const char* name) {
        auto* found = dialog->findChild<T*>(name);
        EXPECT_NE(found, nullptr) << name;
        return found;
    }
    /// Types the file's name and writes; waits for the end.
    void write(ReportDialog* dialog, const std::string& file) {
        auto* edit = field<QLineEdit>(dialog, "report.file");
        edit->selectAll();
        QTest::keyClicks(edit, QString::fromStdString(file));
        QTest::mouseClick(field<QPushButton>(dialog, "reportWrite"), Qt::LeftButton);
        EXPECT_TRUE(waitFor([&] { return session.isIdle(); }));
    }
    std::string file(const std::string& name) const { return scene.folder.file(name); }
};

/// The text of a well-formed page; empty when it is none.
QString textOfPage(const std::string& page) {
    QXmlStreamReader reader(QByteArray::fromStdString(page));
    QString text;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isCharacters()) text += reader.text().toString() + ' ';
    }
    EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString() << " in line " << reader.lineNumber();
    return reader.hasError() ? QString() : text;
}

std::size_t occurrences(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
    return count;
}

/// Pages of a PDF, 0 where the file is no whole PDF.
std::size_t pagesOf(const std::string& pdf) {
    if (!pdf.starts_with("%PDF-1.") || pdf.find("%%EOF", pdf.size() - 16) == std::string::npos) return 0;
    return occurrences(pdf, "/Type /Page\n");
}

TEST_F(ReportDialogTest, theStudyThatWasRunGoesIntoHtmlAndPdf) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    window.commands()->whatIf->trigger();
    ASSERT_TRUE(waitFor([&] { return session.whatIf().has_value() && session.isIdle(); }));
    auto* dialog = open();
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->isModal());
    EXPECT_TRUE(field<QLabel>(dialog, "reportPlan")->text().contains("was run already"));
    field<QLineEdit>(dialog, "report.title")->setText("Meadows & woods");
    field<QLineEdit>(dialog, "report.author")->setText("A. Analyst");
    field<QPlainTextEdit>(dialog, "report.notes")->setPlainText("Clouds were few.");
    QSignalSpy failures(&session, &ui::Session::failed), saved(&session, &ui::Session::saved);
    write(dialog, file("report.html"));
    ASSERT_EQ(failures.count(), 0) << base::describe(failures.first().first().value<base::Error>());
    EXPECT_EQ(saved.count(), 1);

    const auto page = support::contentOf(file("report.html"));
    const auto text = textOfPage(page);
    for (const QString word : {"Meadows & woods", "A. Analyst", "Clouds were few.", "without LiDAR", "What changes without HS", "Provenance"})
        EXPECT_TRUE(text.contains(word)) << word.toStdString();
    const auto accuracy = metrics::accuracyOf(session.accuracy(3)->confusion);
    EXPECT_TRUE(text.contains(QString::number(100 * accuracy.overall, 'f', 1) + " %"));
    const auto pdf = support::contentOf(file("report.pdf"));
    EXPECT_GT(pagesOf(pdf), 4u);
    EXPECT_LT(pagesOf(pdf), 20u);
    EXPECT_NE(pdf.find("/MediaBox [0 0 595"), std::string::npos);  // A4
    EXPECT_GT(pdf.size(), 20000u);
}

TEST_F(ReportDialogTest, itsJobStandsInTheJobsPanelWithItsCommandLine) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    ui::JobFacts facts;
    QObject::connect(&session.studies(), &ui::JobRunner::ended, &window, [&](const ui::JobEnd& end) { facts = end.facts; });
    auto* dialog = open();
    field<QCheckBox>(dialog, "report.pdf")->setChecked(false);
    field<QCheckBox>(dialog, "report.part.experts")->setChecked(false);
    write(dialog, file("short"));
    EXPECT_TRUE(QFile::exists(QString::fromStdString(file("short.html"))));
    EXPECT_FALSE(QFile::exists(QString::fromStdString(file("short.pdf"))));
    EXPECT_NE(facts.command.find("lacuna report --modality=HS="), std::string::npos) << facts.command;
    EXPECT_NE(facts.command.find("--html=" + file("short.html")), std::string::npos) << facts.command;
    EXPECT_NE(facts.command.find("--parts=scene,samples,map,accuracy,study,parameters,provenance"), std::string::npos) << facts.command;
    EXPECT_EQ(facts.parameters.at("report").at("map-width"), 1200);
    EXPECT_FALSE(textOfPage(support::contentOf(file("short.html"))).contains("tokens use"));
}

TEST_F(ReportDialogTest, onlyWhatCanBeWrittenIsOffered) {
    EXPECT_FALSE(window.commands()->writeReport->isEnabled());
    ASSERT_TRUE(ui::test::openAll(session, scene));
    EXPECT_TRUE(window.commands()->writeReport->isEnabled());
    auto* dialog = open();
    auto* button = field<QPushButton>(dialog, "reportWrite");
    auto* plan = field<QLabel>(dialog, "reportPlan");
    EXPECT_TRUE(button->isEnabled());
    EXPECT_TRUE(plan->text().contains("3 map")) << plan->text().toStdString();
    field<QCheckBox>(dialog, "report.html")->setChecked(false);
    field<QCheckBox>(dialog, "report.pdf")->setChecked(false);
    EXPECT_FALSE(button->isEnabled());
    EXPECT_TRUE(plan->text().contains("HTML")) << plan->text().toStdString();
    field<QCheckBox>(dialog, "report.html")->setChecked(true);
    field<QLineEdit>(dialog, "report.file")->clear();
    EXPECT_FALSE(button->isEnabled());
    field<QLineEdit>(dialog, "report.file")->setText(QString::fromStdString(file("x")));
    EXPECT_TRUE(button->isEnabled());
    field<QCheckBox>(dialog, "report.part.study")->setChecked(false);
    EXPECT_FALSE(field<QCheckBox>(dialog, "report.prove")->isEnabled());
    session.closeAll();
    EXPECT_TRUE(waitFor([&] { return !button->isEnabled(); }));
}

TEST_F(ReportDialogTest, aStudyWithoutTheReferenceOfNowIsRunAgain) {
    session.openSensors(scene.sources());
    session.openModel(QString::fromStdString(scene.model()));
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(3) && session.isIdle(); }));
    window.commands()->whatIf->trigger();
    ASSERT_TRUE(waitFor([&] { return session.whatIf().has_value() && session.isIdle(); }));
    auto* dialog = open();
    EXPECT_TRUE(dialog->options().made.has_value());
    session.importReference(QString::fromStdString(scene.reference()));
    ASSERT_TRUE(waitFor([&] { return session.accuracy(3) && session.isIdle(); }));
    EXPECT_FALSE(dialog->options().made.has_value());
    EXPECT_TRUE(field<QLabel>(dialog, "reportPlan")->text().contains("3 map"));
}

TEST_F(ReportDialogTest, aFolderThatTakesNoFileIsNamedAndACancelledReportLeavesNone) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    QSignalSpy failures(&session, &ui::Session::failed), noticed(&session, &ui::Session::noticed);
    auto* dialog = open();
    field<QCheckBox>(dialog, "report.html")->setChecked(true);
    write(dialog, "/proc/none/report.html");
    ASSERT_EQ(failures.count(), 1);
    const auto error = failures.first().first().value<base::Error>();
    EXPECT_EQ(error.code, base::ErrorCode::Io);
    EXPECT_NE(error.message.find("/proc/none"), std::string::npos) << error.message;

    QTest::qWait(0);
    window.commands()->writeReport->trigger();
    dialog = window.findChildren<ReportDialog*>().last();
    field<QLineEdit>(dialog, "report.file")->setText(QString::fromStdString(file("stopped")));
    QTest::mouseClick(field<QPushButton>(dialog, "reportWrite"), Qt::LeftButton);
    session.studies().cancelAll();
    ASSERT_TRUE(waitFor([&] { return session.isIdle(); }));
    EXPECT_EQ(failures.count(), 1);
    EXPECT_TRUE(noticed.last().first().toString().contains("cancelled"));
    for (const auto& name : scene.folder.names()) EXPECT_EQ(name.find("stopped"), std::string::npos) << name;
}

TEST_F(ReportDialogTest, drawnSamplesAreCountedThoughTheyAreInNoFile) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    session.importSamples(QString::fromStdString(scene.reference()));
    ASSERT_TRUE(waitFor([&] { return session.hasSamples() && session.isIdle(); }));
    auto* dialog = open();
    EXPECT_EQ(dialog->options().labels, scene.reference());
    EXPECT_EQ(dialog->options().drawn, nullptr);
    auto areas = *session.samples()->sharedAreas();
    samples::replaceAreas(areas, {areas.areas.front()}, [](const auto&) { return std::vector<samples::TrainingAreaPtr>(); });
    report::ReportOptions options = dialog->options();
    options.labels.clear();
    options.drawn = std::make_shared<samples::TrainingAreas>(areas);
    options.parts = "samples";
    options.html = file("drawn.html");
    options.pdf.clear();
    base::Progress progress;
    const auto done = report::ReportJob(options).run({}, progress);
    ASSERT_TRUE(done) << base::describe(done.error());
    EXPECT_TRUE(textOfPage(support::contentOf(options.html)).contains("Labelled"));
}

/// A document of every kind of block, long enough for several pages.
report::Document longDocument() {
    report::Document document{"Title", "Subtitle", "Author", "1 May 2026", "Lacuna", {}};
    report::Table table{"Table", "Note.", {{"Class"}, {"Pixels", true}}, {}, true};
    for (int i = 0; i < 120; ++i) table.rows.push_back({{"Class " + std::to_string(i), base::Rgb{1, 2, 3}}, {std::to_string(i), std::nullopt, i / 120.0}});
    const std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"900\" viewBox=\"0 0 300 900\"><rect width=\"300\" height=\"900\" fill=\"red\"/></svg>";
    document.sections = {{"One", {report::Paragraph{std::string(9000, 'x')}, report::KeyFigures{{"1", "a", "b"}}, table}},
                         {"Two", {report::Heading{"Heading"}, report::Figures{{{svg, "Caption"}, {svg, ""}}, 2}, report::CommandLine{"lacuna " + std::string(500, 'y')},
                                  report::Paragraph{"Mind.", report::Paragraph::Kind::Warning}}}};
    return document;
}

TEST_F(ReportDialogTest, thePdfSaysHowManyPagesItHasAndCanBeStopped) {
    const auto pdf = ui::reportPdf(longDocument(), {});
    ASSERT_TRUE(pdf) << base::describe(pdf.error());
    EXPECT_EQ(pagesOf(pdf->content), pdf->pages);
    EXPECT_GE(pdf->pages, 5u);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = ui::reportPdf(longDocument(), stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, base::ErrorCode::Cancelled);
}

}  // namespace
