#include <QGuiApplication>
#include <cstdio>
#include <memory>

#include "app/commands/command.h"
#include "app/method_loader.h"
#include "ui/report/report_pdf.h"

namespace lacuna::app {
namespace {

/// Fonts for pages, without a screen.
std::unique_ptr<QGuiApplication> fontsWithoutScreen() {
    static int argumentCount = 1;
    static char name[] = "lacuna";
    static char* arguments[] = {name, nullptr};
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Qt warns of folders that only windows need.
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& message) {
        if (type == QtCriticalMsg || type == QtFatalMsg) std::fprintf(stderr, "%s\n", qPrintable(message));
    });
    return std::make_unique<QGuiApplication>(argumentCount, arguments);
}

class ReportCommand : public Command {
public:
    std::string name() const override { return "report"; }
    std::string help() const override { return "Write a report of map, accuracy and what-if study as one HTML file, as PDF, or both"; }
    base::Status declare(CLI::App& options) override {
        auto& study = options_.study;
        addModalities(options, modalities_);
        addModel(options, study.classify.model);
        options.add_option("--reference", study.reference, "Labels to judge by: label raster or vector file")->type_name("FILE");
        options.add_option("--labels", options_.labels, "The labels that the model was trained from, for the table of samples")->type_name("FILE");
        addClassColumn(options, study.classColumn);
        options.add_option("--html", options_.html, "The report as HTML")->type_name("FILE");
        options.add_option("--pdf", options_.pdf, "The report as PDF")->type_name("FILE");
        options.add_option("--study-folder", study.outFolder, "Keep the study's maps, tables and pictures in this folder")->type_name("DIR");
        addLosses(options, study.classify.lose, study.classify.degrade);
        addParameters(options, parameters_);
        addParameters(options, settings_, "Parameters of the classification");
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(sources, parseModalities(modalities_));
        options_.study.classify.modalities = std::move(sources);
        const auto methods = loadMethods();
        if (methods) options_.methods = methods->get();  // else the method is called by its id
        const auto fonts = options_.pdf.empty() ? nullptr : fontsWithoutScreen();
        LACUNA_TRY(done, report::ReportJob(options_, ui::reportPdf).run(context.stop, *context.progress));
        return CommandResult{report::reportText(done), report::toJson(done)};
    }

private:
    report::ReportOptions options_;
    base::ParameterSet parameters_ = options_.declare();
    base::ParameterSet settings_ = options_.study.classify.declare();
    std::vector<std::string> modalities_;
};

}  // namespace

std::unique_ptr<Command> makeReportCommand() { return std::make_unique<ReportCommand>(); }

}  // namespace lacuna::app
