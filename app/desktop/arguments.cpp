#include "app/desktop/arguments.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "base/version.h"

namespace lacuna::app {

base::Result<std::optional<DesktopArguments>> parseArguments(int argc, char** argv) {
    DesktopArguments result;
    std::vector<std::string> modalities;
    CLI::App program("Lacuna: land-cover maps from several sensors, and what each would be without one", "lacuna-desktop");
    program.set_version_flag("--version", base::version());
    program.add_option("--modality", modalities, "A sensor as name=file[,file…]; once for each")->take_all()->type_name("NAME=FILE");
    program.add_option("--model", result.model, "Checkpoint; with sensors the scene is classified at once")->type_name("FILE");
    program.add_option("--compare-model", result.compareModel, "A second checkpoint: its map stands beside the first one's")->type_name("FILE");
    program.add_option("--labels", result.labels, "Training samples: label raster or vector file")->type_name("FILE");
    program.add_option("--reference", result.reference, "Reference labels that accuracies are measured with")->type_name("FILE");
    program.add_flag("--align", result.align, "Warp rasters whose grid differs to the first one's");
    program.add_option("--theme", result.theme, "Colours of the window")->check(CLI::IsMember({"system", "light", "dark"}));
    program.add_option("--language", result.language, "Language of the window")->check(CLI::IsMember({"en", "de", "es"}));
    program.add_option("--screenshot-folder", result.screenshotFolder,
                       "Show the sensors' what-if by itself, save window.png, what_if.png, flips.png, experts.png and accuracy.png "
                       "(with --compare-model also compare.png and disagreement.png) there, and quit")
        ->type_name("DIR");
    program.add_option("--control-list", result.controlList, "Keep a list of the visible controls and their places in this file (for tests)")
        ->type_name("FILE");
    program.add_option("files", result.files, "A project (.lacuna), or rasters, labels and models to open");
    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& asked) {
        program.exit(asked, std::cout);
        return std::optional<DesktopArguments>();
    } catch (const CLI::ParseError& problem) {
        return base::fail(base::ErrorCode::Usage, "lacuna-desktop", "{}. See lacuna-desktop --help.", problem.what());
    }
    for (const auto& text : modalities) {
        LACUNA_TRY(source, raster::parseModalitySource(text));
        result.modalities.push_back(std::move(source));
    }
    return std::optional<DesktopArguments>(std::move(result));
}

}  // namespace lacuna::app
