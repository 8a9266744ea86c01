#include "scenes/scene_sensors.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <sstream>

#include "base/availability.h"
#include "scenes/scene_random.h"

namespace lacuna::scenes {
namespace {

constexpr auto stage = "make scene";
constexpr int mostBands = 1024;
constexpr double firstWavelength = 0.4;  // micrometres
constexpr double lastWavelength = 2.5;

std::vector<std::string> splitAt(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
    return parts;
}

base::Result<SensorKind> parseKind(const std::string& word) {
    if (word == "hyperspectral") return SensorKind::Hyperspectral;
    if (word == "multispectral") return SensorKind::Multispectral;
    if (word == "sar") return SensorKind::Sar;
    if (word == "lidar") return SensorKind::Lidar;
    return base::fail(base::ErrorCode::Usage, stage,
                      "sensor kind is \"{}\", expected hyperspectral, multispectral, sar or lidar", word);
}

bool fitsFileName(const std::string& name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char letter) {
        return std::isalnum(letter) || letter == '-' || letter == '_';
    });
}

base::Result<Sensor> parseSensor(const std::string& text) {
    const auto parts = splitAt(text, ':');
    Sensor sensor;
    if (parts.size() != 3 || !fitsFileName(parts[0]))
        return base::fail(base::ErrorCode::Usage, stage,
                          "sensor is \"{}\", expected name:kind:bands with a name of letters, digits, - and _", text);
    sensor.name = parts[0];
    LACUNA_TRY(kind, parseKind(parts[1]));
    sensor.kind = kind;
    const auto& digits = parts[2];
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), sensor.bands);
    if (problem != std::errc() || end != digits.data() + digits.size() || sensor.bands < 1 || sensor.bands > mostBands)
        return base::fail(base::ErrorCode::Usage, stage, "sensor \"{}\" has \"{}\" bands, expected 1 to {}",
                          sensor.name, digits, mostBands);
    return sensor;
}

/// Reflectance of a material: a level of its own, far from the other materials', and smooth features on it.
double reflectance(int material, int materials, double wavelength, std::uint64_t seed) {
    std::vector<int> rank(static_cast<std::size_t>(materials));
    std::iota(rank.begin(), rank.end(), 0);
    for (std::size_t i = rank.size(); i > 1; --i) std::swap(rank[i - 1], rank[mixed(seed, 11, i) % i]);
    double value = 0.15 + 0.5 * (rank[static_cast<std::size_t>(material)] + 0.5) / materials;
    for (std::uint64_t feature = 0; feature < 3; ++feature) {
        const auto key = mixed(seed, 12 + feature, static_cast<std::uint64_t>(material));
        const double centre = firstWavelength + (lastWavelength - firstWavelength) * unit(mixed(key, 1));
        const double width = 0.1 + 0.3 * unit(mixed(key, 2));
        const double height = 0.4 * unit(mixed(key, 3)) - 0.2;
        const double away = (wavelength - centre) / width;
        value += height * std::exp(-0.5 * away * away);
    }
    return std::clamp(value, 0.02, 0.95);
}

BandSignal opticalBand(const Sensor& sensor, int band, const SceneClasses& classes, const SceneOptions& options) {
    BandSignal signal;
    const double step = (lastWavelength - firstWavelength) / sensor.bands;
    signal.wavelength = firstWavelength + (band + 0.5) * step;
    // A multispectral sensor has wide bands with gaps, a hyperspectral one has bands that touch.
    signal.bandwidth = sensor.kind == SensorKind::Hyperspectral ? step : std::min(0.1, 0.5 * step);
    signal.description = fmt::format("{:.3f} µm", signal.wavelength);
    signal.smooth = 0.04f;
    signal.grain = static_cast<float>(options.noise);
    for (int c = 0; c < static_cast<int>(classes.table.size()); ++c)
        signal.level.push_back(
            static_cast<float>(1e4 * reflectance(c / classes.structures, classes.materials, signal.wavelength,
                                                 static_cast<std::uint64_t>(options.seed))));
    return signal;
}

/// Returns from the top, from half the height, from a third.
BandSignal lidarBand(int band, const SceneClasses& classes, const SceneOptions& options) {
    BandSignal signal;
    signal.description = band == 0 ? "height" : fmt::format("height of return {}", band + 1);
    const float share = 1.0f / static_cast<float>(band + 1);
    constexpr float lowest = 200, step = 600;  // centimetres
    for (int c = 0; c < static_cast<int>(classes.table.size()); ++c)
        signal.level.push_back(share * (lowest + step * static_cast<float>(c % classes.structures)));
    signal.smooth = share * 100;
    signal.grain = share * step * static_cast<float>(options.noise);
    return signal;
}

BandSignal sarBand(const Sensor& sensor, int band, const SceneClasses& classes, const SceneOptions& options) {
    static constexpr std::array polarisations{"VV", "VH", "HH", "HV"};
    BandSignal signal;
    signal.description =
        fmt::format("backscatter {} dB",
                    sensor.bands <= 4 ? polarisations[static_cast<std::size_t>(band)] : std::to_string(band + 1));
    const float contrast = 6.0f - 1.5f * static_cast<float>(band % 3);  // dB between neighbouring roughnesses
    const float darkest = -22.0f - 3.0f * static_cast<float>(band % 2);
    for (int c = 0; c < static_cast<int>(classes.table.size()); ++c)
        signal.level.push_back(darkest + contrast * static_cast<float>(c % classes.structures));
    signal.smooth = 0.5f;
    signal.grain = 30 * static_cast<float>(options.noise);  // speckle: more than the same setting does to light
    return signal;
}

std::string structureName(int structure, int structures) {
    if (structures == 2) return structure == 0 ? "low" : "high";
    if (structures == 3) return structure == 0 ? "low" : structure == 1 ? "middle" : "high";
    return fmt::format("height {}", structure + 1);
}

std::string materialName(int material) {
    static constexpr std::array names{"Vegetation", "Soil",   "Asphalt", "Concrete", "Metal", "Tile",
                                      "Sand",       "Gravel", "Wood",    "Glass",    "Clay",  "Straw"};
    if (material < static_cast<int>(names.size())) return names[static_cast<std::size_t>(material)];
    return fmt::format("Material {}", material + 1);
}

}  // namespace

base::Result<std::vector<Sensor>> parseSensors(const std::string& text) {
    std::vector<Sensor> sensors;
    for (const auto& part : splitAt(text, ',')) {
        LACUNA_TRY(sensor, parseSensor(part));
        for (const auto& other : sensors)
            if (other.name == sensor.name)
                return base::fail(base::ErrorCode::Usage, stage, "two sensors are named \"{}\"; give each its own name",
                                  sensor.name);
        if (sensor.name == "labels" || sensor.name == "truth")
            return base::fail(base::ErrorCode::Usage, stage,
                              "a sensor can't be named \"{}\": the scene has a file of that name", sensor.name);
        sensors.push_back(sensor);
    }
    if (sensors.empty() || static_cast<int>(sensors.size()) > base::maxModalities)
        return base::fail(base::ErrorCode::Usage, stage,
                          "sensors are \"{}\", expected 1 to {} as name:kind:bands, with commas", text,
                          base::maxModalities);
    return sensors;
}

SceneClasses sceneClasses(int classes, const std::vector<Sensor>& sensors) {
    const auto optical =
        std::count_if(sensors.begin(), sensors.end(), [](const Sensor& s) { return isOptical(s.kind); });
    SceneClasses made;
    if (optical == static_cast<std::ptrdiff_t>(sensors.size()))
        made.structures = 1;
    else if (optical == 0)
        made.structures = classes;
    else
        made.structures = classes < 12 ? 2 : 3;
    made.materials = (classes + made.structures - 1) / made.structures;
    for (int c = 0; c < classes; ++c) {
        const auto material = materialName(c / made.structures);
        const auto structure = structureName(c % made.structures, made.structures);
        const auto name = made.structures == 1  ? material
                          : made.materials == 1 ? "Surface, " + structure
                                                : material + ", " + structure;
        made.table.push_back({c + 1, name, base::defaultColor(c)});
    }
    return made;
}

std::vector<BandSignal> bandSignals(const Sensor& sensor, const SceneClasses& classes, const SceneOptions& options) {
    std::vector<BandSignal> signals;
    for (int band = 0; band < sensor.bands; ++band) {
        if (isOptical(sensor.kind))
            signals.push_back(opticalBand(sensor, band, classes, options));
        else if (sensor.kind == SensorKind::Lidar)
            signals.push_back(lidarBand(band, classes, options));
        else
            signals.push_back(sarBand(sensor, band, classes, options));
    }
    return signals;
}

}  // namespace lacuna::scenes
