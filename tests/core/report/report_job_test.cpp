#include "report/report_job.h"

#include <cpl_minixml.h>

#include <cmath>
#include <limits>

#include "core/jobs/small_study.h"
#include "report/html.h"
#include "samples/sample_files.h"

namespace lacuna::report {
namespace {

using jobs::study;
using jobs::valueOf;

ReportOptions options(const std::string& name) {
    auto& s = study();
    ReportOptions options;
    options.study.classify = s.classifying("");
    options.study.reference = s.scene.truth;
    options.labels = s.scene.labels;
    options.methods = &s.methods;
    options.html = s.folder.file(name + ".html");
    return options;
}

ReportResult write(const ReportOptions& options) { return valueOf(ReportJob(options).run({}, study().progress)); }

const Section& sectionOf(const Document& document, const std::string& title) {
    for (const auto& section : document.sections)
        if (section.title == title) return section;
    ADD_FAILURE() << "no section " << title;
    static const Section none;
    return none;
}

bool holdsSection(const Document& document, const std::string& title) {
    return std::any_of(document.sections.begin(), document.sections.end(), [&](const auto& section) { return section.title == title; });
}

const Table& tableOf(const Section& section, const std::string& title) {
    for (const auto& block : section.blocks)
        if (const auto* table = std::get_if<Table>(&block); table && table->title == title) return *table;
    ADD_FAILURE() << "no table " << title;
    static const Table none;
    return none;
}

const std::vector<Cell>& rowOf(const Table& table, const std::string& name, std::size_t column = 0) {
    for (const auto& row : table.rows)
        if (row[column].text == name) return row;
    ADD_FAILURE() << "no row " << name << " in " << table.title;
    static const std::vector<Cell> none(20);
    return none;
}

std::string textOf(const Section& section) {
    std::string text;
    for (const auto& block : section.blocks)
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) text += paragraph->text + "\n";
    return text;
}

double number(std::string text) {
    std::erase(text, ',');
    if (text.starts_with("−")) text = "-" + text.substr(std::string("−").size());
    return text.empty() ? std::numeric_limits<double>::quiet_NaN() : std::stod(text);
}

/// Whether a text is XML whose elements are closed in their order.
bool isWellFormed(const std::string& text) {
    CPLErrorReset();
    CPLXMLNode* tree = CPLParseXMLString(text.c_str());
    const bool parsed = tree != nullptr && CPLGetLastErrorType() == CE_None;
    CPLDestroyXMLNode(tree);
    return parsed;
}

/// What a job said it was doing.
class Activities : public base::Progress {
public:
    void report(const base::ProgressUpdate& update) override {
        fractions.push_back(update.fraction);
        said += update.activity + "\n";
        if (stopAt >= 0 && update.fraction >= stopAt) stop.request_stop();
    }
    std::vector<double> fractions;
    std::string said;
    double stopAt = -1;
    std::stop_source stop;
};

TEST(ReportJob, everyPartsFiguresAreThoseOfTheJobsThatMadeThem) {
    auto& s = study();
    auto wanted = options("whole");
    wanted.study.outFolder = s.folder.file("whole-study");
    wanted.prove = true;
    const auto document = write(wanted).document;
    auto again = wanted.study;
    again.outFolder = s.folder.file("again");
    const auto made = valueOf(jobs::WhatIfJob(again).run({}, s.progress));
    const auto accuracy = metrics::accuracyOf(*made.subsets[0].confusion);

    const auto& classes = tableOf(sectionOf(document, "Accuracy"), "Accuracy by class, %");
    const auto& overall = rowOf(classes, "Overall accuracy");
    EXPECT_EQ(overall[1].text, "3,000");
    EXPECT_EQ(overall[2].text, fmt::format("{:.1f} ({:.1f}–{:.1f})", 100 * accuracy.overall, 100 * accuracy.overallLow, 100 * accuracy.overallHigh));
    for (std::size_t c = 0; c < made.classes.size(); ++c)
        EXPECT_TRUE(rowOf(classes, made.classes[c].name)[2].text.starts_with(fmt::format("{:.1f} (", 100 * accuracy.producers[c])));

    const auto& studySection = sectionOf(document, "What if a sensor were lost");
    const auto& subsets = tableOf(studySection, "Every subset of the sensors");
    ASSERT_EQ(subsets.rows.size(), made.subsets.size());
    for (const auto& subset : made.subsets) {
        const auto& row = rowOf(subsets, subset.title, 1);
        const double lost = metrics::accuracyOf(*subset.confusion).overall;
        EXPECT_TRUE(row[2].text.starts_with(fmt::format("{:.1f} (", 100 * lost))) << row[2].text;
        EXPECT_NEAR(row[3].text.empty() ? 0 : number(row[3].text), 100 * (lost - accuracy.overall), 0.0501);
        EXPECT_NEAR(number(row[7].text), static_cast<double>(subset.changedCells) * made.cellArea / 1e4, 0.00501);
    }
    const auto& flips = tableOf(studySection, "What changes without lidar");
    EXPECT_NEAR(number(rowOf(flips, "All changes")[3].text), static_cast<double>(made.subsets[1].changedCells) * made.cellArea / 1e4, 0.00501);
    EXPECT_EQ(flips.rows[0][0].text, made.subsets[1].flips->front().fromName);
    std::string captions;
    for (const auto& block : studySection.blocks)
        if (const auto* figures = std::get_if<Figures>(&block))
            for (const auto& figure : figures->figures) captions += figure.caption + "\n";
    for (const char* caption : {"complete, OA", "without lidar, OA", "without hs, OA", "Changes without lidar", "Changes without hs"})
        EXPECT_NE(captions.find(caption), std::string::npos) << caption;
    const auto& values = tableOf(studySection, "What each sensor is worth");
    EXPECT_NEAR(number(rowOf(values, "lidar")[1].text), 100 * made.sensorValues->sensors[1].overall, 0.0501);
    EXPECT_NE(textOf(studySection).find("No pixel differs"), std::string::npos);

    const auto& areas = tableOf(sectionOf(document, "Map"), "Areas");
    double mapped = 0;
    for (const auto& row : areas.rows) mapped += row[0].text == "All classes" ? 0 : number(row[3].text);
    EXPECT_NEAR(mapped, number(rowOf(areas, "All classes")[3].text), 0.05);
    EXPECT_NEAR(mapped, 3000 * made.cellArea / 1e4, 0.05);

    const auto labels = valueOf(samples::readSamples(s.scene.labels, valueOf(raster::RasterStack::open(s.scene.modalities)).grid()));
    EXPECT_EQ(number(rowOf(tableOf(sectionOf(document, "Samples and split"), "Pixels by class"), "All classes")[1].text), static_cast<double>(labels.samples.size()));
    EXPECT_NE(textOf(document.sections.front()).find(fmt::format("{:.1f} % of 3,000 reference pixels", 100 * accuracy.overall)), std::string::npos);
    EXPECT_NE(textOf(document.sections.front()).find("Losing lidar"), std::string::npos);
    EXPECT_NE(textOf(document.sections.front()).find("a MaMOL model"), std::string::npos);
    EXPECT_EQ(rowOf(tableOf(sectionOf(document, "Provenance"), "SHA-256"), "model, model.safetensors")[1].text, valueOf(engine::fileSha256(wanted.study.classify.model)));
    EXPECT_EQ(rowOf(tableOf(sectionOf(document, "Parameters"), "Training"), "epochs")[1].text, "30");
    EXPECT_TRUE(std::filesystem::exists(s.folder.file("whole-study/what_if.csv")));
}

TEST(ReportJob, theFileIsWholeByItselfAndWellFormed) {
    auto wanted = options("alone");
    wanted.title = "A & B <\"C\">";
    wanted.author = "x\x01y \xff z";
    wanted.notes = "</p><script>alert(1)</script>";
    const auto result = write(wanted);
    const auto page = support::contentOf(wanted.html);
    EXPECT_EQ(page, html(result.document));
    EXPECT_TRUE(isWellFormed(page));
    EXPECT_FALSE(isWellFormed(page.substr(0, page.size() - 9)));
    EXPECT_NE(page.find("<h1>A &amp; B &lt;&quot;C&quot;&gt;</h1>"), std::string::npos);
    EXPECT_NE(page.find("x y \xef\xbf\xbd z"), std::string::npos);
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("<link"), std::string::npos);
    for (auto at = page.find("http"); at != std::string::npos; at = page.find("http", at + 1))
        EXPECT_EQ(page.substr(at, 18), "http://www.w3.org/") << page.substr(at, 60);  // names of XML's vocabularies
    for (auto at = page.find("url("); at != std::string::npos; at = page.find("url(", at + 1)) ADD_FAILURE() << page.substr(at, 60);
    EXPECT_NE(page.find("data:image/png;base64,"), std::string::npos);
}

TEST(ReportJob, namesFromFilesCannotBreakThePage) {
    Contents contents;
    contents.title = "t";
    contents.model = {};
    contents.model.modalities.push_back({"<b>&", 1, {}, {0}, {1}});
    contents.model.classes = {{1, "a<b & \"c\"", {1, 2, 3}}};
    contents.used = 1;
    metrics::Confusion confusion(1);
    confusion.add(0, 0, 5);
    contents.accuracy = map::MapAccuracy{confusion, contents.model.classes, {5}, 0};
    contents.commands.emplace_back("x", "lacuna '<&>'");
    const auto page = html(compose(contents, partNames()));
    EXPECT_TRUE(isWellFormed(page));
    EXPECT_NE(page.find("a&lt;b &amp; "), std::string::npos);
    EXPECT_EQ(page.find("<b>&"), std::string::npos);
}

TEST(ReportJob, partsWithoutDataStayOutAndALineSaysHowToGetThem) {
    auto wanted = options("small");
    wanted.study.reference.clear();
    wanted.labels.clear();
    wanted.parts = "map, accuracy,samples,provenance";
    Activities activities;
    const auto document = valueOf(ReportJob(wanted).run({}, activities)).document;
    EXPECT_TRUE(holdsSection(document, "Map"));
    EXPECT_TRUE(holdsSection(document, "Provenance"));
    for (const char* none : {"Accuracy", "Samples and split", "What if a sensor were lost", "Scene and sensors"}) EXPECT_FALSE(holdsSection(document, none)) << none;
    const auto last = textOf(document.sections.back());
    for (const char* word : {"--reference", "--labels", "study"}) EXPECT_NE(last.find(word), std::string::npos) << last;
    EXPECT_EQ(activities.said.find("subsets"), std::string::npos);
    EXPECT_TRUE(std::is_sorted(activities.fractions.begin(), activities.fractions.end()));
}

TEST(ReportJob, oneMapWithAReferenceIsJudgedAsAnEvaluationDoes) {
    auto& s = study();
    auto wanted = options("judged");
    wanted.parts = "accuracy";
    const auto document = write(wanted).document;
    const auto& overall = rowOf(tableOf(sectionOf(document, "Accuracy"), "Accuracy by class, %"), "Overall accuracy");
    auto classify = s.classifying("judged.tif");
    s.classify(classify);
    EXPECT_TRUE(overall[2].text.starts_with(fmt::format("{:.1f} (", 100 * s.overall(classify.out)))) << overall[2].text;
}

TEST(ReportJob, whatWasMadeAlreadyIsNotMadeAgain) {
    auto& s = study();
    auto wanted = options("made");
    auto whatIf = wanted.study;
    whatIf.outFolder = s.folder.file("made-study");
    wanted.made = valueOf(jobs::WhatIfJob(whatIf).run({}, s.progress));
    Activities activities;
    const auto document = valueOf(ReportJob(wanted).run({}, activities)).document;
    EXPECT_EQ(activities.said.find("Classifying"), std::string::npos) << activities.said;
    EXPECT_EQ(tableOf(sectionOf(document, "What if a sensor were lost"), "Every subset of the sensors").rows.size(), 3u);
}

TEST(ReportJob, otherLabelsThanTheTrainingsAreNamed) {
    auto wanted = options("labels");
    wanted.parts = "samples";
    EXPECT_EQ(textOf(sectionOf(write(wanted).document, "Samples and split")).find("not the labels"), std::string::npos);
    wanted.labels = study().scene.truth;
    EXPECT_NE(textOf(sectionOf(write(wanted).document, "Samples and split")).find("not the labels"), std::string::npos);
}

TEST(ReportJob, aReferenceThatTheModelWasTrainedOnIsNamed) {
    auto wanted = options("seen");
    wanted.parts = "accuracy";
    const auto seen = write(wanted).document;
    EXPECT_NE(textOf(sectionOf(seen, "Accuracy")).find("pixels of the reference lie closer than 9 pixels to a training sample"), std::string::npos);
    const auto grid = valueOf(raster::RasterStack::open(study().scene.modalities)).grid();
    const auto keep = [&](std::string& path, const char* name, int from, int to) {
        auto set = valueOf(samples::readSamples(path, grid));
        std::erase_if(set.samples, [&](const auto& one) { return one.column < from || one.column >= to; });
        path = study().folder.file(name);
        ASSERT_TRUE(samples::writeLabelRaster(path, set, grid));
    };
    keep(wanted.labels, "left.tif", 0, 25);
    keep(wanted.study.reference, "right.tif", 40, 60);
    const auto apart = write(wanted).document;
    EXPECT_EQ(textOf(sectionOf(apart, "Accuracy")).find("to a training sample"), std::string::npos);
}

TEST(ReportJob, aCancelledReportLeavesNoFileWhereverItStops) {
    for (const double stopAt : {0.0, 0.3, 0.92, 0.96}) {
        auto wanted = options("cancelled");
        wanted.pdf = study().folder.file("cancelled.pdf");
        Activities activities;
        activities.stopAt = stopAt;
        const auto stop = activities.stop.get_token();
        const auto pdf = [](const Document&, std::stop_token) -> base::Result<PdfFile> { return PdfFile{"%PDF", 1}; };
        const auto result = ReportJob(wanted, pdf).run(stop, activities);
        ASSERT_FALSE(result) << stopAt;
        EXPECT_EQ(result.error().code, base::ErrorCode::Cancelled) << stopAt;
        for (const auto& name : study().folder.names()) EXPECT_EQ(name.find("cancelled"), std::string::npos) << name << " at " << stopAt;
    }
}

TEST(ReportJob, bothFilesComeOrNeither) {
    auto wanted = options("both");
    wanted.parts = "map";
    wanted.pdf = study().folder.file("both.pdf");
    const auto whole = [](const Document&, std::stop_token) -> base::Result<PdfFile> { return PdfFile{"%PDF" + std::string(4000, ' '), 7}; };
    const auto expectNone = [](const base::Result<ReportResult>& failed, base::ErrorCode code) {
        ASSERT_FALSE(failed);
        EXPECT_EQ(failed.error().code, code);
        for (const auto& name : study().folder.names()) EXPECT_EQ(name.find("both"), std::string::npos) << name;
    };
    const auto stopped = [](const Document&, std::stop_token) -> base::Result<PdfFile> { return base::cancelled("write PDF"); };
    expectNone(ReportJob(wanted, stopped).run({}, study().progress), base::ErrorCode::Cancelled);
    {
        const auto tooMuch = [](const Document&, std::stop_token) -> base::Result<PdfFile> { return PdfFile{std::string(4u << 20, ' '), 1}; };
        const support::FullDisk disk(1u << 20);
        expectNone(ReportJob(wanted, tooMuch).run({}, study().progress), base::ErrorCode::Io);
    }
    EXPECT_EQ(valueOf(ReportJob(wanted, whole).run({}, study().progress)).pages, 7u);
    EXPECT_TRUE(support::contentOf(wanted.pdf).starts_with("%PDF"));
    EXPECT_TRUE(std::filesystem::exists(wanted.html));
}

TEST(ReportJob, whatCannotBeMeantIsRefusedBeforeAnythingIsMade) {
    const auto codeOf = [](const ReportOptions& options) {
        Activities activities;
        const auto result = ReportJob(options).run({}, activities);
        EXPECT_FALSE(result);
        EXPECT_EQ(activities.said, "");
        return result ? base::ErrorCode::Cancelled : result.error().code;
    };
    auto wanted = options("refused");
    wanted.html = "/proc/none/report.html";
    EXPECT_EQ(codeOf(wanted), base::ErrorCode::Io);
    wanted.html = study().folder.file("");
    EXPECT_EQ(codeOf(wanted), base::ErrorCode::Io);
    wanted.html.clear();
    EXPECT_EQ(codeOf(wanted), base::ErrorCode::Usage);
    wanted.pdf = study().folder.file("refused.pdf");
    EXPECT_EQ(codeOf(wanted), base::ErrorCode::Unsupported);
    wanted = options("refused");
    wanted.parts = "map,poem";
    EXPECT_EQ(codeOf(wanted), base::ErrorCode::Usage);
    wanted.parts = "";
    EXPECT_EQ(codeOf(wanted), base::ErrorCode::Usage);
    wanted = options("refused");
    wanted.mapWidth = 1;
    EXPECT_EQ(codeOf(wanted), base::ErrorCode::Usage);
}

TEST(ReportJob, theCommandLineNamesWhatIsNotTheDefault) {
    ReportOptions wanted;
    wanted.study.classify.modalities = {{"HS", {"h.tif"}}};
    wanted.study.classify.model = "m.safetensors";
    wanted.study.classify.lose = {"HS=strips,every:10"};
    wanted.study.classify.degrade = {"HS=noise:0.2"};
    wanted.study.reference = "r.tif";
    wanted.html = "out.html";
    wanted.pdf = "out.pdf";
    wanted.author = "A B";
    wanted.prove = true;
    EXPECT_EQ(commandLine(wanted),
              "lacuna report --modality=HS=h.tif --model=m.safetensors --reference=r.tif --lose=HS=strips,every:10 --degrade=HS=noise:0.2 "
              "--html=out.html --pdf=out.pdf '--author=A B' --prove");
}

}  // namespace
}  // namespace lacuna::report
