#include <QApplication>
#include <QScreen>
#include <QSettings>
#include <clocale>
#include <cstdio>
#include <memory>

#include "app/desktop/arguments.h"
#include "app/desktop/control_list.h"
#include "app/desktop/screenshot_script.h"
#include "app/method_loader.h"
#include "base/version.h"
#include "project/recovery.h"
#include "ui/language/language.h"
#include "ui/project/project_keeper.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/window/comparison.h"
#include "ui/window/main_window.h"

namespace {

using namespace lacuna;

int stop(const base::Error& error) {
    std::fprintf(stderr, "%s\n", base::describe(error).c_str());
    return base::exitCode(error.code);
}

void openAll(ui::MainWindow& window, const app::DesktopArguments& arguments) {
    auto& session = *window.session();
    if (!arguments.modalities.empty()) session.openSensors(arguments.modalities, arguments.align);
    if (!arguments.model.empty()) session.openModel(QString::fromStdString(arguments.model));
    if (!arguments.labels.empty()) session.importSamples(QString::fromStdString(arguments.labels));
    if (!arguments.reference.empty()) session.importReference(QString::fromStdString(arguments.reference));
    QStringList files;
    for (const auto& file : arguments.files) {
        const QString path = QString::fromStdString(file);
        if (path.endsWith(".lacuna", Qt::CaseInsensitive)) window.projects()->open(path);
        else files << path;
    }
    if (!files.isEmpty()) session.openFiles(files);
}

/// Puts the model beside the one that is open, as soon as it is read.
void compareWith(const std::string& model, ui::Session& session, ui::MainWindow& window) {
    auto waiting = std::make_shared<QMetaObject::Connection>();
    *waiting = QObject::connect(&session, &ui::Session::modelChanged, &window, [waiting, &session, &window] {
        if (session.models().size() < 2) return;
        QObject::disconnect(*waiting);
        window.comparison()->compareWithModel(session.models().front()->number);
    });
    session.openModel(QString::fromStdString(model));
}

}  // namespace

int main(int argc, char** argv) {
    // Before Qt sees the arguments, so that --help works without a display.
    const auto arguments = app::parseArguments(argc, argv);
    if (!arguments) return stop(arguments.error());
    if (!*arguments) return 0;
    const auto& given = **arguments;

    QApplication application(argc, argv);
    QApplication::setApplicationName("lacuna");
    QApplication::setOrganizationName("lacuna");
    QApplication::setApplicationVersion(QString::fromStdString(base::version()));
    QApplication::setWindowIcon(ui::programIcon());
    // Qt takes the system's way of writing numbers for the whole process; files and command lines have one of their own.
    std::setlocale(LC_NUMERIC, "C");

    const bool byHand = given.screenshotFolder.empty() && given.controlList.empty();
    const QString theme = !given.theme.empty() ? QString::fromStdString(given.theme)
                          : byHand             ? QSettings().value("view/theme").toString()
                                               : QString("light");
    ui::installLanguage(application, !given.language.empty() ? QString::fromStdString(given.language) : byHand ? ui::languageSetting() : QString("en"));
    ui::initialiseTheme(application, ui::themeFromName(theme));

    auto methods = app::loadMethods();
    if (!methods) return stop(methods.error());
    ui::Session session(**methods);
    ui::MainWindow window(&session, byHand);
    const QSize room = window.screen()->availableSize();
    const bool tight = window.width() >= room.width() || window.height() >= room.height();
    byHand && tight ? window.showMaximized() : window.show();
    openAll(window, given);
    if (given.screenshotFolder.empty()) window.projects()->keepRecovery(QString::fromStdString(project::recoveryFolder()));
    if (!given.compareModel.empty() && given.screenshotFolder.empty()) compareWith(given.compareModel, session, window);
    if (!given.controlList.empty()) new app::ControlList(QString::fromStdString(given.controlList), &window);
    if (!given.screenshotFolder.empty())
        new app::ScreenshotScript(&window, QString::fromStdString(given.screenshotFolder),
                                  QString::fromStdString(given.compareModel), &window);
    return QApplication::exec();
}
