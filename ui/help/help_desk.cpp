#include "ui/help/help_desk.h"

#include <QApplication>
#include <QMainWindow>
#include <QWhatsThis>
#include <QWhatsThisClickedEvent>
#include <utility>

#include "ui/help/guide_window.h"
#include "ui/help/help_topics.h"

namespace lacuna::ui {

HelpDesk::HelpDesk(QMainWindow* window) : QObject(window), window_(window) {}

HelpDesk::~HelpDesk() {
    delete guide_;
}

void HelpDesk::showSection(const QString& anchor) {
    // No child of the window: it may lie behind it, and takes no key from it.
    if (!guide_) guide_ = new GuideWindow;
    guide_->showSection(anchor);
}

void HelpDesk::showFor(const QWidget* widget) {
    if (widget == nullptr) widget = QApplication::activeWindow();
    if (guide_ && widget && (widget == guide_ || guide_->isAncestorOf(widget))) return guide_->showSection({});
    showSection(helpAnchor(widget));
}

void HelpDesk::askWhatThisIs() {
    QWhatsThis::enterWhatsThisMode();
}

void HelpDesk::describePanels() {
    const std::pair<const char*, QString> sentences[] = {
        {"welcomePage", tr("Begins a piece of work: with the sample, with your own rasters, or with a project.")},
        {"mapCanvas", tr("The scene with its layers, as the Layers panel has them. The wheel zooms, Space or the middle button pans.")},
        {"sensorChips", tr("The sensors. A click, or the key shown, loses or restores one; a right click loses a part of it or degrades it.")},
        {"layersDock", tr("What the map shows, the topmost layer first: maps, samples and sensors.")},
        {"legendDock", tr("The classes of the topmost visible map with their areas; a box hides a class.")},
        {"samplesDock", tr("The classes to be told apart, and the areas that were drawn for each.")},
        {"propertiesDock", tr("How the chosen sensor is shown: bands, colours, stretch.")},
        {"accuracyDock", tr("How well the shown map agrees with the reference, class by class.")},
        {"expertsDock", tr("Which experts of the network are at work, block by block.")},
        {"trainingDock", tr("The models that are open, and the form that trains another one.")},
        {"identifyDock", tr("What is known of a pixel: spectra, probabilities, gates.")},
        {"whatIfDock", tr("What each subset of the sensors is worth, and what changes without one.")},
        {"zonesDock", tr("What each sensor is worth inside polygons, in total and class by class.")},
        {"jobsDock", tr("What runs, waits and has ended, with parameters and command line.")},
        {"missingDock", tr("Files of the project that are not where they were.")},
    };
    for (const auto& [name, sentence] : sentences) {
        auto* panel = window_->findChild<QWidget*>(name);
        if (panel == nullptr) continue;
        panel->setWhatsThis(QString("<p>%1</p><p><a href=\"%2\">%3</a></p>").arg(sentence, helpAnchor(panel), tr("More in the guide")));
        panel->installEventFilter(this);
    }
}

bool HelpDesk::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::WhatsThisClicked) return QObject::eventFilter(watched, event);
    showSection(static_cast<QWhatsThisClickedEvent*>(event)->href());
    QWhatsThis::hideText();
    return true;
}

}  // namespace lacuna::ui
