#include "ui/help/help_topics.h"

#include <QWidget>
#include <algorithm>

namespace lacuna::ui {

const std::vector<HelpTopic>& helpTopics() {
    static const std::vector<HelpTopic> topics{
        // panels and parts of the window
        {"welcomePage", "first-steps"},
        {"mapCanvas", "looking-at-the-scene"},
        {"sensorChips", "a-part-of-a-sensor"},
        {"layersDock", "looking-at-the-scene"},
        {"legendDock", "looking-at-the-scene"},
        {"propertiesDock", "looking-at-the-scene"},
        {"samplesDock", "collecting-samples"},
        {"trainingDock", "training-a-model"},
        {"accuracyDock", "how-accurate-a-map-is"},
        {"comparedTable", "two-maps-against-each-other"},
        {"expertsDock", "a-pixel-and-its-experts"},
        {"identifyDock", "a-pixel-and-its-experts"},
        {"whatIfDock", "what-a-sensor-is-worth"},
        {"proofSection", "proof-that-lost-means-without-influence"},
        {"zonesDock", "is-a-sensor-worth-it-here"},
        {"jobsDock", "jobs"},
        {"missingDock", "projects"},
        {"messageBar", "when-something-is-refused"},
        // dialogs
        {"unsavedBox", "projects"},
        {"openProjectDialog", "projects"},
        {"saveProjectDialog", "projects"},
        {"findMissingDialog", "projects"},
        {"openSensorsDialog", "first-steps"},
        {"addSensorDialog", "first-steps"},
        {"openModelDialog", "first-steps"},
        {"importSamplesDialog", "collecting-samples"},
        {"importReferenceDialog", "how-accurate-a-map-is"},
        {"saveSamplesDialog", "collecting-samples"},
        {"classColumnDialog", "collecting-samples"},
        {"classColorDialog", "collecting-samples"},
        {"modelDestinationDialog", "training-a-model"},
        {"footprintDialog", "a-part-of-a-sensor"},
        {"degradePopover", "a-part-of-a-sensor"},
        {"saveAccuracyDialog", "how-accurate-a-map-is"},
        {"saveStudyDialog", "what-a-sensor-is-worth"},
        {"zoneFileDialog", "is-a-sensor-worth-it-here"},
        {"saveZonesDialog", "is-a-sensor-worth-it-here"},
        {"reportDialog", "the-window"},
        {"reportFileDialog", "the-window"},
        {"exportGatesDialog", "a-pixel-and-its-experts"},
        {"savePictureDialog", "a-pixel-and-its-experts"},
        {"saveTableDialog", "how-accurate-a-map-is"},
        {"exportMapDialog", "the-window"},
        {"screenshotDialog", "the-window"},
        {"bookmarkDialog", "looking-at-the-scene"},
        {"aboutBox", "the-window"},
        {"keysDialog", "keys"},
    };
    return topics;
}

QString helpAnchor(const QWidget* widget) {
    const auto& topics = helpTopics();
    for (; widget != nullptr; widget = widget->parentWidget()) {
        const auto topic = std::find_if(topics.begin(), topics.end(), [&](const HelpTopic& one) { return one.widget == widget->objectName(); });
        if (topic != topics.end()) return topic->anchor;
    }
    return "the-window";
}

}  // namespace lacuna::ui
